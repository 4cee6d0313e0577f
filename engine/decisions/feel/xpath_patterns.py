"""Writes patterns of XPath 3.1 in the syntax of RE2."""

import re
from typing import Final

from engine.decisions.feel.builtin import NoValue
from engine.decisions.feel.character_classes import block, subtracted, written

# XML's name characters, which XPath writes \i and \c.
_NAME_START: Final = written(
    [(0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF), (0x370, 0x1FFF), (0x3001, 0xD7FF)]
)
_CLASSES: Final = {"i": f"_:{_NAME_START}", "c": f"-._:0-9\\x{{B7}}{_NAME_START}"}
_TOKEN: Final = re.compile(r"\\[pP]\{([^}]*)\}|\\(.)|.", re.DOTALL)
_SUBTRACTION: Final = re.compile(r"\[((?:\\.|[^\\\[\]])*)-\[((?:\\.|[^\\\[\]])*)\]\]")
_REFUSED: Final = frozenset("0123456789")


def translated(pattern: str, flags: str) -> str:
    """Return the pattern for RE2, with its flags.

    Raises:
        NoValue: if it uses what can't be matched in linear time.
    """
    switches = "".join(sorted(set(flags) & {"s", "m", "i"}))
    prefix = f"(?{switches})" if switches else ""
    if "q" in flags:
        return prefix + re.escape(pattern)
    body = _without_space(pattern) if "x" in flags else pattern
    return prefix + _translate(body, dot="." if "s" in flags else r"[^\n\r]")


def _without_space(pattern: str) -> str:
    kept, inside = [], False
    for character in pattern:
        # A flag x leaves white space inside of classes alone.
        inside = (inside or character == "[") and character != "]"
        if inside or not character.isspace():
            kept.append(character)
    return "".join(kept)


def _translate(pattern: str, *, dot: str) -> str:
    pattern = _SUBTRACTION.sub(lambda found: subtracted(found[1], found[2]), pattern)
    parts, inside = [], False
    for found in _TOKEN.finditer(pattern):
        piece = found.group()
        if piece == "." and not inside:
            parts.append(dot)
        elif piece == "[" and inside:
            # Inside of a class an opening bracket is a plain character for RE2.
            parts.append("\\[")
        elif piece.startswith("\\"):
            parts.append(_escape(piece, found, inside=inside))
        else:
            parts.append(piece)
        inside = (inside or piece == "[") and piece != "]"
    return "".join(parts)


def _escape(piece: str, found: re.Match[str], *, inside: bool) -> str:
    name, letter = found.group(1), found.group(2)
    if name is not None:
        spans = block(name)
        if spans is None:
            return piece
        return spans if inside else f"[{'^' if piece[1] == 'P' else ''}{spans}]"
    if letter in _REFUSED:
        raise NoValue(f"“{piece}” is not supported: it has no place in a pattern of linear time")
    if letter in _CLASSES:
        return _CLASSES[letter] if inside else f"[{_CLASSES[letter]}]"
    return piece
