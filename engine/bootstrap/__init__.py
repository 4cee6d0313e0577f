"""Puts the engine together."""

import os
import socket
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from engine.bootstrap.adapters import BpmnFiles, DmnFiles, FeelCodec, FeelExpressions
from engine.bootstrap.calendars import StoredCalendars, seed
from engine.bpmn.execution.live import SpiffRuntime
from engine.clock import Clock, SystemClock, VirtualClock
from engine.forms.files import JsonForms
from engine.ports.audit import DecisionAudit
from engine.ports.connector import Connector
from engine.ports.engine import Engine
from engine.ports.shelf import Shelf
from engine.ports.store import Store
from engine.settings import Settings
from engine.storage import open_store, upgrade

__all__ = ["Engine", "assemble", "build", "make_clock"]


def build(
    settings: Settings, *, connectors: Iterable[Connector] = (), audits: Sequence[DecisionAudit] = ()
) -> Engine:
    """Open the database (its tables are brought up to date first) and put a node together."""
    key = settings.key_bytes()
    upgrade(settings.database)
    node = settings.node or f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:6]}"
    store = open_store(settings.database, master_key=key, owner=node)
    engine = assemble(store, make_clock(settings), connectors=connectors, audits=audits, node=node)
    engine.settings = settings
    seed(store, engine.calendars)
    return engine


def make_clock(settings: Settings) -> Clock:
    """Return the clock that the settings ask for; a virtual one starts at theirs or the present second."""
    if settings.clock == "real":
        return SystemClock()
    if settings.clock_start is not None:
        return VirtualClock(settings.clock_start)
    return VirtualClock(datetime.fromtimestamp(int(SystemClock().now().timestamp()), UTC))


def assemble(
    store: Store,
    clock: Clock,
    *,
    connectors: Iterable[Connector] = (),
    audits: Sequence[DecisionAudit] = (),
    node: str = "node",
) -> Engine:
    """Put an engine together on an open store."""
    calendars = StoredCalendars(store, clock)
    expressions = FeelExpressions(clock, calendars)
    codec = FeelCodec()
    processes, decisions = BpmnFiles(), DmnFiles(clock, calendars)
    return Engine(
        store=store,
        clock=clock,
        runtime=SpiffRuntime(expressions, codec),
        codec=codec,
        processes=processes,
        decisions=decisions,
        forms=JsonForms(),
        connectors={connector.type: connector for connector in connectors},
        shelf=Shelf(processes, decisions),
        calendars=calendars,
        node=node,
        audits=audits,
    )
