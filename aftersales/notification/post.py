"""Takes messages out of the house when their time has come; what fails is tried again, then a dead letter."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from aftersales.model.deed import Deed
from aftersales.model.message import Dispatch, DispatchForgotten, DispatchState, InboxMessage
from aftersales.notification.outbox import POST
from aftersales.notification.template import MISSING, template_named
from aftersales.ports.register import Database, Register, RegisterOf, Search
from aftersales.ports.transport import DeliveryRefused, Transport
from engine.errors import VersionConflict

log = logging.getLogger(__name__)
ATTEMPTS_AT_MOST = 5
FIRST_RETRY = timedelta(minutes=1)
# Long enough for the slowest transport; a node that dies meanwhile leaves the message to others.
LEASE = timedelta(minutes=5)
_INCLUSIVE = timedelta(microseconds=1)
# Makes a link by which the customer follows a case.
Follow = Callable[[Register, str, datetime], str]


class Post:
    """The post office of one node. Any number of nodes may run one on the same database."""

    def __init__(
        self,
        database: Database,
        register_of: RegisterOf,
        *,
        transports: Sequence[Transport],
        follow: Follow | None = None,
    ) -> None:
        self._follow = follow
        self._database = database
        self._register_of = register_of
        self._transports = {transport.reach: transport for transport in transports}

    def deliver_due(self, now: datetime, *, limit: int = 50) -> int:
        """Send what is due: new messages, those held over quiet hours, failed ones; return how many."""
        if not self._transports:
            return 0
        search = Search(
            equal={"state": DispatchState.WAITING},
            before={"due_at": now + _INCLUSIVE},
            sort="due_at",
            limit=limit,
        )
        with self._database.begin() as transaction:
            due = self._register_of(transaction).find(Dispatch, search).items
        return sum(self._send(dispatch.id, now) for dispatch in due)

    def send_again(self, dispatch_id: str, deed: Deed) -> Dispatch:
        """Give a dead letter another round of attempts; any other message stays as it is.

        Raises:
            NotFound: there is none with this id.
            DispatchForgotten: what it said is not kept.
        """
        with self._database.begin() as transaction:
            register = self._register_of(transaction)
            found = register.get(Dispatch, dispatch_id)
            if found.state is not DispatchState.DEAD:
                return found
            if found.text == MISSING:
                raise DispatchForgotten(dispatch_id)
            log.info(
                "Dead letter to be sent again",
                extra={"action": "dispatch_again", "dispatch": dispatch_id, "who": deed.actor},
            )
            fresh = replace(found, state=DispatchState.WAITING, attempts=0, due_at=deed.at)
            return register.save(fresh, deed)

    def _send(self, dispatch_id: str, now: datetime) -> bool:
        claimed = self._claim(dispatch_id, now)
        if claimed is None:
            return False
        try:
            self._transports[claimed.reach].send(self._outgoing(claimed, now), now)
        except Exception as error:  # noqa: BLE001 - the outside may fail in any way
            self._settle(_failed(claimed, error, now), now)
        else:
            self._settle(replace(claimed, state=DispatchState.SENT, sent_at=now, last_error=None), now)
        return True

    def _claim(self, dispatch_id: str, now: datetime) -> Dispatch | None:
        """Take a message for this node; None where another was faster or this node has no such way."""
        try:
            with self._database.begin() as transaction:
                register = self._register_of(transaction)
                found = register.get(Dispatch, dispatch_id)
                is_due = found.state is DispatchState.WAITING and found.due_at <= now
                if not is_due or found.reach not in self._transports:
                    return None
                taken = replace(found, attempts=found.attempts + 1, due_at=now + LEASE)
                return register.save(taken, Deed(POST, now, found.case_number))
        except VersionConflict:
            return None

    def _outgoing(self, dispatch: Dispatch, now: datetime) -> Dispatch:
        """Return the message as it leaves: customers get a link to their case, which is stored nowhere."""
        if self._follow is None or dispatch.case_number is None:
            return dispatch
        with self._database.begin() as transaction:
            register = self._register_of(transaction)
            told = register.look(InboxMessage, dispatch.notice_id)
            if told is None or told.recipient != f"customer:{dispatch.case_number}":
                return dispatch
            link = self._follow(register, dispatch.case_number, now)
        return replace(dispatch, text=f"{dispatch.text} {link}")

    def _settle(self, dispatch: Dispatch, now: datetime) -> None:
        is_over = dispatch.state in {DispatchState.SENT, DispatchState.DEAD}
        if is_over and template_named(dispatch.template).secret:
            dispatch = replace(dispatch, text=MISSING)
        with self._database.begin() as transaction:
            self._register_of(transaction).save(dispatch, Deed(POST, now, dispatch.case_number))


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
