"""FEEL values as JSON and back, without loss: how process variables are stored.

Text, booleans, null, whole numbers, lists and contexts are plain JSON. What JSON lacks is an
object with the single key `$feel`: `{"$feel": ["number", "1.10"]}`, `{"$feel": ["date",
"2026-11-22"]}`. A context that itself has a key `$feel` is wrapped in one. Fractions are written
as text because a JSON reader would make binary floats of them.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from engine.decisions.errors import FeelError
from engine.decisions.feel import temporal_text
from engine.decisions.values import (
    FarDate,
    FarMoment,
    Function,
    NanoDuration,
    NanoTime,
    Prepared,
    Range,
    YearsMonths,
    from_python,
)

TAG: Final = "$feel"
_SAME: Final = frozenset({str, bool, int, type(None)})
_AS_IT_IS: Final = _SAME - {int}


class NotStorable(FeelError):
    """A function or a foreign object can't be stored as JSON."""

    zh = "函数或外来对象不能存为 JSON。"

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"A value of the type {kind} can't be stored as JSON.", zh=f"{kind} 类型的值不能存为 JSON。"
        )


def to_json(value: object) -> Any:  # noqa: ANN401 - JSON has no better type
    """Return the JSON form of a FEEL value.

    Raises:
        NotStorable: for functions and objects that FEEL does not know.
    """
    kind = type(value)
    if kind in _SAME:
        return value
    write = _WRITERS.get(kind)
    return write(value) if write else _write_other(value)


def _write_number(value: Any) -> Any:  # noqa: ANN401 - the table fixes the type
    # The text keeps what == does not: 1.10 and 1.1 are equal, and so are 0 and -0.
    text = str(value)
    if text.isdigit() or (value and text[1:].isdigit()):
        return int(text)
    return {TAG: ["number", text]}


def _write_list(value: Any) -> Any:  # noqa: ANN401
    return [item if type(item) in _SAME else to_json(item) for item in value]


def _write_context(value: Any) -> Any:  # noqa: ANN401
    entries = {name: item if type(item) in _SAME else to_json(item) for name, item in value.items()}
    return {TAG: ["context", entries]} if TAG in entries else entries


def _write_range(value: Any) -> Any:  # noqa: ANN401
    ends = [to_json(value.low), to_json(value.high)]
    return {TAG: ["range", *ends, value.low_closed, value.high_closed, value.operator]}


def _tagged(tag: str, text: Callable[[Any], str]) -> Callable[[Any], object]:
    return lambda value: {TAG: [tag, text(value)]}


def _write_datetime(value: Any) -> Any:  # noqa: ANN401
    text = temporal_text.write_moment(value)
    # The second of two equal hours, when clocks go back, must stay the second.
    return {TAG: ["date and time", text, 1]} if value.fold else {TAG: ["date and time", text]}


def _read_moment(text: str, fold: int = 0) -> object:
    moment = temporal_text.parse_moment(text)
    return moment.replace(fold=fold) if fold and isinstance(moment, dt.datetime) else moment


def _write_other(value: object) -> Any:  # noqa: ANN401
    if isinstance(value, Function):
        raise NotStorable("function")
    if isinstance(value, Mapping):
        return _write_context(value)
    try:
        converted = from_python(value)
    except TypeError as foreign:
        raise NotStorable(type(value).__name__) from foreign
    if type(converted) not in _WRITERS and type(converted) not in _SAME:
        raise NotStorable(type(value).__name__)
    return to_json(converted)


def from_json(data: object) -> object:
    """Return the FEEL value of what `to_json` wrote; whole numbers become decimals.

    Raises:
        ValueError: for a tagged object that `to_json` does not write.
    """
    kind = type(data)
    if kind is int:
        return Decimal(data)  # type: ignore[arg-type] # kind is int, which type() does not narrow
    if kind in _SAME:
        return data
    if isinstance(data, list):
        return [item if type(item) in _AS_IT_IS else from_json(item) for item in data]
    if isinstance(data, dict):
        return _read_object(data)
    if isinstance(data, float):
        return from_python(data)
    raise ValueError(f"Not JSON: {kind.__name__}.")


def _read_object(data: dict[str, Any]) -> object:
    if TAG not in data:
        return {name: item if type(item) in _AS_IT_IS else from_json(item) for name, item in data.items()}
    try:
        tag, *parts = data[TAG]
        value = _READERS[tag](*parts)
    except (TypeError, KeyError, AttributeError, ArithmeticError):
        value = None
    if value is None:
        raise ValueError(f"Not a stored FEEL value: {data!r}.")
    return value


def _read_range(
    low: object, high: object, low_closed: object, high_closed: object, operator: object
) -> Range:
    return Range(from_json(low), from_json(high), bool(low_closed), bool(high_closed), str(operator))


_WRITERS: Final[dict[type, Callable[[Any], Any]]] = {
    Decimal: _write_number,
    list: _write_list,
    tuple: _write_list,
    dict: _write_context,
    Prepared: _write_context,
    dt.date: _tagged("date", temporal_text.write_date),
    FarDate: _tagged("date", temporal_text.write_date),
    dt.time: _tagged("time", temporal_text.write_time),
    NanoTime: _tagged("time", temporal_text.write_time),
    dt.datetime: _write_datetime,
    FarMoment: _tagged("date and time", temporal_text.write_moment),
    dt.timedelta: _tagged("days and time duration", temporal_text.write_days_time),
    NanoDuration: _tagged("days and time duration", temporal_text.write_days_time),
    YearsMonths: _tagged("years and months duration", str),
    Range: _write_range,
}
_READERS: Final[dict[str, Callable[..., object]]] = {
    "number": Decimal,
    "date": temporal_text.parse_date,
    "time": temporal_text.parse_time,
    "date and time": _read_moment,
    "days and time duration": temporal_text.parse_days_time,
    "years and months duration": temporal_text.parse_years_months,
    "range": _read_range,
    "context": lambda entries: {name: from_json(item) for name, item in entries.items()},
}
