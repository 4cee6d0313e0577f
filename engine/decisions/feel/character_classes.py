r"""Character classes of XPath that RE2 lacks: subtraction `[a-z-[aeiou]]`, blocks `\p{IsGreek}`."""

from typing import Final

from engine.decisions.feel.builtin import NoValue

Spans = list[tuple[int, int]]
LAST: Final = 0x10FFFF
BLOCKS: Final[dict[str, tuple[int, int]]] = {
    "IsBasicLatin": (0x0, 0x7F),
    "IsLatin-1Supplement": (0x80, 0xFF),
    "IsLatinExtended-A": (0x100, 0x17F),
    "IsLatinExtended-B": (0x180, 0x24F),
    "IsGreek": (0x370, 0x3FF),
    "IsGreekandCoptic": (0x370, 0x3FF),
    "IsCyrillic": (0x400, 0x4FF),
    "IsHebrew": (0x590, 0x5FF),
    "IsArabic": (0x600, 0x6FF),
    "IsThai": (0xE00, 0xE7F),
    "IsGeneralPunctuation": (0x2000, 0x206F),
    "IsCurrencySymbols": (0x20A0, 0x20CF),
    "IsCJKSymbolsandPunctuation": (0x3000, 0x303F),
    "IsHiragana": (0x3040, 0x309F),
    "IsKatakana": (0x30A0, 0x30FF),
    "IsCJKUnifiedIdeographsExtensionA": (0x3400, 0x4DBF),
    "IsCJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "IsHangulSyllables": (0xAC00, 0xD7A3),
    "IsHalfwidthandFullwidthForms": (0xFF00, 0xFFEF),
}
_CONTROL: Final = {"n": "\n", "r": "\r", "t": "\t"}
_SETS: Final[dict[str, Spans]] = {
    "d": [(0x30, 0x39)],
    "w": [(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)],
    "s": [(0x9, 0xA), (0xD, 0xD), (0x20, 0x20)],
}


def block(name: str) -> str | None:
    """Return a block as the inside of a class; None if the name is no block."""
    return None if name not in BLOCKS else written([BLOCKS[name]])


def written(spans: Spans) -> str:
    """Write spans as the inside of a class."""
    return "".join(f"\\x{{{low:X}}}-\\x{{{high:X}}}" for low, high in spans)


def subtracted(base: str, without: str) -> str:
    """Return the class `[base-[without]]` in full.

    Raises:
        NoValue: if a part of it is not made of characters, spans and simple escapes.
    """
    kept = spans_of(base)
    for low, high in spans_of(without):
        kept = [part for span in kept for part in _minus(span, low, high)]
    if not kept:
        raise NoValue("the character class is empty")
    return f"[{written(kept)}]"


def _minus(span: tuple[int, int], low: int, high: int) -> Spans:
    return [
        part
        for part in ((span[0], min(span[1], low - 1)), (max(span[0], high + 1), span[1]))
        if part[0] <= part[1]
    ]


def spans_of(text: str) -> Spans:
    """Return the characters of a class's inside."""
    negated = text.startswith("^")
    spans, at = [], int(negated)
    while at < len(text):
        found, at = _item(text, at)
        spans += found
    return _complement(spans) if negated else spans


def _item(text: str, at: int) -> tuple[Spans, int]:
    if text[at] == "\\" and text[at + 1 : at + 2] in _SETS:
        return _SETS[text[at + 1]], at + 2
    low, at = _character(text, at)
    if text[at : at + 1] == "-" and at + 1 < len(text):
        high, at = _character(text, at + 1)
        return [(low, high)], at
    return [(low, low)], at


def _character(text: str, at: int) -> tuple[int, int]:
    if text[at] != "\\":
        return ord(text[at]), at + 1
    letter = text[at + 1 : at + 2]
    if not letter or (letter.isalnum() and letter not in _CONTROL):
        raise NoValue(f"“\\{letter}” can't be part of a class with a subtraction")
    return ord(_CONTROL.get(letter, letter)), at + 2


def _complement(spans: Spans) -> Spans:
    kept: Spans = [(0, LAST)]
    for low, high in spans:
        kept = [part for span in kept for part in _minus(span, low, high)]
    return kept
