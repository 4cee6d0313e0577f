"""Watches record and register for what is new, once per node, and hands it to everybody who listens.

It asks the database and not the operations of its own process: other nodes' changes are news, too.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import structlog

from api.events.mark import Mark, mark_of
from api.events.register_watch import RegisterChange, RegisterWatch
from engine import queries
from engine.bootstrap import Engine
from engine.errors import EngineError
from engine.model.history import HistoryEvent

EVERY_SECONDS: Final = 1.0
# A transaction that began earlier may commit later: look back this far, and skip what was told.
_LOOK_BACK: Final = timedelta(seconds=30)
_AT_ONCE: Final = 500
_KEPT: Final = 5_000

News = HistoryEvent | RegisterChange | None
"""None says that too much was missed to tell."""

_log = structlog.get_logger("anxin.api")


class Feed:
    """The changes of the last minutes. It reads only while somebody listens."""

    def __init__(self, engine: Engine, *, every_seconds: float = EVERY_SECONDS) -> None:
        self._engine = engine
        self._every_seconds = every_seconds
        self._register = RegisterWatch(engine.store)
        self._kept: deque[News] = deque(maxlen=_KEPT)
        self._told: deque[Mark] = deque(maxlen=_KEPT)
        self._count = 0
        self._listeners = 0
        self._watch: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """Listen while the block runs; what happens from its first line on is told to whoever follows."""
        await self._begin()
        try:
            yield self._count
        finally:
            self._end()

    async def follow(self, position: int, since: Mark | None) -> AsyncIterator[News]:
        """Yield what happened since a mark, and all since `listening` began; of the register only that."""
        async for missed in self._missed(since):
            yield missed
        while True:
            async with self._news:
                await self._news.wait_for(lambda seen=position: self._count > seen)  # type: ignore[misc] # a default has no annotation
            fresh = self._count - position
            if fresh > len(self._kept):
                yield None
            for event in list(self._kept)[-fresh:]:
                yield event
            position += fresh

    async def _begin(self) -> None:
        self._listeners += 1
        if self._watch is None:
            await self._look(tell=False)
            self._watch = asyncio.create_task(self._keep_looking())

    def _end(self) -> None:
        self._listeners -= 1
        if self._listeners == 0 and self._watch is not None:
            self._watch.cancel()
            self._watch = None

    async def _missed(self, since: Mark | None) -> AsyncIterator[HistoryEvent | None]:
        if since is None:
            return
        events = await asyncio.to_thread(queries.events_since, self._engine, since.at, limit=_AT_ONCE)
        if len(events) == _AT_ONCE:
            yield None
            return
        for event in events:
            if mark_of(event) != since:
                yield event

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(self._every_seconds)
            try:
                await self._look(tell=True)
            except EngineError as refusal:
                # The database is away: the stream stays open and goes on when it is back.
                _log.warning("Change stream waits", action="feed_waits", error=type(refusal).__name__)

    async def _look(self, *, tell: bool) -> None:
        since = self._engine.clock.now() - _LOOK_BACK
        events = await asyncio.to_thread(queries.events_since, self._engine, since, limit=_AT_ONCE)
        fresh = self._unknown(events)
        # All of them new: there were more than one look can tell, and listeners must read anew.
        missed: list[News] = [None] if len(fresh) == _AT_ONCE else []
        news = [*missed, *fresh, *await asyncio.to_thread(self._register.fresh)]
        if tell and news:
            async with self._news:
                self._kept.extend(news)
                self._count += len(news)
                self._news.notify_all()

    def _unknown(self, events: Sequence[HistoryEvent]) -> list[HistoryEvent]:
        known = set(self._told)
        fresh = [event for event in events if mark_of(event) not in known]
        self._told.extend(mark_of(event) for event in fresh)
        return fresh
