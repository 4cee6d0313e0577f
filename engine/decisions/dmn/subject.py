"""One decision table prepared for being held against another: its columns, their leaves, its answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from engine.decisions.dmn.cells import NotAnalysable, constants
from engine.decisions.dmn.definitions import Definitions
from engine.decisions.dmn.domains import Region, regions
from engine.decisions.dmn.leaves import Cut, Reading, literals, mentioned, names, readings
from engine.decisions.dmn.model import Decision, Element, InputClause, TableBox
from engine.decisions.dmn.tables import compile_table
from engine.decisions.dmn.trace import Trace
from engine.decisions.dmn.workshop import Workshop
from engine.decisions.expression import compile_expression
from engine.decisions.feel.frame import Closure, Frame
from engine.decisions.feel.numeric_tests import Test
from engine.decisions.feel.parser import parse_expression
from engine.decisions.feel.types import ANY, FeelType, RestrictedType
from engine.decisions.limits import Limits, Run
from engine.decisions.values import Prepared

Values = Mapping[str, object]
"""A value for each leaf."""

Rows = tuple[tuple[int, str], ...]
"""Rows that fired: their 1-based numbers and ids."""

_ENOUGH = Limits(steps=200_000, seconds=2)


class NotComparable(Exception):
    """The table asks for something that cannot be worked out before a case runs."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Asked:
    """A column: what it reads, and which rows (as bits) accept a value."""

    label: str
    description: str
    leaves: frozenset[str]
    read: Closure
    tests: tuple[Test, ...]
    allowed: Test | None

    def accepts(self, names: Prepared) -> int | None:
        """Return the rows whose cell accepts these values, as bits; None if they are outside the domain."""
        frame = Frame(names, None, Run(_ENOUGH))
        value = self.read(frame)
        if self.allowed and value is not None and self.allowed(value, frame) is not True:
            return None
        return sum(1 << row for row, test in enumerate(self.tests) if test(value, frame) is True)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a table says: its value, the names under which a figure may read it, and the rows that fired."""

    names: Mapping[str, object]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Link:
    """What an input of another table is in this one: the leaves that it reads, and its value."""

    leaves: frozenset[str]
    value: Callable[[Values], object]


class Subject:
    """A table of one decision. A column that does more than compare with constants is a leaf by its text."""

    def __init__(self, definitions: Definitions, decision: str) -> None:
        """Prepare the table.

        Raises:
            NotComparable: there is no such table, or a cell of it cannot be analysed.
        """
        element = definitions.graph.find(decision)
        if not isinstance(element, Decision) or not isinstance(element.logic, TableBox):
            raise NotComparable(decision)
        self.element: Decision = element
        self.box: TableBox = element.logic
        self._workshop: Workshop = definitions.graph.workshop
        self._aliases: dict[str, str] = {}
        self.cuts: dict[str, list[Cut]] = {}
        self.labels: dict[str, tuple[str, str]] = {}
        self._kinds: dict[str, str] = {}
        clauses = [self._column(place, clause) for place, clause in enumerate(self.box.inputs)]
        self.columns: list[Asked] = [column for column, _ in clauses]
        self._answer = compile_table(
            replace(self.box, inputs=tuple(clause for _, clause in clauses)), self._workshop
        )

    def kind(self, leaf: str) -> str | None:
        """Return the declared type of a leaf."""
        return self._kinds.get(leaf) or _kind_of(self._element(leaf), self._workshop)

    def names(self, values: Values) -> Prepared:
        """Return the variables that the table reads, of the values of its leaves."""
        names = Prepared()
        for leaf in sorted(values, key=lambda leaf: leaf.count(".")):
            head, *path = [self._aliases[leaf]] if leaf in self._aliases else leaf.split(".")
            if path:
                _put(names, head, path, values[leaf])
            else:
                names[head] = values[leaf]
        return names

    def answer(self, values: Values) -> Answer:
        """Return what the table says."""
        names, run = self.names(values), Trace(_ENOUGH)
        value = self._answer(Frame(names, None, run))
        named = value if isinstance(value, dict) else dict.fromkeys(self._single_output(), value)
        return Answer({**names, **named, "result": value}, run.tables[-1].rules)

    def link(self, text: str, cuts: tuple[Cut, ...]) -> Link:
        """Return what an expression over the table's leaves is, cut where the constants want it.

        Raises:
            NotComparable: the expression does more than compare, and no column of the table is written so.
        """
        if text in self._aliases:
            self.cuts[text].extend(cuts)
            return Link(frozenset({text}), lambda values: values[text])
        node = parse_expression(text, self._workshop.names)
        try:
            found = list(readings(node, cuts, self._workshop.build()))
        except NotAnalysable:
            raise NotComparable(text) from None
        closure = self._workshop.build().compile(node)
        return Link(self._noted(found), lambda values: closure(Frame(self.names(values), None, Run(_ENOUGH))))

    def calculated(self, figure: str) -> dict[int, frozenset[str]]:
        """Return, for each row (0: all), the leaves of which it calculates what a figure reads.

        The leaves are cut at the numbers that stand in the calculation: examples, and no proof.
        """
        asked = compile_expression(figure)
        found = {0: frozenset(mentioned(asked.syntax)) & self._inputs()}
        for leaf in found[0]:
            self.cuts.setdefault(leaf, [])
        for number, rule in enumerate(self.box.rules, 1):
            cells = zip(self.box.outputs, rule.outputs, strict=False)
            read = [cell.text for clause, cell in cells if {"result", clause.name} & names(asked.syntax)]
            found[number] = frozenset().union(*(self._calculated(text) for text in read))
        return found

    def knows(self, figure: str) -> bool:
        """Say whether all that a figure reads is there: outputs of the table and what it requires."""
        own = {clause.name for clause in self.box.outputs} | {"result"}
        return compile_expression(figure).free_names <= own | self._inputs()

    def _inputs(self) -> frozenset[str]:
        """Return the names of what the decision requires."""
        elements = self._workshop.model.elements
        return frozenset(each.name for each in elements if f"#{each.id}" in self.element.requires)

    def _single_output(self) -> list[str]:
        return [clause.name for clause in self.box.outputs[:1] if clause.name and len(self.box.outputs) == 1]

    def _calculated(self, text: str) -> frozenset[str]:
        node = parse_expression(text or "null", self._workshop.names)
        leaves = frozenset(mentioned(node))
        points = [value for value in literals(node) if value is not None and not isinstance(value, str)]
        for leaf in leaves:
            self.cuts.setdefault(leaf, []).extend((point, True) for point in points)
        return leaves

    def _column(self, place: int, clause: InputClause) -> tuple[Asked, InputClause]:
        cells = [rule.inputs[place] if place < len(rule.inputs) else None for rule in self.box.rules]
        tests = [self._workshop.tests(cell.text if cell else "-", clause.id) for cell in cells]
        allowed = self._workshop.tests(clause.values, clause.id) if clause.values else None
        try:
            asked = tuple(
                cut
                for node, _ in (*tests, *([allowed] if allowed else []))
                for cut in constants(node, self._workshop.build())
            )
        except NotAnalysable:
            raise NotComparable(clause.label) from None
        clause, leaves = self._leaves(place, clause, asked)
        for leaf in leaves if len(leaves) == 1 else ():
            # A column that asks whether the province is a certain one is no name for the province.
            if clause.type_ref != "boolean" or self.kind(leaf) == "boolean" or leaf in self._aliases:
                self.labels.setdefault(leaf, (clause.label, clause.description or clause.label))
        column = Asked(
            clause.label,
            clause.description or clause.label,
            leaves,
            self._workshop.expression(clause.expression, clause.id),
            tuple(test for _, test in tests),
            allowed[1] if allowed else None,
        )
        return column, clause

    def _leaves(
        self, place: int, clause: InputClause, asked: tuple[Cut, ...]
    ) -> tuple[InputClause, frozenset[str]]:
        node = parse_expression(clause.expression, self._workshop.names)
        try:
            found = list(readings(node, asked, self._workshop.build()))
        except NotAnalysable:
            # The column as a whole is taken for a variable: every value of it is looked at.
            self._aliases[clause.expression] = f"column_{place}"
            self.cuts.setdefault(clause.expression, []).extend(asked)
            if clause.type_ref:
                self._kinds[clause.expression] = _named_kind(clause.type_ref, self._workshop)
            return replace(clause, expression=f"column_{place}"), frozenset({clause.expression})
        return clause, self._noted(found)

    def _noted(self, found: Iterable[Reading]) -> frozenset[str]:
        leaves = set()
        for leaf, cut in found:
            self.cuts.setdefault(leaf, []).extend([] if cut is None else [cut])
            leaves.add(leaf)
        return frozenset(leaves)

    def _element(self, leaf: str) -> Element | None:
        elements = self._workshop.model.elements
        return next((element for element in elements if element.name == leaf), None)


def choices(cuts: Iterable[Cut], kind: str | None) -> list[Region]:
    """Return one region for each stretch of values that is treated alike; the likeliest first, null last.

    Raises:
        NotComparable: the constants have no common order.
    """
    known = [(value, is_ordered) for value, is_ordered in cuts if value is not None]
    if not known and kind in {None, "Any"}:
        return [Region("…", "其他"), Region("null", None)]
    try:
        found = regions(known, kind)
    except NotAnalysable:
        raise NotComparable(", ".join(str(value) for value, _ in known)) from None
    # The newest law and the later day come first: that is the case that people recognise.
    found = found[::-1] if kind == "date" or (known and not isinstance(known[0][0], str | bool)) else found
    return [*found, Region("null", None)]


def _put(names: Prepared, head: str, path: list[str], value: object) -> None:
    base = names.get(head)
    if head in names and base is None:
        return
    level = base if isinstance(base, dict) else {}
    names[head] = level
    for step in path[:-1]:
        level = level.setdefault(step, {})
    level[path[-1]] = value


def _kind_of(element: Element | None, workshop: Workshop) -> str | None:
    return _named_kind(element.type_ref, workshop) if element and element.type_ref else None


def _named_kind(type_ref: str, workshop: Workshop) -> str:
    kind: FeelType = workshop.types.of(type_ref) or ANY
    while isinstance(kind, RestrictedType):
        kind = kind.base
    return kind.name
