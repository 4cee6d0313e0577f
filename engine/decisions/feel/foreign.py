"""The few static Java methods that models of other tools call: pure functions, written here in Python.

DMN lets a model name a Java method. No Java is run and nothing is looked up outside of this table;
any other method answers null with a warning.
"""

import math
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from engine.decisions.feel.types import family
from engine.decisions.limits import Run
from engine.decisions.values import Function

_SIGNATURE: Final = re.compile(r"\s*(\w+)\s*\(([^)]*)\)\s*")
_WHOLE: Final = {"byte": 7, "short": 15, "int": 31, "long": 63}
_FRACTIONS: Final = frozenset({"float", "double"})
_TEXT: Final = "java.lang.String"
_REST: Final = "[Ljava.lang.Object;"
_PLACE: Final = re.compile(r"%[sd]")


def _each(
    name: str, kinds: Sequence[str], count: int, method: Callable[..., Any]
) -> dict[str, Callable[..., Any]]:
    return {f"{name}({','.join([kind] * count)})": method for kind in kinds}


def _format(text: str, *values: object) -> str:
    rest = list(values)
    return _PLACE.sub(lambda _: str(rest.pop(0)) if rest else "", text)


_NUMBERS: Final = ("int", "long", "float", "double")
_METHODS: Final[dict[str, dict[str, Callable[..., Any]]]] = {
    "java.lang.Math": {
        **_each("max", _NUMBERS, 2, max),
        **_each("min", _NUMBERS, 2, min),
        **_each("abs", _NUMBERS, 1, abs),
        **{
            f"{name}(double)": getattr(math, name)
            for name in (
                "cos",
                "sin",
                "tan",
                "acos",
                "asin",
                "atan",
                "exp",
                "log",
                "log10",
                "sqrt",
                "floor",
                "ceil",
            )
        },
        "pow(double,double)": math.pow,
    },
    "java.lang.Byte": {"valueOf(byte)": int},
    "java.lang.Short": {"valueOf(short)": int},
    "java.lang.Integer": {"valueOf(int)": int, f"valueOf({_TEXT})": int, f"parseInt({_TEXT})": int},
    "java.lang.Long": {"valueOf(long)": int, f"valueOf({_TEXT})": int},
    "java.lang.Float": {f"valueOf({_TEXT})": float},
    "java.lang.Double": {f"valueOf({_TEXT})": float},
    _TEXT: {"valueOf(char)": str, f"format({_TEXT},{_REST})": _format},
}


def java_function(parameters: tuple[str, ...], mapping: object) -> Function | None:
    """Return the function of `{class: …, method signature: …}`; None if it is not in the table."""
    if not isinstance(mapping, dict):
        return None
    signature = _SIGNATURE.fullmatch(str(mapping.get("method signature", "")))
    if signature is None:
        return None
    kinds = [kind.strip() for kind in signature[2].split(",") if kind.strip()]
    method = _METHODS.get(str(mapping.get("class")), {}).get(f"{signature[1]}({','.join(kinds)})")
    if method is None:
        return None
    return Function(f"java {signature[1]}", parameters, _body(method, kinds))


def _body(method: Callable[..., Any], kinds: list[str]) -> Callable[..., object]:
    def call(run: Run, *arguments: object) -> object:
        try:
            given = [
                _to_java(argument, kinds[min(place, len(kinds) - 1)])
                for place, argument in enumerate(arguments)
            ]
            return _from_java(method(*given))
        except (ValueError, TypeError, ArithmeticError) as failure:
            run.warn("no_value", name="external function", detail=failure)
            return None

    return call


def _to_java(value: Any, kind: str) -> object:  # noqa: ANN401 - any FEEL value
    """Return what Java would see; ValueError if the value is not of that type."""
    if kind in _WHOLE and family(value) == "number" and abs(value) < 2 ** _WHOLE[kind]:
        return int(value)
    if kind in _FRACTIONS and family(value) == "number":
        return float(value)
    if isinstance(value, str) and (kind in {_TEXT, _REST} or (kind == "char" and len(value) == 1)):
        return value
    if kind == _REST:
        return value
    raise ValueError(f"{family(value)} is not a {kind}")


def _from_java(value: object) -> object:
    return Decimal(repr(value)) if isinstance(value, int | float) else value
