"""What must hold wherever a walk has led: books that balance, one remedy for a claim, a whole record."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from aftersales.model.case import Case
from aftersales.model.handling import Custody
from aftersales.model.money import (
    ZERO,
    Ledger,
    MoneyAccount,
    MoneyEntry,
    Payout,
    PayoutState,
    Quote,
    QuoteState,
)
from aftersales.model.remedy import Remedy, RemedyKind, RemedyState
from aftersales.model.requisition import Requisition, RequisitionState
from aftersales.model.stock import StockLevel, StockMove
from aftersales.model.visit import Visit, VisitState
from aftersales.operations.stock import wrong_levels
from aftersales.ports.register import Register
from engine import queries
from engine.model.incident import Incident
from engine.model.instance import Instance
from engine.model.query import Paging, RowQuery, TaskQuery
from engine.ports.engine import Engine
from tests.processes.walking.faults import INJECTED

ALL = Paging(limit=500)
# Every case may be urged or cancelled at any time: to wait for that is not to have something to do.
_ALWAYS = ("_urged", "_cancelled")
STORY = "story"
_AWAITED = {PayoutState.REQUESTED, PayoutState.APPROVED}
_BOUND = {*_AWAITED, PayoutState.PAID}


def open_incidents(engine: Engine, instance: Instance) -> list[Incident]:
    """Return what only a person can mend."""
    query = RowQuery(instance_id=instance.id, is_open=True)
    return list(queries.incidents(engine, query, ALL).items)


def own_incidents(engine: Engine, instance: Instance) -> Iterator[str]:
    """Tell the incidents that no injected failure explains."""
    for incident in open_incidents(engine, instance):
        if INJECTED not in incident.message:
            yield f"incident at {incident.element_id}: {incident.message}"


def stuck(engine: Engine, instance: Instance) -> Iterator[str]:
    """Tell that nobody and nothing can carry a case on."""
    rows = RowQuery(instance_id=instance.id)
    waits = queries.message_waits(engine, rows, ALL).items
    goes_on = (
        queries.tasks(engine, TaskQuery(instance_id=instance.id), Paging(limit=1)).items
        or queries.timers(engine, rows, Paging(limit=1)).items
        or queries.jobs(engine, rows, Paging(limit=1)).items
        or [wait for wait in waits if not wait.message.endswith(_ALWAYS)]
        or open_incidents(engine, instance)
    )
    if not goes_on:
        yield f"{instance.process_key} is stuck: nothing is open, nothing is awaited"


def broken_record(engine: Engine, instance: Instance) -> Iterator[str]:
    """Tell where the chain of a record does not hold."""
    broken = queries.verify_history(engine, instance.id)
    if broken is not None:
        yield f"the record of {instance.process_key} is broken: {broken}"


def wrong_books(register: Register) -> Iterator[str]:
    """Tell what does not balance: parts, money, what was given back, what was granted."""
    yield from (f"level is not the sum of its moves: {level}" for level in _levels(register))
    yield from _unbalanced(register)
    for account in register.all(MoneyAccount):
        yield from _wrong_account(register, account)
    yield from _granted_twice(register)


def left_open(register: Register, *, is_broken_off: bool) -> Iterator[str]:
    """Tell the cases that have no outcome although nothing runs any more."""
    tried_alone = {case.id for case in register.all(Case, process_key=STORY)} if is_broken_off else set()
    for case in register.all(Case):
        # A process that is tried alone plays in a case that its scenery has opened and nobody closes.
        if not case.is_closed and case.process_key != STORY:
            yield f"case {case.id} has ended without being closed: {case.status}"
        elif case.process_key != STORY:
            yield from _still_held(register, case)
    for payout in register.all(Payout):
        # Where an operator breaks off a process that is tried alone, its scenery's case stays open.
        if payout.state in _AWAITED and payout.case_number not in tried_alone:
            yield f"payout {payout.id} is still {payout.state} although its case is over"


def _still_held(register: Register, case: Case) -> Iterator[str]:
    """Tell what a closed case still sets aside, and the customer's unit that nobody gives back."""
    ahead = {VisitState.AGREED, VisitState.UNDER_WAY}
    waiting = {RequisitionState.REQUESTED, RequisitionState.APPROVED}
    asked = {QuoteState.SENT, QuoteState.AGREED}
    held = {
        "visit": [v.id for v in register.all(Visit, case_number=case.id) if v.state in ahead],
        "requisition": [r.id for r in register.all(Requisition, case_number=case.id) if r.state in waiting],
        "quote": [q.id for q in register.all(Quote, case_number=case.id) if q.state in asked],
        "remedy": [m.id for m in register.all(Remedy, case_number=case.id, state=RemedyState.GRANTED)],
        "unit in custody": [c.id for c in register.all(Custody, case_number=case.id) if not c.is_over],
    }
    yield from (f"{case.id} is {case.outcome}, but has a {kind}: {ids}" for kind, ids in held.items() if ids)


