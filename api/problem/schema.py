"""The problem's form, for the OpenAPI document and for tests."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.problem.field_error import FieldErrorView
from api.wire.problem import ModelProblemView


class Problem(BaseModel):
    """Why a request was not done (RFC 9457). Texts are in the language of `Accept-Language`."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(description="Stable; branch on it.", examples=["/problems/task-already-claimed"])
    title: str = Field(examples=["Somebody else works on this task."])
    status: int = Field(examples=[409])
    detail: str = Field(examples=["Task 0198…-12 is already claimed by wang."])
    error: str = Field(description="The refusal's name.", examples=["TaskAlreadyClaimed"])
    facts: dict[str, Any] = Field(examples=[{"task": "0198…-12", "assignee": "wang"}])
    request_id: str = Field(description="Stands in the server's log.", examples=["5f0c6c1e9b1d4c6f"])
    problems: list[ModelProblemView] = Field(default=[], description="A refused deployment's findings.")
    errors: list[FieldErrorView] = Field(default=[], description="Wrong fields of a request or form.")
