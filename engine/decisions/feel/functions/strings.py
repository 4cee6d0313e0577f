"""String functions; positions count Unicode characters from 1."""

from decimal import Decimal
from typing import Any

from engine.decisions.feel import patterns
from engine.decisions.feel.builtin import NoValue, built_in
from engine.decisions.limits import Run


@built_in("substring", "string: string, start position: number, [length: number]")
def _substring(_: Run, text: str, start: Decimal, length: Decimal | None = None) -> object:
    position = int(start) if abs(start) <= len(text) else 0
    if position == 0:
        raise NoValue("the start position is outside the string")
    if length is not None and length < 1:
        raise NoValue("the length must be at least 1")
    first = position - 1 if position > 0 else len(text) + position
    last = len(text) if length is None or length > len(text) else first + int(length)
    return text[first:last]


@built_in("string length", "string: string")
def _string_length(_: Run, text: str) -> object:
    return Decimal(len(text))


@built_in("upper case", "string: string")
def _upper_case(run: Run, text: str) -> object:
    return _bounded(text.upper(), run)


@built_in("lower case", "string: string")
def _lower_case(run: Run, text: str) -> object:
    return _bounded(text.lower(), run)


def _bounded(text: str, run: Run) -> str:
    run.check_characters(len(text))
    return text


@built_in("substring before", "string: string, match: string")
def _substring_before(_: Run, text: str, match: str) -> object:
    before, found, _after = text.partition(match) if match else ("", "", "")
    return before if found else ""


@built_in("substring after", "string: string, match: string")
def _substring_after(_: Run, text: str, match: str) -> object:
    return text.partition(match)[2] if match else text


@built_in("contains", "string: string, match: string")
def _contains(_: Run, text: str, match: str) -> object:
    return match in text


@built_in("starts with", "string: string, match: string")
def _starts_with(_: Run, text: str, match: str) -> object:
    return text.startswith(match)


@built_in("ends with", "string: string, match: string")
def _ends_with(_: Run, text: str, match: str) -> object:
    return text.endswith(match)


@built_in("matches", "input: string, pattern: string, [flags: string?]")
def _matches(run: Run, text: str, pattern: str, flags: str | None = None) -> object:
    return patterns.matches(text, pattern, flags or "", run)


@built_in("replace", "input: string, pattern: string, replacement: string, [flags: string?]")
def _replace(run: Run, text: str, pattern: str, replacement: str, flags: str | None = None) -> object:
    return patterns.replace(text, pattern, replacement, flags or "", run)


@built_in("split", "string: string, delimiter: string")
def _split(run: Run, text: str, delimiter: str) -> object:
    parts = patterns.split(text, delimiter, run)
    run.check_items(len(parts))
    return parts


@built_in("extract", "input: string, pattern: string")
def _extract(run: Run, text: str, pattern: str) -> object:
    found = patterns.find_all(text, pattern, run)
    run.check_items(len(found))
    return found


@built_in("string join", "list: list, delimiter: string?, prefix: string, suffix: string")
@built_in("string join", "list: list, [delimiter: string?]")
def _string_join(
    run: Run,
    items: list[Any],
    delimiter: str | None = None,
    prefix: str | None = None,
    suffix: str | None = None,
) -> object:
    texts = [item for item in items if item is not None]
    for item in texts:
        if not isinstance(item, str):
            raise NoValue("the list holds something that is not a string")
    glue = delimiter or ""
    run.spend(len(texts))
    run.check_characters(sum(map(len, texts)) + len(glue) * len(texts))
    return (prefix or "") + glue.join(texts) + (suffix or "")


@built_in("trim", "string: string")
def _trim(_: Run, text: str) -> object:
    return text.strip()


@built_in("is blank", "string: string")
def _is_blank(_: Run, text: str) -> object:
    return not text.strip()
