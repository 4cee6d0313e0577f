"""Reads a range out of a text: its ends must be literals."""

from engine.decisions.errors import FeelSyntaxError
from engine.decisions.feel import temporal_text
from engine.decisions.feel.intervals import make_range
from engine.decisions.feel.parser import parse_expression
from engine.decisions.feel.syntax import AtLiteral, Call, Literal, Name, Node, RangeNode
from engine.decisions.limits import Run
from engine.decisions.values import Range

_READERS = {
    "date": temporal_text.parse_date,
    "time": temporal_text.parse_time,
    "date and time": temporal_text.parse_moment,
    "duration": temporal_text.parse_duration,
}


def parse_range(text: str, run: Run) -> Range | None:
    """Return the range that a text spells; None if it spells none."""
    try:
        node = parse_expression(text)
    except FeelSyntaxError:
        return None
    if not isinstance(node, RangeNode):
        return None
    low, high = _literal(node.low), _literal(node.high)
    if low is None or high is None:
        return None
    return make_range((low[0], high[0]), (node.low_closed, node.high_closed), run)


def _literal(node: Node) -> tuple[object] | None:
    if isinstance(node, Literal):
        return None if isinstance(node.value, bool) else (node.value,)
    if isinstance(node, AtLiteral):
        return _present(temporal_text.parse_any(node.text))
    if isinstance(node, Call) and isinstance(node.function, Name) and len(node.arguments) == 1:
        read, argument = _READERS.get(node.function.name), node.arguments[0]
        if read and isinstance(argument, Literal) and isinstance(argument.value, str):
            return _present(read(argument.value))
    return None


def _present(value: object) -> tuple[object] | None:
    return None if value is None else (value,)
