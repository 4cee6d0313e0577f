"""Regular expressions of XPath 3.1 in linear time (RE2): matches, replace, split, extract."""

import re
from functools import lru_cache
from typing import Any, Final

from engine.decisions.feel.back_references import BackReferencing, has_back_reference
from engine.decisions.feel.builtin import NoValue
from engine.decisions.feel.xpath_patterns import translated
from engine.decisions.limits import Run

_LONGEST_PATTERN: Final = 2_000
_FLAGS: Final = frozenset("smixq")


def matches(text: str, pattern: str, flags: str, run: Run) -> bool:
    """Tell whether the pattern occurs anywhere in the text."""
    _pay(text, run)
    return bool(_compiled(pattern, flags).search(text))


def replace(text: str, pattern: str, replacement: str, flags: str, run: Run) -> str:
    r"""Replace every occurrence; `$1` stands for the first group, `\$` for a dollar."""
    _pay(text, run)
    compiled = _compiled(pattern, flags)
    if compiled.search("") is not None:
        raise NoValue("the pattern matches the empty string")
    pieces = [replacement] if "q" in flags else _template(replacement, compiled.groups)
    size, last, made = 0, 0, []
    for found in compiled.finditer(text):
        piece = text[last : found.start()] + "".join(
            part if isinstance(part, str) else found.group(part) or "" for part in pieces
        )
        last = found.end()
        size += len(piece)
        run.spend(1)
        run.check_characters(size)
        made.append(piece)
    return "".join(made) + text[last:]


def split(text: str, pattern: str, run: Run) -> list[str]:
    """Cut the text at every occurrence."""
    _pay(text, run)
    compiled = _compiled(pattern, "")
    if compiled.search("") is not None:
        return list(text) if not pattern else _refuse_empty()
    parts, last = [], 0
    for found in compiled.finditer(text):
        parts.append(text[last : found.start()])
        last = found.end()
    return [*parts, text[last:]]


def find_all(text: str, pattern: str, run: Run) -> list[str]:
    """Return every occurrence."""
    _pay(text, run)
    return [found.group() for found in _compiled(pattern, "").finditer(text)]


def _refuse_empty() -> list[str]:
    raise NoValue("the pattern matches the empty string")


def _pay(text: str, run: Run) -> None:
    run.spend(1 + len(text) // 64)


@lru_cache(maxsize=512)
def _compiled(pattern: str, flags: str) -> Any:  # noqa: ANN401 - re2 has no type hints
    # Imported late: only a few expressions need it, and importing the decisions must stay light.
    import re2

    if not _FLAGS.issuperset(flags):
        raise NoValue(f"the flags “{flags}” are not among s, m, i, x, q")
    if len(pattern) > _LONGEST_PATTERN:
        raise NoValue("the pattern is too long")
    if "q" not in flags and has_back_reference(pattern):
        return BackReferencing(pattern, flags)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 22
    try:
        return re2.compile(translated(pattern, flags), options)
    except re2.error as problem:
        raise NoValue(f"the pattern is not valid: {_readable(problem)}") from None


def _readable(problem: Exception) -> str:
    reason = problem.args[0] if problem.args else problem
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)


_REFERENCE: Final = re.compile(r"\\([\\$])|\$([0-9]+)|([\\$])|[^\\$]+")


def _template(replacement: str, groups: int) -> list[str | int]:
    """Return the parts of a replacement: text, and numbers of groups."""
    parts: list[str | int] = []
    for found in _REFERENCE.finditer(replacement):
        escaped, number, stray = found.groups()
        if stray:
            raise NoValue("a backslash or dollar in the replacement must be escaped")
        if number:
            parts.extend(_reference(number, groups))
        else:
            parts.append(escaped or found.group())
    return parts


def _reference(digits: str, groups: int) -> list[str | int]:
    # `$12` is the twelfth group only if there are twelve; else the first, followed by a 2.
    length = len(digits)
    while length > 1 and int(digits[:length]) > groups:
        length -= 1
    number = int(digits[:length])
    return [number if number <= groups else "", digits[length:]]
