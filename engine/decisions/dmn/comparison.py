"""Holds a table against another one that bounds its figures, over the whole input space of both.

The values at which either table can change its answer cut each leaf into regions. A column only matters by
the rows that it leaves possible, so that all combinations that leave the same rows of both tables are one
case. What a row calculates is worked out on examples, and said to be so.
"""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from typing import Final, Literal

from engine.decisions.dmn.definitions import Definitions
from engine.decisions.dmn.domains import Region
from engine.decisions.dmn.subject import Asked, NotComparable, Rows, Subject, choices
from engine.decisions.expression import compile_expression

MOST_CASES: Final = 50_000

Case = dict[str, Region]


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure of one table that a figure of another one bounds, in the words of FEEL.

    `inputs` says, for an input of the bound, what it is in the table; without a word the same name is the
    same thing. Where the bound is silent any figure is allowed, unless the figure `needs_a_bound`.
    """

    decision: str
    figure: str
    limit: str
    limit_figure: str
    better: Literal["more", "less"]
    inputs: Mapping[str, str] = field(default_factory=dict)
    needs_a_bound: bool = False


@dataclass(frozen=True, slots=True)
class Circumstance:
    """An input that matters for a breach: its label, the label in the description, an example value."""

    leaf: str
    label: str
    description: str
    value: object


@dataclass(frozen=True, slots=True)
class Undercut:
    """A case in which the table gives less than the bound; `due` is None where nothing may be given."""

    given: object
    due: object
    circumstances: tuple[Circumstance, ...]
    rows: Rows
    limit_rows: Rows


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found; `calculated` names the leaves for which only examples were looked at."""

    undercuts: tuple[Undercut, ...]
    cases: int
    calculated: tuple[str, ...]


def compare(table: Definitions, limits: Definitions, bound: Bound) -> Comparison:
    """Return every set of rows of a table that undercuts its bound, each with a case.

    Raises:
        NotComparable: it cannot be worked out before a case runs, or there are too many cases.
    """
    return _Examination(Subject(table, bound.decision), Subject(limits, bound.limit), bound).run()


@dataclass(frozen=True, slots=True)
class _Question:
    """A column of either table: the leaves it reads, and the rows of both that accept a case, as bits."""

    leaves: frozenset[str]
    accepted: Callable[[dict[str, object]], int | None]


