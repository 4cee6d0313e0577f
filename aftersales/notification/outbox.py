"""Writes messages down within the step that causes them: nobody is told of what was rolled back."""

from collections.abc import Sequence

from aftersales.model.deed import Deed
from aftersales.model.message import Dispatch, DispatchState, InboxMessage
from aftersales.notification.notice import Notice
from aftersales.notification.quiet import QuietHours
from aftersales.notification.recipient import Recipient
from aftersales.notification.template import (
    MessageTemplate,
    Purpose,
    Wording,
    fill_in,
    template_named,
)
from aftersales.ports.register import Register
from aftersales.ports.transport import Transport

POST = "post"


class Outbox:
    """One inbox row for each message, and one dispatch for each way by which it leaves the house."""

    def __init__(
        self, transports: Sequence[Transport] = (), *, quiet_hours: QuietHours | None = None
    ) -> None:
        self._transports = tuple(transports)
        self._quiet_hours = quiet_hours or QuietHours()

    def reaches(self, recipient: Recipient) -> bool:
        """Say whether any way out of the house reaches somebody."""
        return any(transport.address_of(recipient) is not None for transport in self._transports)

    def write(self, register: Register, notice: Notice) -> None:
        """Write a message down; the same notice once.

        Raises:
            TemplateUnknown: there is no such template.
        """
        template = template_named(notice.template)
        if register.look(InboxMessage, notice.id) is not None:
            return
        wording = fill_in(template, notice.facts)
        deed = Deed(POST, notice.at, notice.case_number)
        if not template.secret:
            register.add(_inbox_message(notice, wording), deed)
        for transport in self._transports:
            address = transport.address_of(notice.recipient)
            if address is not None:
                register.add(self._dispatch(notice, template, wording, transport, address), deed)

    def _dispatch(
        self,
        notice: Notice,
        template: MessageTemplate,
        wording: Wording,
        transport: Transport,
        address: str,
    ) -> Dispatch:
        recipient = notice.recipient
        sleeps = recipient.is_customer and not template.urgent
        is_withheld = template.purpose is Purpose.MARKETING and not recipient.takes_marketing
        is_english = recipient.language == "en"
        return Dispatch(
            id=f"{notice.id}:{transport.reach}",
            notice_id=notice.id,
            reach=transport.reach,
            address=address,
            template=notice.template,
            title=wording.title_en if is_english else wording.title_zh,
            text=wording.text_en if is_english else wording.text_zh,
            state=DispatchState.WITHHELD if is_withheld else DispatchState.WAITING,
            created_at=notice.at,
            due_at=self._quiet_hours.next_allowed(notice.at) if sleeps else notice.at,
            case_number=notice.case_number,
        )


def _inbox_message(notice: Notice, wording: Wording) -> InboxMessage:
    return InboxMessage(
        id=notice.id,
        recipient=notice.recipient.inbox,
        template=notice.template,
        case_number=notice.case_number,
        instance_id=notice.instance_id,
        title_zh=wording.title_zh,
        text_zh=wording.text_zh,
        title_en=wording.title_en,
        text_en=wording.text_en,
        sent_at=notice.at,
    )
