"""Variables of one case, by scope: process variables in scope 0, local ones in scopes made by tokens.

A name is looked up from the innermost scope outwards; a write goes to the innermost scope that already has
the name, else to the outermost one. Values are kept encoded and decoded when first read, so that loading an
instance does not pay for data that the step does not touch.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from engine.ports.runtime import ValueCodec

MISSING: Final = object()


class Variables:
    """Every variable of a case, with what changed since the last `take_changes`."""

    def __init__(self, codec: ValueCodec) -> None:
        self._codec = codec
        self._encoded: dict[int, dict[str, str]] = {0: {}}
        self._decoded: dict[int, dict[str, object]] = {0: {}}
        self._before: dict[tuple[int, str], str | None] = {}
        self._dropped: list[int] = []
        self._chains: dict[int, tuple[int, ...]] = {0: (0,)}

    def load(self, scope: int, name: str, encoded: str) -> None:
        """Put back a stored variable."""
        self._encoded.setdefault(scope, {})[name] = encoded
        self._decoded.setdefault(scope, {})

    def open_scope(self, scope: int, *, inside: int | None) -> None:
        """Make a scope; one inside none is the outermost of a called process."""
        self._encoded.setdefault(scope, {})
        self._decoded.setdefault(scope, {})
        self._chains[scope] = (scope, *(self._chains[inside] if inside is not None else ()))

    def has_scope(self, scope: int) -> bool:
        """Say whether a scope is open."""
        return scope in self._chains

    def drop_scope(self, scope: int) -> None:
        """Forget a scope and what it holds."""
        if self._chains.pop(scope, None) is None:
            return
        names = self._encoded.pop(scope, {})
        self._decoded.pop(scope, None)
        for name in names:
            self._before.pop((scope, name), None)
        self._dropped.append(scope)

    def chain(self, scope: int) -> tuple[int, ...]:
        """Return the scopes from this one outwards."""
        return self._chains[scope]

    def get(self, scope: int, name: str) -> object:
        """Return the value of one scope's own variable, or MISSING."""
        values = self._decoded[scope]
        if name in values:
            return values[name]
        text = self._encoded[scope].get(name)
        if text is None:
            return MISSING
        value = values[name] = self._codec.decode(text)
        return value

    def names(self, scope: int) -> tuple[str, ...]:
        """Return the names of one scope's own variables."""
        return tuple(self._encoded[scope])

    def set_local(self, scope: int, name: str, value: object) -> bool:
        """Set a variable of exactly this scope; say whether that changed anything."""
        encoded = self._codec.encode(value)
        return self.put(scope, name, encoded) != encoded

    def put(self, scope: int, name: str, encoded: str) -> str | None:
        """Set an encoded variable of exactly this scope; return what it held before."""
        mine = self._encoded[scope]
        old = mine.get(name)
        if old != encoded:
            self._before.setdefault((scope, name), old)
            mine[name] = encoded
            self._decoded[scope].pop(name, None)
        return old

    def home(self, scope: int, name: str) -> int:
        """Return the scope where a variable lives, seen from this one; new ones go to the outermost."""
        chain = self._chains[scope]
        return next((number for number in chain if name in self._encoded[number]), chain[-1])

    def view(self, scope: int) -> "View":
        """Return what an expression in this scope sees; it follows later changes."""
        return View(self, self._chains[scope])

    def encoded(self, scope: int, name: str) -> str:
        """Return one variable's stored text."""
        return self._encoded[scope][name]

    def take_changes(self) -> tuple[dict[tuple[int, str], str | None], list[int]]:
        """Return the changed variables' new texts and the dropped scopes, and start afresh."""
        changed: dict[tuple[int, str], str | None] = {
            key: self._encoded[key[0]].get(key[1]) for key in self._before
        }
        dropped, self._dropped, self._before = self._dropped, [], {}
        return changed, dropped


class View(Mapping[str, object]):
    """A read-only look through a chain of scopes."""

    __slots__ = ("_chain", "_variables")

    def __init__(self, variables: Variables, chain: tuple[int, ...]) -> None:
        self._variables = variables
        self._chain = chain

    def __getitem__(self, name: str) -> object:
        for scope in self._chain:
            value = self._variables.get(scope, name)
            if value is not MISSING:
                return value
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return any(name in self._variables._encoded[scope] for scope in self._chain)

    def __iter__(self) -> Iterator[str]:
        seen: set[str] = set()
        for scope in self._chain:
            seen.update(self._variables.names(scope))
        return iter(sorted(seen))

    def __len__(self) -> int:
        return sum(1 for _ in self)
