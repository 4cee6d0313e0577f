"""Finds out which of our two languages a reader wants."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from aftersales.model.language import Language


def language_of(request: Request) -> Language:
    """Return the language of `Accept-Language`, else of the signed-in account, else Chinese."""
    wanted = _preferred(request.headers.get("accept-language", ""))
    return wanted or getattr(request.state, "locale", None) or "zh"


def _preferred(header: str) -> Language | None:
    ranked = sorted(filter(None, map(_weighed, header.split(","))), key=lambda each: -each[0])
    return ranked[0][1] if ranked else None


def _weighed(part: str) -> tuple[float, Language] | None:
    tag, _, weight = part.strip().partition(";")
    try:
        quality = float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        quality = 0.0
    primary = tag.strip().lower().split("-")[0]
    if quality <= 0:
        return None
    if primary == "zh":
        return quality, "zh"
    return (quality, "en") if primary == "en" else None


ReaderLanguage = Annotated[Language, Depends(language_of)]
