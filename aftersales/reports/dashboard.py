"""The key figures of a period in all, over time, and by area, product, outlet and channel."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aftersales.model.case import CaseKind
from aftersales.reports.facts import CaseFacts
from aftersales.reports.kpi import Figure, figures
from aftersales.reports.scope import Scope
from engine.clock import CHINA

_WEEKS_UP_TO = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Slice:
    """The cases of one week or month, one area, one product: how many of each kind, and their figures."""

    key: str
    label: str
    cases: Mapping[str, int]
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All of it: in total, over time (`trend`), and by each of the things in `by`."""

    total: Slice
    trend: Sequence[Slice]
    by: Mapping[str, Sequence[Slice]]


def dashboard_of(
    found: Sequence[CaseFacts], scope: Scope, now: datetime, names: Mapping[str, str]
) -> Dashboard:
    """Return the dashboard of some cases; `names` says what outlets are called."""
    by = {
        "province": _split(found, lambda facts: facts.case.province, now),
        "category": _split(found, lambda facts: facts.category, now),
        "outlet": _split(found, lambda facts: facts.outlet_id, now, names),
        "channel": _split(found, lambda facts: facts.case.channel, now),
    }
    return Dashboard(_slice("total", "", found, now), _trend(found, scope, now), by)


def _trend(found: Sequence[CaseFacts], scope: Scope, now: datetime) -> Sequence[Slice]:
    is_short = scope.until - scope.since <= _WEEKS_UP_TO
    parts: dict[str, list[CaseFacts]] = {}
    day = scope.since
    while day <= scope.until:
        parts.setdefault(_bucket(day, is_short=is_short), [])
        day += timedelta(days=1)
    for facts in found:
        parts[_bucket(facts.case.opened_at.astimezone(CHINA).date(), is_short=is_short)].append(facts)
    return [_slice(key, key, members, now) for key, members in parts.items()]


def _bucket(day: date, *, is_short: bool) -> str:
    # A week is named by the Monday with which it begins.
    return (day - timedelta(days=day.weekday())).isoformat() if is_short else f"{day:%Y-%m}"


def _split(
    found: Sequence[CaseFacts],
    of: Callable[[CaseFacts], str | None],
    now: datetime,
    names: Mapping[str, str] | None = None,
) -> Sequence[Slice]:
    parts: defaultdict[str, list[CaseFacts]] = defaultdict(list)
    for facts in found:
        parts[of(facts) or ""].append(facts)
    ranked = sorted(parts.items(), key=lambda item: (-len(item[1]), item[0]))
    return [_slice(key, (names or {}).get(key, key), members, now) for key, members in ranked]


def _slice(key: str, label: str, found: Sequence[CaseFacts], now: datetime) -> Slice:
    kinds = {str(kind): 0 for kind in CaseKind}
    for facts in found:
        kinds[str(facts.case.kind)] += 1
    return Slice(key, label, kinds, figures(found, now))
