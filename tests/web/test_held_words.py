"""What is held about a customer is named in both languages: every field and every code."""

import inspect
import re
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import get_args, get_type_hints

import pytest

from aftersales.model.message import InboxMessage
from aftersales.queries import held_data
from tests.server import ROOT

WORDS = ROOT / "web" / "src" / "lang" / "portal"
KINDS = [kind for kind in vars(held_data).values() if inspect.isclass(kind) and is_dataclass(kind)] + [
    InboxMessage
]
# Ours, not the customer's: not handed out.
UNTOLD = held_data._INTERNAL


def told(file: str) -> set[str]:
    return set(re.findall(r"^\s+(\w+): \{", (WORDS / file).read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_that_is_held_has_a_name(kind: type) -> None:
    held = {field.name for field in fields(kind)} - UNTOLD

    assert held - told("fields.ts") == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_code_that_is_held_has_words(kind: type) -> None:
    hints = [
        each
        for name, hint in get_type_hints(kind).items()
        if name not in UNTOLD
        for each in (hint, *get_args(hint))
    ]
    codes = {
        str(code) for hint in hints if inspect.isclass(hint) and issubclass(hint, StrEnum) for code in hint
    }

    assert codes - told("held.ts") == set()
