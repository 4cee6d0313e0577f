"""The connector of delays: how long the owner of a unit has waited for its repairs, and by whose cause."""

from datetime import timedelta

from aftersales.connectors.local import Local
from aftersales.connectors.reading import case_of, optional, today
from aftersales.operations.delay import delay_of
from aftersales.operations.unit_history import history_of
from aftersales.operations.waiting import Waited, waited
from aftersales.ports.register import Register
from engine.ports.connector import Call, Outcome


class RepairDelay(Local):
    """`repair.delay`: how long the owner has waited by now, from the record that exchange rights hang on.

    Reads `serial_number`; a unit that the register does not know has waited for this case alone. Outputs:
    `waited_for_repairer` and `waited_for_parts`, the most whole days of one repair; `waited_in_all`;
    `waited_since`, the moment from which these days would count had they followed each other;
    `delay_cause`, who cost more (`repairer`, `parts`).
    """

    type = "repair.delay"
    results = ("waited_for_repairer", "waited_for_parts", "waited_in_all", "waited_since", "delay_cause")

    def call(self, call: Call) -> Outcome:
        """Reckon; nothing is written."""
        found = _waited(self.register(call), call)
        return Outcome(
            {
                "waited_for_repairer": found.repairer,
                "waited_for_parts": found.parts,
                "waited_in_all": found.in_all,
                "waited_since": call.at - timedelta(days=found.in_all),
                "delay_cause": "parts" if found.parts > found.repairer else "repairer",
            }
        )


def _waited(register: Register, call: Call) -> Waited:
    serial = optional(call, "serial_number")
    history = None if serial is None else history_of(register, serial, today(call))
    if history is not None:
        return waited(register, history, call.at)
    delay = delay_of(register, case_of(register, call), call.at)
    own, parts = delay.days("repairer"), delay.days("parts")
    return Waited(own, parts, own + parts)
