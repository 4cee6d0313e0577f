"""Reads what stands alone in FEEL: literals, names, lists, ranges, contexts and functions."""

from decimal import Decimal, DecimalException
from typing import Final

from engine.decisions.feel.lexer import unquote
from engine.decisions.feel.names import KEYWORDS
from engine.decisions.feel.syntax import (
    AtLiteral,
    ContextNode,
    FunctionDefinition,
    ListNode,
    Literal,
    Name,
    Negation,
    Node,
    Parameter,
    RangeNode,
    UnaryComparison,
)
from engine.decisions.feel.type_reader import TypeReader
from engine.decisions.values import NUMBERS

COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
_CONSTANTS: Final = {"true": True, "false": False, "null": None}
_ABOVE_ARITHMETIC: Final = 3
_UNARY_MINUS: Final = 7


class PrimaryReader(TypeReader):
    """Reads the operands; the operators are the business of Parser."""

    def expression(self, rank: int = 0) -> Node:
        """Read an expression whose operators bind tighter than a rank."""
        raise NotImplementedError

    def primary(self) -> Node:
        """Read an operand without what follows it."""
        kind, text, at, _ = self.token
        if kind == "number":
            return self._number()
        if kind == "string":
            return Literal(unquote(self.advance().text), at=at)
        if kind == "name":
            return self._word()
        readers = {
            "-": self._negation,
            "(": self._parenthesis,
            "[": self._bracket,
            "]": self._bracket,
            "{": self._context,
            "@": self._at_literal,
        }
        if kind == "end" or text not in readers:
            hint, hint_zh = self.hint()
            raise self.error(
                f"expected a value, found {self.found()}{hint}",
                f"应为一个值，实际为{self.found_zh()}{hint_zh}",
            )
        return readers[text]()

    def _number(self) -> Literal:
        at = self.token.start
        try:
            value = NUMBERS.create_decimal(self.token.text)
        except DecimalException:
            raise self.error("this number is too large", "数字过大") from None
        self.advance()
        return Literal(value, at=at)

    def _word(self) -> Node:
        at, text = self.token.start, self.token.text
        if text in _CONSTANTS:
            self.advance()
            return Literal(_CONSTANTS[text], at=at)
        if text == "function" and self.ahead().text == "(":
            return self._function()
        return Name(self.name(), at=at)

    def _negation(self) -> Node:
        at = self.advance().start
        with self.nested():
            operand = self.expression(_UNARY_MINUS)
        if isinstance(operand, Literal) and isinstance(operand.value, Decimal) and operand.value > 0:
            return Literal(NUMBERS.minus(operand.value), at=at)
        return Negation(operand, at=at)

    def _at_literal(self) -> Node:
        at = self.advance().start
        if self.token.kind != "string":
            raise self.error('expected @"…"', '应为 @"…"')
        return AtLiteral(unquote(self.advance().text), at=at)

    def _parenthesis(self) -> Node:
        at = self.advance().start
        with self.nested():
            first = self.test()
            if self.sees(".."):
                return self.range_from(first, at, closed=False)
            self.expect(")")
        return first

    def test(self) -> Node:
        """Read `< 5`, or an expression."""
        at = self.token.start
        if self.token.kind == "mark" and self.token.text in COMPARISONS:
            operator = self.advance().text
            return UnaryComparison(operator, self.expression(_ABOVE_ARITHMETIC), at=at)
        return self.expression()

    def _bracket(self) -> Node:
        opening = self.advance()
        with self.nested():
            if opening.text == "]":
                return self.range_from(self.expression(_ABOVE_ARITHMETIC), opening.start, closed=False)
            if self.take("]"):
                return ListNode((), at=opening.start)
            first = self.test()
            if self.sees(".."):
                return self.range_from(first, opening.start, closed=True)
            items = [first]
            while self.expect(",", "]").text == ",":
                items.append(self.test())
            return ListNode(tuple(items), at=opening.start)

    def range_from(self, low: Node, at: int, *, closed: bool) -> Node:
        """Read `..high]` after the low end."""
        self.expect("..")
        high = self.expression(_ABOVE_ARITHMETIC)
        end = self.expect("]", ")", "[")
        return RangeNode(low, high, closed, end.text == "]", at=at)

    def closes_a_range(self) -> bool:
        """Tell whether the `[` that comes next ends a range like `[1..10[` and is no filter."""
        following = self.ahead()
        if following.kind == "mark":
            return following.text not in {"-", "(", "[", "{", "@", "]"}
        if following.kind == "name":
            return following.text in KEYWORDS - {
                "true",
                "false",
                "null",
                "function",
                "if",
                "for",
                "some",
                "every",
            }
        return following.kind == "end"

    def _context(self) -> Node:
        at = self.advance().start
        with self.nested():
            return ContextNode(self.separated(self._entry, "}"), at=at)

    def _entry(self) -> tuple[str, Node]:
        if self.token.kind == "string":
            name = unquote(self.advance().text)
        else:
            read = self.name_before(":")
            if read is None:
                raise self.error(
                    f"expected the name of an entry, found {self.found()}",
                    f"应为条目名称，实际为{self.found_zh()}",
                )
            name = read
        self.expect(":")
        value = self.expression()
        self.names.declare(name)
        return name, value

    def _function(self) -> Node:
        at = self.advance().start
        self.expect("(")
        with self.nested():
            parameters = self.separated(self._parameter, ")")
            for parameter in parameters:
                self.names.declare(parameter.name)
            external = self.take("external")
            body = self.expression()
        return FunctionDefinition(parameters, body, external, at=at)

    def _parameter(self) -> Parameter:
        at = self.token.start
        name = self.name_before(":", ",", ")")
        if name is None:
            raise self.error(
                f"expected the name of a parameter, found {self.found()}",
                f"应为参数名称，实际为{self.found_zh()}",
            )
        return Parameter(name, self.type_name() if self.take(":") else None, at=at)
