"""What stands after a dot: entries of contexts, and parts of dates, times, durations and ranges."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from engine.decisions.feel import calendar
from engine.decisions.feel.types import family
from engine.decisions.limits import Run

_Reader = Callable[[Any], object]


def property_of(value: object, name: str, run: Run, at: int) -> object:
    """Return `value.name`; of a list, that of each item; null with a warning if there is none."""
    if isinstance(value, dict):
        if name in value:
            return value[name]
        run.warn("no_entry", at, name=name)
        return None
    if isinstance(value, list):
        run.spend(len(value))
        return [
            item[name] if type(item) is dict and name in item else property_of(item, name, run, at)
            for item in value
        ]
    kind = family(value)
    read = _READERS.get(kind, {}).get(name)
    if read is not None:
        return read(value)
    run.warn("no_property", at, kind=kind, name=name)
    return None


def _second(value: Any) -> Decimal:  # noqa: ANN401 - the table fixes the type
    return Decimal(value.second) + Decimal(calendar.nanosecond_of(value)).scaleb(-9)


def _whole_second(value: Any) -> Decimal:  # noqa: ANN401
    return Decimal(value.second) if not calendar.nanosecond_of(value) else _second(value).normalize()


def _offset_of_moment(value: Any) -> object:  # noqa: ANN401
    return None if value.tzinfo is None else calendar.make_duration(calendar.offset_number(value))


def _offset_of_time(value: Any) -> object:  # noqa: ANN401
    number = calendar.time_offset_number(value)
    return None if number is None else calendar.make_duration(number)


def _zone(value: Any) -> object:  # noqa: ANN401
    return getattr(value.tzinfo, "key", None)


def _weekday(date: Any) -> Decimal:  # noqa: ANN401
    return Decimal((calendar.day_number(date) - 1) % 7 + 1)


def _part(unit: int, modulus: int | None) -> _Reader:
    def read(duration: Any) -> Decimal:  # noqa: ANN401
        number = calendar.duration_number(duration)
        amount = abs(number) // unit % modulus if modulus else abs(number) // unit
        return Decimal(-amount if number < 0 else amount)

    return read


def _duration_second(duration: Any) -> Decimal:  # noqa: ANN401
    number = calendar.duration_number(duration)
    seconds = Decimal(abs(number) % calendar.MINUTE).scaleb(-9)
    whole = seconds.to_integral_value()
    seconds = whole if whole == seconds else seconds.normalize()
    return -seconds if number < 0 else seconds


def _signed(months: int, amount: int) -> Decimal:
    return Decimal(-amount if months < 0 else amount)


def _date_readers(date: Callable[[Any], Any]) -> dict[str, _Reader]:
    return {
        "year": lambda value: Decimal(date(value).year),
        "month": lambda value: Decimal(date(value).month),
        "day": lambda value: Decimal(date(value).day),
        "weekday": lambda value: _weekday(date(value)),
    }


def _time_readers(time: Callable[[Any], Any], offset: _Reader) -> dict[str, _Reader]:
    return {
        "hour": lambda value: Decimal(time(value).hour),
        "minute": lambda value: Decimal(time(value).minute),
        "second": lambda value: _whole_second(time(value)),
        "time offset": offset,
        "timezone": _zone,
    }


def _same(value: Any) -> Any:  # noqa: ANN401
    return value


_READERS: Final[dict[str, dict[str, _Reader]]] = {
    "date": _date_readers(_same)
    | {
        "hour": lambda _: Decimal(0),
        "minute": lambda _: Decimal(0),
        "second": lambda _: Decimal(0),
        "time offset": lambda _: dt.timedelta(),
        "timezone": lambda _: None,
    },
    "date and time": _date_readers(calendar.date_part) | _time_readers(calendar.time_part, _offset_of_moment),
    "time": _time_readers(_same, _offset_of_time),
    "days and time duration": {
        "days": _part(calendar.DAY, None),
        "hours": _part(calendar.HOUR, 24),
        "minutes": _part(calendar.MINUTE, 60),
        "seconds": _duration_second,
    },
    "years and months duration": {
        "years": lambda value: _signed(value.months, abs(value.months) // 12),
        "months": lambda value: _signed(value.months, abs(value.months) % 12),
    },
    "range": {
        "start": lambda value: value.low,
        "end": lambda value: value.high,
        "start included": lambda value: value.low_closed,
        "end included": lambda value: value.high_closed,
    },
}
"""Family of a value → property → what reads it."""
