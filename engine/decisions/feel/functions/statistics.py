"""Functions that sum up a list: min, max, sum, mean, median, mode and the like."""

from decimal import Decimal
from functools import cmp_to_key
from typing import Any, Final

from engine.decisions.feel import arithmetic
from engine.decisions.feel.builtin import NoValue, built_in, numbers_only
from engine.decisions.feel.ordering import compare
from engine.decisions.limits import Run
from engine.decisions.values import NUMBERS


def _extreme(run: Run, items: list[Any], sign: int) -> object:
    if not items:
        return None
    run.spend(len(items))
    best = items[0]
    for item in items:
        order = compare(item, best, run)
        if order is None:
            return None
        if order == sign:
            best = item
    return best


@built_in("min", "list: Any?...")
@built_in("min", "list: list")
def _min(run: Run, items: list[Any]) -> object:
    return _extreme(run, items, -1)


@built_in("max", "list: Any?...")
@built_in("max", "list: list")
def _max(run: Run, items: list[Any]) -> object:
    return _extreme(run, items, 1)


@built_in("sum", "list: Any?...")
@built_in("sum", "list: list")
def _sum(run: Run, items: list[Any]) -> object:
    return total(run, items) if items else None


_ONLY_NUMBERS: Final = {Decimal}


def total(run: Run, items: list[Any]) -> Any:  # noqa: ANN401 - a number or a duration
    """Return the sum of numbers or of durations of one kind."""
    run.spend(len(items))
    if set(map(type, items)) == _ONLY_NUMBERS:
        made = items[0]
        for item in items[1:]:
            made = NUMBERS.add(made, item)
        return made
    first = items[0]
    if not isinstance(first, Decimal | None | str | bool | list | dict):
        made = first
        for item in items[1:]:
            made = arithmetic.apply("+", made, item, run, -1)
        return made if hasattr(first, "months") or hasattr(first, "days") else None
    return numbers_only(items)[0]


@built_in("product", "list: Any?...")
@built_in("product", "list: list")
def _product(run: Run, items: list[Any]) -> object:
    if not items:
        return None
    run.spend(len(items))
    made = Decimal(1)
    for item in numbers_only(items):
        made = NUMBERS.multiply(made, item)
    return made


@built_in("mean", "list: Any?...")
@built_in("mean", "list: list")
def _mean(run: Run, items: list[Any]) -> object:
    if not items:
        return None
    return NUMBERS.divide(total(run, numbers_only(items)), Decimal(len(items)))


@built_in("median", "list: Any?...")
@built_in("median", "list: list")
def _median(run: Run, items: list[Any]) -> object:
    if not items:
        return None
    run.spend(len(items) * 2)
    ordered = sorted(numbers_only(items))
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return NUMBERS.divide(NUMBERS.add(ordered[middle - 1], ordered[middle]), Decimal(2))


@built_in("stddev", "list: Any?...")
@built_in("stddev", "list: list")
def _stddev(run: Run, items: list[Any]) -> object:
    if len(items) < 2:  # noqa: PLR2004 - a sample of one has no deviation
        raise NoValue("at least two numbers are needed")
    mean = NUMBERS.divide(total(run, numbers_only(items)), Decimal(len(items)))
    squares = Decimal(0)
    for item in items:
        distance = NUMBERS.subtract(item, mean)
        squares = NUMBERS.add(squares, NUMBERS.multiply(distance, distance))
    return NUMBERS.sqrt(NUMBERS.divide(squares, Decimal(len(items) - 1)))


@built_in("mode", "list: Any?...")
@built_in("mode", "list: list")
def _mode(run: Run, items: list[Any]) -> object:
    run.spend(len(items) * 2)
    counts: dict[Decimal, int] = {}
    for item in numbers_only(items):
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(item for item, count in counts.items() if count == most)


def ordered(run: Run, items: list[Any]) -> list[Any]:
    """Return the items in their natural order.

    Raises:
        NoValue: if two of them can't be compared.
    """

    def order(left: object, right: object) -> int:
        run.spend(1)
        found = compare(left, right, run)
        if found is None:
            raise NoValue("the items can't be compared")
        return found

    return sorted(items, key=cmp_to_key(order))
