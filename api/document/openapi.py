"""Makes the OpenAPI document: what FastAPI finds, with examples, problems and ETags added."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from api.document.example import example_of
from api.document.refusal_sample import refusal_examples
from api.problem.schema import Problem

DESCRIPTION: Final = """\
The REST API of Anxin (安心售后): processes, cases and human tasks of an after-sales service.

Sign in with `POST /api/v1/session` and send the token as `Authorization: Bearer …`. Errors are problem
details (RFC 9457) in the language of `Accept-Language` (zh or en). Lists are paged by cursor. `ETag` and
`If-Match` protect what several people edit; `Idempotency-Key` makes a repeated request harmless.
"""
_TEMPLATE: Final = "#/components/schemas/{model}"
_VERSIONED: Final = frozenset(
    {
        "AgreementDetail",
        "CalendarView",
        "CaseView",
        "CustomerDetail",
        "InstanceView",
        "OutgoingView",
        "PartView",
        "PayoutView",
        "QuoteView",
        "RequisitionView",
        "SavedFilterView",
        "SettlementDetail",
        "SettlementView",
        "TaskDetail",
        "TaskView",
        "TechnicianDetail",
        "UnitDetail",
        "VisitView",
    }
)
_DROPPED: Final = ("HTTPValidationError", "ValidationError")
_PROBLEM_REF: Final = {"$ref": "#/components/schemas/Problem"}


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """Return the document, made once per application."""
    if app.openapi_schema is None:
        app.openapi_schema = _made(app)
    return app.openapi_schema


def _made(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=DESCRIPTION,
        routes=app.routes,
        tags=app.openapi_tags,
    )
    schemas = document["components"]["schemas"]
    for name in _DROPPED:
        schemas.pop(name, None)
    _, problem = models_json_schema([(Problem, "serialization")], ref_template=_TEMPLATE)
    schemas.update(problem["$defs"])
    samples = refusal_examples()
    document["components"]["responses"] = {
        _name(status): _refusal(sample) for status, sample in samples.items()
    }
    for operation in _operations(document):
        _declare_refusals(operation)
        _never_null(operation)
        _add_examples(operation, schemas)
    return document


def _operations(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        yield from path.values()


def _name(status: int) -> str:
    return f"Refused{status}"


def _refusal(sample: Mapping[str, Any]) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": _PROBLEM_REF, "example": sample}}
    return {"description": sample["title"], "content": content}


def _declare_refusals(operation: dict[str, Any]) -> None:
    responses, usual = operation["responses"], _usual_refusals(operation)
    # FastAPI declares 422 for all; ours only where there is something to get wrong.
    own = {int(status) for status in responses if status.isdigit() and int(status) >= 400} - {422}  # noqa: PLR2004
    responses.pop("422", None)
    for status in sorted(own | usual):
        responses[str(status)] = {"$ref": f"#/components/responses/{_name(status)}"}


def _usual_refusals(operation: Mapping[str, Any]) -> set[int]:
    usual = {500, 503}
    if operation.get("security"):
        usual |= {401, 403}
    if operation.get("parameters"):
        usual |= {400, 422}
    if "requestBody" in operation:
        usual |= {400, 413, 415, 422}
    return usual


def _add_examples(operation: dict[str, Any], schemas: Mapping[str, Any]) -> None:
    for body in (operation.get("requestBody", {}), *operation["responses"].values()):
        for media_type, content in body.get("content", {}).items():
            if media_type == "application/json" and "schema" in content:
                content["example"] = example_of(content["schema"], schemas)
                if content["schema"].get("$ref", "").rpartition("/")[2] in _VERSIONED:
                    body["headers"] = {
                        "ETag": {"schema": {"type": "string"}, "description": "Send as If-Match."}
                    }


def _never_null(operation: dict[str, Any]) -> None:
    # Pydantic writes an optional parameter as "or null", but a parameter that is there is a text.
    for parameter in operation.get("parameters", ()):
        schema = parameter["schema"]
        options = [option for option in schema.pop("anyOf", ()) if option.get("type") != "null"]
        if options:
            schema.update({**options[0], **schema} if len(options) == 1 else {"anyOf": options})
