"""The tables are what the program expects, or the program says so."""

import threading
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from engine.storage import check, current, migrations, open_store, schema, upgrade
from engine.storage.refusal import SchemaTooNew, SchemaTooOld
from tests.conftest import MASTER_KEY


def execute(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_migrations_and_tables_do_not_drift(database_url: str) -> None:
    assert check(database_url) == []


def test_drift_is_told(sqlite_database: str) -> None:
    execute(sqlite_database, "ALTER TABLE job ADD COLUMN colour TEXT")

    assert "colour" in check(sqlite_database)[0]


def test_tables_of_others_are_no_drift(sqlite_database: str) -> None:
    execute(sqlite_database, "CREATE TABLE warranty (id TEXT)")

    assert check(sqlite_database) == []


def test_the_program_knows_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))

    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_upgrading_again_changes_nothing(database_url: str) -> None:
    upgrade(database_url)

    assert current(database_url) == schema.HEAD


def test_an_empty_database_has_no_version(tmp_path: Path) -> None:
    assert current(f"sqlite:///{tmp_path}/new.sqlite3") is None


def test_an_empty_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaTooOld, match="anxin db upgrade"):
        open_store(f"sqlite:///{tmp_path}/new.sqlite3", master_key=MASTER_KEY)


def test_a_newer_database_is_refused(database_url: str) -> None:
    execute(database_url, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(SchemaTooNew):
        open_store(database_url, master_key=MASTER_KEY)


def test_two_nodes_may_upgrade_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.sqlite3"

    upgrade_together(url)

    assert current(url) == schema.HEAD


def test_two_nodes_may_upgrade_postgresql_at_once(empty_postgres_database: str) -> None:
    upgrade_together(empty_postgres_database)

    assert check(empty_postgres_database) == []


def upgrade_together(url: str) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            upgrade(url)
        except BaseException as e:  # noqa: BLE001 - to be shown by the test's own thread
            failures.append(e)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_throwaway_database_goes_when_it_is_closed() -> None:
    store = open_store("sqlite://", master_key=MASTER_KEY)
    with store.read() as reader:
        assert reader.next_due() is None

    store.close()
