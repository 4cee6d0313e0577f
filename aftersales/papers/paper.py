"""Which papers there are and what stands in them: read from the file beside this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from aftersales.model.language import Language


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper: its heading and the fields of the forms that stand in it."""

    title: Mapping[Language, str]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper.

    It can be printed for a case of one of its `processes` as soon as one of the fields `since` is known;
    `signers` are the lines at its foot for signatures by hand.
    """

    key: str
    title: Mapping[Language, str]
    processes: tuple[str, ...]
    since: tuple[str, ...]
    sections: tuple[Section, ...]
    signers: Mapping[Language, tuple[str, ...]]


@cache
def papers() -> Mapping[str, Paper]:
    """Return every paper by its key, in the order of the file."""
    text = resources.files("aftersales.papers").joinpath("papers.toml").read_text("utf-8")
    read = tomllib.loads(text)
    parts = {key: _section(table) for key, table in read["section"].items()}
    return {key: _paper(key, table, parts) for key, table in read["paper"].items()}


def _section(table: Mapping[str, object]) -> Section:
    return Section({"zh": str(table["zh"]), "en": str(table["en"])}, _texts(table["fields"]))


def _paper(key: str, table: Mapping[str, object], parts: Mapping[str, Section]) -> Paper:
    return Paper(
        key=key,
        title={"zh": str(table["zh"]), "en": str(table["en"])},
        processes=_texts(table["processes"]),
        since=_texts(table["since"]),
        sections=tuple(parts[name] for name in _texts(table["sections"])),
        signers={"zh": _texts(table.get("signers_zh", [])), "en": _texts(table.get("signers_en", []))},
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()
