"""Where walks take place: the real processes on a throwaway database, begun anew for each walk."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from aftersales import register_in
from aftersales.ports.register import Register
from aftersales.sample import brand, stories_scenery
from aftersales.sample.workforce import NAMED
from aftersales.storage import upgrade
from engine import operations, queries
from engine.cli import Assembly
from engine.clock import VirtualClock
from engine.model.actor import Actor
from engine.model.instance import Instance, InstanceState
from engine.model.query import InstanceQuery
from engine.testing.department import deploy_models
from engine.testing.player import BEGINNING
from engine.testing.simulation import Calls
from tests.architecture.sources import ROOT
from tests.processes.walking.faults import Faults, fallible
from tests.processes.walking.legal import below_the_law
from tests.processes.walking.rules import ALL


class Stage:
    """An engine with the product's models and connectors that can be made to fail."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.clock = VirtualClock(BEGINNING)
        assembly = Assembly(connectors=lambda: fallible(self.faults), upgrade=upgrade)
        self.engine = assembly.story_engine(self.clock, Calls())
        deploy_models(self.engine, ROOT)
        self._scenery = stories_scenery(self.engine)
        self._before: frozenset[str] = frozenset()
        self.registered: Mapping[str, Sequence[object]] = {
            "technician": list(NAMED),
            "part_number": [part.id for part in brand.parts()],
            "product_model": [product.id for product in brand.products()],
        }

    def begin(self) -> None:
        """Make everything as it was before the walk that went before."""
        for instance in self._all(InstanceState.ACTIVE):
            operations.cancel_instance(
                self.engine, instance.id, actor=Actor("test"), reason="The walk is over."
            )
        self.clock.reset(BEGINNING)
        self.faults.ahead = 0
        self._scenery.begin()
        self._before = frozenset(instance.id for instance in self._all(None))

    def instances(self) -> list[Instance]:
        """Return the instances of this walk."""
        return [instance for instance in self._all(None) if instance.id not in self._before]

    @contextmanager
    def register(self) -> Iterator[Register]:
        """Look at the register."""
        with self.engine.store.begin() as tx:
            yield register_in(tx)

    def below_the_law(self) -> Iterator[str]:
        """Tell the decisions of this walk that give less than the law does."""
        for instance in self.instances():
            yield from below_the_law(queries.whole_history(self.engine, instance.id))

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
