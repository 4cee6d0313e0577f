"""Names with spaces and signs: which words of a text belong together.

FEEL lets a name contain spaces, and even + - * / . ' and keywords. Two words side by side can only
be one name, so most names need no declaration. A name with a sign or a keyword inside
(`Teacher's rating`, `profit and loss`) is recognised when it is declared.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from engine.decisions.errors import FeelSyntaxError
from engine.decisions.feel.lexer import Token, tokenize

KEYWORDS: Final = frozenset(
    [
        "and",
        "between",
        "else",
        "every",
        "false",
        "for",
        "function",
        "if",
        "in",
        "instance",
        "null",
        "or",
        "return",
        "satisfies",
        "some",
        "then",
        "true",
    ]
)
_BUILT_IN: Final = (
    "date and time",
    "years and months duration",
    "get or else",
    "days and time duration",
    "working time between",
)


def is_awkward(name: str) -> bool:
    """Tell whether a name must be declared to be recognised."""
    return not (name.isidentifier() and name not in KEYWORDS) and _is_awkward(name)


@lru_cache(maxsize=4096)
def _is_awkward(name: str) -> bool:
    try:
        tokens = tokenize(name)[:-1]
    except FeelSyntaxError:
        return False
    if not tokens or tokens[0].kind != "name":
        return False
    return any(not _glues(token) for token in tokens)


def _glues(token: Token) -> bool:
    if token.kind == "number":
        return token.text.isdigit()
    return token.kind == "name" and token.text not in KEYWORDS


def awkward(names: Iterable[str]) -> frozenset[str]:
    """Keep the names that must be declared."""
    return frozenset(name for name in names if is_awkward(name))


def spelled(tokens: Sequence[Token]) -> str:
    """Write a name: one space where the text has any."""
    parts = [tokens[0].text]
    for before, token in pairwise(tokens):
        parts.append(token.text if before.end == token.start else f" {token.text}")
    return "".join(parts)


class NameTable:
    """Declared names by their first word."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for name in _BUILT_IN:
            self.declare(name)
        for name in names:
            self.declare(name)

    def declare(self, name: str) -> None:
        """Make a name known from here on."""
        if not is_awkward(name):
            return
        tokens = tokenize(name)[:-1]
        words = tuple(token.text for token in tokens)
        known = self._by_first.setdefault(words[0], [])
        entry = (words, spelled(tokens), name)
        if entry not in known:
            known.append(entry)
            known.sort(key=lambda entry: -len(entry[0]))

    def match(self, tokens: Sequence[Token], start: int) -> tuple[str, int] | None:
        """Return the longest declared name that begins at a token, and its number of tokens."""
        for words, spelling, name in self._by_first.get(tokens[start].text, ()):
            # `a - b` is a subtraction even where a name `a-b` is declared: the spacing decides.
            if spelled(tokens[start : start + len(words)]) == spelling:
                return name, len(words)
        return None
