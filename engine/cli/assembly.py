"""What the program around the engine brings: connectors, tables of its own."""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from engine.bootstrap import Engine, assemble, build
from engine.clock import Clock, VirtualClock
from engine.ports.audit import DecisionAudit
from engine.ports.cancelling import CancelListener
from engine.ports.connector import Connector
from engine.settings import DEMO_KEY, Settings
from engine.storage import open_store
from engine.storage import upgrade as upgrade_engine
from engine.testing.scenery import Bare, Scenery
from engine.testing.simulation import Calls, simulated


def _no_connectors() -> Sequence[Connector]:
    return ()


def _no_audits() -> Sequence[DecisionAudit]:
    return ()


def _no_listeners() -> Sequence[CancelListener]:
    return ()


def _no_tables(_url: str) -> None:
    """The program has no tables of its own."""


class Companion(Protocol):
    """Something that works in the background beside the worker, such as a post office."""

    def start(self) -> None:
        """Begin."""
        ...

    def stop(self) -> None:
        """End after what is under way."""
        ...


def _bare(_engine: Engine) -> Scenery:
    return Bare()


def _alone(_engine: Engine) -> Sequence[Companion]:
    return ()


@dataclass(frozen=True, slots=True)
class Assembly:
    """Connectors, how the program's own tables are brought up to date, and what works beside the worker.

    `audits` are its own checks of decision tables, `cancel_listeners` free what a cancelled case holds;
    `scenery` is where stories play that are tried or told.
    """

    connectors: Callable[[], Sequence[Connector]] = _no_connectors
    upgrade: Callable[[str], None] = _no_tables
    companions: Callable[[Engine], Sequence[Companion]] = _alone
    audits: Callable[[], Sequence[DecisionAudit]] = _no_audits
    cancel_listeners: Callable[[], Sequence[CancelListener]] = _no_listeners
    groups: Collection[str] | None = None
    scenery: Callable[[Engine], Scenery] = _bare

    def engine(self, settings: Settings) -> Engine:
        """Open the engine that the settings describe."""
        engine = build(settings, connectors=self.connectors(), audits=self.audits())
        self.upgrade(settings.database)
        return self._furnished(engine)

    def story_engine(self, clock: VirtualClock, calls: Calls) -> Engine:
        """Open an engine on a throwaway database on which stories can be played."""
        folder = tempfile.mkdtemp(prefix="anxin-stories-")
        url = f"sqlite:///{folder}/stories.sqlite3"
        engine = self.engine_at(url, clock, calls, key=DEMO_KEY.encode()[:32])
        # The files go with the engine, or at the latest with the process.
        weakref.finalize(engine, shutil.rmtree, folder, ignore_errors=True)
        return engine

    def engine_at(self, url: str, clock: Clock, calls: Calls, *, key: bytes) -> Engine:
        """Open an engine with simulated remote connectors."""
        upgrade_engine(url)
        self.upgrade(url)
        connectors = {connector.type: connector for connector in self.connectors()}
        store = open_store(url, master_key=key)
        engine = assemble(
            store, clock, connectors=simulated(connectors, calls), audits=self.audits(), node="stories"
        )
        return self._furnished(engine)

    def _furnished(self, engine: Engine) -> Engine:
        engine.groups = self.groups
        engine.cancel_listeners = self.cancel_listeners()
        return engine


def models_folder(settings: Settings) -> Path:
    """Return the folder that holds processes/ and forms/: set, beside the source, or shipped in the wheel."""
    if settings.models:
        return Path(settings.models)
    source = Path(__file__).resolve().parents[2]
    if (source / "processes").is_dir():
        return source
    return source / "aftersales" / "models"
