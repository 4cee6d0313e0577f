"""Makes ranges and refuses impossible ones."""

from engine.decisions.feel.ordering import compare
from engine.decisions.feel.types import family
from engine.decisions.limits import Run
from engine.decisions.values import Range


def make_range(
    ends: tuple[object, object], closed: tuple[bool, bool], run: Run, at: int = -1
) -> Range | None:
    """Return the range between two ends; null with a warning if there is none."""
    (low, high), (low_closed, high_closed) = ends, closed
    detail = _fault(low, high, run)
    if detail:
        run.warn("bad_range", at, detail=detail)
        return None
    return Range(low, high, low_closed, high_closed)


def _fault(low: object, high: object, run: Run) -> str | None:
    if low is None and high is None:
        return "both ends are null"
    if low is None or high is None:
        return None
    order = compare(low, high, run)
    if order is None:
        return f"the ends are a {family(low)} and a {family(high)}"
    return "it ends before it starts" if order > 0 else None


def range_of_comparison(operator: str, value: object) -> Range | None:
    """Return `(< x)` as a range."""
    if value is None and operator not in {"=", "!="}:
        return None
    shapes = {
        "<": Range(None, value, low_closed=False, high_closed=False, operator="<"),
        "<=": Range(None, value, low_closed=False, high_closed=True, operator="<="),
        ">": Range(value, None, low_closed=False, high_closed=False, operator=">"),
        ">=": Range(value, None, low_closed=True, high_closed=False, operator=">="),
        "=": Range(value, value, operator="="),
        "!=": Range(value, value, operator="!="),
    }
    return shapes[operator]
