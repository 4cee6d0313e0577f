"""What can happen in a story: one method for each word of a scenario."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from engine import operations, queries
from engine.clock import CHINA, VirtualClock
from engine.model.actor import Actor
from engine.model.instance import Instance
from engine.model.query import InstanceQuery, Paging, RowQuery, TaskQuery
from engine.model.task import Task
from engine.operations.clock import run_due
from engine.ports.engine import Engine
from engine.queries.values import from_wire, to_wire
from engine.testing.expectation import differences, fits
from engine.testing.scenario import Step
from engine.testing.scenery import Scenery
from engine.testing.simulation import Calls

ALL = Paging(limit=500)


class StoryFailed(Exception):
    """A step could not be taken, or something was not as expected."""


class TaskNotOpen(StoryFailed):
    """The task that a step completes is not open, or not yet."""


Line = tuple[str, str]
"""A line of a story in Chinese and in English."""


class Stage:
    """One story on a real engine. Each method takes a step and returns a line to tell, or nothing."""

    def __init__(
        self, engine: Engine, clock: VirtualClock, calls: Calls, scenery: Scenery, *, process: str
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.calls = calls
        self.scenery = scenery
        self.process = process
        self.instance: Instance | None = None
        self.decided: list[Mapping[str, Any]] = []

    def take(self, verb: str, step: Step) -> Line:
        """Take one step."""
        told: str | Line = getattr(self, f"{verb}_")(step)
        return told if isinstance(told, tuple) else (told, told)

    def story_(self, step: Step) -> str:
        """Tell the title."""
        return str(step["story"].get("zh", ""))

    def at_(self, step: Step) -> str:
        """Begin at a moment."""
        self.clock.reset(moment(step["at"]))
        return ""

    def register_(self, step: Step) -> str:
        """Register what is there before the story begins."""
        self.scenery.register(step["register"], self.clock.now())
        return ""

    def start_(self, step: Step) -> Line:
        """Start an instance, by hand or by a message or signal."""
        variables = _variables(step["start"])
        actor, key = Actor(step.get("as", "customer")), step.get("process", self.process)
        before = self._newest()
        self.scenery.enter(variables, self.clock.now())
        if "message" in step:
            outcome = operations.publish_message(
                self.engine,
                step["message"],
                actor=actor,
                correlation_key=step.get("key"),
                variables=variables,
            )
            started = outcome.instance_id
        elif "signal" in step:
            operations.broadcast_signal(self.engine, step["signal"], actor=actor, variables=variables)
            started = self._newest()
            started = started if started != before else None
        else:
            started = operations.start_instance(
                self.engine,
                key,
                actor=actor,
                variables=variables,
                business_key=step.get("business_key"),
            ).id
        if started is None:
            raise StoryFailed("nothing was started")
        self.instance = queries.instance(self.engine, started)
        return f"{actor.id}：报修，流程 {key}", f"{actor.id} reports; process {key}"

    def _newest(self) -> str | None:
        page = queries.instances(self.engine, InstanceQuery(), Paging(limit=1, sort="-started_at"))
        return page.items[0].id if page.items else None

    def hand_over(self, process: str) -> None:
        """Go over to the case of another process that began as this one ended."""
        before = self._running()
        query = InstanceQuery(process_key=process, started_after=before.ended_at)
        found = queries.instances(self.engine, query, Paging(limit=1, sort="started_at")).items
        if before.ended_at is None or not found:
            raise StoryFailed(f"no {process!r} began as {before.business_key or before.id} ended")
        self.process, self.instance = process, found[0]

    def complete_(self, step: Step) -> Line:
        """Complete an open task with the data of its form."""
        task = self._open_task(step["complete"])
        actor = Actor(step.get("as") or task.assignee or _somebody(task))
        operations.complete_task(
            self.engine, task.id, actor=actor, variables=_variables(step.get("with", {}))
        )
        shown = task.name or task.element_id
        return f"{actor.id}：{shown}", f"{actor.id}: {task.name_en or shown}"

    def claim_(self, step: Step) -> str:
        """Take a task."""
        task = self._open_task(step["claim"])
        operations.claim_task(self.engine, task.id, actor=Actor(step.get("as", _somebody(task))))
        return ""

    def pass_(self, step: Step) -> str:
        """Let time pass."""
        operations.advance_clock(self.engine, length(self.engine, step["pass"]))
        return f"⏱ {step['pass']}"

    def until_(self, step: Step) -> str:
        """Let time pass until a moment."""
        operations.advance_clock(self.engine, moment(step["until"]) - self.clock.now())
        return f"⏱ → {step['until']}"

    def message_(self, step: Step) -> str:
        """Let a message arrive."""
        instance = self._running()
        key = self._key(step, instance)
        operations.publish_message(
            self.engine,
            step["message"],
            actor=Actor(step.get("as", "customer")),
            correlation_key=key,
            business_key=step.get("business_key", instance.business_key if key is None else None),
            variables=_variables(step.get("with", {})),
        )
        return f"✉ {step['message']}"

    def _key(self, step: Step, instance: Instance) -> str | None:
        """Return the key that a story gives, or the one under which its instance waits."""
        if "key" in step:
            return str(step["key"])
        query = RowQuery(instance_id=instance.id, name=step["message"])
        waits = queries.message_waits(self.engine, query, ALL).items
        return waits[0].correlation_key if waits else None

    def signal_(self, step: Step) -> str:
        """Broadcast a signal."""
        operations.broadcast_signal(
            self.engine,
            step["signal"],
            actor=Actor(step.get("as", "system")),
            variables=_variables(step.get("with", {})),
        )
        return f"📣 {step['signal']}"

    def set_(self, step: Step) -> str:
        """Correct variables."""
        operations.set_variables(
            self.engine,
            self._running().id,
            variables=_variables(step["set"]),
            actor=Actor(step.get("as", "supervisor")),
            reason="as the story says",
        )
        return ""

    def decide_(self, step: Step) -> str:
        """Ask a decision by itself; what is noted is its record."""
        decided = queries.evaluate_decision(self.engine, step["decide"], _variables(step.get("with", {})))
        self.decided.append(decided.record)
        given = to_wire(decided.value)
        if "gives" in step and not fits(given, step["gives"]):
            raise StoryFailed(f"{step['decide']} gives {given!r}, not {step['gives']!r}")
        return ""

    def retry_(self, step: Step) -> str:
        """Retry an incident."""
        query = RowQuery(instance_id=self._running().id, is_open=True)
        found = [
            incident
            for incident in queries.incidents(self.engine, query, ALL).items
            if step["retry"] in {"", incident.element_id}
        ]
        if not found:
            raise StoryFailed(f"there is no incident at {step['retry']!r}")
        operations.retry_incident(
            self.engine, found[0].id, actor=Actor(step.get("as", "admin")), variables=step.get("with")
        )
        return ""

    def expect_(self, step: Step) -> str:
        """Compare with what is expected."""
        run_due(self.engine)
        found = differences(self.engine, self._running(), step["expect"], self.calls.made)
        if found:
            raise StoryFailed("; ".join(found))
        return ""

    def _running(self) -> Instance:
        if self.instance is None:
            raise StoryFailed("nothing has been started yet")
        self.instance = queries.instance(self.engine, self.instance.id)
        return self.instance

    def _open_task(self, element_id: str) -> Task:
        instance = self._running()
        tasks = queries.tasks(
            self.engine, TaskQuery(instance_id=instance.id), Paging(limit=500, sort="created_at")
        ).items
        for task in tasks:
            if task.element_id == element_id:
                return task
        incidents = queries.incidents(self.engine, RowQuery(instance_id=instance.id, is_open=True), ALL).items
        told = "".join(f"; incident at {i.element_id}: {i.message}" for i in incidents)
        waiting = ", ".join(sorted({task.element_id for task in tasks})) or "none"
        raise TaskNotOpen(f"task {element_id!r} is not open; open: {waiting}; {instance.state}{told}")


def _variables(data: Mapping[str, Any]) -> dict[str, object]:
    return {name: from_wire(value) for name, value in data.items()}


def _somebody(task: Task) -> str:
    return task.candidate_users[0] if task.candidate_users else (task.candidate_groups or ("somebody",))[0]


def length(engine: Engine, text: str) -> timedelta:
    """Return how long a duration of days and time is."""
    duration = engine.runtime.expressions.compile(f'duration("{text}")').evaluate({}).value
    if not isinstance(duration, timedelta):
        raise StoryFailed(f"{text!r} is no duration of days and time")
    return duration


def moment(text: str) -> datetime:
    """Return a moment; one without offset is China's time."""
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=CHINA)).astimezone(UTC)
