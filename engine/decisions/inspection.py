"""Looks at an expression before it ever runs: unknown names, wrong arguments, types that can't meet.

Only what is certain is reported; what depends on the values of variables is left alone.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from engine.decisions.errors import Problem
from engine.decisions.expression import Compiled
from engine.decisions.feel import temporal_text
from engine.decisions.feel.arithmetic import OPERATIONS
from engine.decisions.feel.functions import BUILT_INS
from engine.decisions.feel.known_types import (
    NOTHING_KNOWN,
    Types,
    certain_type,
    known_type,
)
from engine.decisions.feel.syntax import (
    AtLiteral,
    Call,
    Chain,
    Comparison,
    ContextNode,
    Filter,
    For,
    FunctionDefinition,
    If,
    Literal,
    Name,
    Node,
    Path,
    Quantified,
)
from engine.decisions.feel.types import ContextType

# Comparing takes time that grows with the square of the length, and nobody mistypes a name this long.
LONGEST: Final = 60
_READERS: Final = {
    "date": temporal_text.parse_date,
    "time": temporal_text.parse_time,
    "date and time": temporal_text.parse_moment,
    "duration": temporal_text.parse_duration,
}
_ORDERED: Final = frozenset({"number", "string", "date", "time", "date and time"}) | {
    "days and time duration",
    "years and months duration",
}


def inspect_expression(
    compiled: Compiled, known: Iterable[str] | None = None, types: Types = NOTHING_KNOWN
) -> list[Problem]:
    """Return what is certainly wrong with an expression or with unary tests.

    `known` are the variables that exist where it runs; None leaves names unchecked. `types` are the types of
    those whose values have a known one, or are null; a context has the entries of its type and no others.
    """
    names = None if known is None else frozenset(known)
    return list(_Inspection(compiled.source, names, types).problems(compiled.syntax, frozenset({"?"})))


class _Inspection:
    """Walks through a tree and knows the names defined on the way."""

    def __init__(self, source: str, known: frozenset[str] | None, types: Types) -> None:
        self.source = source
        self.known = known
        self.types = types

    def problems(self, node: object, local: frozenset[str]) -> Iterator[Problem]:
        """Yield the problems of a node and of all below; `*` among the local names hides unknown ones."""
        if isinstance(node, tuple):
            for part in node:
                yield from self.problems(part, local)
        elif isinstance(node, Node):
            yield from self._own(node, local)
            yield from self._below(node, local)

    def _below(self, node: Node, local: frozenset[str]) -> Iterator[Problem]:
        if isinstance(node, Filter):
            yield from self.problems(node.source, local)
            yield from self.problems(node.condition, local | {"*"})
        elif isinstance(node, ContextNode):
            for name, value in node.entries:
                yield from self.problems(value, local)
                local |= {name}
        elif isinstance(node, For | Quantified):
            yield from self._of_loop(node, local | {"partial"})
        elif isinstance(node, FunctionDefinition):
            if not node.external:
                yield from self.problems(node.body, local | {parameter.name for parameter in node.parameters})
        else:
            yield from self.problems(node.parts(), local)

    def _of_loop(self, node: For | Quantified, local: frozenset[str]) -> Iterator[Problem]:
        for iterator in node.iterators:
            yield from self.problems((iterator.source, iterator.last), local)
            local |= {iterator.name}
        yield from self.problems(node.body if isinstance(node, For) else node.condition, local)

    def _own(self, node: Node, local: frozenset[str]) -> Iterator[Problem]:
        if isinstance(node, Name):
            yield from self._unknown(node, local)
        elif isinstance(node, Call):
            yield from self._call(node, local)
        elif isinstance(node, AtLiteral) and temporal_text.parse_any(node.text) is None:
            yield self._bad_text(node, node.text)
        else:
            yield from self._of_types(node, self._seen(local))

    def _of_types(self, node: Node, types: Types) -> Iterator[Problem]:
        if isinstance(node, Chain):
            yield from self._operands(node, types)
        elif isinstance(node, Comparison):
            yield from self._comparison(node, types)
        elif isinstance(node, Path):
            yield from self._entry(node, types)
        elif isinstance(node, If) and known_type(node.condition, types) not in {None, "boolean"}:
            yield self._problem(
                "not_boolean", node.condition.at, "this is never true or false", "此处永远不是 true 或 false"
            )

    def _seen(self, local: frozenset[str]) -> Types:
        """Return the types of the variables that are not hidden by names of the expression itself."""
        if "*" in local:
            return NOTHING_KNOWN
        if not any(name in self.types for name in local):
            return self.types
        return {name: kind for name, kind in self.types.items() if name not in local}

    def _unknown(self, node: Name, local: frozenset[str]) -> Iterator[Problem]:
        if self.known is None or "*" in local or node.name in local:
            return
        if node.name not in self.known and node.name not in BUILT_INS:
            hint, hint_zh = _suggestion(node.name, self.known | local | BUILT_INS.keys())
            yield self._problem(
                "unknown_name",
                node.at,
                f"there is no variable named “{node.name}”{hint}",
                f"没有名为“{node.name}”的变量{hint_zh}",
                name=node.name,
            )

    def _call(self, node: Call, local: frozenset[str]) -> Iterator[Problem]:
        if not isinstance(node.function, Name) or node.function.name in local:
            return
        name = node.function.name
        function = BUILT_INS.get(name)
        if function is None or (self.known is not None and name in self.known):
            return
        if all(overload.bind(node.arguments, node.names) is None for overload in function.overloads):
            signature = " | ".join(
                f"{name}({', '.join(parameter.name for parameter in overload.parameters)})"
                for overload in function.overloads
            )
            yield self._problem("wrong_arguments", node.at, f"expected {signature}", f"应为 {signature}")
        yield from self._literal_argument(node, name)

    def _literal_argument(self, node: Call, name: str) -> Iterator[Problem]:
        read = _READERS.get(name)
        if read is None or len(node.arguments) != 1:
            return
        argument = node.arguments[0]
        if isinstance(argument, Literal) and isinstance(argument.value, str) and read(argument.value) is None:
            yield self._bad_text(argument, argument.value)

    def _entry(self, node: Path, types: Types) -> Iterator[Problem]:
        kind = certain_type(node.source, types)
        # A context that names no entries may have any.
        if isinstance(kind, ContextType) and kind.fields and node.name not in dict(kind.fields):
            hint, hint_zh = _suggestion(node.name, (name for name, _ in kind.fields))
            yield self._problem(
                "unknown_entry",
                node.at,
                f"there is no entry named “{node.name}”{hint}",
                f"没有名为“{node.name}”的条目{hint_zh}",
                name=node.name,
            )

    def _operands(self, node: Chain, types: Types) -> Iterator[Problem]:
        left = known_type(node.first, types)
        for operator, operand in node.rest:
            right = known_type(operand, types)
            if left and right and (left, right) not in OPERATIONS[operator]:
                yield self._problem(
                    "type_mismatch",
                    node.at,
                    f"“{operator}” is not defined for {left} and {right}",
                    f"“{operator}”不适用于 {left} 与 {right}",
                )
            left = left if left == right == "number" else None

    def _comparison(self, node: Comparison, types: Types) -> Iterator[Problem]:
        left, right = known_type(node.left, types), known_type(node.right, types)
        if left is None or right is None or "Null" in {left, right}:
            return
        if left != right or (node.operator not in {"=", "!="} and left not in _ORDERED):
            yield self._problem(
                "type_mismatch",
                node.at,
                f"a {left} and a {right} can't be compared with {node.operator}",
                f"{left} 与 {right} 不能用 {node.operator} 比较",
            )

    def _bad_text(self, node: Node, text: str) -> Problem:
        return self._problem(
            "bad_literal",
            node.at,
            f"“{text}” is not a valid date, time or duration",
            f"“{text}”不是有效的日期、时间或时长",
        )

    def _problem(self, code: str, at: int, message: str, zh: str, *, name: str | None = None) -> Problem:
        line = self.source.count("\n", 0, at) + 1
        column = at - self.source.rfind("\n", 0, at)
        return Problem(code, message, zh, None, line, column, name)


def _suggestion(name: str, names: Iterable[str]) -> tuple[str, str]:
    if name.startswith("not "):
        return "; write not(…)", "；请写 not(…)"
    if len(name) > LONGEST:
        return "", ""
    # Imported late: only mistakes need it.
    from difflib import get_close_matches

    close = get_close_matches(name, [other for other in names if len(other) <= LONGEST], n=1, cutoff=0.75)
    return (f"; “{close[0]}” may be meant", f"；可能是“{close[0]}”") if close else ("", "")
