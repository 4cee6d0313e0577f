"""The connector of the quality department: told when a fault comes back soon after its repair."""

from aftersales.connectors.reading import number_of, optional, transaction_of, within
from aftersales.notification.notice import Notice
from aftersales.notification.outbox import Outbox
from aftersales.notification.recipient import Recipient
from aftersales.ports.register import RegisterOf
from engine.ports.connector import Call, Outcome

QUALITY = Recipient("group:quality")


class QualityAlert:
    """`quality.alert`: tells the quality department of a unit whose fault repeats, as `unit.recall` found."""

    type = "quality.alert"
    is_local = True

    def __init__(self, register_of: RegisterOf, outbox: Outbox) -> None:
        self._register_of = register_of
        self._outbox = outbox

    def call(self, call: Call) -> Outcome:
        """Write the alert down, once for each job."""
        unit = within(call, "unit")
        if unit.get("is_repeated_fault") is True:
            facts = {
                "case_number": number_of(call),
                "serial_number": unit.get("serial_number"),
                "model": unit.get("model"),
                "symptom": optional(call, "symptom"),
                "repaired_on": unit.get("same_fault_repaired_on"),
            }
            notice = Notice(
                call.job_id, "quality_alert", QUALITY, facts, number_of(call), call.instance_id, call.at
            )
            self._outbox.write(self._register_of(transaction_of(call)), notice)
        return Outcome({})
