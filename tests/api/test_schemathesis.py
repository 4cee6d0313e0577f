"""The whole API against its own document: what it promises it keeps, and nothing makes it fall over."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from aftersales import register_in
from aftersales.sample import fill_register
from api.access.roles import ROLES
from api.application import create_app
from engine.bootstrap import assemble
from engine.clock import VirtualClock
from engine.model.account import Account
from engine.settings import Settings
from engine.storage import open_store
from tests.api.conftest import HASH, PASSWORDS
from tests.api.desk import API, PASSWORD, START, Desk
from tests.conftest import MASTER_KEY

ROOT = Path(__file__).parents[2]
EXAMPLES = 3
# What these accept no schema can tell: FEEL, model files, photos, moments within bounds, shifts in order.
MORE_THAN_A_SCHEMA = {
    (f"{API}/feel/evaluate", "post"),
    (f"{API}/deployments", "post"),
    (f"{API}/check", "post"),
    (f"{API}/tasks/{{task_id}}", "patch"),
    (f"{API}/clock/advance", "post"),
    (f"{API}/test-runs/{{trial_id}}/advance", "post"),
    (f"{API}/calendars/{{key}}", "put"),
    (f"{API}/calendars/{{key}}/years/{{year}}", "post"),
    (f"{API}/messages", "post"),
    # A period begins before it ends.
    (f"{API}/reports/dashboard", "get"),
    (f"{API}/reports/{{key}}", "get"),
    (f"{API}/reports/{{key}}/excel", "get"),
    (f"{API}/tasks/{{task_id}}/attachments", "post"),
    (f"{API}/process-instances/{{instance_id}}/attachments", "post"),
    # A table has the columns of its template; a count is of a shelf that is ours.
    (f"{API}/sheets/{{name}}", "post"),
    (f"{API}/sheets/{{name}}/preview", "post"),
    (f"{API}/stock-counts", "post"),
}


@pytest.fixture(scope="module")
def served(register_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """An application with one account that may do everything, a deployed model and a running case."""
    path = tmp_path_factory.mktemp("schemathesis") / "anxin.sqlite3"
    shutil.copy(register_template, path)
    store = open_store(f"sqlite:///{path}", master_key=MASTER_KEY)
    with store.begin() as tx:
        fill_register(register_in(tx), START)
        for name in ("desk", "owner"):
            tx.save_account(Account(name, name, HASH, groups=ROLES, roles=ROLES))
    # As on a demo, codes need no gateway.
    demo = replace(assemble(store, VirtualClock(START)), settings=Settings.model_construct(demo=True))
    app = create_app(demo, web=path / "none", passwords=PASSWORDS)
    with TestClient(app) as client:
        Desk(client).start(serial_number="SN-1")
    yield app
    store.close()


@pytest.fixture(scope="module")
def schema(served: FastAPI) -> Any:
    loaded = schemathesis.openapi.from_asgi("/api/v1/openapi.json", served)
    # No database keeps a NUL; that it is refused has a test of its own.
    loaded.config.generation.update(allow_x00=False)
    return loaded


# It takes neither parameters nor a body.
NEVER_WRONG = {("/api/v1/session", "delete")}


def operations() -> list[tuple[str, str]]:
    """List what the published document promises, but for the stream of changes, which never ends."""
    paths = json.loads((ROOT / "docs/reference/openapi.json").read_text("utf-8"))["paths"]
    return [
        (path, method) for path, found in paths.items() for method in found if not path.endswith("/events")
    ]


def modes() -> list[tuple[str, str, GenerationMode]]:
    """Return each operation with good requests and, where a request can be wrong at all, with bad ones."""
    good = [(path, method, GenerationMode.POSITIVE) for path, method in operations()]
    bad = [(p, m, GenerationMode.NEGATIVE) for p, m in operations() if (p, m) not in NEVER_WRONG]
    return good + bad


@pytest.mark.parametrize(("path", "method", "mode"), modes())
def test_the_api_keeps_what_its_document_promises(
    served: FastAPI, schema: Any, path: str, method: str, mode: GenerationMode
) -> None:
    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def keeps_it(case: schemathesis.Case[Any]) -> None:
        if mode is GenerationMode.POSITIVE:
            # Only the server can make a cursor.
            (case.query or {}).pop("cursor", None)
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, excluded_checks=excluded)

    excluded: list[Any] = [positive_data_acceptance] if (path, method) in MORE_THAN_A_SCHEMA else []
    # A session for each operation: one of them ends it.
    signed_in = TestClient(served).post(f"{API}/session", json={"name": "desk", "password": PASSWORD})
    token = signed_in.json()["token"]
    keeps_it()
