"""Rules on what expressions read and give: variables that nobody writes, types that cannot meet."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from itertools import islice

from lxml import etree

from engine.bpmn.checker.feel import STRING, called_names, is_judged, short
from engine.bpmn.checker.formula import Formula, formulas, position
from engine.bpmn.checker.source import Finding, Source, found_at
from engine.bpmn.checker.vocabulary import Names
from engine.bpmn.reader.names import attribute, local
from engine.ports.expression import ExpressionRefused, Remark

CODES = {
    "type_mismatch": "BPMN606",
    "not_boolean": "BPMN606",
    "wrong_arguments": "BPMN607",
    "bad_literal": "BPMN607",
    "unknown_entry": "BPMN608",
}
_TRUTH = frozenset({"boolean"})
_MOMENT = frozenset({"string", "date and time"})
_NAMES = frozenset({"string", "list"})
# What a token can do something with, by the attribute or element that holds the expression.
NEEDED = {
    **dict.fromkeys(("conditionExpression", "condition", "loopCondition", "completionCondition"), _TRUTH),
    **dict.fromkeys(("timeDate", "dueDate", "followUpDate"), _MOMENT),
    "timeDuration": frozenset({"string", "days and time duration", "years and months duration"}),
    **dict.fromkeys(("timeCycle", "assignee", "processId", "decisionId"), frozenset({"string"})),
    **dict.fromkeys(("candidateGroups", "candidateUsers"), _NAMES),
    "priority": frozenset({"number", "string"}),
    "loopCardinality": frozenset({"number"}),
    "inputCollection": frozenset({"list"}),
}
# A suggestion compares every letter with those of every known name: a file made to keep the checker busy
# gets no more than these. A model that reads so many unknown names was not made for its forms and decisions.
READS_AT_MOST = 200
NAMES_AT_MOST = 2_000
LONGEST = 60
ALIKE = 0.8
BEGINNING = Remark("", "", "", 1, 1)
# Who reads a name more often than this means it.
SLIPS_AT_MOST = 2


def unwritten(source: Source) -> Iterator[Finding]:
    """Find variables that nothing writes: certain where the model says all that comes in, else a hint."""
    seen: dict[tuple[str, ...], Names] = {}
    for formula, name in islice(_unknown(source, seen), READS_AT_MOST):
        names = seen[_processes(source, formula.node)]
        near = _near(name, names.names)
        if near or not names.is_open:
            yield _at(
                source,
                formula,
                _place(formula, name),
                "BPMN605" if names.is_open else "BPMN604",
                name=short(name),
                hint=f"; {near[0]} may be meant" if near else "",
                hint_zh=f"，是否指 {near[0]}" if near else "",
            )


def _unknown(source: Source, seen: dict[tuple[str, ...], Names]) -> Iterator[tuple[Formula, str]]:
    """Yield each reading of a name that nothing writes; `seen` takes the names of the processes."""
    read = list(_read(source))
    often = Counter(name for formula in read for name in _free_names(source, formula))
    for formula in read:
        of = _processes(source, formula.node)
        names = seen[of] = seen.get(of) or source.vocabulary.of(of)
        unknown = _free_names(source, formula) - names.names
        if names.is_open:
            unknown = frozenset(name for name in unknown if often[name] <= SLIPS_AT_MOST)
        if unknown:
            yield from ((formula, name) for name in sorted(unknown.difference(called_names(source, formula))))


def _place(formula: Formula, name: str) -> Remark:
    """Return where a name is read first."""
    code = STRING.sub(lambda quoted: '"' * len(quoted[0]), formula.feel)
    found = re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", code)
    at = 0 if found is None else found.start()
    return Remark("", "", "", code.count("\n", 0, at) + 1, at - code.rfind("\n", 0, at))


def _near(name: str, names: Collection[str]) -> list[str]:
    if len(name) > LONGEST:
        return []
    others = [other for other in sorted(names)[:NAMES_AT_MOST] if len(other) <= LONGEST]
    return get_close_matches(name, others, n=1, cutoff=ALIKE)


def impossible(source: Source) -> Iterator[Finding]:
    """Find expressions that give null, or nothing that can be used, whatever the variables hold."""
    types = source.vocabulary.types
    for formula in _read(source):
        found = source.world.expressions.inspect(formula.feel, known=None, types=types)
        for remark in found.remarks:
            reason, reason_zh = remark.message.rstrip("."), remark.message_zh.rstrip("。")
            yield _at(source, formula, remark, CODES[remark.code], reason=reason, reason_zh=reason_zh)
        needed = NEEDED.get(formula.name)
        if needed is not None and found.type is not None and found.type.partition("<")[0] not in needed:
            wanted = " / ".join(sorted(needed))
            yield _at(source, formula, BEGINNING, "BPMN609", type=found.type, needed=wanted)


def _at(source: Source, formula: Formula, remark: Remark, code: str, **facts: object) -> Finding:
    row, column = position(source, formula, remark.line, remark.column)
    finding = found_at(
        code,
        formula.node,
        text=short(formula.feel),
        row=row,
        place="" if column is None else f", {column}",
        **facts,
    )
    return Finding(finding.code, finding.element, row, finding.facts)


def _read(source: Source) -> Iterator[Formula]:
    """Yield the expressions that parse; another rule tells of the others."""
    for formula in formulas(source):
        if is_judged(formula):
            try:
                source.world.expressions.compile(formula.feel)
            except ExpressionRefused:
                continue
            yield formula


def _free_names(source: Source, formula: Formula) -> frozenset[str]:
    return source.world.expressions.compile(formula.feel).free_names


def _processes(source: Source, node: etree._Element) -> tuple[str, ...]:
    """Return the process that an expression belongs to; one of a message belongs to all of the file."""
    for parent in node.iterancestors():
        if local(parent) == "process":
            return (attribute(parent, "id") or "",)
    return tuple(process.id for process in source.processes)


RULES = (unwritten, impossible)
