"""A new installation gets its calendars once; every node works with what the database has."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from engine import operations, queries
from engine.bootstrap import Engine, assemble, build
from engine.bootstrap.calendars import seed
from engine.clock import VirtualClock
from engine.model.actor import Actor
from engine.ports.store import Store
from engine.settings import Settings

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)
OWNER = Actor("owner")
SATURDAY = 'is working day(date("2027-01-30"), "workshop")'


def node(store: Store) -> Engine:
    return assemble(store, VirtualClock(NOW))


def works_on_saturday(engine: Engine) -> object:
    return queries.evaluate_expression(engine, SATURDAY, {}).value


def test_a_new_installation_is_given_its_calendars(tmp_path: Path) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path / 'new.sqlite3'}", demo=True)

    first, second = build(settings), build(settings)

    found = queries.calendars(second)
    assert [(each.key, each.version) for each in found] == [("always", 1), ("hotline", 1), ("workshop", 1)]
    assert json.loads(found[2].data)["years"]["2026"] == "official"
    for engine in (first, second):
        engine.store.close()


def test_calendars_that_are_there_are_kept(store: Store) -> None:
    engine = node(store)
    operations.import_year(engine, "workshop", 2027, {date(2027, 1, 1): False}, actor=OWNER)

    seed(store, engine.calendars)

    assert queries.calendar(engine, "workshop").version == 2


def test_without_stored_calendars_the_standard_ones_count(store: Store) -> None:
    engine = node(store)

    assert works_on_saturday(engine) is False
    assert {each.key for each in queries.calendars(engine)} == {"always", "hotline", "workshop"}


def test_a_node_notices_what_another_has_imported(store: Store) -> None:
    one, other = node(store), node(store)
    before = works_on_saturday(other)

    operations.import_year(one, "workshop", 2027, {date(2027, 1, 30): True}, actor=OWNER)
    other.calendars.renew()  # it does so by itself every two seconds

    assert (before, works_on_saturday(one), works_on_saturday(other)) == (False, True, True)


def test_an_expression_without_a_desk_counts_with_the_hotline(store: Store) -> None:
    found = queries.evaluate_expression(node(store), 'is working day(date("2027-01-30"))', {})

    assert (found.value, found.warnings) == (True, ())


def test_engines_start_without_the_holidays() -> None:
    import subprocess
    import sys

    script = "import sys, engine.bootstrap; sys.exit('holidays' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
