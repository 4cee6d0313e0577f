"""FEEL 1.5 and DMN 1.3–1.5: conditions, calculations and decision tables for process owners.

    evaluate("order total * 0.9", {"order total": 100}).value      → Decimal("90.0")
    load(dmn_xml).evaluate("discount", {"customer": "gold"}).value

Values are described in `engine.decisions.values`. Type errors never raise: the value is null
(None) and a warning says why. Only two errors come out of expressions: FeelSyntaxError (the text is
not FEEL) and FeelLimitExceeded (it asks for too much time or memory).
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from engine.decisions.codec import NotStorable, from_json, to_json
from engine.decisions.errors import DmnError, FeelError, FeelLimitExceeded, FeelSyntaxError, Problem
from engine.decisions.expression import (
    Expression,
    Result,
    UnaryTests,
    compile_expression,
    compile_unary_tests,
    evaluate,
    unary_test,
)
from engine.decisions.feel.frame import Scope
from engine.decisions.inspection import inspect_expression
from engine.decisions.limits import DEFAULT, Limits, Run, Warning_, WorkingSpan
from engine.decisions.type_text import entries_of, feel_type, type_of
from engine.decisions.values import Function, Prepared, Range, YearsMonths, prepare
from engine.decisions.working_time import WorkingCalendar, WorkingCalendars

if TYPE_CHECKING:
    from engine.decisions.dmn.comparison import Bound, Circumstance, Comparison, Undercut
    from engine.decisions.dmn.definitions import DecisionRecord, DecisionResult, Definitions
    from engine.decisions.dmn.describing import RowText, TableText
    from engine.decisions.dmn.explaining import Explanation
    from engine.decisions.dmn.findings import Finding
    from engine.decisions.dmn.subject import NotComparable


def load(dmn_xml: bytes, *, imports: Mapping[str, bytes] | None = None) -> "Definitions":
    """Read a decision model; `imports` maps the namespaces it imports to their files.

    Raises:
        DmnError: with everything that is wrong with the file.
    """
    # The XML reader is imported late: conditions need none of it.
    from engine.decisions.dmn.loading import load_alone, load_definitions

    return load_definitions(dmn_xml, imports) if imports else load_alone(dmn_xml)


def verify(definitions: "Definitions") -> "list[Finding]":
    """Examine the decision tables over their whole input space.

    Finds gaps, overlaps that the hit policy forbids, rules that can never be the answer and outputs
    outside the allowed values; each with a concrete example input.
    """
    from engine.decisions.dmn.verification import verify_definitions

    return verify_definitions(definitions)


def inspect_definitions(definitions: "Definitions") -> list[Problem]:
    """Return what is certainly wrong with the expressions of a model: unknown names, types, arguments."""
    from engine.decisions.dmn.inspection import inspect_model

    return inspect_model(definitions)


def compare(table: "Definitions", limits: "Definitions", bound: "Bound") -> "Comparison":
    """Hold a table's figure against the table that bounds it, over the whole input space of both.

    Raises:
        NotComparable: it cannot be worked out before a case runs.
    """
    from engine.decisions.dmn import comparison

    return comparison.compare(table, limits, bound)


def tables(definitions: "Definitions") -> "list[TableText]":
    """Return the tables of a model as they are written, with labels and notes."""
    from engine.decisions.dmn import describing

    return list(describing.tables(definitions))


def result_types(definitions: "Definitions") -> Mapping[str, str]:
    """Return the type that each decision of a model declares, by the decision's id, as text."""
    from engine.decisions.dmn.result_types import result_types as found

    return found(definitions)


def explain(
    definitions: "Definitions", record: Mapping[str, Any], words: Mapping[str, tuple[str, str]] | None = None
) -> "list[Explanation]":
    """Say why a decision came out as its record tells, a sentence for each table; `words` tell codes."""
    from engine.decisions.dmn import explaining

    return explaining.explain(definitions, record, words or {})


def __getattr__(name: str) -> object:
    """Import the classes of decision models when somebody asks for them."""
    if name in _LATE:
        return getattr(import_module(f"engine.decisions.dmn.{_LATE[name]}"), name)
    raise AttributeError(name)


_LATE: Final = {
    "Bound": "comparison",
    "Circumstance": "comparison",
    "Comparison": "comparison",
    "Undercut": "comparison",
    "NotComparable": "subject",
    "DecisionRecord": "definitions",
    "DecisionResult": "definitions",
    "Definitions": "definitions",
    "RowText": "describing",
    "TableText": "describing",
    "Explanation": "explaining",
    "Finding": "findings",
}


__all__ = [
    "DEFAULT",
    "Bound",
    "Circumstance",
    "Comparison",
    "DecisionRecord",
    "DecisionResult",
    "Definitions",
    "DmnError",
    "Explanation",
    "Expression",
    "FeelError",
    "FeelLimitExceeded",
    "FeelSyntaxError",
    "Finding",
    "Function",
    "Limits",
    "NotComparable",
    "NotStorable",
    "Prepared",
    "Problem",
    "Range",
    "Result",
    "RowText",
    "Run",
    "Scope",
    "TableText",
    "UnaryTests",
    "Undercut",
    "Warning_",
    "WorkingCalendar",
    "WorkingCalendars",
    "WorkingSpan",
    "YearsMonths",
    "compare",
    "compile_expression",
    "compile_unary_tests",
    "entries_of",
    "evaluate",
    "explain",
    "feel_type",
    "from_json",
    "inspect_definitions",
    "inspect_expression",
    "load",
    "prepare",
    "result_types",
    "tables",
    "to_json",
    "type_of",
    "unary_test",
    "verify",
]
