"""What a database cannot do is told in words, and nothing is half done."""

import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from engine.errors import EngineError
from engine.ports.store import Store
from engine.storage import open_store, refusal, upgrade
from engine.storage.refusal import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseFull,
    DatabaseReadOnly,
    DatabaseUnreachable,
    DatabaseUrlRefused,
)
from tests.conftest import MASTER_KEY
from tests.engine.storage.build import a_change, a_start, saved


def raw(tx: object, statement: str) -> None:
    connection = tx.connection()  # type: ignore[attr-defined] # a Transaction
    assert isinstance(connection, Connection)
    connection.execute(text(statement))


def test_a_full_disk_is_told_and_nothing_is_lost(sqlite_database: str) -> None:
    store = open_store(sqlite_database, master_key=MASTER_KEY)
    first = saved(store, a_start(parts={"tokens": b"kept"}))
    with store.begin() as tx:
        # As many pages as it has: the next one finds the "disk" full.
        raw(tx, "PRAGMA max_page_count = 1")

    with pytest.raises(DatabaseFull):
        saved(store, a_change(first, parts={"tokens": b"x" * 1_000_000}))

    with store.read() as reader:
        assert reader.instance("i1") == first
        assert reader.state("i1").parts == {"tokens": b"kept"}
    with store.begin() as tx:
        raw(tx, "PRAGMA max_page_count = 1000000")
    assert saved(store, a_change(first)).version == 2
    store.close()


def test_readers_cannot_write(store: Store) -> None:
    with pytest.raises(DatabaseReadOnly), store.read() as reader:
        raw(_Reading(reader), "DELETE FROM job")


class _Reading:
    def __init__(self, reader: object) -> None:
        self._reader = reader

    def connection(self) -> object:
        return self._reader._connection  # type: ignore[attr-defined] # to try what no reader offers


def test_waiting_too_long_for_the_writer_is_told(sqlite_database: str) -> None:
    store = open_store(f"{sqlite_database}?timeout=0.1", master_key=MASTER_KEY)
    other = open_store(f"{sqlite_database}?timeout=0.1", master_key=MASTER_KEY)

    with store.begin(), pytest.raises(DatabaseBusy):
        saved(other, a_start())
    with store.begin(), pytest.raises(DatabaseBusy):
        saved(store, a_start())

    assert saved(other, a_start()).version == 1
    store.close()
    other.close()


def test_a_lost_connection_is_told_and_replaced(postgres_database: str) -> None:
    store = open_store(postgres_database, master_key=MASTER_KEY)
    saved(store, a_start())
    kill = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    with pytest.raises(DatabaseUnreachable), store.begin() as tx:
        _terminated(tx, postgres_database, kill)

    with store.begin() as tx:
        assert tx.lock_instance("i1") is not None
    store.close()


def _terminated(tx: object, url: str, kill: str) -> None:
    tx.lock_instance("i1")  # type: ignore[attr-defined] # a Transaction
    other = open_store(url, master_key=MASTER_KEY)
    with other.begin() as killer:
        raw(killer, kill)
    other.close()
    tx.lock_instance("i1")  # type: ignore[attr-defined] # a Transaction


@pytest.mark.parametrize(
    "url",
    ["postgresql://anxin@127.0.0.1:1/none", "sqlite:////no/such/folder/anxin.sqlite3"],
)
def test_an_unreachable_database_is_told(url: str) -> None:
    with pytest.raises(DatabaseUnreachable):
        open_store(url, master_key=MASTER_KEY)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "anxin.sqlite3"
    path.write_bytes(b"This is a letter, not a database. " * 100)

    with pytest.raises(DatabaseDamaged):
        open_store(f"sqlite:///{path}", master_key=MASTER_KEY)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "mysql://host/name",
        "sqlite:///x?mode=memory",
        "sqlite:///x?synchronous=OFF",
        "sqlite:///x?timeout=soon",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(DatabaseUrlRefused):
        open_store(url, master_key=MASTER_KEY)


def test_a_refused_address_does_not_repeat_the_password() -> None:
    with pytest.raises(DatabaseUrlRefused) as refused:
        open_store("mysql://me:geheim@host/name", master_key=MASTER_KEY)

    assert "geheim" not in str(refused.value)


def test_the_file_is_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "anxin.sqlite3"
    url = f"sqlite:///{path}"
    upgrade(url)
    store = open_store(url, master_key=MASTER_KEY)
    saved(store, a_start())

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    store.close()

    assert set(modes.values()) == {0o600}
    assert "anxin.sqlite3-wal" in modes


def test_power_loss_can_be_provided_for(sqlite_database: str) -> None:
    store = open_store(f"{sqlite_database}?synchronous=FULL", master_key=MASTER_KEY)

    with store.begin() as tx:
        connection = tx.connection()
        assert isinstance(connection, Connection)
        assert connection.scalar(text("PRAGMA synchronous")) == 2
    store.close()


def test_every_refusal_speaks_chinese() -> None:
    named = [
        kind for kind in vars(refusal).values() if isinstance(kind, type) and issubclass(kind, EngineError)
    ]
    plain = [kind for kind in named if issubclass(kind, refusal.DatabaseRefusal)]

    assert len(plain) > 5
    for kind in plain:
        assert any("\u4e00" <= letter <= "\u9fff" for letter in kind("cause").message_zh)


def test_two_operations_on_one_instance_give_one_conflict(store: Store) -> None:
    first = saved(store, a_start())
    outcomes: list[str] = []
    barrier = threading.Barrier(2)

    def complete() -> None:
        barrier.wait()
        try:
            saved(store, a_change(first, parts={"tokens": b"mine"}))
            outcomes.append("saved")
        except EngineError as e:
            outcomes.append(type(e).__name__)

    threads = [threading.Thread(target=complete) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["VersionConflict", "saved"]


def test_a_lock_makes_the_second_see_the_first_ones_change(store: Store) -> None:
    saved(store, a_start())
    barrier = threading.Barrier(4)

    def work() -> None:
        barrier.wait()
        for _ in range(10):
            with store.begin() as tx:
                instance = tx.lock_instance("i1")
                assert instance is not None
                tx.save(a_change(instance))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with store.read() as reader:
        instance = reader.instance("i1")
    assert instance is not None
    assert instance.version == 41


def test_a_reader_sees_one_state_throughout(store: Store) -> None:
    first = saved(store, a_start(parts={"tokens": b"1"}))

    with store.read() as reader:
        before = reader.instance("i1")
        saved(store, a_change(first, parts={"tokens": b"2"}))
        state = reader.state("i1")

    assert before == first
    assert state.parts == {"tokens": b"1"}
