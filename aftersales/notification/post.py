"""Delivers messages: into inboxes at once, out of the house when their time has come."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from aftersales.errors import RegisterRefusal
from aftersales.model.deed import Deed
from aftersales.model.message import Dispatch, DispatchState, InboxMessage
from aftersales.notification.notice import Notice
from aftersales.notification.quiet import QuietHours
from aftersales.notification.template import MessageTemplate, Purpose, Wording, fill_in, template_named
from aftersales.ports.register import Database, Register, RegisterOf, Search
from aftersales.ports.transport import DeliveryRefused, Transport
from engine.errors import VersionConflict

log = logging.getLogger(__name__)
ATTEMPTS_AT_MOST = 3
FIRST_RETRY = timedelta(minutes=1)
# Long enough for the slowest transport; a node that dies meanwhile leaves the message to others.
LEASE = timedelta(minutes=5)
POST = "post"


class NotOpened(RegisterRefusal):
    """Messages have nowhere to go: the post office was made without a database."""

    def __init__(self) -> None:
        super().__init__(
            "The post office has no database: pass one to aftersales.connectors().",
            zh="消息中心未连接数据库。",
        )


class Post:
    """The post office: one inbox row a message, one dispatch a way out of the house."""

    def __init__(
        self,
        database: Database | None,
        register_of: RegisterOf,
        *,
        transports: Sequence[Transport] = (),
        quiet_hours: QuietHours | None = None,
    ) -> None:
        self._database = database
        self._register_of = register_of
        self._transports = {transport.reach: transport for transport in transports}
        self._quiet_hours = quiet_hours or QuietHours()

    def deliver(self, notice: Notice) -> None:
        """Write the message, once, and send what may leave now.

        What fails waits for `deliver_due`; after its last attempt it lies among the dead letters.

        Raises:
            NotOpened: there is no database.
            TemplateUnknown: there is no such template.
        """
        template = template_named(notice.template)
        with self._open().begin() as transaction:
            dispatches = self._write(self._register_of(transaction), notice, template)
        for dispatch in dispatches:
            self._send(dispatch.id, notice.at)

    def deliver_due(self, now: datetime, *, limit: int = 50) -> int:
        """Send what waited for the end of quiet hours or for another attempt; return how many were tried."""
        with self._open().begin() as transaction:
            register = self._register_of(transaction)
            due = register.find(
                Dispatch,
                Search(
                    equal={"state": DispatchState.WAITING},
                    before={"due_at": now + timedelta(microseconds=1)},
                    sort="due_at",
                    limit=limit,
                ),
            )
        for dispatch in due.items:
            self._send(dispatch.id, now)
        return len(due.items)

    def send_again(self, dispatch_id: str, deed: Deed) -> None:
        """Give a dead letter another round of attempts."""
        with self._open().begin() as transaction:
            register = self._register_of(transaction)
            dead = register.get(Dispatch, dispatch_id)
            waiting = replace(dead, state=DispatchState.WAITING, attempts=0, due_at=deed.at)
            if dead.state is DispatchState.DEAD:
                register.save(waiting, deed)

    def _open(self) -> Database:
        if self._database is None:
            raise NotOpened
        return self._database

    def _write(self, register: Register, notice: Notice, template: MessageTemplate) -> Sequence[Dispatch]:
        if register.look(InboxMessage, notice.id) is not None:
            return [d for d in register.all(Dispatch, notice_id=notice.id) if _may_go(d, notice.at)]
        wording = fill_in(template, notice.facts)
        deed = Deed(POST, notice.at, notice.case_number)
        register.add(_inbox_message(notice, wording), deed)
        made = [self._dispatch(notice, template, wording, transport) for transport in self._ways(notice)]
        for dispatch in made:
            register.add(dispatch, deed)
        return [dispatch for dispatch in made if _may_go(dispatch, notice.at)]

    def _ways(self, notice: Notice) -> list[Transport]:
        return [t for t in self._transports.values() if t.address_of(notice.recipient) is not None]

    def _dispatch(
        self, notice: Notice, template: MessageTemplate, wording: Wording, transport: Transport
    ) -> Dispatch:
        recipient = notice.recipient
        is_quiet = recipient.is_customer and not template.urgent
        is_withheld = template.purpose is Purpose.MARKETING and not recipient.takes_marketing
        is_english = recipient.language == "en"
        return Dispatch(
            id=f"{notice.id}:{transport.reach}",
            notice_id=notice.id,
            reach=transport.reach,
            address=transport.address_of(recipient) or "",
            template=notice.template,
            title=wording.title_en if is_english else wording.title_zh,
            text=wording.text_en if is_english else wording.text_zh,
            state=DispatchState.WITHHELD if is_withheld else DispatchState.WAITING,
            created_at=notice.at,
            due_at=self._quiet_hours.next_allowed(notice.at) if is_quiet else notice.at,
            case_number=notice.case_number,
        )

    def _send(self, dispatch_id: str, now: datetime) -> None:
        claimed = self._claim(dispatch_id, now)
        if claimed is None:
            return
        try:
            self._transports[claimed.reach].send(claimed)
        except Exception as error:  # noqa: BLE001 - the outside may fail in any way
            self._settle(_failed(claimed, error, now), now)
        else:
            self._settle(replace(claimed, state=DispatchState.SENT, sent_at=now, last_error=None), now)

    def _claim(self, dispatch_id: str, now: datetime) -> Dispatch | None:
        """Take a message for this node; None where another was faster or it is no longer due."""
        try:
            with self._open().begin() as transaction:
                register = self._register_of(transaction)
                dispatch = register.get(Dispatch, dispatch_id)
                if not _may_go(dispatch, now) or dispatch.reach not in self._transports:
                    return None
                taken = replace(dispatch, attempts=dispatch.attempts + 1, due_at=now + LEASE)
                return register.save(taken, Deed(POST, now, dispatch.case_number))
        except VersionConflict:
            return None

    def _settle(self, dispatch: Dispatch, now: datetime) -> None:
        with self._open().begin() as transaction:
            self._register_of(transaction).save(dispatch, Deed(POST, now, dispatch.case_number))


def _may_go(dispatch: Dispatch, now: datetime) -> bool:
    return dispatch.state is DispatchState.WAITING and dispatch.due_at <= now


def _failed(dispatch: Dispatch, error: Exception, now: datetime) -> Dispatch:
    is_last = isinstance(error, DeliveryRefused) or dispatch.attempts >= ATTEMPTS_AT_MOST
    log.warning(
        "Message not delivered",
        extra={"action": "dispatch_failed", "dispatch": dispatch.id, "is_dead": is_last},
    )
    return replace(
        dispatch,
        state=DispatchState.DEAD if is_last else DispatchState.WAITING,
        due_at=now + FIRST_RETRY * 4 ** (dispatch.attempts - 1),
        last_error=f"{type(error).__name__}: {error}",
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
