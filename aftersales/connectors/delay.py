"""The connector of delays: how long the owner of a unit has waited for its repairs, and by whose cause."""

from datetime import timedelta

from aftersales.connectors.local import Local
from aftersales.connectors.reading import case_of, optional, today
from aftersales.operations.delay import Delay, delay_of
from aftersales.operations.unit_history import history_of
from aftersales.operations.waiting import Waited, waited
from aftersales.ports.register import Register
from engine.ports.connector import Call, Outcome


class RepairDelay(Local):
    """`repair.delay`: how long the owner has waited by now, from the record that exchange rights hang on.

    Reads `serial_number`; a unit that the register does not know has waited for this case alone. Outputs:
    `waited_for_repairer` and `waited_for_parts`, the most whole days of one repair; `waited_in_all`;
    `waited_since`, the moment from which these days would count had they followed each other;
    `delay_cause`, who cost more of this case (`repairer`, `parts`), null where neither cost a day.
    """

    type = "repair.delay"
    results = ("waited_for_repairer", "waited_for_parts", "waited_in_all", "waited_since", "delay_cause")

    def call(self, call: Call) -> Outcome:
        """Reckon; nothing is written."""
        register = self.register(call)
        own = delay_of(register, case_of(register, call), call.at)
        found = _waited(register, call, own)
        return Outcome(
            {
                "waited_for_repairer": found.repairer,
                "waited_for_parts": found.parts,
                "waited_in_all": found.in_all,
                "waited_since": call.at - timedelta(days=found.in_all),
                "delay_cause": _cause(own),
            }
        )


def _waited(register: Register, call: Call, own: Delay) -> Waited:
    serial = optional(call, "serial_number")
    history = None if serial is None else history_of(register, serial, today(call))
    if history is not None:
        return waited(register, history, call.at)
    repairer, parts = own.days("repairer"), own.days("parts")
    return Waited(repairer, parts, repairer + parts)


def _cause(own: Delay) -> str | None:
    repairer, parts = own.days("repairer"), own.days("parts")
    if not repairer and not parts:
        return None
    return "parts" if parts > repairer else "repairer"
