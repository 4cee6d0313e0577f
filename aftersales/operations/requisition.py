"""Parts from the shelf to the repaired unit: request, approval, issue, use or return, old parts back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aftersales.model.deed import Deed
from aftersales.model.requisition import (
    QuantityRefused,
    Requisition,
    RequisitionLine,
    RequisitionState,
    at_state,
    counted,
)
from aftersales.model.stock import Condition, MoveKind, Part, Shelf
from aftersales.operations.stock import CUSTOMER, CUSTOMER_OLD, Movement, move
from aftersales.ports.register import Register

Quantities = Mapping[str, int]


def request_parts(
    register: Register, requisition: Requisition, asked: Quantities, deed: Deed
) -> Sequence[RequisitionLine]:
    """Ask for parts.

    Raises:
        NotFound: a part is unknown.
        QuantityRefused: less than one piece is asked for.
    """
    with register.whole():
        register.add(requisition, deed)
        return [_ask(register, requisition, part_id, quantity, deed) for part_id, quantity in asked.items()]


def approve_parts(register: Register, requisition_id: str, approved: Quantities, deed: Deed) -> Requisition:
    """Approve what is named, at most what was asked; nothing at all refuses the requisition."""
    requisition = _at(register, requisition_id, RequisitionState.REQUESTED)
    some = any(quantity > 0 for quantity in approved.values())
    state = RequisitionState.APPROVED if some else RequisitionState.REFUSED
    with register.whole():
        _count(register, requisition, "approved", approved, deed)
        return register.save(replace(requisition, state=state), deed)


def issue_parts(register: Register, requisition_id: str, deed: Deed) -> Requisition:
    """Move every approved piece from the shelf to the technician's van.

    Raises:
        StockShort: there are not enough; nothing is issued.
    """
    requisition = _at(register, requisition_id, RequisitionState.APPROVED)
    with register.whole():
        for line in lines_of(register, requisition_id):
            if line.approved:
                register.save(counted(line, "issued", line.approved), deed)
                _move(register, requisition, line, MoveKind.ISSUE, line.approved, deed)
        return register.save(replace(requisition, state=RequisitionState.ISSUED), deed)


def use_parts(register: Register, requisition_id: str, used: Quantities, deed: Deed) -> Requisition:
    """Book fitted parts to the customer; the old piece of a part that must go back joins the van."""
    requisition = _at(register, requisition_id, RequisitionState.ISSUED)
    with register.whole():
        for line, quantity in _count(register, requisition, "used", used, deed):
            _move(register, requisition, line, MoveKind.USE, quantity, deed)
            if register.get(Part, line.part_id).must_return:
                _move(register, requisition, line, MoveKind.OLD_PART, quantity, deed)
        return _settled(register, requisition, deed)


def hand_back_parts(register: Register, requisition_id: str, back: Quantities, deed: Deed) -> Requisition:
    """Return unused parts to where they came from."""
    requisition = _at(register, requisition_id, RequisitionState.ISSUED)
    with register.whole():
        for line, quantity in _count(register, requisition, "handed_back", back, deed):
            _move(register, requisition, line, MoveKind.HAND_BACK, quantity, deed)
        return _settled(register, requisition, deed)


def lines_of(register: Register, requisition_id: str) -> Sequence[RequisitionLine]:
    """Return the parts of a requisition."""
    return register.all(RequisitionLine, requisition_id=requisition_id)


def _ask(
    register: Register, requisition: Requisition, part_id: str, quantity: int, deed: Deed
) -> RequisitionLine:
    register.get(Part, part_id)
    if quantity < 1:
        raise QuantityRefused(part_id, quantity, 0)
    return register.add(
        RequisitionLine(f"{requisition.id}:{part_id}", requisition.id, part_id, quantity), deed
    )


def _at(register: Register, requisition_id: str, state: RequisitionState) -> Requisition:
    return at_state(register.get(Requisition, requisition_id), state)


def _count(
    register: Register, requisition: Requisition, field: str, given: Quantities, deed: Deed
) -> list[tuple[RequisitionLine, int]]:
    booked = []
    for part_id, quantity in given.items():
        line = register.get(RequisitionLine, f"{requisition.id}:{part_id}")
        changed = register.save(counted(line, field, quantity), deed)
        if quantity:
            booked.append((changed, quantity))
    return booked


def _move(
    register: Register,
    requisition: Requisition,
    line: RequisitionLine,
    kind: MoveKind,
    quantity: int,
    deed: Deed,
) -> None:
    shelf, van = Shelf(requisition.from_place), Shelf(requisition.van)
    ends = {
        MoveKind.ISSUE: (shelf, van),
        MoveKind.USE: (van, CUSTOMER),
        MoveKind.HAND_BACK: (van, shelf),
        MoveKind.OLD_PART: (CUSTOMER_OLD, Shelf(requisition.van, Condition.DEFECTIVE)),
    }
    source, target = ends[kind]
    # The line's version tells one booking from the next; the same booking never happens twice.
    key = f"{line.id}:{kind}:{line.version}"
    movement = Movement(key, kind, line.part_id, quantity, source, target, requisition.id)
    move(register, movement, replace(deed, case_number=requisition.case_number))


def _settled(register: Register, requisition: Requisition, deed: Deed) -> Requisition:
    if not all(line.is_settled for line in lines_of(register, requisition.id)):
        return requisition
    return register.save(replace(requisition, state=RequisitionState.SETTLED), deed)
