"""Where names are looked up while an expression runs: frames from the innermost to the caller's context."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, Protocol

from engine.decisions.limits import Run
from engine.decisions.values import PLAIN, NotAFeelValue, Prepared, from_python


class Scope(Protocol):
    """The caller's variables: any object that answers `scope[name]` or raises KeyError."""

    def __getitem__(self, name: str, /) -> object:
        """Return a variable's value; KeyError if there is none."""
        ...


class _Missing:
    """Stands for a name that is not there; null would be a value."""


MISSING: Final = _Missing()
_AS_IT_IS: Final = PLAIN - {Decimal}


class Frame:
    """Names of one level. Only the outermost holds the caller's own objects.

    `cache` keeps what was converted from them; it is None where no conversion is needed.
    """

    __slots__ = ("cache", "names", "outer", "run")

    def __init__(
        self,
        names: Any,  # noqa: ANN401 - see below
        outer: "Frame | None",
        run: Run,
        cache: dict[str, object] | None = None,
    ) -> None:
        # Inner frames hold dicts, the outermost any Scope; a union would cost a check per lookup.
        self.names = names
        self.outer = outer
        self.run = run
        self.cache = cache


Closure = Callable[[Frame], object]
"""A compiled expression."""


def outermost(context: Scope | Mapping[str, object], run: Run) -> Frame:
    """Return the frame of the caller's context."""
    return Frame(context, None, run, None if type(context) is Prepared else {})


def find(frame: Frame, name: str) -> object:
    """Return a name's value, or MISSING."""
    while frame.outer is not None:
        value = frame.names.get(name, MISSING)
        if value is not MISSING:
            return value
        frame = frame.outer
    return find_outermost(frame, name)


def find_outermost(frame: Frame, name: str) -> object:
    """Return what the caller's context holds, as a FEEL value, or MISSING."""
    try:
        value = frame.names[name]
    except KeyError:
        return MISSING
    cache = frame.cache
    if cache is None or type(value) in _AS_IT_IS:
        return value
    if name not in cache:
        cache[name] = converted(value, frame.run)
    return cache[name]


def converted(value: object, run: Run) -> object:
    """Convert an object of the caller; null with a warning if FEEL has no such thing."""
    try:
        return from_python(value)
    except (NotAFeelValue, RecursionError) as failure:
        run.warn("not_a_feel_value", kind=str(failure) or type(failure).__name__)
        return None


def find_inside(frame: Frame, name: str, path: tuple[str, ...]) -> object:
    """Follow a path through the caller's mappings and convert only its end; MISSING if it leaves them.

    A case may be a large context of which a condition reads one entry.
    """
    try:
        value = frame.names[name]
        for step in path:
            if not isinstance(value, Mapping):
                return MISSING
            value = value[step]
    except KeyError:
        return MISSING
    if frame.cache is None or type(value) in _AS_IT_IS:
        return value
    return converted(value, frame.run)
