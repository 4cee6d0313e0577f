"""What can go wrong with an expression or a decision model, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.errors import EngineError


class FeelError(EngineError):
    """A FEEL expression could not be evaluated."""

    zh = "FEEL 表达式无法求值。"


class FeelSyntaxError(FeelError):
    """The text is not FEEL; `line` and `column` (1-based) say where reading stopped."""

    zh = "FEEL 语法错误。"

    def __init__(self, problem: str, zh: str, *, line: int, column: int) -> None:
        super().__init__(
            f"Line {line}, column {column}: {problem}",
            zh=f"第 {line} 行第 {column} 列：{zh}",
            line=line,
            column=column,
        )
        self.problem = problem
        self.problem_zh = zh
        self.line = line
        self.column = column


class FeelLimitExceeded(FeelError):
    """An expression asked for more steps, time, depth or memory than it is allowed."""

    zh = "FEEL 表达式超出了允许的步数、时间、层数或大小。"

    def __init__(self, problem: str, zh: str, *, limit: str) -> None:
        super().__init__(problem, zh=zh, limit=limit)
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a decision model or an expression; `element_id` is None for the file as a whole.

    `name` is the variable that does not exist, or the entry that a context does not have.
    """

    code: str
    message: str
    message_zh: str
    element_id: str | None = None
    line: int | None = None
    column: int | None = None
    name: str | None = None


class DmnError(EngineError):
    """A decision model can't be used; `problems` lists everything that is wrong with it."""

    zh = "决策模型无法使用。"

    def __init__(self, problems: Sequence[Problem]) -> None:
        listed = "; ".join(_located(problem, problem.message) for problem in problems)
        listed_zh = "；".join(_located(problem, problem.message_zh) for problem in problems)
        super().__init__(listed, zh=listed_zh, problems=tuple(problems))
        self.problems = tuple(problems)


def _located(problem: Problem, message: str) -> str:
    return f"{problem.element_id}: {message}" if problem.element_id else message
