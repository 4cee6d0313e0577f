"""Two ways to play a scenario: one instance alone in memory, and the whole engine on SQLite."""
# ruff: noqa: ARG002 - not every player needs all that it is told

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Protocol

from engine.bootstrap import assemble
from engine.clock import VirtualClock
from engine.decisions import compile_expression
from engine.model.actor import Actor
from engine.model.incident import Incident
from engine.model.query import EventQuery, InstanceQuery, Paging, RowQuery
from engine.operations.clock import advance_clock
from engine.operations.deploy import deploy
from engine.operations.incident import retry_incident
from engine.operations.instance import cancel_instance, modify_instance, set_variables
from engine.operations.message import broadcast_signal, publish_message
from engine.operations.operation import on_instance
from engine.operations.start import start_instance
from engine.operations.task import complete_task
from engine.operations.work import Work
from engine.ports.connector import Call
from engine.ports.runtime import Step, TokenView
from engine.ports.store import Store
from engine.queries.instance import variables
from tests.engine.bpmn.execution.surroundings import BEGAN_AT, Alone, World
from tests.engine.bpmn.execution.trace import Told, Writer

LI = Actor("li")
Variables = Mapping[str, object]


class Player(Protocol):
    """What a scenario can do."""

    def start(self, given: Variables, at: str | None = None) -> None: ...
    def complete(self, where: str, given: Variables) -> None: ...
    def error(self, where: str, code: str) -> None: ...
    def move_clock(self, duration: str) -> None: ...
    def message(self, name: str, key: str | None, given: Variables) -> None: ...
    def signal(self, name: str, given: Variables) -> None: ...
    def set(self, given: Variables) -> None: ...
    def retry(self, where: str) -> None: ...
    def move(self, where: str, to_element: str) -> None: ...
    def cancel(self) -> None: ...
    def trace(self) -> str: ...
    def variables(self) -> dict[str, object]: ...


def find(tokens: Sequence[TokenView], where: str) -> int:
    """Return the token that stands at an element; `a#2` is the second one there, in the order of coming."""
    element, _, count = where.partition("#")
    waiting = [t for t in tokens if t.element_id == element and t.state in {"waiting", "active", "incident"}]
    inner = {t.token for t in waiting} - {t.parent for t in waiting}
    found = sorted(inner)
    assert found, f"nothing waits at {element} but at {[t.element_id for t in tokens]}"
    return found[int(count or 1) - 1]


class AlonePlayer:
    """Plays an instance in memory."""

    def __init__(self, world: World, process: str, *, reloads: bool) -> None:
        self.alone = Alone(world, process, reloads=reloads)
        self.writer = Writer(world.processes)
        self.fresh: list[Told] = []

    def _keep(self, step: Step) -> None:
        self.fresh += self.alone.keep(step)

    def start(self, given: Variables, at: str | None = None) -> None:
        step = self.alone.step()
        self.alone.live.start(step, given, at_element=at)
        self._keep(step)

    def complete(self, where: str, given: Variables) -> None:
        live, step = self.alone.live, self.alone.step()
        live.complete(step, find(live.tokens(), where), given)
        self._keep(step)

    def error(self, where: str, code: str) -> None:
        live, step = self.alone.live, self.alone.step()
        live.throw_error(step, find(live.tokens(), where), code, message="", variables={})
        self._keep(step)

    def move_clock(self, duration: str) -> None:
        target = later(self.alone.clock.now(), duration)
        for _ in range(1000):
            timers = sorted(self.alone.rows.timers.values(), key=lambda t: (t.due_at, t.token or 0))
            if not timers or timers[0].due_at > target:
                break
            self.alone.clock.move_to(max(timers[0].due_at, self.alone.clock.now()))
            live, step = self.alone.live, self.alone.step()
            live.fire_timer(step, timers[0].token or 0)
            self._keep(step)
        self.alone.clock.move_to(target)

    def message(self, name: str, key: str | None, given: Variables) -> None:
        token = self.alone.receiver(name, key)
        if token is None:
            return
        live, step = self.alone.live, self.alone.step()
        live.deliver_message(step, token, given)
        self._keep(step)

    def signal(self, name: str, given: Variables) -> None:
        for wait in [w for w in self.alone.rows.signals.values() if w.signal == name]:
            live, step = self.alone.live, self.alone.step()
            if wait.token is not None and live.waits(wait.token):
                live.deliver_signal(step, wait.token, given)
                self._keep(step)

    def set(self, given: Variables) -> None:
        live, step = self.alone.live, self.alone.step()
        live.set_variables(step, given)
        self._keep(step)

    def retry(self, where: str) -> None:
        live, step = self.alone.live, self.alone.step()
        live.retry(step, self.incident(where).token or 0)
        self._keep(step)

    def incident(self, where: str) -> Incident:
        return next(i for i in self.alone.rows.incidents.values() if i.element_id == where)

    def move(self, where: str, to_element: str) -> None:
        live, step = self.alone.live, self.alone.step()
        live.move(step, find(live.tokens(), where), to_element)
        self._keep(step)

    def cancel(self) -> None:
        live, step = self.alone.live, self.alone.step()
        live.cancel(step)
        self._keep(step)

    def trace(self) -> str:
        told, self.fresh = self.fresh, []
        return self.writer.write(told)

    def variables(self) -> dict[str, object]:
        return dict(self.alone.live.variables())


