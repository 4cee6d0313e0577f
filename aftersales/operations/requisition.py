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
from aftersales.model.stock import Condition, MoveKind, Part, Shelf, StockMove
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


def approve_all(register: Register, requisition_id: str, deed: Deed) -> Requisition:
    """Approve everything that was asked for, even where that is nothing that a shelf holds."""
    requisition = _at(register, requisition_id, RequisitionState.REQUESTED)
    asked = {line.part_id: line.asked for line in lines_of(register, requisition_id)}
    with register.whole():
        _count(register, requisition, "approved", asked, deed)
        return register.save(replace(requisition, state=RequisitionState.APPROVED), deed)


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


def use_parts(
    register: Register, requisition_id: str, used: Quantities, deed: Deed, *, keeps_old: bool = True
) -> Requisition:
    """Book fitted parts to the customer; the old piece of a part that must go back joins the van.

    Unless the customer kept it, or it was scrapped there (`keeps_old` is False).
    """
    requisition = _at(register, requisition_id, RequisitionState.ISSUED)
    with register.whole():
        for line, quantity in _count(register, requisition, "used", used, deed):
            _move(register, requisition, line, MoveKind.USE, quantity, deed)
            if keeps_old and register.get(Part, line.part_id).must_return:
                _move(register, requisition, line, MoveKind.OLD_PART, quantity, deed)
        return _settled(register, requisition, deed)


def use_issued(
    register: Register, case_number: str, used: Quantities, deed: Deed, *, keeps_old: bool
) -> None:
    """Book fitted parts to whichever of the case's requisitions they were issued on.

    Raises:
        QuantityRefused: more were fitted than were issued.
    """
    left = dict(used)
    with register.whole():
        for requisition in register.all(Requisition, case_number=case_number, state=RequisitionState.ISSUED):
            lines = lines_of(register, requisition.id)
            taken = {line.part_id: min(line.unused, left.get(line.part_id, 0)) for line in lines}
            use_parts(register, requisition.id, taken, deed, keeps_old=keeps_old)
            left = {part_id: wanted - taken.get(part_id, 0) for part_id, wanted in left.items()}
        for part_id, missing in left.items():
            if missing:
                raise QuantityRefused(part_id, used[part_id], used[part_id] - missing)


def hand_back_parts(register: Register, requisition_id: str, back: Quantities, deed: Deed) -> Requisition:
    """Return unused parts to where they came from."""
    requisition = _at(register, requisition_id, RequisitionState.ISSUED)
    with register.whole():
        for line, quantity in _count(register, requisition, "handed_back", back, deed):
            _move(register, requisition, line, MoveKind.HAND_BACK, quantity, deed)
        return _settled(register, requisition, deed)


def bring_back(register: Register, case_number: str, deed: Deed) -> None:
    """Take what was issued for a case and not used, and the old pieces, back to where the parts came from."""
    for requisition in register.all(Requisition, case_number=case_number):
        if requisition.state is RequisitionState.ISSUED:
            unused = {line.part_id: line.unused for line in lines_of(register, requisition.id)}
            hand_back_parts(register, requisition.id, unused, deed)
        for line in lines_of(register, requisition.id):
            _bring_back_old(register, requisition, line, deed)


def _bring_back_old(register: Register, requisition: Requisition, line: RequisitionLine, deed: Deed) -> None:
    old = [
        made
        for made in register.all(StockMove, requisition_id=requisition.id, part_id=line.part_id)
        if made.kind is MoveKind.OLD_PART
    ]
    for made in old:
        source = Shelf(made.to_place, made.to_condition)
        target = Shelf(requisition.from_place, made.to_condition)
        back = Movement(
            f"{made.id}:back", MoveKind.TRANSFER, line.part_id, made.quantity, source, target, requisition.id
        )
        move(register, back, replace(deed, case_number=requisition.case_number))


def lapse_requisitions(register: Register, case_number: str, deed: Deed) -> None:
    """Let nothing be issued any more of what was asked for: the case is over."""
    for requisition in register.all(Requisition, case_number=case_number):
        if requisition.state in {RequisitionState.REQUESTED, RequisitionState.APPROVED}:
            register.save(replace(requisition, state=RequisitionState.REFUSED), deed)


def requisition_of(register: Register, case_number: str, *states: RequisitionState) -> Requisition | None:
    """Return the case's requisition that has come so far, None where there is none."""
    found = [r for r in register.all(Requisition, case_number=case_number) if r.state in states]
    return found[-1] if found else None


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
