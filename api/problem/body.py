"""Turns a refusal into a problem's fields."""

import re
from collections.abc import Mapping
from typing import Any, Final

from aftersales.model.language import Language
from api.problem.field_error import FieldErrorView
from api.problem.status import status_of
from api.wire.problem import ModelProblemView
from engine.errors import EngineError

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def slug_of(kind: type[EngineError]) -> str:
    """Return the last part of the problem's `type`: TaskAlreadyClaimed → task-already-claimed."""
    return _HUMP.sub("-", kind.__name__).lower()


def title_of(kind: type[EngineError], language: Language) -> str:
    """Return what happened in general: the sentence that the class says of itself."""
    if language == "zh":
        return kind.zh
    sentence, _, _ = (kind.__doc__ or kind.__name__).strip().partition("\n")[0].partition(". ")
    return f"{sentence.rstrip('.')}."


def problem_body(error: EngineError, language: Language, *, status: int | None = None) -> dict[str, Any]:
    """Return the fields of a problem, as RFC 9457 names them, with ours beside them."""
    kind = type(error)
    body: dict[str, Any] = {
        "type": f"/problems/{slug_of(kind)}",
        "title": title_of(kind, language),
        "status": status or status_of(kind),
        "detail": _detail(error, language),
        "error": kind.__name__,
        "facts": _facts(error.facts),
    }
    if isinstance(problems := getattr(error, "problems", None), list | tuple):
        body["problems"] = [ModelProblemView.of(each, language) for each in problems]
    if isinstance(errors := getattr(error, "errors", None), list | tuple):
        body["errors"] = [FieldErrorView.of(each, language) for each in errors]
    return body


def _detail(error: EngineError, language: Language) -> str:
    if "cause" in error.facts:
        # A driver's own words may quote the row that it refused.
        return title_of(type(error), language)
    return error.message_zh if language == "zh" else error.message


def _facts(facts: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if name != "cause" and _is_plain(value)}


def _is_plain(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(isinstance(item, str | int) for item in value)
    return value is None or isinstance(value, str | int | bool)
