"""Examines decision tables over their whole input space before anybody relies on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from engine.decisions.dmn.cells import NotAnalysable, constant
from engine.decisions.dmn.columns import Column, columns
from engine.decisions.dmn.covering import Box, Covering, TooLarge, intersection, missing
from engine.decisions.dmn.definitions import Definitions
from engine.decisions.dmn.domains import shown
from engine.decisions.dmn.findings import Finding, Severity
from engine.decisions.dmn.model import Decision, KnowledgeModel, OutputClause, TableBox
from engine.decisions.dmn.tables import allowed_literals
from engine.decisions.dmn.walking import tables_in
from engine.decisions.dmn.workshop import Workshop
from engine.decisions.errors import FeelSyntaxError
from engine.decisions.feel.frame import Frame
from engine.decisions.feel.ordering import same
from engine.decisions.feel.parser import parse_expression
from engine.decisions.limits import Run
from engine.decisions.values import Prepared

MOST_FINDINGS: Final = 20
"""Findings of one kind that are listed for one table."""

_SINGLE: Final = frozenset({"UNIQUE", "ANY", "FIRST", "PRIORITY"})


def verify_definitions(definitions: Definitions) -> list[Finding]:
    """Return what is wrong, or may be, with the tables of a model, the worst first."""
    workshop = definitions.graph.workshop
    findings = [
        finding
        for element in definitions.graph.model.elements
        if isinstance(element, Decision | KnowledgeModel)
        for table in tables_in(element.logic)
        for finding in TableExamination(table, workshop).findings()
    ]
    order = {"error": 0, "warning": 1, "info": 2}
    return sorted(findings, key=lambda finding: order[finding.severity])


@dataclass(frozen=True, slots=True)
class _Text:
    """A sentence in both languages."""

    en: str
    zh: str


class TableExamination:
    """Examines one table."""

    def __init__(self, box: TableBox, workshop: Workshop) -> None:
        self.box = box
        self.workshop = workshop
        self.columns: list[Column] = columns(box, workshop)
        self.space: Box = tuple(column.everything for column in self.columns)
        self.rules: list[Box] = [
            tuple(column.masks[number] for column in self.columns) for number in range(len(box.rules))
        ]
        self.unknown = frozenset().union(*(column.unknown for column in self.columns))
        self.has_default = any(clause.default for clause in box.outputs)

    def findings(self) -> Iterator[Finding]:
        """Yield everything that was found."""
        yield from self._unanalysed()
        try:
            yield from self._gaps()
            yield from self._unreachable()
        except TooLarge:
            yield self._finding(
                "too_large",
                "info",
                _Text("The table is too large to look for gaps.", "决策表过大，未能检查遗漏。"),
            )
        yield from self._overlaps()
        yield from self._outputs()
        yield from self._nulls()

    def _finding(
        self, code: str, severity: Severity, text: _Text, rules: tuple[int, ...] = (), box: Box | None = None
    ) -> Finding:
        example = () if box is None else self._example(box)
        return Finding(
            code,
            severity,
            self.box.id,
            self.box.name,
            text.en,
            text.zh,
            tuple(number + 1 for number in rules),
            tuple(self.box.rules[number].id for number in rules),
            example,
        )

    def _example(self, box: Box) -> tuple[tuple[str, object], ...]:
        return tuple(
            (label, column.example(mask))
            for column, mask in zip(self.columns, box, strict=True)
            for label in column.labels[:1]
        )

    def _described(self, box: Box) -> str:
        parts = [
            f"{column.labels[0]}: {column.described(mask)}"
            for column, mask in zip(self.columns, box, strict=True)
            if mask != column.everything
        ]
        return "; ".join(parts) or "…"

    def _unanalysed(self) -> Iterator[Finding]:
        for column in self.columns:
            if column.unknown:
                label = column.labels[0]
                yield self._finding(
                    "not_analysed",
                    "info",
                    _Text(
                        f"The conditions on “{label}” in these rules ask for more than a comparison with"
                        " constants; they were not analysed.",
                        f"这些规则中关于“{label}”的条件不是与常量的比较，未作分析。",
                    ),
                    tuple(sorted(column.unknown)),
                )

    def _gaps(self) -> Iterator[Finding]:
        if self.has_default:
            return
        severity: Severity = "warning" if self.box.hit_policy in _SINGLE else "info"
        for gap in Covering(self.space, self.rules).gaps()[:MOST_FINDINGS]:
            described = self._described(gap)
            yield self._finding(
                "gap",
                severity,
                _Text(f"No rule covers {described}.", f"没有规则覆盖 {described}。"),
                box=gap,
            )

    def _unreachable(self) -> Iterator[Finding]:
        for number, rule in enumerate(self.rules):
            if number in self.unknown:
                continue
            if not all(a & b for a, b in zip(rule, self.space, strict=True)):
                text = _Text(f"Rule {number + 1} can never match.", f"规则 {number + 1} 永远不会匹配。")
            elif self._always_beaten(number):
                text = _Text(
                    f"Rule {number + 1} is never the answer: other rules always come before it.",
                    f"规则 {number + 1} 永远不会成为结果：总有其他规则优先。",
                )
            else:
                continue
            yield self._finding("unreachable_rule", "warning", text, (number,))

    def _always_beaten(self, number: int) -> bool:
        policy = self.box.hit_policy
        if policy == "FIRST":
            better = [other for other in range(number) if other not in self.unknown]
        elif policy == "PRIORITY":
            better = [other for other in range(len(self.rules)) if self._comes_before(other, number)]
        else:
            return False
        return not missing(self.space, self.rules[number], [self.rules[other] for other in better])

    def _comes_before(self, other: int, number: int) -> bool:
        theirs, ours = self._rank(other), self._rank(number)
        if other == number or other in self.unknown or theirs is None or ours is None:
            return False
        return (theirs, other) < (ours, number)

    def _rank(self, number: int) -> tuple[int, ...] | None:
        places = []
        for place, clause in enumerate(self.box.outputs):
            allowed = allowed_literals(self._allowed_outputs(clause))
            if allowed is None:
                continue
            value = self._output(number, place)
            if value is None:
                return None
            places.append(allowed.index(value[0]) if value[0] in allowed else len(allowed))
        return tuple(places)

    def _overlaps(self) -> Iterator[Finding]:
        if self.box.hit_policy not in {"UNIQUE", "ANY"}:
            return
        known = [number for number in range(len(self.rules)) if number not in self.unknown]
        pairs = ((a, b) for place, a in enumerate(known) for b in known[place + 1 :])
        found = 0
        for first, second in pairs:
            common = intersection(self._inside(first), self._inside(second))
            if common is None or (self.box.hit_policy == "ANY" and not self._differ(first, second)):
                continue
            found += 1
            if found > MOST_FINDINGS:
                return
            described = self._described(common)
            yield self._finding(
                "overlap",
                "error",
                _Text(
                    f"Rules {first + 1} and {second + 1} both match {described};"
                    f" the hit policy {self.box.hit_policy} forbids that.",
                    f"规则 {first + 1} 与 {second + 1} 同时匹配 {described}，"
                    f"命中策略 {self.box.hit_policy} 不允许。",
                ),
                (first, second),
                common,
            )

    def _inside(self, number: int) -> Box:
        return tuple(a & b for a, b in zip(self.rules[number], self.space, strict=True))

    def _differ(self, first: int, second: int) -> bool:
        """Tell whether two rules give different outputs; what is no constant is compared as text."""
        for place in range(len(self.box.outputs)):
            ours, theirs = self._output(first, place), self._output(second, place)
            if ours is None or theirs is None:
                if self._text(first, place) != self._text(second, place):
                    return True
            elif not same(ours[0], theirs[0], Run()):
                return True
        return False

    def _text(self, number: int, place: int) -> str:
        cells = self.box.rules[number].outputs
        return cells[place].text if place < len(cells) else ""

    def _output(self, number: int, place: int) -> tuple[object] | None:
        """Return an output that is a constant; None if it is calculated."""
        text = self._text(number, place)
        try:
            return (
                (constant(parse_expression(text, self.workshop.names), self.workshop.build()),)
                if text
                else (None,)
            )
        except (NotAnalysable, FeelSyntaxError):
            return None

    def _allowed_outputs(self, clause: OutputClause) -> str | None:
        if clause.values:
            return clause.values
        definition = self.workshop.types.definition(clause.type_ref or "")
        return definition.allowed_values if definition else None

    def _outputs(self) -> Iterator[Finding]:
        for place, clause in enumerate(self.box.outputs):
            allowed = self._allowed_outputs(clause)
            if not allowed:
                continue
            _, test = self.workshop.tests(allowed, clause.id)
            for number in range(len(self.rules)):
                value = self._output(number, place)
                if (
                    value is None
                    or value[0] is None
                    or test(value[0], Frame(Prepared(), None, Run())) is True
                ):
                    continue
                name = clause.name or self.box.name
                written = shown(value[0])
                yield self._finding(
                    "output_not_allowed",
                    "error",
                    _Text(
                        f"Rule {number + 1} gives {written} for “{name}”; allowed are {allowed}.",
                        f"规则 {number + 1} 的“{name}”为 {written}，允许值为 {allowed}。",
                    ),
                    (number,),
                )

    def _nulls(self) -> Iterator[Finding]:
        labels = [column.labels[0] for column in self.columns if not column.null_passes]
        if labels and not self.has_default and self.box.hit_policy in _SINGLE:
            listed, listed_zh = ", ".join(labels), "、".join(labels)
            yield self._finding(
                "null_not_covered",
                "info",
                _Text(
                    f"No rule matches when one of these is missing: {listed}.",
                    f"以下输入缺失时没有规则匹配：{listed_zh}。",
                ),
            )
