/** What is held about a customer, in words that staff and customers share. */
import type { held as zh } from '../zh/held';

export const held: Record<keyof typeof zh, string> = {
  'held.customer': 'Customer',
  'held.phones': 'Telephones',
  'held.addresses': 'Addresses',
  'held.consents': 'Consents',
  'held.units': 'Products',
  'held.entitlements': 'Extended rights',
  'held.agreements': 'Service agreements',
  'held.repairs': 'Repairs',
  'held.cases': 'Cases',
  'held.visits': 'Visits',
  'held.quotes': 'Quotes',
  'held.quote_lines': 'Quote lines',
  'held.payouts': 'Refunds and compensations',
  'held.parcels': 'Parcels',
  'held.loans': 'Loan units',
  'held.complaints': 'Complaints',
  'held.follow_ups': 'Follow-ups and ratings',
  'held.messages': 'Messages',
  'held.erasure_requests': 'Erasure requests',
};
