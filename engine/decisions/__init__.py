"""FEEL 1.5 and DMN 1.3–1.5: conditions, calculations and decision tables for process owners.

    evaluate("order total * 0.9", {"order total": 100}).value      → Decimal("90.0")
    load(dmn_xml).evaluate("discount", {"customer": "gold"}).value

Values are described in `engine.decisions.values`. Type errors never raise: the value is null
(None) and a warning says why. Only two errors come out of expressions: FeelSyntaxError (the text is
not FEEL) and FeelLimitExceeded (it asks for too much time or memory).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

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
from engine.decisions.values import Function, Prepared, Range, YearsMonths, prepare
from engine.decisions.working_time import WorkingCalendar, WorkingCalendars

if TYPE_CHECKING:
    from engine.decisions.dmn.definitions import DecisionRecord, DecisionResult, Definitions
    from engine.decisions.dmn.findings import Finding


def load(dmn_xml: bytes, *, imports: Mapping[str, bytes] | None = None) -> "Definitions":
    """Read a decision model; `imports` maps the namespaces it imports to their files.

    Raises:
        DmnError: with everything that is wrong with the file.
    """
    # The XML reader is imported late: conditions need none of it.
    from engine.decisions.dmn.loading import load_definitions

    return load_definitions(dmn_xml, imports or {})


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


def __getattr__(name: str) -> object:
    """Import the classes of decision models when somebody asks for them."""
    if name in {"DecisionRecord", "DecisionResult", "Definitions"}:
        from engine.decisions.dmn import definitions

        return getattr(definitions, name)
    if name == "Finding":
        from engine.decisions.dmn.findings import Finding

        return Finding
    raise AttributeError(name)


__all__ = [
    "DEFAULT",
    "DecisionRecord",
    "DecisionResult",
    "Definitions",
    "DmnError",
    "Expression",
    "FeelError",
    "FeelLimitExceeded",
    "FeelSyntaxError",
    "Finding",
    "Function",
    "Limits",
    "NotStorable",
    "Prepared",
    "Problem",
    "Range",
    "Result",
    "Run",
    "Scope",
    "UnaryTests",
    "Warning_",
    "WorkingCalendar",
    "WorkingCalendars",
    "WorkingSpan",
    "YearsMonths",
    "compile_expression",
    "compile_unary_tests",
    "evaluate",
    "from_json",
    "inspect_definitions",
    "inspect_expression",
    "load",
    "prepare",
    "to_json",
    "unary_test",
    "verify",
]
