"""What a command refuses or cannot use is told in the reader's language, without a trace of the program."""

from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

from engine.cli.printing import refuse, say
from engine.errors import EngineError
from engine.settings import Settings


class RefusingGroup(TyperGroup):
    """Commands whose refusals, wrong settings and unusable files are told; anything else is a bug."""

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401 - typer keeps the type to itself
        """Run the command that is meant."""
        try:
            return super().invoke(ctx)
        except EngineError as error:
            raise refuse(error) from error
        except ValidationError as error:
            if error.title != Settings.__name__:
                raise
            _tell_settings(error)
            raise typer.Exit(2) from error
        except OSError as error:
            if error.filename is None:
                raise
            say(
                f"{error.filename} cannot be used: {error.strerror}.",
                f"无法使用文件 {error.filename}：{error.strerror}。",
                error=True,
            )
            raise typer.Exit(1) from error


def _tell_settings(error: ValidationError) -> None:
    for found in error.errors():
        reason = found["msg"].removeprefix("Value error, ")
        name = "".join(f"ANXIN_{part}".upper() + ": " for part in found["loc"])
        say(f"Wrong setting: {name}{reason}", f"设置有误：{name}{reason}", error=True)
