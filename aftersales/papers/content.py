"""Fills a paper with what a case knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from aftersales.model.language import Language
from aftersales.notification.template import show
from aftersales.papers.field import Field
from aftersales.papers.paper import Paper, Section, papers

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "zh": {"case": "工单号", "printed": "打印时间", "scan": "扫码查看工单"},
    "en": {"case": "Case number", "printed": "Printed", "scan": "Scan to open the case"},
}
_MOST_PICTURES = 12
_LONG = 28


@dataclass(frozen=True, slots=True)
class PaperValues:
    """What a case knows: its number, the process it runs, its variables, and when the paper is printed."""

    case_number: str
    process_key: str
    variables: Mapping[str, object]
    printed_at: datetime
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A filled section: lines of label and value, tables of rows, pictures by the id of their attachment."""

    title: str
    lines: list[tuple[str, str, bool]] = field(default_factory=list)
    tables: list[tuple[str, list[str], list[list[str]]]] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing of it is known."""
        return not (self.lines or self.tables or self.pictures)


@dataclass(frozen=True, slots=True)
class Content:
    """A filled paper, ready to be set."""

    title: str
    language: Language
    case_number: str
    printed_at: str
    link: str | None
    parts: tuple[Part, ...]
    signers: tuple[str, ...]
    words: Mapping[str, str]

    @property
    def pictures(self) -> Sequence[str]:
        """Return the ids of the attachments that it shows, each once."""
        found = dict.fromkeys(key for part in self.parts for _, key in part.pictures)
        return list(found)[:_MOST_PICTURES]


def available(values: PaperValues) -> Iterator[Paper]:
    """Return the papers that can be printed for a case by now."""
    for paper in papers().values():
        if values.process_key in paper.processes and any(_known(values, name) for name in paper.since):
            yield paper


def content_of(paper: Paper, values: PaperValues, fields: Mapping[str, Field], language: Language) -> Content:
    """Return a paper filled in; sections of which nothing is known are left out."""
    parts = (_part(section, values, fields, language) for section in paper.sections)
    return Content(
        title=paper.title[language],
        language=language,
        case_number=values.case_number,
        printed_at=show(values.printed_at),
        link=values.link,
        parts=tuple(part for part in parts if not part.is_empty),
        signers=paper.signers[language],
        words=_WORDS[language],
    )


def _known(values: PaperValues, name: str) -> bool:
    return values.variables.get(name) not in (None, "", [])


def _part(section: Section, values: PaperValues, fields: Mapping[str, Field], language: Language) -> Part:
    part = Part(section.title[language])
    for name in section.fields:
        if _known(values, name):
            _put(part, fields.get(name) or Field(name, {}), values.variables[name], language)
    return part


def _put(part: Part, asked: Field, value: object, language: Language) -> None:
    title = asked.title(language)
    if asked.is_picture:
        keys = value if isinstance(value, list | tuple) else [value]
        part.pictures.extend((title, str(key)) for key in keys)
    elif asked.columns and isinstance(value, list | tuple):
        part.tables.append((title, [c.title(language) for c in asked.columns], _rows(asked, value, language)))
    else:
        text = asked.said(value, language)
        part.lines.append((title, text, asked.is_long or len(text) > _LONG))


def _rows(asked: Field, value: Sequence[object], language: Language) -> list[list[str]]:
    rows = [row for row in value if isinstance(row, Mapping)]
    return [[_cell(column, row, language) for column in asked.columns] for row in rows]


def _cell(column: Field, row: Mapping[str, object], language: Language) -> str:
    value = row.get(column.name)
    return "" if value is None else column.said(value, language)
