"""Reads FEEL: operators by rank around the operands of PrimaryReader."""

from collections.abc import Iterable
from typing import Final

from engine.decisions.errors import FeelError, FeelSyntaxError
from engine.decisions.feel.cursor import DEEPEST
from engine.decisions.feel.primary import COMPARISONS, PrimaryReader
from engine.decisions.feel.syntax import (
    Between,
    Call,
    Chain,
    Comparison,
    Filter,
    For,
    If,
    In,
    InstanceOf,
    Iterator,
    Logic,
    Node,
    Path,
    Quantified,
    Tests,
    TypeName,
)

_RANKS: Final = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(COMPARISONS | {"between", "in"}, 3),
    "+": 4,
    "-": 4,
    "*": 5,
    "/": 5,
    "**": 6,
    "instance": 8,
    ".": 9,
    "[": 9,
    "(": 9,
}
_COMPARISON: Final = 3
_LONGEST_CHAIN: Final = DEEPEST


def parse_expression(text: str, names: Iterable[str] = ()) -> Node:
    """Read one expression; `names` are those with signs or keywords inside.

    Raises:
        FeelSyntaxError: with line and column of the first word that does not fit.
    """
    parser = Parser(text, names)
    expression = parser.test() if text else parser.expression()
    parser.finish()
    return expression


def parse_tests(text: str, names: Iterable[str] = ()) -> Tests:
    """Read the unary tests of a table's cell.

    Raises:
        FeelSyntaxError: with line and column of the first word that does not fit.
    """
    parser = Parser(text, names)
    tests = parser.tests()
    parser.finish()
    return tests


def parse_type(text: str) -> TypeName | None:
    """Read a type such as `list<number>`; None where the text names none."""
    try:
        parser = Parser(text)
        name = parser.type_name()
        parser.finish()
    except FeelError:
        return None
    return name


