"""`sort`, by the natural order or by a function that tells what comes first."""

from functools import cmp_to_key
from typing import Any

from engine.decisions.feel.builtin import NoValue, built_in
from engine.decisions.feel.calls import call
from engine.decisions.feel.functions.statistics import ordered
from engine.decisions.limits import Run
from engine.decisions.values import Function


@built_in("sort", "list: list, precedes: function")
def _sort(run: Run, items: list[Any], precedes: Function) -> object:
    def order(left: object, right: object) -> int:
        run.spend(1)
        return -1 if _answer(left, right) else int(_answer(right, left))

    def _answer(left: object, right: object) -> bool:
        answer = call(precedes, [left, right], None, run)
        if not isinstance(answer, bool):
            raise NoValue("the function must answer true or false")
        return answer

    return sorted(items, key=cmp_to_key(order))


@built_in("sort", "list: list")
def _sort_naturally(run: Run, items: list[Any]) -> object:
    return ordered(run, items)
