"""Write the reference pages of the checker's rules, in Chinese and English, from the table of rules."""

from collections.abc import Mapping
from itertools import groupby

from engine.bpmn.rules import GROUPS, RULES, Rule

HEADS = {
    "en": (
        "# Rules of the checker",
        """\
`anxin check` and every deployment test a BPMN file against these rules. A code keeps its meaning for ever.
`{…}` stands for a fact of the case at hand.
An *error* stops a deployment, a *warning* and an *info* do not.""",
        "| Code | Severity | What is wrong | How to mend it |",
    ),
    "zh": (
        "# 模型检查规则",
        """\
`anxin check` 和每次部署都按下列规则检查 BPMN 文件。编号的含义永不改变；`{…}` 处填入具体情况。
error（错误）会阻止部署，warning（警告）和 info（提示）不会。""",
        "| 编号 | 级别 | 问题 | 如何修改 |",
    ),
}


def rule_pages() -> Mapping[str, str]:
    """Return both pages by path."""
    return {f"docs/reference/checks.{language}.md": _page(language) for language in HEADS}


def _page(language: str) -> str:
    title, lead, columns = HEADS[language]
    note = "<!-- Generated from engine/bpmn/rules/table.toml by `make generate`. -->"
    groups = groupby(sorted(RULES.values(), key=lambda rule: rule.code), key=lambda rule: rule.code[4])
    sections = [
        _section(GROUPS[digit][language == "zh"], columns, list(rules), language) for digit, rules in groups
    ]
    return "\n\n".join([title, note, lead, *sections]) + "\n"


def _section(title: str, columns: str, rules: list[Rule], language: str) -> str:
    return "\n".join(
        [f"## {title}", "", columns, "|---|---|---|---|", *(_row(rule, language) for rule in rules)]
    )


def _row(rule: Rule, language: str) -> str:
    texts = (rule.message_zh, rule.mend_zh) if language == "zh" else (rule.message, rule.mend)
    cells = [f"`{rule.code}`", str(rule.severity), *(text.replace("|", "\\|") for text in texts)]
    return f"| {' | '.join(cells)} |"
