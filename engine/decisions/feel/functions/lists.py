"""List functions; positions count from 1, negative ones from the end."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from engine.decisions.feel.builtin import NoValue, built_in
from engine.decisions.feel.calls import call
from engine.decisions.feel.ordering import same
from engine.decisions.limits import Run
from engine.decisions.values import Function


@built_in("list contains", "list: list, element: Any?")
def _list_contains(run: Run, items: list[Any], element: object) -> object:
    run.spend(len(items))
    return any(same(item, element, run) for item in items)


@built_in("count", "list: list")
def _count(_: Run, items: list[Any]) -> object:
    return Decimal(len(items))


@built_in("is empty", "list: list")
def _is_empty(_: Run, items: list[Any]) -> object:
    return not items


@built_in("all", "list: Any?...")
@built_in("all", "list: list")
def _all(_: Run, items: list[Any]) -> object:
    if any(item is False for item in items):
        return False
    return True if all(item is True for item in items) else None


@built_in("any", "list: Any?...")
@built_in("any", "list: list")
def _any(_: Run, items: list[Any]) -> object:
    if any(item is True for item in items):
        return True
    return False if all(item is False for item in items) else None


def _position(items: list[Any], position: Decimal, beyond: int = 0) -> int:
    """Return the 0-based index of a position."""
    number = int(position) if abs(position) <= len(items) + beyond else 0
    if number == 0 or number < -len(items):
        raise NoValue("the position is outside the list")
    return number - 1 if number > 0 else len(items) + number


@built_in("sublist", "list: list, start position: number, [length: number]")
def _sublist(_: Run, items: list[Any], start: Decimal, length: Decimal | None = None) -> object:
    first = _position(items, start)
    if length is None:
        return items[first:]
    if length < 1 or length > len(items) - first:
        raise NoValue("the length is outside the list")
    return items[first : first + int(length)]


@built_in("append", "list: list, items: Any?...")
def _append(run: Run, items: list[Any], more: list[Any]) -> object:
    return _made(run, items, more)


@built_in("concatenate", "lists: list...")
def _concatenate(run: Run, lists: list[list[Any]]) -> object:
    return _made(run, *lists)


def _made(run: Run, *lists: Iterable[Any]) -> list[Any]:
    made: list[Any] = []
    for part in lists:
        made.extend(part)
        run.check_items(len(made))
    run.spend(1 + len(made) // 8)
    return made


@built_in("insert before", "list: list, position: number, newItem: Any?")
def _insert_before(run: Run, items: list[Any], position: Decimal, item: object) -> object:
    index = _position(items, position)
    return _made(run, items[:index], [item], items[index:])


@built_in("remove", "list: list, position: number")
def _remove(run: Run, items: list[Any], position: Decimal) -> object:
    index = _position(items, position)
    return _made(run, items[:index], items[index + 1 :])


@built_in("list replace", "list: list, position: number, newItem: Any?")
def _list_replace(run: Run, items: list[Any], position: Decimal, item: object) -> object:
    index = _position(items, position)
    return _made(run, items[:index], [item], items[index + 1 :])


@built_in("list replace", "list: list, match: function, newItem: Any?")
def _list_replace_matching(run: Run, items: list[Any], match: Function, new: object) -> object:
    made = []
    for item in items:
        answer = call(match, [item, new], None, run)
        if not isinstance(answer, bool):
            raise NoValue("the match function must answer true or false")
        made.append(new if answer else item)
    return made


@built_in("reverse", "list: list")
def _reverse(run: Run, items: list[Any]) -> object:
    run.spend(len(items) // 8)
    return items[::-1]


@built_in("index of", "list: list, match: Any?")
def _index_of(run: Run, items: list[Any], match: object) -> object:
    run.spend(len(items))
    return [Decimal(number) for number, item in enumerate(items, 1) if same(item, match, run)]


@built_in("union", "list: list...")
def _union(run: Run, lists: list[list[Any]]) -> object:
    return distinct(_made(run, *lists), run)


@built_in("distinct values", "list: list")
def _distinct_values(run: Run, items: list[Any]) -> object:
    return distinct(items, run)


@built_in("duplicate values", "list: list")
def _duplicate_values(run: Run, items: list[Any]) -> object:
    kept: list[Any] = []
    for number, item in enumerate(items):
        run.spend(number + 1)
        if any(same(item, other, run) for other in items[number + 1 :]):
            kept.append(item)
    return distinct(kept, run)


def distinct(items: list[Any], run: Run) -> list[Any]:
    """Keep the first of equal items."""
    kept: list[Any] = []
    seen: set[tuple[type, Any]] = set()
    for item in items:
        key = (type(item), item) if isinstance(item, str | bool | Decimal | None) else None
        if key is None:
            run.spend(len(kept))
            if not any(same(item, other, run) for other in kept):
                kept.append(item)
        elif key not in seen:
            seen.add(key)
            kept.append(item)
    run.spend(len(items))
    return kept


@built_in("flatten", "list: list")
def _flatten(run: Run, items: list[Any]) -> object:
    made: list[Any] = []
    _flatten_into(made, items, run)
    return made


def _flatten_into(made: list[Any], items: list[Any], run: Run) -> None:
    run.spend(1 + len(items))
    for item in items:
        if isinstance(item, list):
            _flatten_into(made, item, run)
        else:
            made.append(item)
    run.check_items(len(made))


@built_in("partition", "list: list, size: number")
def _partition(run: Run, items: list[Any], size: Decimal) -> object:
    length = int(size) if size == size.to_integral_value() and size > 0 else 0
    if not length:
        raise NoValue("the size must be a whole number above zero")
    run.spend(len(items))
    return [items[start : start + length] for start in range(0, len(items), length)]
