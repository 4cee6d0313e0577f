"""Write the reference pages of the law in both languages: its figures, what they bound, the problems."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from aftersales.law.audit import texts
from aftersales.law.bounds import bounds
from aftersales.law.floor import law
from engine import decisions
from engine.decisions import TableText

ROOT = Path(__file__).parents[1]
Row = tuple[str, ...]

HEADS = {
    "zh": (
        ("主题", "条件", "数值", "依据", "可信度"),
        ("文件", "决策表", "数值", "法律主题"),
        ("编号", "级别", "问题", "如何修改"),
    ),
    "en": (
        ("Topic", "Conditions", "Figure", "Source", "Certainty"),
        ("File", "Table", "Figure", "Topic of the law"),
        ("Code", "Severity", "What is wrong", "How to mend it"),
    ),
}


def law_pages() -> Mapping[str, str]:
    """Return both pages by path."""
    return {f"docs/reference/law.{language}.md": _page(language) for language in HEADS}


def _page(language: str) -> str:
    figures, bounded, problems = HEADS[language]
    text = (ROOT / "tools" / f"law_page.{language}.md").read_text("utf-8")
    for place, head, rows in (
        ("{figures}", figures, _figures(language)),
        ("{bounded}", bounded, _bounded(language)),
        ("{problems}", problems, _problems(language)),
    ):
        text = text.replace(place, "\n".join([_line(head), _line(("---",) * len(head)), *map(_line, rows)]))
    return text


def _line(cells: Row) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _figures(language: str) -> Iterator[Row]:
    for table in decisions.tables(law()):
        for row in table.rows:
            zh, en, certainty = row.notes
            asked = zip(table.inputs, row.inputs, strict=True)
            conditions = "; ".join(
                f"{column.label if language == 'zh' else column.description} {_short(cell)}"
                for column, cell in asked
                if cell != "-"
            )
            yield (
                _topic(table, language),
                conditions,
                f"`{row.outputs[0]}`",
                zh if language == "zh" else en,
                certainty,
            )


def _topic(table: TableText, language: str) -> str:
    return f"`{table.decision}` {table.name if language == 'zh' else table.description}"


def _short(cell: str) -> str:
    return "`" + cell.replace('date("', "").replace('")', "") + "`"


def _bounded(language: str) -> Iterator[Row]:
    files = {
        info.id: path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "processes").rglob("*.dmn"))
        for info in decisions.load(path.read_bytes()).decisions
    }
    for bound in bounds():
        name = bound.name.zh if language == "zh" else bound.name.en
        decision = bound.bound.decision
        yield f"`{files[decision]}`", f"`{decision}`", name, f"`{bound.bound.limit}`"


def _problems(language: str) -> Iterator[Row]:
    for code, row in texts().items():
        mend = row["mend_zh" if language == "zh" else "mend"]
        yield f"`{code}`", row["severity"], row[language], mend
