"""Repeating intervals are read as ISO 8601 writes them, their start as FEEL does, too."""

import pytest

from engine.bpmn.checker.timer import judge_cycle
from engine.model.cycle import Repetition, read_repetition


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("R3/PT10M", Repetition(3, None, "PT10M")),
        ("R/2026-09-14T18:00:00+08:00/P1D", Repetition(None, "2026-09-14T18:00:00+08:00", "P1D")),
        (
            "R/2026-09-14T18:00:00@Asia/Shanghai/P1D",
            Repetition(None, "2026-09-14T18:00:00@Asia/Shanghai", "P1D"),
        ),
        (
            "R2/2026-09-14T18:00:00[Asia/Shanghai]/P1D",
            Repetition(2, "2026-09-14T18:00:00[Asia/Shanghai]", "P1D"),
        ),
    ],
)
def test_a_repeating_interval_is_read(text: str, read: Repetition) -> None:
    assert read_repetition(text) == read
    assert judge_cycle(text) is None


@pytest.mark.parametrize("text", ["R0/PT10M", "R3/Asia/Shanghai/P1D", "R3", "PT10M", "R/2026-09-14/x/P1D", 3])
def test_what_is_no_repeating_interval_is_none(text: object) -> None:
    assert read_repetition(text) is None
