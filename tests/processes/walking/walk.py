"""A walk: cases of the real processes are led on by chance until everything has ended.

Most walks set out from the midst of a case that a scenario tells of, the others from its report. Each turn
has a random source of its own, so that a walk can be told as a list of turns and shortened.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from engine import operations, queries
from engine.errors import EngineError
from engine.model.actor import Actor
from engine.model.instance import Instance, InstanceState
from engine.model.query import InstanceQuery, RowQuery, TaskQuery
from engine.model.task import Task
from engine.model.wait import MessageWait
from engine.operations.clock import run_due
from engine.operations.errors import FormRefused
from engine.queries.values import from_wire
from tests.processes.walking.entry import written_by
from tests.processes.walking.legal import below_the_law
from tests.processes.walking.recorded import lot, steps_in
from tests.processes.walking.rules import (
    ALL,
    broken_record,
    left_open,
    open_incidents,
    own_incidents,
    stuck,
    wrong_books,
)
from tests.processes.walking.stage import Stage

KINDS = ("repair", "return", "exchange", "complaint")
TURNS = 60
TURNS_TO_END = 400
# One dissatisfied customer brings the next case: after so many turns they begin to give up.
PATIENCE = 80
HOURS = (1, 1, 2, 4, 8, 8, 20, 30, 70, 300)
_CASES_AT_MOST = 3
_RECORDED_WAYS = 0.85
_UNTIL_A_TIMER, _A_MOMENT = 0.5, timedelta(seconds=1)
_STRAY = ("parcel_signed", "repair_urged", "return_cancelled", "nobody_waits_for_this")


class WalkFailed(AssertionError):
    """Something does not hold that must always hold."""


@dataclass
class Walk:
    """One walk from a seed; `turns` are the numbers of the turns that are taken before the way home."""

    stage: Stage
    seed: int
    turns: Sequence[int] = tuple(range(TURNS))
    told: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - chance, no secret
        self.units = [f"SN-WALK-{number}" for number in range(2)]
        self.cases = 0
        self.is_broken_off = False
        self.steps: set[tuple[str, str]] = set()
        self._led: dict[str, int] = {}
        self._done: Counter[str] = Counter()

    def go(self) -> None:
        """Walk.

        Raises:
            WalkFailed: something does not hold.
        """
        self.stage.begin()
        self._set_out()
        for number in self.turns:
            self._turn(number, self._strolling())
        self.stage.faults.ahead = 0
        for number in range(TURNS_TO_END):
            if not self._running():
                break
            self._turn(10_000 + number, self._homeward())
        self._expect_end()

    def _set_out(self) -> None:
        if self.random.random() > _RECORDED_WAYS:
            self._start(self.random.choice(KINDS))
            return
        # Each process as often as any other, however many scenarios it has.
        told = max(self.stage.recorded.by_process, key=lambda each: lot(self.seed, each[0].process))
        scenario = max(told, key=lambda each: lot(self.seed, each.name))
        cut = self.random.randint(1, len(scenario.steps))
        self._tell(f"{scenario.process}: the first {cut} steps of {scenario.name!r}")
        self.stage.lead_in(scenario, cut)
        self._led = {instance.id: len(events) for instance, events in self.stage.records()}

    def _turn(self, number: int, ways: Mapping[Callable[[], None], int]) -> None:
        self.random = Random(self.seed * 1_000_003 + number)  # noqa: S311
        way = self.random.choices(list(ways), list(ways.values()))[0]
        try:
            way()
        except EngineError as refusal:
            self.refused.append(f"{type(refusal).__name__}: {refusal}")
            self._tell(f"  refused: {refusal}")
        run_due(self.stage.engine)
        self._expect(
            text
            for instance in self._running()
            for rule in (own_incidents, stuck)
            for text in rule(self.stage.engine, instance)
        )

    def _strolling(self) -> Mapping[Callable[[], None], int]:
        return {
            self._complete: 58,
            self._let_time_pass: 18,
            self._deliver: 8,
            self._send_astray: 3,
            self._claim: 4,
            self._give_back: 3,
            self._break: 3,
            self._retry: 2,
            self._start_another: 1,
            self._break_off: 1,
        }

    def _homeward(self) -> Mapping[Callable[[], None], int]:
        is_long = len(self.told) > len(self.turns) + PATIENCE
        return {self._complete: 75, self._let_time_pass: 20, self._retry: 5, self._call_off: 4 * is_long}

    def _complete(self) -> None:
        tasks = self._tasks()
        if not tasks:
            self._let_time_pass()
            return
        # What was done often is left for what was not.
        seldom = [1 / (1 + self._done[task.element_id]) for task in tasks]
        (task,) = self.random.choices(tasks, seldom)
        self._done[task.element_id] += 1
        data = written_by(self.stage, task, self.random, self.units)
        self._tell(f"complete {task.process_key}.{task.element_id} {data}")
        actor = Actor(task.assignee or "somebody")
        variables = {name: from_wire(value) for name, value in data.items()}
        try:
            operations.complete_task(self.stage.engine, task.id, actor=actor, variables=variables)
        except FormRefused as wrong:
            raise WalkFailed(f"the form is filled in wrongly: {wrong.errors}") from wrong

    def _let_time_pass(self) -> None:
        span = timedelta(hours=self.random.choice(HOURS))
        if self.random.random() < _UNTIL_A_TIMER:
            span = self._until_a_timer() or span
        self._tell(f"pass {span}")
        operations.advance_clock(self.stage.engine, span)

    def _until_a_timer(self) -> timedelta | None:
        """Return how long it takes until something falls due; nobody does anything meanwhile."""
        now = self.stage.clock.now()
        ahead = [timer.due_at for timer in queries.timers(self.stage.engine, RowQuery(), ALL).items]
        spans = sorted(due - now + _A_MOMENT for due in ahead if due >= now)
        return self.random.choice(spans) if spans else None

    def _deliver(self) -> None:
        waits = self._waits()
        if waits:
            likely = [1 if wait.message.endswith("_cancelled") else 6 for wait in waits]
            (wait,) = self.random.choices(waits, likely)
            self._publish(wait)

    def _call_off(self) -> None:
        for wait in self._waits():
            if wait.message.endswith("_cancelled"):
                self._publish(wait)
                return

    def _waits(self) -> list[MessageWait]:
        return [
            wait
            for instance in self._running()
            if instance.business_key is not None  # before, nobody has a number to ask after
            for wait in queries.message_waits(self.stage.engine, RowQuery(instance_id=instance.id), ALL).items
        ]

    def _send_astray(self) -> None:
        self._send(self.random.choice(_STRAY), "WX-20260302-0001", None)

    def _publish(self, wait: MessageWait) -> None:
        self._send(wait.message, wait.correlation_key, wait.business_key)

    def _send(self, message: str, key: str | None, number: str | None) -> None:
        self._tell(f"message {message} {key or number}")
        operations.publish_message(
            self.stage.engine, message, actor=Actor("customer"), correlation_key=key, business_key=number
        )

    def _claim(self) -> None:
        for task in self._tasks()[:1]:
            self._tell(f"claim {task.element_id}")
            operations.claim_task(self.stage.engine, task.id, actor=Actor("technician"))

    def _give_back(self) -> None:
        for task in [each for each in self._tasks() if each.assignee][:1]:
            self._tell(f"give back {task.element_id}")
            operations.unclaim_task(self.stage.engine, task.id, actor=Actor("technician"))

    def _break(self) -> None:
        self.stage.faults.ahead = self.random.randint(1, 4)
        self._tell(f"break the next {self.stage.faults.ahead}")

    def _retry(self) -> None:
        for instance in self._running():
            for incident in open_incidents(self.stage.engine, instance):
                self._tell(f"retry {incident.element_id}")
                operations.retry_incident(self.stage.engine, incident.id, actor=Actor("admin"))

    def _start_another(self) -> None:
        if self.cases < _CASES_AT_MOST:
            self._start(self.random.choice(KINDS))

    def _break_off(self) -> None:
        for instance in self._running()[:1]:
            self.is_broken_off = True
            self._tell(f"an operator cancels {instance.process_key}")
            operations.cancel_instance(
                self.stage.engine, instance.id, actor=Actor("operator"), reason="Entered twice"
            )

    def _start(self, kind: str) -> None:
        self.cases += 1
        self._tell(f"start {kind}")
        variables = {"channel": self.random.choice(("hotline", "app", "platform", "store"))}
        operations.start_instance(self.stage.engine, kind, actor=Actor("customer"), variables=variables)

    def _tasks(self) -> list[Task]:
        found = queries.tasks(self.stage.engine, TaskQuery(), ALL).items
        return sorted(found, key=lambda task: (task.created_at, task.business_key or "", task.token))

    def _running(self) -> Sequence[Instance]:
        return queries.instances(self.stage.engine, InstanceQuery(state=InstanceState.ACTIVE), ALL).items

    def _expect_end(self) -> None:
        open_ones = sorted({f"{task.process_key}.{task.element_id}" for task in self._tasks()})
        self._expect(
            f"{instance.process_key} has not ended; open: {open_ones}" for instance in self._running()
        )
        for instance, events in self.stage.records():
            self.steps |= steps_in(events[self._led.get(instance.id, 0) :])
            self._expect(broken_record(self.stage.engine, instance))
            self._expect(below_the_law(events))
        with self.stage.register() as register:
            self._expect(wrong_books(register))
            self._expect(left_open(register, is_broken_off=self.is_broken_off))

    def _expect(self, wrong: Iterator[str]) -> None:
        found = list(wrong)
        if found:
            raise WalkFailed("; ".join(found))

    def _tell(self, line: str) -> None:
        self.told.append(f"{self.stage.clock.now():%Y-%m-%d %H:%M} {line}")
