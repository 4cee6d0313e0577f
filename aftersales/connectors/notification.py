"""`notify.send`: tells a person what happens in a case."""

from collections.abc import Mapping
from dataclasses import replace

from aftersales.connectors.reading import needed, optional, transaction_of
from aftersales.model.case import Case
from aftersales.model.customer import Consent, ConsentPurpose, Customer, CustomerPhone
from aftersales.model.money import QuoteLine, QuoteState
from aftersales.model.workforce import Technician
from aftersales.notification.notice import Notice
from aftersales.notification.outbox import Outbox
from aftersales.notification.recipient import Recipient, recipient_of
from aftersales.operations.money import quotes_of
from aftersales.ports.register import Register, RegisterOf
from engine.ports.connector import Call, Outcome


class NotifySend:
    """`notify.send`: puts a message into somebody's inbox, and on its way out of the house.

    Inputs: `template`, `to` (customer, technician, a group such as supervisor, `user:…`, `group:…`), `data`.

    It is local: what it writes is part of the step, so a step that is rolled back tells nobody, and a mail
    server that is away stops no case. Sending is the post office's matter.
    """

    type = "notify.send"
    is_local = True

    def __init__(self, register_of: RegisterOf, outbox: Outbox) -> None:
        self._register_of = register_of
        self._outbox = outbox

    def call(self, call: Call) -> Outcome:
        """Write the message down, once for each job."""
        register = self._register_of(transaction_of(call))
        told = call.variables.get("data")
        facts = {str(name): value for name, value in told.items()} if isinstance(told, Mapping) else {}
        number = facts.get("case_number") or call.business_key
        about = {"case_number": number, **facts, **_named(register, facts)}
        notice = Notice(
            id=call.job_id,
            template=needed(call, "template"),
            recipient=_reached(register, recipient_of(needed(call, "to"), call.variables), call),
            facts={**about, **_itemised(register, about)},
            case_number=None if number is None else str(number),
            instance_id=call.instance_id,
            at=call.at,
        )
        self._outbox.write(register, notice)
        return Outcome({})


def _named(register: Register, facts: Mapping[str, object]) -> dict[str, str]:
    """Return the technician's name and number in place of the account: customers know no accounts."""
    account = facts.get("technician")
    found = register.look(Technician, account) if isinstance(account, str) else None
    return {} if found is None else {"technician": f"{found.name} {found.phone}"}


def _itemised(register: Register, facts: Mapping[str, object]) -> dict[str, object]:
    """Return the lines of the quote that was just sent in place of what the form held."""
    if "items" not in facts:
        return {}
    sent = quotes_of(register, str(facts["case_number"]), QuoteState.SENT)
    lines = [line for quote in sent for line in register.all(QuoteLine, quote_id=quote.id)]
    if not lines:
        return {"items_en": facts["items"]}
    return {
        "items": "；".join(f"{line.text} × {line.quantity}，{line.amount:.2f} 元" for line in lines),
        "items_en": "; ".join(f"{line.text} × {line.quantity}, CNY {line.amount:.2f}" for line in lines),
    }


def _reached(register: Register, recipient: Recipient, call: Call) -> Recipient:
    """Return the customer with what the register knows: mail address, language, consent."""
    number = optional(call, "caseNumber") or call.business_key
    case = register.look(Case, number) if recipient.is_customer and number else None
    if case is None or case.customer_id is None:
        return recipient
    customer = register.get(Customer, case.customer_id)
    consents = register.all(Consent, customer_id=customer.id, purpose=ConsentPurpose.MARKETING)
    phone = register.first(CustomerPhone, customer_id=customer.id, is_primary=True)
    return replace(
        recipient,
        name=recipient.name or customer.name,
        email=recipient.email or customer.email,
        phone=recipient.phone or (None if phone is None else phone.digits),
        language=customer.language,
        takes_marketing=any(consent.withdrawn_at is None for consent in consents),
    )
