"""The engine put together: what every operation and query works with."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from engine.clock import Clock
from engine.ports.audit import DecisionAudit
from engine.ports.calendars import Calendars
from engine.ports.cancelling import CancelListener
from engine.ports.connector import Connector
from engine.ports.live_cache import LiveCache
from engine.ports.models import DecisionFiles, FormFiles, ProcessFiles
from engine.ports.runtime import Runtime, ValueCodec
from engine.ports.shelf import Shelf
from engine.ports.store import Store


def _nobody() -> None:
    """Wake nobody: no worker runs in this process."""


@dataclass
class Engine:
    """One node of the engine.

    `node` names it in leases; `wake` tells the worker that something may be due. `groups` are those that
    tasks can be offered to, None where nobody has named them. `cancel_listeners` free what a cancelled
    instance holds elsewhere.
    """

    store: Store
    clock: Clock
    runtime: Runtime
    codec: ValueCodec
    processes: ProcessFiles
    decisions: DecisionFiles
    forms: FormFiles
    connectors: Mapping[str, Connector]
    shelf: Shelf
    calendars: Calendars
    node: str
    audits: Sequence[DecisionAudit] = ()
    groups: Collection[str] | None = None
    cancel_listeners: Sequence[CancelListener] = ()
    live: LiveCache = field(default_factory=LiveCache)
    wake: Callable[[], None] = _nobody
    settings: object = None
