"""What was deployed is found by id, key, tag, deployment and decision."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine.errors import NotFound
from engine.model.definition import Definition, Deployment, ResourceKind
from engine.model.query import Paging
from engine.ports.store import Store
from engine.storage.refusal import AlreadyThere
from tests.engine.storage.build import NOW

PROCESS, DECISION, FORM = ResourceKind.PROCESS, ResourceKind.DECISION, ResourceKind.FORM


def a_version(key: str, version: int, kind: ResourceKind = PROCESS, **fields: Any) -> Definition:
    plain = Definition(
        f"{key}:{version}",
        kind,
        key,
        version,
        f"digest-{key}-{version}",
        f"{key}.bpmn",
        "d1",
        NOW + timedelta(hours=version),
        "owner",
    )
    return replace(plain, **fields)


def deployed(
    store: Store, deployment_id: str, *created: Definition, unchanged: tuple[Definition, ...] = ()
) -> Deployment:
    versions = tuple(replace(version, deployment_id=deployment_id) for version in created)
    at = max((version.deployed_at for version in versions), default=NOW)
    deployment = Deployment(deployment_id, at, "owner", versions, unchanged)
    with store.begin() as tx:
        tx.add_deployment(deployment, {version.digest: version.id.encode() for version in versions})
    return deployment


def test_versions_are_found(store: Store) -> None:
    one = deployed(
        store, "d1", a_version("repair", 1, name="维修", name_en="Repair", version_tag="stable")
    ).created[0]
    two = deployed(store, "d2", a_version("repair", 2)).created[0]

    with store.read() as reader:
        assert reader.definition("repair:1") == one
        assert reader.definition("repair:9") is None
        assert reader.latest(PROCESS, "repair") == two
        assert reader.latest(FORM, "repair") is None
        assert reader.tagged(PROCESS, "repair", "stable") == one
        assert reader.tagged(PROCESS, "repair", "beta") is None
        assert reader.content("digest-repair-1") == b"repair:1"


def test_a_deployment_binds_to_what_it_brought_and_found(store: Store) -> None:
    one = deployed(store, "d1", a_version("repair", 1), a_version("form", 1, FORM)).created
    second = deployed(store, "d2", a_version("repair", 2), unchanged=(one[1],))

    with store.read() as reader:
        assert reader.of_deployment("d1", PROCESS, "repair") == one[0]
        assert reader.of_deployment("d2", PROCESS, "repair") == second.created[0]
        assert reader.of_deployment("d2", FORM, "form") == one[1]
        assert reader.of_deployment("d3", FORM, "form") is None


def test_a_decision_is_provided_by_the_newest_file_that_has_it(store: Store) -> None:
    deployed(store, "d1", a_version("tables", 1, DECISION, provides=("warranty", "route")))
    deployed(store, "d2", a_version("tables", 2, DECISION, provides=("route",)))
    moved = a_version("policies", 1, DECISION, provides=("warranty",), deployed_at=NOW + timedelta(days=1))
    deployed(store, "d3", moved)

    with store.read() as reader:
        route, warranty = reader.decision_provider("route"), reader.decision_provider("warranty")
        assert reader.decision_provider("nothing") is None
    assert route is not None
    assert route.id == "tables:2"
    assert warranty == replace(moved, deployment_id="d3")


def test_versions_are_listed(store: Store) -> None:
    for version in (1, 2, 3):
        deployed(store, f"d{version}", a_version("repair", version), a_version(f"p{version}", 1))
    deployed(store, "d4", a_version("a form", 1, FORM))

    with store.read() as reader:
        every = reader.definitions(PROCESS, Paging())
        newest = reader.definitions(PROCESS, Paging(), only_latest=True)
        repairs = reader.definitions(PROCESS, Paging(sort="-version"), key="repair")

    assert len(every.items) == 6
    assert [d.id for d in newest.items] == ["p1:1", "p2:1", "p3:1", "repair:3"]
    assert [d.version for d in repairs.items] == [3, 2, 1]


def test_deployments_are_listed_with_their_versions(store: Store) -> None:
    first = deployed(store, "d1", a_version("repair", 1), a_version("return", 1))
    second = deployed(store, "d2", a_version("repair", 2), unchanged=(first.created[1],))

    with store.read() as reader:
        page = reader.deployments(Paging(limit=1))
        rest = reader.deployments(Paging(limit=1, cursor=page.next_cursor))

    assert page.items + rest.items == (second, first)


def test_the_same_version_cannot_be_deployed_twice(store: Store) -> None:
    deployed(store, "d1", a_version("repair", 1))

    with pytest.raises(AlreadyThere):
        deployed(store, "d2", a_version("repair", 1, id="other:1"))

    with store.read() as reader:
        assert reader.of_deployment("d2", PROCESS, "repair") is None


def test_the_same_content_may_come_twice(store: Store) -> None:
    deployed(store, "d1", a_version("repair", 1, digest="same"))
    deployed(store, "d2", a_version("return", 1, digest="same"))

    with store.read() as reader:
        assert reader.content("same") == b"return:1"


def test_unknown_content_is_refused(store: Store) -> None:
    with store.read() as reader, pytest.raises(NotFound):
        reader.content("nothing")