@dataclass(frozen=True)
class Silent:
    """A connector that is there and never answers: the scenario says what comes of its jobs."""

    type: str
    is_local: bool = False

    def call(self, call: Call) -> Mapping[str, object]:
        raise TimeoutError


class FullPlayer:
    """Plays an instance by the engine's operations."""

    def __init__(self, store: Store, files: Mapping[str, bytes], writer: Writer, process: str) -> None:
        elements = [e for p in writer.processes.values() for e in p.elements.values()]
        connectors = [Silent(e.job.type) for e in elements if e.job is not None]
        connectors += [Silent(heard.type, is_local=True) for e in elements for heard in e.listeners]
        self.engine = assemble(store, VirtualClock(BEGAN_AT), connectors=connectors)
        self.writer = writer
        self.process = process
        self.instance = ""
        self.seen = 0
        deploy(self.engine, files, actor=LI)

    def start(self, given: Variables, at: str | None = None) -> None:
        self.instance = start_instance(self.engine, self.process, actor=LI, variables=given).id

    def adopt(self) -> None:
        """Take the instance that a message or signal has started."""
        with self.engine.store.read() as reader:
            self.instance = reader.instances(InstanceQuery(), Paging()).items[0].id

    def _tokens(self) -> Sequence[TokenView]:
        found: list[TokenView] = []

        def look(work: Work) -> None:
            found.extend(work.live.tokens())
            work.is_void = True

        on_instance(self.engine, self.instance, LI, look)
        return found

    def complete(self, where: str, given: Variables) -> None:
        token = next(t for t in self._tokens() if t.token == find(self._tokens(), where))
        if token.waits_for == "task":
            complete_task(self.engine, f"{self.instance}-{token.token}", actor=LI, variables=given)
            return
        on_instance(self.engine, self.instance, LI, lambda w: w.live.complete(w.step, token.token, given))

    def error(self, where: str, code: str) -> None:
        token = find(self._tokens(), where)

        def play(work: Work) -> None:
            work.live.throw_error(work.step, token, code, message="", variables={})

        on_instance(self.engine, self.instance, LI, play)

    def move_clock(self, duration: str) -> None:
        now = self.engine.clock.now()
        advance_clock(self.engine, later(now, duration) - now)

    def message(self, name: str, key: str | None, given: Variables) -> None:
        publish_message(
            self.engine, name, actor=LI, correlation_key=key, variables=given, time_to_live=timedelta(0)
        )

    def signal(self, name: str, given: Variables) -> None:
        broadcast_signal(self.engine, name, actor=LI, variables=given)

    def set(self, given: Variables) -> None:
        set_variables(self.engine, self.instance, variables=given, actor=LI, reason="test")

    def retry(self, where: str) -> None:
        with self.engine.store.read() as reader:
            query = RowQuery(instance_id=self.instance, element_id=where, is_open=True)
            incident = reader.incidents(query, Paging()).items[0]
        retry_incident(self.engine, incident.id, actor=LI)

    def move(self, where: str, to_element: str) -> None:
        token = find(self._tokens(), where)
        modify_instance(
            self.engine, self.instance, token=token, to_element=to_element, actor=LI, reason="test"
        )

    def cancel(self) -> None:
        cancel_instance(self.engine, self.instance, actor=LI, reason="test")

    def trace(self) -> str:
        with self.engine.store.read() as reader:
            page = reader.events(EventQuery(instance_id=self.instance), Paging(limit=100_000))
        events = sorted(page.items, key=lambda e: e.number)
        assert all(after.number == before.number + 1 for before, after in pairwise(events))
        fresh = [e for e in events if e.number > self.seen]
        self.seen = events[-1].number
        return self.writer.write(fresh)

    def variables(self) -> dict[str, object]:
        return variables(self.engine, self.instance)


def later(moment: datetime, duration: str) -> datetime:
    """Return a moment moved by an ISO 8601 duration."""
    text = f'moment + duration("{duration}")'
    found = compile_expression(text).evaluate({"moment": moment}).value
    assert isinstance(found, datetime)
    return found
