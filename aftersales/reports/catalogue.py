"""The key figures and reports there are, as the file beside this module names and defines them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Final

from aftersales.model.language import Language


@dataclass(frozen=True, slots=True)
class Text:
    """Something said in both languages."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return it in one of them."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Kpi:
    """A key figure: its name, how it is reckoned, its unit, which way is better, the tasks it looks at."""

    key: str
    title: Text
    definition: Text
    unit: str
    better: str
    tasks: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its name and how it is reckoned."""

    key: str
    title: Text
    definition: Text


def _read() -> tuple[Mapping[str, Kpi], Mapping[str, Report]]:
    text = resources.files("aftersales.reports").joinpath("catalogue.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    kpis = {key: _kpi(key, table) for key, table in tables["kpi"].items()}
    reports = {key: Report(key, _title(table), _definition(table)) for key, table in tables["report"].items()}
    return MappingProxyType(kpis), MappingProxyType(reports)


def _kpi(key: str, table: Mapping[str, object]) -> Kpi:
    listed = table.get("tasks", [])
    named = [str(task).split("/") for task in listed] if isinstance(listed, list) else []
    return Kpi(
        key,
        _title(table),
        _definition(table),
        unit=str(table["unit"]),
        better=str(table["better"]),
        tasks=frozenset((process, element) for process, element in named),
    )


def _title(table: Mapping[str, object]) -> Text:
    return Text(str(table["zh"]), str(table["en"]))


def _definition(table: Mapping[str, object]) -> Text:
    return Text(str(table["definition_zh"]), str(table["definition_en"]))


_FOUND = _read()
KPIS: Final[Mapping[str, Kpi]] = _FOUND[0]
REPORTS: Final[Mapping[str, Report]] = _FOUND[1]
