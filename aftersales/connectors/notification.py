"""`notify.send`: tells a person what happens in a case."""

from collections.abc import Mapping

from aftersales.connectors.reading import needed, transaction_of
from aftersales.notification.notice import Notice
from aftersales.notification.outbox import Outbox
from aftersales.notification.recipient import recipient_of
from aftersales.ports.register import RegisterOf
from engine.ports.connector import Call, Outcome


class NotifySend:
    """`notify.send`: puts a message into somebody's inbox, and on its way out of the house.

    Inputs: `template`, `to` (customer, technician, a group such as supervisor, `user:…`, `group:…`), `data`.

    It is local: what it writes is part of the step, so a step that is rolled back tells nobody, and a mail
    server that is away stops no case. Sending is the post office's matter.
    """

    type = "notify.send"
    is_local = True

    def __init__(self, register_of: RegisterOf, outbox: Outbox) -> None:
        self._register_of = register_of
        self._outbox = outbox

    def call(self, call: Call) -> Outcome:
        """Write the message down, once for each job."""
        told = call.variables.get("data")
        facts = {str(name): value for name, value in told.items()} if isinstance(told, Mapping) else {}
        number = facts.get("case_number") or call.business_key
        notice = Notice(
            id=call.job_id,
            template=needed(call, "template"),
            recipient=recipient_of(needed(call, "to"), call.variables),
            facts={"case_number": number, **facts},
            case_number=None if number is None else str(number),
            instance_id=call.instance_id,
            at=call.at,
        )
        self._outbox.write(self._register_of(transaction_of(call)), notice)
        return Outcome({})
