r"""The few patterns with back references (`(\w+) \1`) whose work is known to stay small.

RE2 has none, for they can't be matched in linear time. Where at most one character may repeat, no
group may, and the text is short, trying everything takes milliseconds at most; all else is refused.
"""

import re
from collections.abc import Iterator
from typing import Final

from engine.decisions.feel.builtin import NoValue

LONGEST_TEXT: Final = 500
"""Characters of a text; the work grows with their third power."""

_REFERENCE: Final = re.compile(r"(?:^|[^\\])(?:\\\\)*\\[1-9]")
_PARTS: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?:|\(\?|[()|?*+{]|.", re.DOTALL)
_UNKNOWN_HERE: Final = re.compile(r"\\[pPicIC]|-\[|\\[1-9][0-9]")
_DIGIT_ESCAPE: Final = re.compile(r"\\[0-9]")
_MOST_CHOICES: Final = 3


def has_back_reference(pattern: str) -> bool:
    """Tell whether a pattern refers back to one of its groups."""
    return _REFERENCE.search(pattern) is not None


class BackReferencing:
    """A pattern with back references, for short texts only."""

    def __init__(self, pattern: str, flags: str) -> None:
        """Compile the pattern.

        Raises:
            NoValue: if its work could grow out of hand, or if it is not valid.
        """
        _check(pattern)
        switches = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE, "x": re.VERBOSE}
        options = re.RegexFlag(0)
        for flag in flags:
            options |= switches.get(flag, re.RegexFlag(0))
        try:
            self._compiled = re.compile(pattern, options)
        except re.error as problem:
            raise NoValue(f"the pattern is not valid: {problem}") from None
        self.groups = self._compiled.groups

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first occurrence."""
        return self._compiled.search(_short(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every occurrence."""
        return self._compiled.finditer(_short(text))


def _short(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise NoValue(f"a pattern with back references takes texts of at most {LONGEST_TEXT} characters")
    return text


def _check(pattern: str) -> None:
    repeats = choices = 0
    before = ""
    for part in _PARTS.findall(pattern):
        if part in {"*", "+", "{"}:
            repeats += 1 if before != ")" else 2
        choices += part in {"?", "|"}
        if part == "(?":
            repeats += 2
        if part.startswith("[") and _DIGIT_ESCAPE.search(part):
            raise NoValue("a class can't refer back to a group")
        before = part
    if repeats > 1 or choices > _MOST_CHOICES or _UNKNOWN_HERE.search(pattern):
        raise NoValue("with back references at most one character may repeat, and no group")
