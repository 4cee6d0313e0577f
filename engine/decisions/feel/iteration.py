"""Compiles loops: `for`, `some`, `every`, and filters."""

import datetime as dt
from collections.abc import Callable, Iterable
from collections.abc import Iterator as Iterating
from decimal import Decimal
from typing import TypeGuard

from engine.decisions.feel import calendar
from engine.decisions.feel.compiler import Build, compiles, weight
from engine.decisions.feel.frame import Closure, Frame
from engine.decisions.feel.syntax import Filter, For, FunctionDefinition, Iterator, Literal, Node, Quantified
from engine.decisions.feel.types import family
from engine.decisions.limits import Run
from engine.decisions.values import Date, FarDate, Range

Source = Callable[[Frame], Iterable[object] | None]
Loops = list[tuple[str, Source]]


@compiles(For)
def _for(node: For, build: Build) -> Closure:
    loops = _loops(node.iterators, build)
    names = {iterator.name for iterator in node.iterators} | {"partial"}
    body, cost = build.inside(names, node.body), weight(node.body)
    walk = _walker(node)

    def collect(frame: Frame) -> object:
        made: list[object] = []
        for inner in walk(loops, Frame({"partial": made}, frame, frame.run), cost):
            if inner is None:
                return None
            made.append(body(inner))
            frame.run.check_items(len(made))
        return made

    return collect


@compiles(Quantified)
def _quantified(node: Quantified, build: Build) -> Closure:
    loops = _loops(node.iterators, build)
    names = {iterator.name for iterator in node.iterators}
    condition, cost = build.inside(names, node.condition), weight(node.condition)
    walk = _walker(node)
    # `some` is decided by the first true, `every` by the first false.
    decisive, at = node.quantifier == "some", node.at

    def decide(frame: Frame) -> object:
        answer: bool | None = not decisive
        for inner in walk(loops, frame, cost):
            value = None if inner is None else condition(inner)
            if value is decisive:
                return decisive
            if inner is None:
                return None
            if type(value) is not bool:
                frame.run.warn("not_boolean", at, kind=family(value))
                answer = None
        return answer

    return decide


def _loops(iterators: tuple[Iterator, ...], build: Build) -> list[tuple[str, Source]]:
    names: set[str] = {"partial"}
    loops = []
    for iterator in iterators:
        loops.append((iterator.name, _source(iterator, build, names)))
        names = names | {iterator.name}
    return loops


def _source(iterator: Iterator, build: Build, names: set[str]) -> Source:
    first, at = build.inside(names, iterator.source), iterator.at
    if iterator.last is None:
        return lambda frame: _items(first(frame), frame.run, at)
    last = build.inside(names, iterator.last)
    return lambda frame: _steps(first(frame), last(frame), frame.run, at)


def _walker(node: For | Quantified) -> Callable[[Loops, Frame, int], Iterating[Frame | None]]:
    # A function made in the body remembers its frame, so that each round needs one of its own.
    simple = len(node.iterators) == 1 and not _makes_functions(node)
    return _walk_simply if simple else lambda loops, frame, cost: _walk(loops, 0, frame, cost)


def _makes_functions(node: object) -> bool:
    if isinstance(node, Node):
        return isinstance(node, FunctionDefinition) or any(map(_makes_functions, node.parts()))
    return isinstance(node, tuple) and any(map(_makes_functions, node))


def _walk_simply(loops: Loops, frame: Frame, cost: int) -> Iterating[Frame | None]:
    """Yield the same frame with one item after the other."""
    ((name, source),) = loops
    items = source(frame)
    if items is None:
        yield None
        return
    names: dict[str, object] = {}
    inner, spend = Frame(names, frame, frame.run), frame.run.spend
    for item in items:
        spend(cost)
        names[name] = item
        yield inner


