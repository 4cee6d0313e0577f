"""Reckons the key figures of some cases (requirements E.2)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import fmean, median
from typing import Final

from aftersales.model.case import CaseKind
from aftersales.model.handling import FollowUp
from aftersales.model.money import ZERO, PayoutState
from aftersales.model.unit import RepairRecord
from aftersales.model.visit import VisitState
from aftersales.reports.catalogue import KPIS
from aftersales.reports.facts import CaseFacts
from engine.model.task import TaskSpan, TaskState

_REPEAT_WITHIN = timedelta(days=92)
_BOOKED = {PayoutState.APPROVED, PayoutState.PAID}
_ANSWERED = ("satisfied", "average", "dissatisfied")
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """A reckoned figure: its value (None where there is nothing to reckon from) and what it rests on.

    `good` of `counted` for shares; `cases` are those that fell short, to be looked into.
    """

    value: float | Decimal | None
    counted: int
    good: int | None = None
    cases: tuple[str, ...] = ()


Reckon = Callable[[Sequence[CaseFacts], datetime], Figure]


def figures(found: Sequence[CaseFacts], now: datetime) -> Mapping[str, Figure]:
    """Return every key figure of some cases as it stands now."""
    return {key: _RECKONED.get(key, _timeliness(key))(found, now) for key in KPIS}


def _timeliness(key: str) -> Reckon:
    tasks = KPIS[key].tasks

    def reckon(found: Sequence[CaseFacts], now: datetime) -> Figure:
        judged: list[tuple[str, bool]] = []
        for facts in found:
            for span in facts.spans:
                if (span.process_key, span.element_id) in tasks and span.due_at is not None:
                    is_done = span.state is TaskState.COMPLETED and span.ended_at is not None
                    if is_done:
                        judged.append((facts.number, (span.ended_at or now) <= span.due_at))
                    elif span.state is TaskState.OPEN and span.due_at < now:
                        judged.append((facts.number, False))
        return _share(judged)

    return reckon


def _response_hours(found: Sequence[CaseFacts], now: datetime) -> Figure:  # noqa: ARG001 - as all figures
    hours: list[float] = []
    for facts in found:
        done = [span.ended_at for span in facts.spans if span.ended_at is not None and _is_response(span)]
        if done:
            hours.append((min(done) - facts.case.opened_at) / _HOUR)
    return Figure(median(hours) if hours else None, len(hours))


def _is_response(span: TaskSpan) -> bool:
    place = (span.process_key, span.element_id)
    return place in KPIS["response_hours"].tasks and span.state is TaskState.COMPLETED


def _punctuality(found: Sequence[CaseFacts], now: datetime) -> Figure:  # noqa: ARG001 - as all figures
    return _share(
        (facts.number, visit.arrived_at <= visit.ends_at)
        for facts in found
        for visit in facts.visits
        if visit.arrived_at is not None
    )


def _first_time_fix(found: Sequence[CaseFacts], now: datetime) -> Figure:  # noqa: ARG001 - as all figures
    made = (VisitState.ARRIVED, VisitState.DONE)
    return _share(
        (facts.number, sum(visit.state in made for visit in facts.visits) <= 1)
        for facts in _repairs(found)
        if facts.case.is_closed and any(repair.was_repaired for repair in facts.repairs)
    )


def _repeat_repairs(found: Sequence[CaseFacts], now: datetime) -> Figure:  # noqa: ARG001 - as all figures
    judged = [(facts.number, _is_repeated(facts)) for facts in _repairs(found) if facts.repairs]
    repeated = tuple(number for number, is_repeated in judged if is_repeated)
    return Figure(len(repeated) / len(judged) if judged else None, len(judged), len(repeated), repeated)


def _is_repeated(facts: CaseFacts) -> bool:
    return any(_repeats(repair, earlier) for repair in facts.repairs for earlier in facts.unit_repairs)


def _repeats(repair: RepairRecord, earlier: RepairRecord) -> bool:
    if repair.fault != earlier.fault or repair.case_number == earlier.case_number:
        return False
    since = repair.handed_in_on - (earlier.finished_on or earlier.handed_in_on)
    return timedelta(0) <= since <= _REPEAT_WITHIN


def _downtime(found: Sequence[CaseFacts], now: datetime) -> Figure:  # noqa: ARG001 - as all figures
    hours = [(f.case.closed_at - f.case.opened_at) / _HOUR for f in _repairs(found) if f.case.closed_at]
    return Figure(median(hours) if hours else None, len(hours))


def _own_downtime(found: Sequence[CaseFacts], now: datetime) -> Figure:  # noqa: ARG001 - as all figures
    hours = [
        (f.case.closed_at - f.case.opened_at) / _HOUR - 24 * sum(r.customer_days or 0 for r in f.repairs)
        for f in _repairs(found)
        if f.case.closed_at and f.repairs
    ]
    return Figure(median(hours) if hours else None, len(hours))


def _satisfied(found: Sequence[CaseFacts], now: datetime) -> Figure:  # noqa: ARG001 - as all figures
    last = ((facts.number, _last_answer(facts.follow_ups)) for facts in found)
    return _share((number, answer == "satisfied") for number, answer in last if answer is not None)


def _last_answer(calls: Iterable[FollowUp]) -> str | None:
    answered = [call for call in sorted(calls, key=lambda call: call.at) if call.result in _ANSWERED]
    return answered[-1].result if answered else None


def _score(name: str) -> Reckon:
    def reckon(found: Sequence[CaseFacts], now: datetime) -> Figure:  # noqa: ARG001 - as all figures
        given = [(facts.number, getattr(call, name)) for facts in found for call in facts.follow_ups]
        scores = [(number, score) for number, score in given if score is not None]
        low = tuple(dict.fromkeys(number for number, score in scores if score < 3))  # noqa: PLR2004 - of 5
        return Figure(fmean(score for _, score in scores) if scores else None, len(scores), cases=low)

    return reckon


def _complaint_rate(found: Sequence[CaseFacts], now: datetime) -> Figure:  # noqa: ARG001 - as all figures
    made = tuple(facts.number for facts in found if facts.case.kind is CaseKind.COMPLAINT)
    return Figure(len(made) / len(found) if found else None, len(found), len(made), made)


def _closure(found: Sequence[CaseFacts], now: datetime) -> Figure:  # noqa: ARG001 - as all figures
    return _share((facts.number, facts.case.is_closed) for facts in found)


def _income(found: Sequence[CaseFacts], now: datetime) -> Figure:  # noqa: ARG001 - as all figures
    charged = [facts.account.charged for facts in found if facts.account and facts.account.charged]
    return Figure(sum(charged, ZERO), len(charged))


def _paid_out(*, is_compensation: bool) -> Reckon:
    def reckon(found: Sequence[CaseFacts], now: datetime) -> Figure:  # noqa: ARG001 - as all figures
        booked = [
            (facts.number, payout.amount)
            for facts in found
            for payout in facts.payouts
            if payout.is_compensation is is_compensation and payout.state in _BOOKED
        ]
        numbers = tuple(dict.fromkeys(number for number, _ in booked))
        return Figure(sum((amount for _, amount in booked), ZERO), len(booked), cases=numbers)

    return reckon


def _repairs(found: Iterable[CaseFacts]) -> Iterable[CaseFacts]:
    return (facts for facts in found if facts.case.kind is CaseKind.REPAIR)


def _share(judged: Iterable[tuple[str, bool]]) -> Figure:
    listed = list(judged)
    short = tuple(dict.fromkeys(number for number, is_good in listed if not is_good))
    good = sum(is_good for _, is_good in listed)
    return Figure(good / len(listed) if listed else None, len(listed), good, short)


_RECKONED: Final[Mapping[str, Reckon]] = {
    "response_hours": _response_hours,
    "punctuality": _punctuality,
    "first_time_fix": _first_time_fix,
    "repeat_repairs": _repeat_repairs,
    "downtime": _downtime,
    "own_downtime": _own_downtime,
    "satisfied": _satisfied,
    "score_quality": _score("score_quality"),
    "score_attitude": _score("score_attitude"),
    "complaint_rate": _complaint_rate,
    "closure": _closure,
    "income": _income,
    "given_back": _paid_out(is_compensation=False),
    "compensation": _paid_out(is_compensation=True),
}
