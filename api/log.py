"""How logs are written: lines for people or JSON for machines, and never the values of a case.

structlog's own console writer shows the local variables of every frame of a traceback, which are case data,
and takes minutes for a deep one: ours shows the places only.
"""

import logging
import sys
import traceback
from typing import Final, Literal

import structlog
from structlog.typing import Processor

_LEVELS: Final = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}

_MOST_PLACES: Final = 60
_LIBRARIES: Final = "site-packages"


def configure_log(form: Literal["console", "json"], level: str) -> None:
    """Set up the log of this process."""
    structlog.configure(
        processors=[*_shared(), *_written(form)],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        cache_logger_on_first_use=False,
    )


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _written(form: Literal["console", "json"]) -> list[Processor]:
    if form == "json":
        return [structlog.processors.JSONRenderer(ensure_ascii=False)]
    # A file or a service log shall hold no colours.
    return [
        structlog.dev.ConsoleRenderer(
            colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    ]


def places_of(error: BaseException) -> list[str]:
    """Return where an error and its causes came from, without their messages: drivers quote rows in them."""
    places: list[str] = []
    found: BaseException | None = error
    while found is not None and len(places) < _MOST_PLACES:
        places.append(type(found).__name__)
        places += _frames_of(found)
        found = found.__cause__ or found.__context__
    return places[:_MOST_PLACES]


def _frames_of(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    # Of the libraries' frames only the one that raised tells something.
    told = [frame for frame in frames[:-1] if _LIBRARIES not in frame.filename] + frames[-1:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in told]
