"""`notify.send`: tells a person what happens in a case."""

from collections.abc import Mapping

from aftersales.connectors.reading import needed
from aftersales.notification.notice import Notice
from aftersales.notification.post import Post
from aftersales.notification.recipient import recipient_of
from engine.ports.connector import Call


class NotifySend:
    """`notify.send`: puts a message into somebody's inbox and sends it out of the house where that is set up.

    Inputs: `template`, `to` (customer, technician, supervisor, or `user:…`, `group:…`), `data`.
    """

    type = "notify.send"
    is_local = False

    def __init__(self, post: Post) -> None:
        self._post = post

    def call(self, call: Call) -> Mapping[str, object]:
        """Write the message once for each job, then try to deliver it."""
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
            attempt=call.attempt,
        )
        self._post.deliver(notice)
        return {}
