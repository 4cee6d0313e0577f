"""What the codes are called that models set themselves; forms have words for the answers that they offer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from engine.model.process import Process

PROPERTY: Final = "value."
_LINE: Final = re.compile(r"^\s*(?:(\w+)\.)?([\w-]+) = (.+?) / (.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Word:
    """One value of a variable in Chinese and English."""

    variable: str
    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of some models, and which decision's result each variable holds."""

    words: tuple[Word, ...]
    results: Mapping[str, str]


def process_words(process: Process) -> Iterator[Word]:
    """Yield what the properties of a process say: `value.goods_state.expected` is `未到 / On its way`."""
    elements = (element.properties for element in process.elements.values())
    for name, text in chain(process.properties, *elements):
        variable, _, code = name.removeprefix(PROPERTY).partition(".")
        zh, _, en = text.partition(" / ")
        if name.startswith(PROPERTY) and code and zh and en:
            yield Word(variable, code, zh, en)


def described_words(variable: str, description: str) -> tuple[Word, ...]:
    """Return what the lines of a decision's or of an output's description say: `full = 全额 / In full`.

    An entry inside of the result is told with its name: `basis.full = 全额 / In full`.
    """
    lines = _LINE.findall(description)
    return tuple(Word(entry or variable, code, zh, en) for entry, code, zh, en in lines)
