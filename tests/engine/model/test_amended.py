"""A record is amended as `dataclasses.replace` would."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine.model.amended import amended
from engine.model.instance import Instance, InstanceState
from engine.model.task import Task, TaskState

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TASK = Task(
    "i1-2", "i1", 2, "inspect", "repair:1", "repair", TaskState.OPEN, 1, NOW, candidate_groups=("all",)
)
INSTANCE = Instance("i1", "repair:1", "repair", InstanceState.ACTIVE, 1, NOW, "li", business_key="R-1")


def test_fields_that_are_named_change_and_no_others() -> None:
    done = amended(TASK, state=TaskState.COMPLETED, ended_at=NOW, ended_by="li")

    assert done == replace(TASK, state=TaskState.COMPLETED, ended_at=NOW, ended_by="li")
    assert TASK.state is TaskState.OPEN
    assert amended(INSTANCE, version=2, last_hash="x") == replace(INSTANCE, version=2, last_hash="x")


def test_a_record_has_no_other_fields() -> None:
    with pytest.raises(KeyError, match="colour"):
        amended(TASK, colour="red")