def _levels(register: Register) -> list[str]:
    levels, moves = register.all(StockLevel), register.all(StockMove)
    sums: Counter[str] = Counter()
    for level in levels:
        sums[level.part_id] += level.quantity
    lost = [f"{part} sums up to {total}" for part, total in sums.items() if total != 0]
    below = [level.id for level in levels if level.quantity < 0 and not level.place.startswith("outside:")]
    return [*wrong_levels(levels, moves), *lost, *below]


def _unbalanced(register: Register) -> Iterator[str]:
    books = dict.fromkeys(Ledger, ZERO)
    for entry in register.all(MoneyEntry):
        books[entry.debit] += entry.amount
        books[entry.credit] -= entry.amount
        if entry.amount <= ZERO:
            yield f"entry {entry.id} books {entry.amount}"
    if sum(books.values()) != ZERO:
        yield f"the ledgers do not balance: {books}"
    awaited = sum(
        (payout.amount for payout in register.all(Payout) if payout.state is PayoutState.APPROVED), ZERO
    )
    if -books[Ledger.PAYABLE] != awaited:
        yield f"{-books[Ledger.PAYABLE]} is payable, but {awaited} is approved and unpaid"


def _wrong_account(register: Register, account: MoneyAccount) -> Iterator[str]:
    if account.refunded > account.paid:
        yield f"{account.id} gives back {account.refunded} of {account.paid}"
    if min(account.charged, account.paid, account.refunded, account.compensated) < ZERO:
        yield f"{account.id} is below zero: {account}"
    for name, total in _sums(register, account).items():
        if getattr(account, name) != total:
            yield f"{name} of {account.id} is {getattr(account, name)}, its entries come to {total}"


def _sums(register: Register, account: MoneyAccount) -> dict[str, Decimal]:
    """Return what the entries and payouts of an account come to."""
    entries = register.all(MoneyEntry, account_id=account.id)
    payouts = register.all(Payout, account_id=account.id)
    refunds = [p.amount for p in payouts if not p.is_compensation and p.state in _BOUND]
    paid_out = [p.amount for p in payouts if p.is_compensation and p.state is PayoutState.PAID]
    sums = {"refunded": sum(refunds, ZERO), "compensated": sum(paid_out, ZERO)}
    if not account.id.startswith(("unit:", "purchase:")):
        sums["charged"] = sum((e.amount for e in entries if e.debit is Ledger.RECEIVABLE), ZERO)
        sums["paid"] = sum((e.amount for e in entries if e.credit is Ledger.RECEIVABLE), ZERO)
    return sums


def _granted_twice(register: Register) -> Iterator[str]:
    held = [each for each in register.all(Remedy) if each.state is not RemedyState.WITHDRAWN]
    claims = Counter(each.unit_id or each.id for each in held)
    yield from (f"{claim} has {count} remedies" for claim, count in claims.items() if count > 1)
    refunded = [p for p in register.all(Payout) if p.account_id.startswith("unit:") and p.state in _BOUND]
    exchanged = {
        each.unit_id
        for each in held
        if each.kind is RemedyKind.EXCHANGE and each.state is RemedyState.FULFILLED
    }
    for payout in refunded:
        account = register.get(MoneyAccount, payout.account_id)
        unit = payout.account_id.removeprefix("unit:")
        if unit in exchanged and account.refunded >= account.paid > ZERO:
            yield f"{unit} was exchanged and its whole price given back"
