"""How built-in functions are declared, chosen by their arguments, and called."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from engine.decisions.feel.types import SIMPLE_TYPES, FeelType, ListType, coerce, family
from engine.decisions.limits import Run
from engine.decisions.values import Function

Body = Callable[..., object]
_ABSENT: Final = object()
"""Stands for an optional parameter that a named call leaves out; a null would be an argument."""


class NoValue(Exception):
    """A function has no result for these arguments; the message says why."""


@dataclass(frozen=True, slots=True)
class FormalParameter:
    """One parameter.

    `[name: type]` is optional, `name: type?` takes null, `name: type...` takes the rest, and `*name:
    type` makes a signature that only named arguments choose.
    """

    name: str
    type: FeelType
    optional: bool = False
    nullable: bool = False
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Overload:
    """One signature of a built-in function, and what computes it: `body(run, *arguments)`."""

    parameters: tuple[FormalParameter, ...]
    body: Body
    required: int
    takes_rest: bool
    only_named: bool = False

    def bind(self, arguments: Sequence[object], names: tuple[str, ...] | None) -> list[object] | None:
        """Put the arguments into the order of the parameters; None if they don't go together."""
        if names is not None:
            return self._bind_names(dict(zip(names, arguments, strict=True)), len(names))
        if self.takes_rest:
            return self._bind_rest(arguments)
        if self.only_named:
            return None
        return list(arguments) if self.required <= len(arguments) <= len(self.parameters) else None

    def _bind_rest(self, arguments: Sequence[object]) -> list[object] | None:
        fixed = len(self.parameters) - 1
        if len(arguments) < fixed + 1:
            return None
        return [*arguments[:fixed], list(arguments[fixed:])]

    def _bind_names(self, given: dict[str, object], count: int) -> list[object] | None:
        if len(given) != count:
            return None
        bound = []
        for parameter in self.parameters:
            if parameter.name in given:
                bound.append(given.pop(parameter.name))
            elif parameter.optional:
                bound.append(_ABSENT)
            else:
                return None
        return None if given else bound

    def mismatch(self, arguments: list[object]) -> tuple[FormalParameter, object] | None:
        """Coerce the arguments in place; return the first parameter that refuses its argument."""
        for index, argument in enumerate(arguments):
            parameter = self.parameters[index]
            if argument is _ABSENT:
                arguments[index] = None
                continue
            if argument is None:
                if parameter.nullable:
                    continue
                return parameter, argument
            if not parameter.type.accepts(argument):
                value, fits = coerce(argument, parameter.type)
                if not fits:
                    return parameter, argument
                arguments[index] = value
        return None


class BuiltIn(Function):
    """A function of the language; overloads are tried in the order they were declared."""

    __slots__ = ("overloads",)

    def __init__(self, name: str, overloads: tuple[Overload, ...]) -> None:
        first = overloads[0]
        super().__init__(name, tuple(parameter.name for parameter in first.parameters), first.body)
        self.overloads = overloads
        self.types = tuple(parameter.type for parameter in first.parameters)

    def call(self, run: Run, arguments: Sequence[object], names: tuple[str, ...] | None, at: int) -> object:
        """Call the overload that fits; null with a warning if none does."""
        refusal: tuple[FormalParameter, object] | None = None
        for overload in self.overloads:
            bound = overload.bind(arguments, names)
            if bound is None:
                continue
            refused = overload.mismatch(bound)
            if refused is None:
                return self._run(overload.body, bound, run, at)
            refusal = refusal or refused
        self._refuse(refusal, run, at)
        return None

    def _run(self, body: Body, arguments: list[object], run: Run, at: int) -> object:
        try:
            return body(run, *arguments)
        except NoValue as reason:
            run.warn("no_value", at, name=self.name, detail=reason)
        except (ArithmeticError, ValueError) as failure:
            run.warn("no_value", at, name=self.name, detail=type(failure).__name__)
        return None

    def _refuse(self, refusal: tuple[FormalParameter, object] | None, run: Run, at: int) -> None:
        if refusal is None:
            signatures = " | ".join(
                f"({', '.join(parameter.name for parameter in overload.parameters)})"
                for overload in self.overloads
            )
            run.warn("wrong_arguments", at, name=self.name, detail=f"expected {signatures}")
        else:
            parameter, argument = refusal
            run.warn(
                "bad_argument",
                at,
                name=self.name,
                parameter=parameter.name,
                expected=parameter.type,
                kind=family(argument),
            )


BUILT_INS: Final[dict[str, BuiltIn]] = {}
"""Every function of the language by name; filled when the modules of functions are imported."""


def built_in(name: str, signature: str = "") -> Callable[[Body], Body]:
    """Declare a function by its name and signature (see FormalParameter)."""

    def declare(body: Body) -> Body:
        parameters = tuple(_parameter(part) for part in signature.split(", ") if part)
        required = sum(not parameter.optional for parameter in parameters)
        takes_rest = any(parameter.rest for parameter in parameters)
        overload = Overload(parameters, body, required, takes_rest, signature.startswith("*"))
        known = BUILT_INS.get(name)
        BUILT_INS[name] = BuiltIn(name, ((*known.overloads, overload) if known else (overload,)))
        return body

    return declare


def _parameter(text: str) -> FormalParameter:
    optional = text.startswith("[")
    name, _, kind = text.strip("[]*").partition(": ")
    nullable, rest = kind.endswith("?"), kind.endswith("...")
    found = _type(kind.rstrip("?."))
    return FormalParameter(
        name, ListType("list", found) if rest else found, optional=optional, nullable=nullable, rest=rest
    )


def _type(name: str) -> FeelType:
    if name.startswith("list of "):
        return ListType("list", SIMPLE_TYPES[name.removeprefix("list of ")])
    return SIMPLE_TYPES[name]


def numbers_only(items: list[Any]) -> list[Any]:
    """Return the items if all are numbers.

    Raises:
        NoValue: if one is something else.
    """
    for item in items:
        if family(item) != "number":
            raise NoValue(f"the list holds a {family(item)}")
    return items
