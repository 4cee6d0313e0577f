"""The connectors of the visit: booked, set out, arrived or missed, done."""

from datetime import timedelta

from aftersales.connectors.dispatch import unassigned
from aftersales.connectors.local import Local
from aftersales.connectors.reading import (
    case_of,
    deed_of,
    moment,
    needed,
    number_of,
    optional,
    within,
)
from aftersales.errors import InputMissing
from aftersales.model.visit import VisitState
from aftersales.operations.visiting import Window, book, call_off, go_on
from aftersales.ports.register import Register
from engine.clock import CHINA
from engine.ports.connector import Call, Outcome

_MET = "met"
_CALLED_AWAY = "called_away"


class VisitBook(Local):
    """`visit.book`: enters the appointment that was agreed; anything else calls off the one there was.

    Reads `visit_state`, `appointment_at`, `technician`, `visit_policy.window`.
    """

    type = "visit.book"

    def call(self, call: Call) -> Outcome:
        """Book, move or cancel."""
        register = self.register(call)
        case, deed = case_of(register, call), deed_of(call)
        if optional(call, "visit_state") == "agreed":
            book(register, call.job_id, case, needed(call, "technician"), _window(call), deed)
            return Outcome({})
        call_off(register, case.id, deed)
        if case.technician_id is not None:
            register.save(unassigned(case), deed)
        return Outcome({})


class VisitSetOut(Local):
    """`visit.set_out`: the technician is ready and on the way."""

    type = "visit.set_out"

    def call(self, call: Call) -> Outcome:
        """Note it."""
        register = self.register(call)
        go_on(register, number_of(call), VisitState.UNDER_WAY, call.at, deed_of(call))
        return Outcome({})


class VisitCheckIn(Local):
    """`visit.check_in`: the system has heard that the technician arrived.

    Output: `arrival_recorded_at`, by our own clock: what the technician tells stays beside it.
    """

    type = "visit.check_in"
    results = ("arrival_recorded_at",)

    def call(self, call: Call) -> Outcome:
        """Return the moment; nothing is written before it is decided which of the two counts."""
        return Outcome({"arrival_recorded_at": call.at.astimezone(CHINA)})


class VisitArrive(Local):
    """`visit.arrive`: the technician came and could begin, or came in vain, or never came.

    Reads `visit_state` (`met`, `absent`, `refused`, `not_now`, `called_away`) and `lateness`, the decision on
    the arrival: `at`, the moment that counts, and `told_at`. Outputs: `arrived_at`, `arrival_told_at`.
    """

    type = "visit.arrive"
    results = ("arrived_at", "arrival_told_at")

    def call(self, call: Call) -> Outcome:
        """Note the arrival with its moment, and that nothing came of it where nothing did."""
        register = self.register(call)
        state = needed(call, "visit_state")
        if state != _CALLED_AWAY:
            _go_on(register, call, VisitState.ARRIVED)
        if state != _MET:
            _go_on(register, call, VisitState.MISSED, result=state)
        told_at = within(call, "lateness").get("told_at")
        return Outcome({"arrived_at": moment(call, "lateness", "at"), "arrival_told_at": told_at})


class VisitFinish(Local):
    """`visit.finish`: the work at the customer's ends for today, with what comes next (`next_step`)."""

    type = "visit.finish"

    def call(self, call: Call) -> Outcome:
        """Note it; a second look at the same visit changes nothing."""
        register = self.register(call)
        _go_on(register, call, VisitState.DONE, result=optional(call, "next_step"))
        return Outcome({})


def _go_on(register: Register, call: Call, state: VisitState, *, result: str | None = None) -> None:
    is_arrival = state is VisitState.ARRIVED
    at = (moment(call, "lateness", "at") if is_arrival else None) or call.at
    go_on(register, number_of(call), state, at, deed_of(call), result)


def _window(call: Call) -> Window:
    begins_at, length = moment(call, "appointment_at"), within(call, "visit_policy").get("window")
    if begins_at is None:
        raise InputMissing(call.type, "appointment_at")
    if not isinstance(length, timedelta):
        raise InputMissing(call.type, "visit_policy.window")
    return Window(begins_at, begins_at + length)
