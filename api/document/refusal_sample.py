"""A typical refusal for each status, for the examples of the OpenAPI document."""

from collections.abc import Mapping
from typing import Any, Final

from api.problem.body import problem_body
from api.problem.field_error import RequestFault
from api.refusals import (
    BodyMalformed,
    BodyTooLarge,
    InputRefused,
    InternalFault,
    MediaTypeRefused,
    NotPermitted,
    NotSignedIn,
    ServerBusy,
    TooManyAttempts,
)
from engine.errors import EngineError, NotFound, VersionConflict
from engine.operations.errors import TaskAlreadyClaimed

_TASK: Final = "0198b6e1f0c2a91b4-12"
_FAULT: Final = RequestFault(
    "/body/priority", "Input should be less than or equal to 100", "不得大于 100。", "less_than_equal"
)


def refusal_examples() -> Mapping[int, dict[str, Any]]:
    """Return a problem for each status that operations declare."""
    typical: Mapping[int, EngineError] = {
        400: BodyMalformed("Expecting value", line=1, column=14),
        401: NotSignedIn(),
        403: NotPermitted("operate_cases"),
        404: NotFound("task", _TASK),
        409: TaskAlreadyClaimed(_TASK, "wang"),
        412: VersionConflict("task", _TASK, expected=3, found=4),
        413: BodyTooLarge(2_000_000),
        415: MediaTypeRefused("text/plain", "application/json"),
        422: InputRefused([_FAULT]),
        429: TooManyAttempts(42),
        500: InternalFault("5f0c6c1e9b1d4c6f"),
        503: ServerBusy(),
    }
    return {status: _body(error, status) for status, error in typical.items()}


def _body(error: EngineError, status: int) -> dict[str, Any]:
    body = problem_body(error, "en", status=status) | {"request_id": "5f0c6c1e9b1d4c6f"}
    if "errors" in body:
        body["errors"] = [each.model_dump() for each in body["errors"]]
    return body
