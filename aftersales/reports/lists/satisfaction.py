"""How content customers are."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean

from aftersales.model.handling import FollowUp
from aftersales.reports.catalogue import Text
from aftersales.reports.facts import CaseFacts
from aftersales.reports.lists.columns import COUNT, SHARE
from aftersales.reports.table import Column, Kind, Row

_RESULTS = {
    "satisfied": Text("满意", "Satisfied"),
    "average": Text("一般", "Average"),
    "dissatisfied": Text("不满意", "Dissatisfied"),
    "not_reached": Text("未联系上", "Not reached"),
}


def results(found: Sequence[CaseFacts]) -> tuple[tuple[Column, ...], Sequence[Row]]:
    """Count follow-up calls by their result, with the mean scores (REQ-622)."""
    calls: defaultdict[str, list[tuple[str, FollowUp]]] = defaultdict(list)
    for facts in found:
        for call in facts.follow_ups:
            calls[call.result].append((facts.number, call))
    total = sum(map(len, calls.values()))
    columns = (
        Column("result", Text("结果", "Result"), Kind.WORD, _RESULTS),
        COUNT,
        SHARE,
        Column("quality", Text("维修质量", "Quality"), Kind.SCORE),
        Column("attitude", Text("服务态度", "Attitude"), Kind.SCORE),
    )
    ranked = sorted(calls.items(), key=lambda item: (-len(item[1]), item[0]))
    return columns, [_row(result, made, total) for result, made in ranked]


def _row(result: str, made: Sequence[tuple[str, FollowUp]], total: int) -> Row:
    quality = [call.score_quality for _, call in made if call.score_quality is not None]
    attitude = [call.score_attitude for _, call in made if call.score_attitude is not None]
    values = (result, len(made), len(made) / total, _mean(quality), _mean(attitude))
    return Row(values, tuple(dict.fromkeys(number for number, _ in made)))


def _mean(scores: Sequence[int]) -> float | None:
    return fmean(scores) if scores else None
