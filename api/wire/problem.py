"""The checker's findings on the wire."""

from typing import Any

from pydantic import BaseModel, Field


class ModelProblemView(BaseModel):
    """One problem of a model file."""

    file: str = Field(examples=["repair.bpmn"])
    line: int = Field(description="1-based; 0 means the file as a whole.", examples=[42])
    element: str | None = Field(examples=["inspect_goods"])
    code: str = Field(examples=["B101"])
    severity: str = Field(examples=["error"])
    message: str = Field(examples=["The user task has no form."])
    mend: str = Field(description="How to mend it.", examples=["Choose a form in the properties panel."])

    @classmethod
    def of(cls, problem: Any, language: str) -> "ModelProblemView":  # noqa: ANN401 - the engine has two kinds
        """Return a finding in the reader's language."""
        suffix = "_zh" if language == "zh" else ""
        return cls(
            file=getattr(problem, "file", ""),
            line=getattr(problem, "line", None) or 0,
            element=getattr(problem, "element", None) or getattr(problem, "element_id", None),
            code=problem.code,
            severity=str(getattr(problem, "severity", "error")),
            message=getattr(problem, f"message{suffix}"),
            mend=getattr(problem, f"mend{suffix}", ""),
        )
