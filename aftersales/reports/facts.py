"""Reads the cases of a period with all that figures and reports are reckoned from."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from aftersales.model.case import Case
from aftersales.model.handling import Complaint, FollowUp
from aftersales.model.money import MoneyAccount, Payout, Quote, QuoteLine
from aftersales.model.product import Product
from aftersales.model.requisition import Requisition, RequisitionLine
from aftersales.model.unit import RepairRecord, Unit
from aftersales.model.visit import Visit
from aftersales.model.workforce import Technician
from aftersales.ports.register import Register, Search
from aftersales.queries.related import grouped
from aftersales.reports.scope import Scope
from engine.model.task import TaskSpan

SpansOf = Callable[[Collection[str]], Sequence[TaskSpan]]
_MOST = 200_000


@dataclass(slots=True)
class CaseFacts:
    """One case with all that belongs to it; `earlier_repairs` are all repairs of its unit."""

    case: Case
    unit: Unit | None = None
    product: Product | None = None
    outlet_id: str | None = None
    account: MoneyAccount | None = None
    spans: list[TaskSpan] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    lines: list[QuoteLine] = field(default_factory=list)
    payouts: list[Payout] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    repairs: list[RepairRecord] = field(default_factory=list)
    unit_repairs: list[RepairRecord] = field(default_factory=list)
    requisitions: list[Requisition] = field(default_factory=list)
    parts: list[RequisitionLine] = field(default_factory=list)

    @property
    def number(self) -> str:
        """Return the case's human number."""
        return self.case.id

    @property
    def category(self) -> str | None:
        """Return what kind of appliance it is about."""
        return None if self.product is None else str(self.product.category)


def gather(register: Register, spans_of: SpansOf, scope: Scope) -> Sequence[CaseFacts]:
    """Return the cases opened in a period, those that fit the scope, the earliest first.

    `spans_of` returns the tasks of instances.
    """
    search = Search(
        equal={} if scope.province is None else {"province": scope.province},
        since={"opened_at": scope.begins_at},
        before={"opened_at": scope.ends_at},
        sort="opened_at",
        limit=_MOST,
    )
    cases = register.find(Case, search).items
    technicians = {each.id: each.outlet_id for each in register.all(Technician)}
    fitting = [facts for facts in _filled(register, cases, technicians) if _fits(facts, scope)]
    _add_spans(fitting, spans_of)
    return fitting


def _fits(facts: CaseFacts, scope: Scope) -> bool:
    wanted = (
        (scope.category, facts.category),
        (scope.outlet_id, facts.outlet_id),
        (scope.model, None if facts.unit is None else facts.unit.model),
    )
    return all(asked is None or asked == there for asked, there in wanted)


def _filled(register: Register, cases: Sequence[Case], outlets: Mapping[str, str]) -> Iterator[CaseFacts]:
    by_case = {case.id: CaseFacts(case) for case in cases}
    numbers = by_case.keys()
    _add_units(register, by_case.values())
    for kind, name in (
        (Visit, "visits"),
        (Quote, "quotes"),
        (Payout, "payouts"),
        (FollowUp, "follow_ups"),
        (Complaint, "complaints"),
        (RepairRecord, "repairs"),
        (Requisition, "requisitions"),
    ):
        for number, records in grouped(register, kind, "case_number", numbers).items():
            getattr(by_case[number], name).extend(records)
    for number, accounts in grouped(register, MoneyAccount, "id", numbers).items():
        by_case[number].account = accounts[0] if accounts else None
    _add_lines(register, by_case.values())
    for facts in by_case.values():
        facts.visits.sort(key=lambda visit: visit.begins_at)
        went = [outlets[visit.technician_id] for visit in facts.visits if visit.technician_id in outlets]
        facts.outlet_id = went[-1] if went else None
    yield from by_case.values()


def _add_units(register: Register, found: Collection[CaseFacts]) -> None:
    keys = [facts.case.unit_id for facts in found]
    units = grouped(register, Unit, "id", keys)
    repairs = grouped(register, RepairRecord, "unit_id", keys)
    products = {product.id: product for product in register.all(Product)}
    for facts in found:
        key = facts.case.unit_id
        if key is not None and units[key]:
            facts.unit = units[key][0]
            facts.product = products.get(facts.unit.model)
            facts.unit_repairs = repairs[key]


def _add_lines(register: Register, found: Collection[CaseFacts]) -> None:
    quotes = [quote.id for facts in found for quote in facts.quotes]
    lines = grouped(register, QuoteLine, "quote_id", quotes)
    wanted = [requisition.id for facts in found for requisition in facts.requisitions]
    parts = grouped(register, RequisitionLine, "requisition_id", wanted)
    for facts in found:
        facts.lines = [line for quote in facts.quotes for line in lines[quote.id]]
        facts.parts = [line for each in facts.requisitions for line in parts[each.id]]


def _add_spans(found: Sequence[CaseFacts], spans_of: SpansOf) -> None:
    by_instance = {facts.case.instance_id: facts for facts in found}
    for span in spans_of(list(by_instance)):
        by_instance[span.instance_id].spans.append(span)
