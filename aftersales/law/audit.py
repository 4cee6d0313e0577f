"""Holds the company's decision tables against the law before they are deployed, and tells each breach."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib import resources

from aftersales.law.bounds import LegalBound, Told, bounds, told
from aftersales.law.floor import Rule, law, rules
from engine import decisions
from engine.errors import EngineError
from engine.model.problem import Problem, Severity

Rows = tuple[tuple[int, str], ...]


class LegalAudit:
    """Proves that no company table undercuts the legal floor, over the whole input space of both."""

    def __init__(self, held: Sequence[LegalBound] | None = None) -> None:
        """Hold tables against some bounds, or all."""
        self._bounds = bounds() if held is None else held

    def check(self, files: Mapping[str, bytes]) -> Sequence[Problem]:
        """Return every breach, with a case that would be illegal."""
        return [problem for file, xml in files.items() for problem in _of_file(file, xml, self._bounds)]


def _of_file(file: str, xml: bytes, held: Sequence[LegalBound]) -> Iterator[Problem]:
    try:
        model = decisions.load(xml)
    except EngineError:
        return  # the decision checker tells what is wrong with this file
    known = {info.id for info in model.decisions}
    for bound in held:
        if bound.bound.decision in known:
            yield from _of_bound(file, model, bound)
        elif bound.model == model.namespace.rpartition("/")[2]:
            yield _problem("LAW105", file, bound, {}, {})


def _of_bound(file: str, model: "decisions.Definitions", bound: LegalBound) -> Iterator[Problem]:
    table = model.decision_name(bound.bound.decision)
    try:
        found = decisions.compare(model, law(), bound.bound)
    except decisions.NotComparable as reason:
        yield _problem("LAW103", file, bound, {"table": table, "what": reason.what}, {})
        return
    yield from _together(_breach(file, table, bound, undercut) for undercut in found.undercuts)
    if found.calculated and not found.undercuts:
        yield _problem("LAW104", file, bound, {"table": table, "what": "、".join(found.calculated)}, {})


def _together(breaches: Iterable[tuple[Problem, Rows]]) -> Iterator[Problem]:
    """Yield one problem for the rows of which the same is to be said."""
    rows: dict[Problem, list[Rows]] = {}
    for problem, fired in breaches:
        rows.setdefault(problem, []).append(fired)
    for problem, found in rows.items():
        # Where several rows hold at once, the fewest of them show it best.
        fewest = min(len(each) for each in found)
        numbers = sorted({number for each in found if len(each) == fewest for number, _ in each[:1]})
        listed = ", ".join(str(number) for number in numbers) or "–"
        mend, mend_zh = problem.mend.format(rows=listed), problem.mend_zh.format(rows=listed)
        yield replace(problem, mend=mend, mend_zh=mend_zh)


def _breach(file: str, table: str, bound: LegalBound, undercut: "decisions.Undercut") -> tuple[Problem, Rows]:
    given, due = bound.figure(undercut.given), bound.figure(undercut.due)
    if undercut.given is None:
        given = Told("空", "empty")
    case, source, consequence = _case(undercut), _source(undercut), _consequence(bound, undercut)
    problem = _problem(
        "LAW102" if undercut.due is None else "LAW101",
        file,
        bound,
        {"table": table, "rows": "{rows}"},
        {"given": given, "due": due, "case": case, "source": source, "consequence": consequence},
    )
    return problem, undercut.rows


def _case(undercut: "decisions.Undercut") -> Told:
    """Tell the inputs that make the case; without any the table gives too little to everybody."""
    known = [(one, told(one.value)) for one in undercut.circumstances]
    if not known:
        return Told("任何情形", "every case")
    return Told(
        "，".join(f"{one.label} = {value.zh}" for one, value in known),
        ", ".join(f"{one.description} = {value.en}" for one, value in known),
    )


def _consequence(bound: LegalBound, undercut: "decisions.Undercut") -> Told:
    given, due = undercut.given, undercut.due
    if bound.consequence is None or not isinstance(given, Decimal) or not isinstance(due, Decimal):
        return Told("", "")
    facts = {"given": told(given).zh, "due": told(due).zh, "next": told(given + 1).zh}
    return Told(
        "；" + bound.consequence.zh.format(**facts),
        "; " + bound.consequence.en.format(**facts),
    )


def _source(undercut: "decisions.Undercut") -> Told:
    found = [_rules_by_id()[row] for _, row in undercut.limit_rows]
    stated = [rule for rule in found if rule.value == undercut.due] or found
    return Told(stated[0].source_zh, stated[0].source_en) if stated else Told("", "")


@cache
def _rules_by_id() -> Mapping[str, Rule]:
    return {rule.id: rule for rule in rules()}


def _problem(
    code: str, file: str, bound: LegalBound, facts: Mapping[str, str], words: Mapping[str, Told]
) -> Problem:
    row, decision = texts()[code], bound.bound.decision
    said = {**words, "name": bound.name}
    zh = {**facts, "decision": decision, **{key: each.zh for key, each in said.items()}}
    en = {**facts, "decision": decision, **{key: each.en for key, each in said.items()}}
    return Problem(
        file=file,
        code=code,
        severity=Severity(row["severity"]),
        message=row["en"].format(**en),
        message_zh=row["zh"].format(**zh),
        mend=row["mend"].format(**en),
        mend_zh=row["mend_zh"].format(**zh),
        element=decision,
    )


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Return the numbered problems with their texts."""
    return tomllib.loads(resources.files("aftersales.law").joinpath("problems.toml").read_text("utf-8"))
