"""The connectors of the requisition: parts asked for, approved, issued, fitted, handed back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from aftersales.connectors.local import Local
from aftersales.connectors.reading import deed_of, flag, number_of, optional, rows
from aftersales.model.requisition import Requisition, RequisitionState
from aftersales.model.stock import Condition, MoveKind, Part, Shelf
from aftersales.operations.requisition import (
    approve_all,
    approve_parts,
    bring_back,
    issue_parts,
    lines_of,
    request_parts,
    requisition_of,
    use_issued,
)
from aftersales.operations.stock import CENTRAL, CUSTOMER, CUSTOMER_OLD, SUPPLIER, Movement, move
from aftersales.ports.register import Register
from engine.ports.connector import Call, Outcome

WORKSHOP = "workshop"
_OPEN = (RequisitionState.REQUESTED, RequisitionState.APPROVED)


class RequisitionRequest(Local):
    """`requisition.request`: asks for `parts_requested`, for the technician's van or the workshop.

    Lines without a part number are things that no shelf holds: they are noted and not counted.
    """

    type = "requisition.request"

    def call(self, call: Call) -> Outcome:
        """Ask once for each job; an unknown part number is refused."""
        register = self.register(call)
        if register.look(Requisition, call.job_id) is None:
            is_workshop = optional(call, "place") == WORKSHOP
            receiver = WORKSHOP if is_workshop else optional(call, "technician") or WORKSHOP
            requisition = Requisition(
                call.job_id, number_of(call), receiver, CENTRAL.place, note=_nameless(call)
            )
            request_parts(register, requisition, _counted(call, "parts_requested"), deed_of(call))
        return Outcome({})


class RequisitionApprove(Local):
    """`requisition.approve`: approves all that was asked for, or refuses it (`parts_approved`)."""

    type = "requisition.approve"

    def call(self, call: Call) -> Outcome:
        """Enter the decision."""
        register = self.register(call)
        requisition = requisition_of(register, number_of(call), RequisitionState.REQUESTED)
        if requisition is not None and flag(call, "parts_approved"):
            approve_all(register, requisition.id, deed_of(call))
        elif requisition is not None:
            approve_parts(register, requisition.id, {}, deed_of(call))
        return Outcome({})


class RequisitionIssue(Local):
    """`requisition.issue`: moves the parts from the shelf (`issued_from`) to whoever asked for them.

    What is not on that shelf cannot be issued: the refusal says how many there are.
    """

    type = "requisition.issue"

    def call(self, call: Call) -> Outcome:
        """Issue; nothing happens where the warehouse says that it has none."""
        register = self.register(call)
        requisition = requisition_of(register, number_of(call), *_OPEN)
        if requisition is None or not flag(call, "in_stock"):
            return Outcome({})
        if requisition.state is RequisitionState.REQUESTED:  # small parts need nobody's approval
            requisition = approve_all(register, requisition.id, deed_of(call))
        shelf = _shelf(call)
        if requisition.from_place != shelf.place:
            requisition = register.save(replace(requisition, from_place=shelf.place), deed_of(call))
        issue_parts(register, requisition.id, deed_of(call))
        return Outcome({})


class StockReceive(Local):
    """`stock.receive`: what was bought for a requisition arrives in the central store."""

    type = "stock.receive"

    def call(self, call: Call) -> Outcome:
        """Enter the arrival once for each job."""
        register = self.register(call)
        requisition = requisition_of(register, number_of(call), *_OPEN)
        for line in () if requisition is None else lines_of(register, requisition.id):
            key = f"{call.job_id}:{line.part_id}"
            movement = Movement(
                key, MoveKind.RECEIVE, line.part_id, line.asked, SUPPLIER, CENTRAL, line.requisition_id
            )
            move(register, movement, deed_of(call))
        return Outcome({})


class RequisitionUse(Local):
    """`requisition.use`: books `parts_used` to the customer, and where the old pieces went (`old_parts`)."""

    type = "requisition.use"

    def call(self, call: Call) -> Outcome:
        """Book issued parts to their requisition, others to the technician's van."""
        register = self.register(call)
        issued = _counted(call, "parts_used", "issued")
        is_back = optional(call, "old_parts") == "returned"
        use_issued(register, number_of(call), issued, deed_of(call), keeps_old=is_back)
        self._from_van(register, call)
        return Outcome({})

    def _from_van(self, register: Register, call: Call) -> None:
        van = f"van:{optional(call, 'technician') or WORKSHOP}"
        for part_id, quantity in _counted(call, "parts_used", "van").items():
            _fit(
                register,
                call,
                Movement(f"{call.job_id}:{part_id}", MoveKind.USE, part_id, quantity, Shelf(van), CUSTOMER),
            )


class RequisitionSettle(Local):
    """`requisition.settle`: unused and old pieces are back, as whoever approves says (`parts_returned`)."""

    type = "requisition.settle"

    def call(self, call: Call) -> Outcome:
        """Bring them back; what is not back stays where it is."""
        if flag(call, "parts_returned"):
            bring_back(self.register(call), number_of(call), deed_of(call))
        return Outcome({})


def _fit(register: Register, call: Call, movement: Movement) -> None:
    deed = deed_of(call, number_of(call))
    move(register, movement, deed)
    if optional(call, "old_parts") == "returned" and register.get(Part, movement.part_id).must_return:
        old = replace(
            movement,
            id=f"{movement.id}:old",
            kind=MoveKind.OLD_PART,
            source=CUSTOMER_OLD,
            target=replace(movement.source, condition=Condition.DEFECTIVE),
        )
        move(register, old, deed)


def _shelf(call: Call) -> Shelf:
    outlet = optional(call, "outlet")
    is_outlet = optional(call, "issued_from") == "outlet" and outlet is not None
    return Shelf(f"outlet:{outlet}") if is_outlet else CENTRAL


def _counted(call: Call, name: str, source: str | None = None) -> Mapping[str, int]:
    """Return how many of each part number are named, from one source where that matters."""
    found: Counter[str] = Counter()
    for row in rows(call, name):
        if row.get("part_number") and source in {None, row.get("source")}:
            found[str(row["part_number"])] += int(str(row.get("quantity") or 0))
    return dict(found)


def _nameless(call: Call) -> str | None:
    named = [
        f"{row.get('name')} × {row.get('quantity')}"
        for row in rows(call, "parts_requested")
        if not row.get("part_number")
    ]
    return "; ".join(named) or None
