"""Calls, deeds and records for the trade's tests; each names only what matters."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from aftersales import register_in
from aftersales.model.case import Case, CaseKind, CaseStage
from aftersales.model.deed import Deed
from aftersales.ports.register import Register
from engine.ports.connector import Call, Connector, Outcome
from engine.ports.store import Store

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
DEED = Deed("li", NOW)
DAY = timedelta(days=1)
CASE = "WX-20261122-0001"


def a_case(**fields: Any) -> Case:
    plain = Case(
        id=CASE,
        kind=CaseKind.REPAIR,
        instance_id="i1",
        process_key="repair",
        stage=CaseStage.INTAKE,
        status="opened",
        opened_at=NOW,
        opened_by="li",
        job_id="opened",
    )
    return replace(plain, **fields)


def a_call(kind: str, job_id: str = "j1", **fields: Any) -> Call:
    plain = Call(
        job_id=job_id,
        type=kind,
        variables={},
        headers={},
        instance_id="i1",
        process_key="repair",
        element_id="open_case",
        business_key=None,
        attempt=1,
        at=NOW,
        actor="li",
    )
    return replace(plain, **fields)


def called(store: Store, connector: Connector, call: Call) -> Outcome:
    """Call a local connector in a transaction of its own."""
    with store.begin() as tx:
        result = connector.call(replace(call, transaction=tx))
    assert isinstance(result, Outcome)
    return result


@contextmanager
def registering(store: Store) -> Iterator[Register]:
    with store.begin() as tx:
        yield register_in(tx)


def told(**variables: object) -> Mapping[str, object]:
    return variables
