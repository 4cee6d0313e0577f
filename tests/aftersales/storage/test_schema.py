"""The register's tables come by migrations, beside the engine's."""

import pytest

import engine.storage
from aftersales.storage import drift, prepare, upgrade
from engine.ports.store import Store
from engine.storage import open_store
from tests.conftest import MASTER_KEY


def test_the_migrations_make_the_tables_that_the_program_expects(register_url: str) -> None:
    assert drift(register_url) == []


def test_upgrading_twice_changes_nothing(register_url: str) -> None:
    upgrade(register_url)

    assert drift(register_url) == []


def test_the_engine_s_tables_keep_their_own_version(register_url: str) -> None:
    upgrade(register_url)

    assert engine.storage.current(register_url) is not None


def test_a_throwaway_database_is_prepared_too() -> None:
    store: Store = open_store("sqlite://", master_key=MASTER_KEY)

    prepare(store)
    prepare(store)

    store.close()


def test_another_kind_of_transaction_is_refused() -> None:
    from aftersales.storage import register_in

    with pytest.raises(TypeError):
        register_in(object())