class Parser(PrimaryReader):
    """Reads expressions and unary tests."""

    def finish(self) -> None:
        """Make sure that nothing is left over."""
        if self.token.kind != "end":
            hint, hint_zh = self.hint()
            text = self.token.text
            raise self.error(f"“{text}” does not fit here{hint}", f"“{text}”在此处无法理解{hint_zh}")

    def expression(self, rank: int = 0) -> Node:
        """Read an expression whose operators bind tighter than a rank."""
        with self.nested():
            starters = {"if": self._if, "for": self._for, "some": self._quantified, "every": self._quantified}
            read = starters.get(self.token.text) if self.token.kind == "name" else None
            return self.continued(read() if read else self.primary(), rank)

    def continued(self, left: Node, rank: int) -> Node:
        """Read the operators that follow an operand."""
        links = 0
        while True:
            text = self.token.text
            own = _RANKS.get(text, 0) if self.token.kind in {"mark", "name"} else 0
            if own <= rank or (text == "[" and self.closes_a_range()):
                break
            left = self._operator(text, own, left)
            # Each link nests the tree on the left by one; chains of one rank count once.
            links += 1
            if links > _LONGEST_CHAIN:
                raise self.error(f"nested deeper than {DEEPEST} levels", f"嵌套超过 {DEEPEST} 层")
        return left

    def _operator(self, text: str, rank: int, left: Node) -> Node:
        if text in {"or", "and"}:
            return self._logic(text, rank, left)
        if text in {"+", "-", "*", "/", "**"}:
            return self._chain(rank, left)
        if text in COMPARISONS:
            at = self.advance().start
            return Comparison(text, left, self.expression(_COMPARISON), at=at)
        readers = {
            "between": self._between,
            "in": self._in,
            "instance": self._instance_of,
            ".": self._path,
            "[": self._filter,
            "(": self._call,
        }
        return readers[text](left)

    def _logic(self, operator: str, rank: int, left: Node) -> Node:
        at, items = self.token.start, [left]
        while self.take(operator):
            items.append(self.expression(rank))
        return Logic(operator, tuple(items), at=at)

    def _chain(self, rank: int, left: Node) -> Node:
        at, rest = self.token.start, []
        while self.token.kind == "mark" and _RANKS.get(self.token.text) == rank:
            operator = self.advance().text
            rest.append((operator, self.expression(rank)))
        return Chain(left, tuple(rest), at=at)

    def _between(self, value: Node) -> Node:
        at = self.advance().start
        low = self.expression(_COMPARISON)
        self.expect("and")
        return Between(value, low, self.expression(_COMPARISON), at=at)

    def _in(self, value: Node) -> Node:
        at = self.advance().start
        return In(value, self._in_tests(), at=at)

    def _in_tests(self) -> tuple[Node, ...]:
        if not self.sees("("):
            return (self._in_test(),)
        opening = self.advance().start
        with self.nested():
            tests = [self.test()]
            if self.sees(".."):
                return (self.continued(self.range_from(tests[0], opening, closed=False), _COMPARISON),)
            while self.expect(",", ")").text == ",":
                tests.append(self.test())
        # `x in (a + b)` and `x in (a).b` are one expression that begins with a parenthesis.
        return (self.continued(tests[0], _COMPARISON),) if len(tests) == 1 else tuple(tests)

    def _in_test(self) -> Node:
        is_comparison = self.token.kind == "mark" and self.token.text in COMPARISONS
        return self.test() if is_comparison else self.expression(_COMPARISON)

    def _instance_of(self, value: Node) -> Node:
        at = self.advance().start
        self.expect("of")
        return InstanceOf(value, self.type_name(), at=at)

    def _path(self, source: Node) -> Node:
        at = self.advance().start
        return Path(source, self.name(any_word=True), at=at)

    def _filter(self, source: Node) -> Node:
        at = self.advance().start
        with self.nested():
            condition = self.expression()
        self.expect("]")
        return Filter(source, condition, at=at)

    def _call(self, function: Node) -> Node:
        at = self.advance().start
        with self.nested():
            arguments = self.separated(self._argument, ")")
        values = tuple(value for _, value in arguments)
        named = [name for name, _ in arguments if name is not None]
        if named and len(named) != len(arguments):
            raise self.error("name all arguments or none", "参数要么全部命名，要么全部不命名", at)
        return Call(function, values, tuple(named) if named else None, at=at)

    def _argument(self) -> tuple[str | None, Node]:
        name = self.name_before(":")
        if name is not None:
            self.expect(":")
        return name, self.test()

    def _if(self) -> Node:
        at = self.advance().start
        condition = self.expression()
        self.expect("then")
        then = self.expression()
        self.expect("else")
        return If(condition, then, self.expression(), at=at)

    def _for(self) -> Node:
        at = self.advance().start
        iterators = self._iterators("return")
        return For(iterators, self.expression(), at=at)

    def _quantified(self) -> Node:
        quantifier = self.advance()
        iterators = self._iterators("satisfies")
        return Quantified(quantifier.text, iterators, self.expression(), at=quantifier.start)

    def _iterators(self, end: str) -> tuple[Iterator, ...]:
        iterators = [self._iterator()]
        while self.expect(",", end).text == ",":
            iterators.append(self._iterator())
        return tuple(iterators)

    def _iterator(self) -> Iterator:
        at = self.token.start
        name = self.name_before("in")
        if name is None:
            name = self.name()
        self.names.declare(name)
        self.expect("in")
        source = self.expression()
        last = self.expression() if self.take("..") else None
        return Iterator(name, source, last, at=at)

    def tests(self) -> Tests:
        """Read `-`, `not(tests)` or tests between commas."""
        if self.sees("-") and self.ahead().kind == "end":
            self.advance()
            return Tests((), at=0)
        negated = self._negated_tests() if self.sees("not") and self.ahead().text == "(" else None
        if negated is not None:
            return negated
        items = [self.test()]
        while self.take(","):
            items.append(self.test())
        return Tests(tuple(items), at=0)

    def _negated_tests(self) -> Tests | None:
        # `not(a) and b` is an expression; only where the parenthesis closes the cell is it a test.
        start, depth = self.at, self.depth
        self.advance()
        self.advance()
        try:
            items = self.separated(self.test, ")")
            self.finish()
        except FeelSyntaxError:
            self.at, self.depth, self.token = start, depth, self.tokens[start]
            return None
        return Tests(items, negated=True, at=0)
