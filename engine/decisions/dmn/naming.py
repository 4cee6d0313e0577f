"""How a model is called in English: its names are Chinese, its descriptions begin with the English ones."""

import re
from collections.abc import Iterator
from typing import Final

from engine.decisions.dmn.model import Decision, KnowledgeModel, Model
from engine.decisions.dmn.walking import tables_in

_CHINESE: Final = re.compile("[\u3400-\u9fff]")

Named = tuple[str, str | None]
"""A name and the id of what bears it."""


def english_name(description: str) -> str | None:
    """Return what a description calls its element: its first line or sentence, unless that is in Chinese."""
    first = description.partition("\n")[0].partition(". ")[0].strip().rstrip(".")
    return None if not first or _CHINESE.search(first) else first


def nameless(model: Model) -> Iterator[Named]:
    """Yield what has a Chinese name and no English one."""
    for name, id_, description in _named(model):
        if _CHINESE.search(name) and english_name(description) is None:
            yield name, id_


def _named(model: Model) -> Iterator[tuple[str, str | None, str]]:
    yield model.name, None, model.description
    for element in model.elements:
        if isinstance(element, Decision | KnowledgeModel):
            yield element.name, element.id, element.description
            for table in tables_in(element.logic):
                yield from ((each.label, each.id, each.description) for each in table.inputs)
                yield from ((each.label, each.id, each.description) for each in table.outputs)