class _Examination:
    """Examines one bound."""

    def __init__(self, table: Subject, limit: Subject, bound: Bound) -> None:
        self.table, self.limit, self.bound = table, limit, bound
        if not table.knows(bound.figure):
            raise NotComparable(bound.figure)
        self.calculated = table.calculated(bound.figure)
        limited = limit.calculated(bound.limit_figure)
        self.links = {
            leaf: table.link(bound.inputs.get(leaf, leaf), tuple(cuts)) for leaf, cuts in limit.cuts.items()
        }
        self.choices = {leaf: self._choices(leaf) for leaf in table.cuts}
        computed = frozenset().union(*self.calculated.values())
        computed = computed.union(*(self.links[own].leaves for leaves in limited.values() for own in leaves))
        self.outer = [leaf for leaf in self.choices if leaf in computed]
        self.own_rows = (1 << len(table.box.rules)) - 1
        self.all_rows = (1 << len(table.box.rules) + len(limit.box.rules)) - 1
        self.blocks = _blocks([*self._of_table(), *self._of_limit()], computed)
        self.figure = compile_expression(bound.figure)
        self.limit_figure = compile_expression(bound.limit_figure)
        self._given: dict[tuple[int, tuple[str, ...]], tuple[object, Rows]] = {}
        self._due: dict[tuple[int, tuple[str, ...]], tuple[object, Rows]] = {}

    def _choices(self, leaf: str) -> list[Region]:
        kinds = [self.table.kind(leaf)]
        kinds += [self.limit.kind(own) for own in self.links if self.bound.inputs.get(own, own) == leaf]
        return choices(
            self.table.cuts[leaf], next((kind for kind in kinds if kind not in {None, "Any"}), None)
        )

    def _of_table(self) -> Iterator[_Question]:
        others = self.all_rows & ~self.own_rows
        for column in self.table.columns:

            def accepted(values: dict[str, object], column: Asked = column) -> int | None:
                rows = column.accepts(self.table.names(values))
                return None if rows is None else rows | others

            yield _Question(column.leaves, accepted)

    def _of_limit(self) -> Iterator[_Question]:
        for column in self.limit.columns:

            def accepted(values: dict[str, object], column: Asked = column) -> int | None:
                own = {leaf: self.links[leaf].value(values) for leaf in column.leaves}
                rows = column.accepts(self.limit.names(own))
                return None if rows is None else rows << len(self.table.box.rules) | self.own_rows

            yield _Question(frozenset().union(*(self.links[leaf].leaves for leaf in column.leaves)), accepted)

    def run(self) -> Comparison:
        """Look at every case."""
        found: dict[Rows, Undercut] = {}
        seen, cases = {0}, 0
        for regions in product(*(self.choices[leaf] for leaf in self.outer)):
            for bits, case in self._cases(dict(zip(self.outer, regions, strict=True))).items():
                cases += 1
                due, limit_rows = self._due_in(bits, case)
                if due is None and not self.bound.needs_a_bound:
                    continue
                given, rows = self._given_in(bits, case)
                seen.update(number for number, _ in rows)
                if rows not in found and self._is_breach(given, due, rows, case):
                    found[rows] = Undercut(given, due, tuple(self._circumstances(case)), rows, limit_rows)
            if cases > MOST_CASES:
                raise NotComparable(self.table.box.name)
        calculated = frozenset().union(*(self.calculated[number] for number in seen))
        return Comparison(tuple(found.values()), cases, tuple(sorted(calculated)))

    def _cases(self, outer: Case) -> dict[int, Case]:
        """Return each set of rows (as bits) that is possible under some circumstances, with a case of it."""
        states: dict[int, Case] = {self.all_rows: outer}
        for questions, leaves in self.blocks:
            options = self._options(questions, leaves, outer)
            together: dict[int, Case] = {}
            for rows, case in states.items():
                for mask, part in options.items():
                    if self._matters(rows & mask):
                        together.setdefault(rows & mask, {**case, **part})
            states = together
        return states

    def _matters(self, rows: int) -> bool:
        return self.bound.needs_a_bound or rows > self.own_rows

    def _options(self, questions: list[_Question], leaves: list[str], outer: Case) -> dict[int, Case]:
        options: dict[int, Case] = {}
        for regions in product(*(self.choices[leaf] for leaf in leaves)):
            part = dict(zip(leaves, regions, strict=True))
            values = _values({**outer, **part})
            masks = [question.accepted(values) for question in questions]
            known = [mask for mask in masks if mask is not None]
            if len(known) == len(masks):
                options.setdefault(_all(known, self.all_rows), part)
        return options

    def _due_in(self, bits: int, case: Case) -> tuple[object, Rows]:
        key = bits & ~self.own_rows, tuple(case[leaf].text for leaf in self.outer)
        if key not in self._due:
            self._due[key] = self._due_of(case)
        return self._due[key]

    def _due_of(self, case: Case) -> tuple[object, Rows]:
        values = _values(case)
        answer = self.limit.answer({own: link.value(values) for own, link in self.links.items()})
        return self.limit_figure.evaluate(answer.names).value if answer.rows else None, answer.rows

    def _given_in(self, bits: int, case: Case) -> tuple[object, Rows]:
        """Return the figure; the same rows give the same one, unless something is calculated of the case."""
        rows = bits & self.own_rows
        if self.table.box.hit_policy == "FIRST":
            rows &= -rows
        key = rows, tuple(case[leaf].text for leaf in self.outer)
        if key not in self._given:
            self._given[key] = self._given_of(case)
        return self._given[key]

    def _given_of(self, case: Case) -> tuple[object, Rows]:
        answer = self.table.answer(_values(case))
        return self.figure.evaluate(answer.names).value, answer.rows

    def _is_breach(self, given: object, due: object, rows: Rows, case: Case) -> bool:
        if due is None:
            return self.bound.needs_a_bound and given is not None
        if given is None:
            # Without a row there is a gap, which counts; but where an input is missing a person is asked.
            return bool(rows) or all(case[leaf].example is not None for leaf in self._asked())
        if not isinstance(given, Decimal) or not isinstance(due, Decimal):
            raise NotComparable(self.bound.figure)
        return given < due if self.bound.better == "more" else given > due

    def _asked(self) -> frozenset[str]:
        return frozenset().union(*(column.leaves for column in self.table.columns))

    def _circumstances(self, case: Case) -> Iterator[Circumstance]:
        """Yield the inputs without which the case might be no breach."""
        told = set()
        for leaf in case:
            if all(self._stays(case | {leaf: other}) for other in self.choices[leaf]):
                continue
            found = self._circumstance(leaf, case)
            if found.label not in told:
                told.add(found.label)
                yield found

    def _circumstance(self, leaf: str, case: Case) -> Circumstance:
        """Tell a leaf by the label of its column, or by what it means for the bound."""
        for own, link in () if leaf in self.table.labels else self.links.items():
            if leaf in link.leaves:
                labels = self.limit.labels.get(own, (own, own))
                return Circumstance(leaf, *labels, link.value(_values(case)))
        return Circumstance(leaf, *self.table.labels.get(leaf, (leaf, leaf)), case[leaf].example)

    def _stays(self, case: Case) -> bool:
        due, _ = self._due_of(case)
        given, rows = self._given_of(case)
        return self._is_breach(given, due, rows, case)


def _values(case: Case) -> dict[str, object]:
    return {leaf: region.example for leaf, region in case.items()}


def _all(masks: list[int], rows: int) -> int:
    for mask in masks:
        rows &= mask
    return rows


def _blocks(questions: list[_Question], outer: AbstractSet[str]) -> list[tuple[list[_Question], list[str]]]:
    """Group the columns that share leaves: each group with its leaves, those looked at anyway left out."""
    blocks: list[tuple[list[_Question], set[str]]] = []
    for question in questions:
        own = set(question.leaves) - outer
        joined = [block for block in blocks if block[1] & own]
        blocks = [block for block in blocks if not block[1] & own]
        together = [*(each for block in joined for each in block[0]), question]
        blocks.append((together, own.union(*(block[1] for block in joined))))
    return [(together, sorted(leaves)) for together, leaves in blocks]
