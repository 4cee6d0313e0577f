"""Where walks take place: the real processes on a throwaway database, begun anew for each walk."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from aftersales import cancel_listeners, register_in
from aftersales.model.case import Case
from aftersales.ports.register import Register
from aftersales.sample import brand, stories_scenery
from aftersales.sample.workforce import NAMED
from aftersales.storage import upgrade
from engine import operations, queries
from engine.cli import Assembly
from engine.clock import VirtualClock
from engine.model.actor import Actor
from engine.model.history import HistoryEvent
from engine.model.instance import Instance, InstanceState
from engine.model.query import InstanceQuery
from engine.operations.clock import run_due
from engine.testing.department import deploy_models
from engine.testing.player import BEGINNING, jobs_about
from engine.testing.scenario import Scenario, Step, verb_of
from engine.testing.simulation import Calls
from engine.testing.stage import Stage as Story
from tests.architecture.sources import ROOT
from tests.processes.walking.faults import Faults, fallible
from tests.processes.walking.recorded import Recorded, way_in
from tests.processes.walking.rules import ALL, STORY

# No walk opens so many cases on a day.
_NUMBERS_OF_A_WALK = 200


class Stage:
    """An engine with the product's models and connectors that can be made to fail."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.clock = VirtualClock(BEGINNING)
        assembly = Assembly(
            connectors=lambda: fallible(self.faults), upgrade=upgrade, cancel_listeners=cancel_listeners
        )
        self.calls = Calls()
        self.engine = assembly.story_engine(self.clock, self.calls)
        self.recorded = Recorded(self.engine, deploy_models(self.engine, ROOT))
        self._scenery = stories_scenery(self.engine)
        self._before: frozenset[str] = frozenset()
        self.registered: Mapping[str, Sequence[object]] = {
            "technician": list(NAMED),
            "part_number": [part.id for part in brand.parts()],
            "product_model": [product.id for product in brand.products()],
        }

    def begin(self) -> None:
        """Make everything as it was before the walk that went before."""
        while running := self._all(InstanceState.ACTIVE):
            for instance in running:
                operations.cancel_instance(
                    self.engine, instance.id, actor=Actor("test"), reason="The walk is over."
                )
        self.clock.reset(BEGINNING)
        self.faults.ahead = 0
        self.calls.reset()
        self._scenery.begin()
        self._before = frozenset(instance.id for instance in self._all(None))

    def lead_in(self, scenario: Scenario, cut: int) -> None:
        """Play the first steps of a scenario, as far as `cut`."""
        story = Story(self.engine, self.clock, self.calls, self._scenery, process=scenario.process)
        steps = way_in(scenario)
        for index, step in enumerate(steps[:cut]):
            self._lead(story, step, jobs_about(steps, index))
        self._allot_anew()

    def _allot_anew(self) -> None:
        """Let no new case get a number that a scenario has given to the case in whose midst it began."""
        with self.register() as register:
            for case in register.all(Case, process_key=STORY):
                day, count = date.fromisoformat(case.id[3:11]), int(case.id[12:])
                for _ in range(count if count < _NUMBERS_OF_A_WALK else 0):
                    register.next_number(case.kind, day)

    def _lead(self, story: Story, step: Step, jobs: Sequence[Step]) -> None:
        verb = verb_of(step)
        if verb == "job":
            return
        for later in jobs:
            self.calls.expect(later["job"], later)
        story.take(verb, step)
        if verb not in {"at", "register"}:
            run_due(self.engine)

    def instances(self) -> list[Instance]:
        """Return the instances of this walk."""
        return [instance for instance in self._all(None) if instance.id not in self._before]

    @contextmanager
    def register(self) -> Iterator[Register]:
        """Look at the register."""
        with self.engine.store.begin() as tx:
            yield register_in(tx)

    def records(self) -> Iterator[tuple[Instance, list[HistoryEvent]]]:
        """Yield the instances of this walk with all that happened in them."""
        for instance in self.instances():
            yield instance, queries.whole_history(self.engine, instance.id)

    def close(self) -> None:
        """Put the database away."""
        self.engine.store.close()

    def _all(self, state: InstanceState | None) -> list[Instance]:
        found: list[Instance] = []
        query, paging = InstanceQuery(state=state), ALL
        while True:
            page = queries.instances(self.engine, query, paging)
            found.extend(page.items)
            if page.next_cursor is None:
                return found
            paging = type(paging)(limit=paging.limit, cursor=page.next_cursor)
