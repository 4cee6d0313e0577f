"""The hit policies: what a table answers when rules match."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Protocol

from engine.decisions.feel.functions import BUILT_INS
from engine.decisions.feel.ordering import same
from engine.decisions.limits import Run


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matches, by its 1-based number, and its outputs."""

    rule: int
    outputs: list[object]


class Outputs(Protocol):
    """What a policy needs to know of the table."""

    name: str
    hit_policy: str
    ranks: tuple[tuple[object, ...] | None, ...]

    def output(self, match: Match) -> object:
        """Return a rule's output: one value, or a context of several."""
        ...


Policy = Callable[[Sequence[Match], Any, Run], object]


def _numbers(matches: Sequence[Match]) -> str:
    return ", ".join(str(match.rule) for match in matches)


def _unique(matches: Sequence[Match], table: Outputs, run: Run) -> object:
    if len(matches) > 1:
        run.warn("several_rules_matched", rules=_numbers(matches), name=table.name, policy="UNIQUE")
        return None
    return table.output(matches[0])


def _any(matches: Sequence[Match], table: Outputs, run: Run) -> object:
    first = matches[0].outputs
    if not all(same(match.outputs, first, run) for match in matches[1:]):
        run.warn("outputs_differ", rules=_numbers(matches), name=table.name)
        return None
    return table.output(matches[0])


def _first(matches: Sequence[Match], table: Outputs, _: Run) -> object:
    return table.output(matches[0])


def _rank(match: Match, table: Outputs) -> tuple[int, ...]:
    """Return the places of the outputs in the lists of allowed values; the first place is the best."""
    places = []
    for value, allowed in zip(match.outputs, table.ranks, strict=True):
        if allowed is not None:
            places.append(allowed.index(value) if value in allowed else len(allowed))
    return tuple(places)


def _priority(matches: Sequence[Match], table: Outputs, _: Run) -> object:
    return table.output(min(matches, key=lambda match: _rank(match, table)))


def _output_order(matches: Sequence[Match], table: Outputs, _: Run) -> object:
    return [table.output(match) for match in sorted(matches, key=lambda match: _rank(match, table))]


def _all(matches: Sequence[Match], table: Outputs, _: Run) -> object:
    return [table.output(match) for match in matches]


def _count(matches: Sequence[Match], _table: Outputs, _: Run) -> object:
    return Decimal(len(matches))


def _aggregated(name: str) -> Policy:
    def aggregate(matches: Sequence[Match], table: Outputs, run: Run) -> object:
        return BUILT_INS[name].call(run, [[table.output(match) for match in matches]], None, -1)

    return aggregate


POLICIES: Final[dict[str, Policy]] = {
    "UNIQUE": _unique,
    "ANY": _any,
    "FIRST": _first,
    "PRIORITY": _priority,
    "RULE ORDER": _all,
    "OUTPUT ORDER": _output_order,
    "COLLECT": _all,
    "COLLECT SUM": _aggregated("sum"),
    "COLLECT MIN": _aggregated("min"),
    "COLLECT MAX": _aggregated("max"),
    "COLLECT COUNT": _count,
}
