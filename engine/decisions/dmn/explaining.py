"""Says in both languages why a decision came out as it did: the rows that fired, and what they asked for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from engine.decisions.codec import from_json
from engine.decisions.dmn.definitions import Definitions
from engine.decisions.dmn.describing import RowText, TableText, tables
from engine.decisions.dmn.naming import english_name

Words = Mapping[str, tuple[str, str]]
"""Codes of the models in Chinese and English."""

# (ABC-12, ABC-15): where a rule was asked for, which a reader of the case does not need.
_REFERENCES: Final = re.compile(r"\s*\([A-Z]+-\d+(?:, [A-Z]+-\d+)*\)")


@dataclass(frozen=True, slots=True)
class Explanation:
    """The same in Chinese and in English."""

    zh: str
    en: str


def explain(definitions: Definitions, record: Mapping[str, Any], words: Words) -> list[Explanation]:
    """Return a sentence for each table that took part, the decision's own first.

    A row speaks by its outputs `text_zh` and `text_en`, else by its note, written `中文 / English`.
    """
    known = {table.id: table for table in tables(definitions)}
    return list(dict.fromkeys(_of_record(record, known, words)))


def _of_record(
    record: Mapping[str, Any], known: Mapping[str | None, TableText], words: Words
) -> Iterator[Explanation]:
    for fired in record.get("tables", ()):
        table = known.get(fired["id"])
        rows = [] if table is None else _rows(table, fired)
        if table is not None and rows:
            yield _sentence(table, rows, fired, _texts(record.get("value"), rows), words)
    for required in record.get("required", ()):
        yield from _of_record(required, known, words)


def _rows(table: TableText, fired: Mapping[str, Any]) -> list[RowText]:
    ids = {rule["id"] for rule in fired["rules"]}
    return [row for row in table.rows if row.id in ids]


def _sentence(
    table: TableText, rows: Sequence[RowText], fired: Mapping[str, Any], text: Explanation, words: Words
) -> Explanation:
    asked = [
        (column, from_json(given["value"]))
        for place, (column, given) in enumerate(zip(table.inputs, fired["inputs"], strict=True))
        if any(row.inputs[place] not in {"", "-"} for row in rows)
    ]
    told = [(column, _told(value, words)) for column, value in asked]
    zh = "，".join(f"{column.label}：{value.zh}" for column, value in told)
    en = ", ".join(f"{column.description or column.label}: {value.en}" for column, value in told)
    name = english_name(table.description) or table.name
    return Explanation(
        f"{table.name}（{zh}）：{text.zh}" if zh else f"{table.name}：{text.zh}",
        f"{name} ({en}): {text.en}" if en else f"{name}: {text.en}",
    )


def _texts(value: object, rows: Sequence[RowText]) -> Explanation:
    """Return what the rows say: the texts that they put out, else their notes."""
    answers = value if isinstance(value, list) else [value]
    spoken = [one for one in answers if isinstance(one, dict) and one.get("text_zh") and one.get("text_en")]
    if spoken:
        return _joined([Explanation(str(one["text_zh"]), str(one["text_en"])) for one in spoken])
    return _joined([_note(row) for row in rows])


def _joined(parts: Sequence[Explanation]) -> Explanation:
    zh = "；".join(part.zh.rstrip("。") for part in parts)
    return Explanation(zh + "。", " ".join(part.en for part in parts))


def _note(row: RowText) -> Explanation:
    zh, separator, en = _REFERENCES.sub("", " ".join(row.notes)).partition(" / ")
    en = en if separator else zh
    return Explanation(zh, en[:1].upper() + en[1:] + ("" if en.endswith(".") else "."))


def _told(value: object, words: Words) -> Explanation:
    if value is None:
        return Explanation("未填", "not given")
    if isinstance(value, bool):
        return Explanation("是", "yes") if value else Explanation("否", "no")
    if isinstance(value, str):
        return Explanation(*words.get(value, (value, value)))
    if isinstance(value, date):
        return Explanation(value.isoformat(), value.isoformat())
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return Explanation(text, text)