def _walk(loops: list[tuple[str, Source]], level: int, frame: Frame, cost: int) -> Iterating[Frame | None]:
    """Yield the innermost frame of each combination; None once if something can't be iterated over."""
    name, source = loops[level]
    items = source(frame)
    if items is None:
        yield None
        return
    innermost = level == len(loops) - 1
    for item in items:
        frame.run.spend(cost)
        inner = Frame({name: item}, frame, frame.run)
        if innermost:
            yield inner
        else:
            yield from _walk(loops, level + 1, inner, cost)


def _items(value: object, run: Run, at: int) -> Iterable[object] | None:
    if isinstance(value, list):
        return value
    if value is None or isinstance(value, Range):
        run.warn("not_iterable", at, kind=family(value))
        return None
    return [value]


def _steps(first: object, last: object, run: Run, at: int) -> Iterable[object] | None:
    if isinstance(first, Decimal) and isinstance(last, Decimal) and first == first.to_integral_value():
        return _whole_numbers(int(first), last, run)
    if _is_date(first) and _is_date(last):
        start, end = calendar.day_number(first), calendar.day_number(last)
        return (calendar.date_of(day) for day in _span(start, end, run))
    run.warn("not_iterable", at, kind=f"{family(first)}..{family(last)}")
    return None


def _is_date(value: object) -> TypeGuard[Date]:
    return isinstance(value, dt.date | FarDate) and not isinstance(value, dt.datetime)


def _whole_numbers(first: int, last: Decimal, run: Run) -> Iterable[object]:
    run.check_items(int(abs(last - first)) if abs(last).adjusted() < 30 else run.limits.list_items + 1)  # noqa: PLR2004 - far beyond any list
    return (Decimal(number) for number in _span(first, int(last), run))


def _span(start: int, end: int, run: Run) -> range:
    run.check_items(abs(end - start) + 1)
    return range(start, end + 1) if start <= end else range(start, end - 1, -1)


@compiles(Filter)
def _filter(node: Filter, build: Build) -> Closure:
    source, at = build.compile(node.source), node.at
    if isinstance(node.condition, Literal) and isinstance(node.condition.value, Decimal):
        return _fixed_index(source, node.condition.value, at)
    condition, cost = build.inside({"*"}, node.condition), weight(node.condition)

    def select(frame: Frame) -> object:
        items = as_list(source(frame))
        kept: list[object] = []
        for number, item in enumerate(items):
            frame.run.spend(cost)
            value = condition(_item_frame(item, frame))
            if value is True:
                kept.append(item)
            elif value is not False and value is not None:
                return _other(value, items, number, frame.run, at)
        return kept if items else _of_nothing(condition, frame, at)

    return select


def _fixed_index(source: Closure, index: Decimal, at: int) -> Closure:
    return lambda frame: item_at(as_list(source(frame)), index, frame.run, at)


def _of_nothing(condition: Closure, frame: Frame, at: int) -> object:
    # An empty list has no item to try the condition on; only an index tells itself apart.
    value = condition(_item_frame(None, Frame({}, frame, Run(frame.run.limits))))
    return item_at([], value, frame.run, at) if isinstance(value, Decimal) else []


def _other(value: object, items: list[object], number: int, run: Run, at: int) -> object:
    if isinstance(value, Decimal) and number == 0:
        return item_at(items, value, run, at)
    run.warn("bad_filter", at, kind=family(value))
    return None


def _item_frame(item: object, frame: Frame) -> Frame:
    inner = Frame({"item": item}, frame, frame.run)
    # The item's own entries win over everything, even over the word `item`.
    return Frame(item, inner, frame.run) if isinstance(item, dict) else inner


def as_list(value: object) -> list[object]:
    """Return a list as it is and any other value as a list of one; null is an empty list."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def item_at(items: list[object], index: Decimal, run: Run, at: int) -> object:
    """Return the item of a 1-based index; negative ones count from the end."""
    position = int(index) if abs(index) <= len(items) else 0
    if position == 0 or position != index:
        run.warn("index_out_of_range", at, index=index)
        return None
    return items[position - 1] if position > 0 else items[position]
