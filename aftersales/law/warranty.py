"""The warranty that the law gives, reckoned by the rules of the day on which the unit was handed over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from aftersales.law.floor import Situation, Verdict, judge
from aftersales.model.entitlement import Term, warranty_term
from aftersales.model.product import PartRole, Product
from aftersales.model.unit import RepairRecord, Unit

_TOPICS = {
    PartRole.WHOLE_UNIT: "warranty_months_whole_unit",
    PartRole.MAIN_PART: "warranty_months_main_part",
}


@dataclass(frozen=True, slots=True)
class LegalWarranty:
    """The legal term, and the rules from which it follows; no term where a person must judge."""

    term: Term | None
    months: Verdict | None
    start: Verdict


def legal_warranty(
    unit: Unit, product: Product, repairs: Sequence[RepairRecord], *, role: PartRole, on: date
) -> LegalWarranty:
    """Return the term that the law gives, whatever the brand's own terms are."""
    bought_on = unit.delivered_on or unit.invoice_on or on
    situation = Situation(unit.province or "", str(product.category), bought_on)
    start = judge("term_counts_from_delivery", situation, None)
    topic = _TOPICS.get(role)
    months = None if topic is None else judge(topic, situation, None)
    if months is None or months.value is None:
        return LegalWarranty(None, months, start)
    by_law = replace(product, whole_unit_months=int(months.value), main_part_months=int(months.value))
    term = warranty_term(unit, by_law, repairs, role=role, on=on, by_invoice=start.value != 1)
    return LegalWarranty(term, months, start)


def granted_warranty(
    unit: Unit, product: Product, repairs: Sequence[RepairRecord], *, role: PartRole, on: date
) -> Term | None:
    """Return the better of the brand's term and the law's."""
    own = warranty_term(unit, product, repairs, role=role, on=on)
    legal = legal_warranty(unit, product, repairs, role=role, on=on).term
    known = [term for term in (own, legal) if term is not None]
    return max(known, key=lambda term: term.ends_on, default=None)
