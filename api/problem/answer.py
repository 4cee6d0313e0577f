"""Answers a request with a problem, and says so to the framework for every kind of failure."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.exact_json import ExactJson
from api.problem.body import problem_body
from api.problem.field_error import request_faults
from api.problem.language import language_of
from api.problem.status import status_of
from api.refusals import InputRefused, MethodRefused, RequestRefused, RouteUnknown
from engine.errors import EngineError

_RETRY_SECONDS = 2


class ProblemJson(ExactJson):
    """A problem's response."""

    media_type = "application/problem+json"


def problem_answer(request: Request, error: EngineError) -> Response:
    """Return the response that tells a reader why the request was refused."""
    language, status = language_of(request), _status(request, error)
    body = problem_body(error, language, status=status)
    body["request_id"] = getattr(request.state, "request_id", "")
    headers = {"Content-Language": language, "Vary": "Accept-Language, Cookie", "Cache-Control": "no-store"}
    request.state.refusal = type(error).__name__
    return ProblemJson(body, status_code=status, headers=headers | _hints(error, status))


def _status(request: Request, error: EngineError) -> int:
    # Who sent If-Match asked for exactly this to be told: RFC 9110 has a status of its own for it.
    if type(error).__name__ == "VersionConflict" and "if-match" in request.headers:
        return 412
    return status_of(type(error))


def _hints(error: EngineError, status: int) -> dict[str, str]:
    if status in {429, 503}:
        return {"Retry-After": str(error.facts.get("retry_after", _RETRY_SECONDS))}
    return {"WWW-Authenticate": 'Bearer realm="anxin"'} if status == 401 else {}  # noqa: PLR2004 - the status


def _input_refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as registered below
    return problem_answer(request, InputRefused(request_faults(error.errors())))


def _engine_refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, EngineError)  # noqa: S101 - as registered below
    return problem_answer(request, error)


def _framework_refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - as registered below
    if isinstance(error.__cause__, EngineError):
        # FastAPI wraps what goes wrong while it reads a body.
        return problem_answer(request, error.__cause__)
    refusals = {404: RouteUnknown(), 405: MethodRefused(request.method)}
    response = problem_answer(request, refusals.get(error.status_code, RequestRefused()))
    response.headers.update(error.headers or {})
    return response


def answer_with_problems(app: FastAPI) -> None:
    """Make every failure of an application a problem."""
    app.add_exception_handler(RequestValidationError, _input_refused)
    app.add_exception_handler(EngineError, _engine_refused)
    app.add_exception_handler(HTTPException, _framework_refused)
