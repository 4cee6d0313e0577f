"""Rules on expressions: they must be FEEL and must parse."""

import re
from collections.abc import Iterator

from engine.bpmn.checker.formula import Formula, formulas, local_parent, position
from engine.bpmn.checker.source import Finding, Source, found_at
from engine.bpmn.reader.extension import is_feel
from engine.bpmn.reader.names import BPMN, attribute, bpmn, local, text
from engine.ports.expression import ExpressionRefused

STRING = re.compile(r'"(?:\\.|[^"\\])*"')
BEFORE_CALL = re.compile(r"\s+\(")
UNIFIED = re.compile(r"^\s*[$#]\{")
# What the schema supplies where a model is silent; nobody who leaves it there means XPath.
SCHEMA_DEFAULT = "xpath"


def unparsable(source: Source) -> Iterator[Finding]:
    """Find expressions that do not parse."""
    for formula in formulas(source):
        if is_judged(formula):
            finding = _compiled(source, formula)
            if finding is not None:
                yield finding


def is_judged(formula: Formula) -> bool:
    """Say whether something is written that has to be FEEL."""
    return formula.is_feel and bool(formula.feel) and not _is_foreign(formula)


def _compiled(source: Source, formula: Formula) -> Finding | None:
    try:
        source.world.expressions.compile(formula.feel)
    except ExpressionRefused as error:
        row, column = position(source, formula, error.line, error.column)
        finding = found_at(
            "BPMN601",
            formula.node,
            text=short(formula.feel),
            reason=error.message.rstrip("."),
            reason_zh=error.message_zh.rstrip("。"),
            place="" if column is None else f", {column}",
        )
        return Finding(finding.code, finding.element, row, {**finding.facts, "row": row})
    return None


def unknown_functions(source: Source) -> Iterator[Finding]:
    """Find calls of functions that FEEL does not have: they would give null."""
    for formula in formulas(source):
        for name in called_names(source, formula):
            yield found_at("BPMN603", formula.node, name=name, text=short(formula.feel))


def called_names(source: Source, formula: Formula) -> list[str]:
    """Return the names that an expression calls and that are no functions of FEEL."""
    if not is_judged(formula):
        return []
    try:
        names = source.world.expressions.compile(formula.feel).free_names
    except ExpressionRefused:
        return []
    # Variables hold data, never functions, so a free name that is called is a function nobody defines.
    code = BEFORE_CALL.sub("(", STRING.sub('""', formula.feel))
    found = (name for name in names if f"{name}(" in code)
    return sorted(name for name in found if re.search(rf"(?<![\w.]){re.escape(name)}\(", code))


def empty(source: Source) -> Iterator[Finding]:
    """Find expressions of which nothing is written."""
    for formula in formulas(source):
        is_condition = local(formula.node) == "conditionExpression"
        if not formula.feel and (formula.written or is_condition):
            yield found_at("BPMN602", formula.node)


def foreign_expressions(source: Source) -> Iterator[Finding]:
    """Find expressions in another language than FEEL."""
    for formula in formulas(source):
        if _is_foreign(formula) and formula.written:
            yield found_at("BPMN707", formula.node, text=short(formula.written))


def _is_foreign(formula: Formula) -> bool:
    if UNIFIED.match(formula.written):
        return True
    language = (formula.language or "").strip()
    return bool(language) and not is_feel(language)


def foreign_scripts(source: Source) -> Iterator[Finding]:
    """Find script tasks in another language than FEEL: no other code of a model is ever run."""
    for process in source.process_nodes:
        for node in process.iter(f"{{{BPMN}}}script"):
            parent = node.getparent()
            if parent is None or local_parent(node) != "scriptTask" or text(node) is None:
                continue
            language = attribute(parent, "scriptFormat")
            if not is_feel(language):
                yield found_at("BPMN706", parent, language=language or "–")


def foreign_default(source: Source) -> Iterator[Finding]:
    """Find files whose default language of expressions is not FEEL although they hold conditions."""
    language = attribute(source.root, "expressionLanguage") or ""
    has_conditions = source.root.find(f".//{bpmn('conditionExpression')}") is not None
    if language and SCHEMA_DEFAULT not in language.lower() and not is_feel(language) and has_conditions:
        yield found_at("BPMN708", source.root, language=language)


def short(written: str) -> str:
    """Return an expression as it is told in a sentence."""
    plain = " ".join(written.split())
    return plain if len(plain) <= LENGTH else f"{plain[: LENGTH - 1]}…"


LENGTH = 60

RULES = (unparsable, unknown_functions, empty, foreign_expressions, foreign_scripts, foreign_default)
