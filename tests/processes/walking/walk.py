"""A walk: cases of the real processes are led on by chance until everything has ended.

Each turn has a random source of its own, so that a walk can be told as a list of turns and shortened.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from random import Random

from engine import operations, queries
from engine.errors import EngineError
from engine.forms.wire import plain
from engine.model.actor import Actor
from engine.model.instance import Instance, InstanceState
from engine.model.query import InstanceQuery, RowQuery, TaskQuery
from engine.model.task import Task
from engine.model.wait import MessageWait
from engine.operations.clock import run_due
from engine.operations.errors import FormRefused
from engine.queries.values import from_wire
from tests.processes.walking.form_input import FormInput
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

    def go(self) -> None:
        """Walk.

        Raises:
            WalkFailed: something does not hold.
        """
        self.stage.begin()
        self._start(KINDS[self.seed % len(KINDS)])
        for number in self.turns:
            self._turn(number, self._strolling())
        self.stage.faults.ahead = 0
        for number in range(TURNS_TO_END):
            if not self._running():
                break
            self._turn(10_000 + number, self._homeward())
        self._expect_end()

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
        }

    def _homeward(self) -> Mapping[Callable[[], None], int]:
        is_long = len(self.told) > len(self.turns) + PATIENCE
        return {self._complete: 75, self._let_time_pass: 20, self._retry: 5, self._call_off: 4 * is_long}

    def _complete(self) -> None:
        tasks = self._tasks()
        if not tasks:
            self._let_time_pass()
            return
        task = self.random.choice(tasks)
        data = self._filled(task)
        self._tell(f"complete {task.process_key}.{task.element_id} {data}")
        actor = Actor(task.assignee or "somebody")
        variables = {name: from_wire(value) for name, value in data.items()}
        try:
            operations.complete_task(self.stage.engine, task.id, actor=actor, variables=variables)
        except FormRefused as wrong:
            raise WalkFailed(f"the form is filled in wrongly: {wrong.errors}") from wrong

    def _filled(self, task: Task) -> dict[str, object]:
        form = queries.task_form(self.stage.engine, task)
        if form is None:
            return {}
        known = self._known(task)
        return FormInput(self.random, self.stage.clock.now(), known).of(form["schema"])

    def _known(self, task: Task) -> Mapping[str, Sequence[object]]:
        seen = queries.seen_variables(self.stage.engine, task.instance_id, task.token)
        held = {name: [plain(value)] for name, value in seen.items()}
        amounts = [plain(value) for value in _amounts(seen)]
        return {
            **held,
            "": amounts,
            "serial_number": self.units,
            "goods_serial": self.units,
            **self.stage.registered,
        }

    def _let_time_pass(self) -> None:
        hours = self.random.choice(HOURS)
        self._tell(f"pass {hours} h")
        operations.advance_clock(self.stage.engine, timedelta(hours=hours))

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
        for instance in self.stage.instances():
            self._expect(broken_record(self.stage.engine, instance))
        with self.stage.register() as register:
            self._expect(wrong_books(register))
            self._expect(left_open(register))
        self._expect(self.stage.below_the_law())

    def _expect(self, wrong: Iterator[str]) -> None:
        found = list(wrong)
        if found:
            raise WalkFailed("; ".join(found))

    def _tell(self, line: str) -> None:
        self.told.append(f"{self.stage.clock.now():%Y-%m-%d %H:%M} {line}")


def _amounts(value: object) -> list[Decimal | int]:
    """Return every number that a case holds, however deep."""
    if isinstance(value, Mapping):
        return [found for each in value.values() for found in _amounts(each)]
    if isinstance(value, list):
        return [found for each in value for found in _amounts(each)]
    is_amount = isinstance(value, Decimal | int) and not isinstance(value, bool)
    return [value] if is_amount else []  # type: ignore[list-item]
