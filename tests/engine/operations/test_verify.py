"""Verifying a case's record tells of what was tampered with beside the chain, too."""

import pytest
from sqlalchemy import Connection, text

from engine import operations, queries
from engine.bootstrap import Engine
from engine.errors import NotFound
from tests.engine.operations.conftest import ANN, deploy
from tests.engine.operations.models import ONE_TASK


def test_an_event_hidden_from_lists_over_all_cases_is_a_break(engine: Engine) -> None:
    deploy(engine, ONE_TASK)
    case = operations.start_instance(engine, "p", actor=ANN).id
    assert queries.verify_history(engine, case) is None

    with engine.store.begin() as tx:
        connection = tx.connection()
        assert isinstance(connection, Connection)
        connection.execute(text("UPDATE event SET opens = NULL"))

    broken = queries.verify_history(engine, case)
    assert broken is not None
    assert broken.number == 1


def test_an_unknown_case_has_no_record_to_verify(engine: Engine) -> None:
    with pytest.raises(NotFound):
        queries.verify_history(engine, "nobody")
