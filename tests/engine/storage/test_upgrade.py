"""A database of an older version is brought up to date with all that lies in it."""

from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, insert

from engine.model.history import EventKind
from engine.model.query import EventQuery, Paging, RowQuery
from engine.model.statistics import ElementTimes
from engine.storage import check, migrations, open_store, upgrade
from engine.storage.shape import timer_values
from engine.storage.tables.history import event
from engine.storage.tables.wait import timer
from tests.conftest import MASTER_KEY
from tests.engine.storage.build import HOUR, NOW, a_timer


@pytest.fixture(params=["sqlite", "postgresql"])
def old_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of version 0004."""
    is_sqlite = request.param == "sqlite"
    url = (
        f"sqlite:///{tmp_path}/old.sqlite3"
        if is_sqlite
        else request.getfixturevalue("empty_postgres_database")
    )
    config, engine = Config(), create_engine(url)
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
    engine.dispose()
    return str(url)


def test_stays_at_elements_are_told_from_the_record(old_database: str) -> None:
    engine = create_engine(old_database)
    record(engine, 1, EventKind.ELEMENT_ENTERED, token=1, at=NOW)
    record(engine, 2, EventKind.ELEMENT_ENTERED, token=2, at=NOW)
    record(engine, 3, EventKind.ELEMENT_COMPLETED, token=1, at=NOW + 3 * HOUR)
    engine.dispose()

    upgrade(old_database)

    store = open_store(old_database, master_key=MASTER_KEY)
    with store.read() as reader:
        found = reader.element_times("repair:1", after=None, before=None)
    store.close()
    assert found == [ElementTimes("inspect", 1, 3 * 3600.0, 3 * 3600.0)]
    assert check(old_database) == []


def test_events_of_old_are_found_by_time_and_person(old_database: str) -> None:
    engine = create_engine(old_database)
    for number in range(1, 4):
        record(engine, number, EventKind.ELEMENT_ENTERED, token=1, at=NOW)
    engine.dispose()

    upgrade(old_database)

    store = open_store(old_database, master_key=MASTER_KEY)
    with store.read() as reader:
        by_time = reader.events(EventQuery(after=NOW), Paging()).items
        by_person = reader.events(EventQuery(actor="li"), Paging()).items
        misplaced = reader.misplaced_event("i1")
    store.close()
    assert [event.number for event in by_time] == [event.number for event in by_person] == [1, 2, 3]
    assert misplaced is None


def test_timers_stay_set(old_database: str) -> None:
    started = a_timer("t2", instance_id=None, token=None)
    engine = create_engine(old_database)
    with engine.begin() as connection:
        connection.execute(insert(timer), [timer_values(a_timer("t1")), timer_values(started, "repair")])
    engine.dispose()

    upgrade(old_database)

    store = open_store(old_database, master_key=MASTER_KEY)
    with store.read() as reader:
        kept = reader.timers(RowQuery(), Paging(sort="id")).items
    store.close()
    assert kept == (a_timer("t1"), started)


def record(engine: Engine, number: int, kind: EventKind, *, token: int, at: datetime) -> None:
    with engine.begin() as connection:
        connection.execute(
            insert(event).values(
                instance_id="i1",
                number=number,
                at=at,
                actor="li",
                kind=kind,
                element_id="inspect",
                token=token,
                definition_id="repair:1",
                detail="{}",
                hash="-",
            )
        )
