"""Cuts a FEEL text into tokens."""

import re
from typing import Final, NamedTuple

from engine.decisions.errors import FeelSyntaxError

LONGEST_TEXT: Final = 50_000
"""Characters of the longest expression that is read at all."""

# The standard's ranges of name characters, less full-width punctuation: somebody who types ， or （
# with a Chinese keyboard is told so instead of reading about an unknown variable.
_START: Final = (
    r"?A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3005-\u3007\u3021-\uD7FF\uF900-\uFDCF\uFDF0-\uFEFE\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A"
    r"\uFF66-\uFFDC\U00010000-\U000EFFFF"
)
_PART: Final = _START + r"0-9\u00B7\u0300-\u036F\u203F-\u2040"
_SPACE: Final = r"\s\u200B\uFEFF"
_PATTERN: Final = re.compile(
    rf"(?P<space>(?:[{_SPACE}]+|//[^\n]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r'|(?P<string>"(?:[^"\\]|\\.)*")'
    rf"|(?P<name>[{_START}][{_PART}]*)"
    r"|(?P<mark>\*\*|\.\.|<=|>=|!=|->|/(?!\*)|[-+*=<>()\[\]{},:.@'])",
    re.DOTALL,
)
_FULL_WIDTH: Final = dict(
    zip("，（）：；。“”‘’！＝＜＞［］｛｝＋－＊／、？", ",():;.\"\"''!=<>[]{}+-*/,?", strict=True)
)


# What people write who know other languages, and what FEEL writes instead.
_HABITS: Final = {
    sign: (f"; write {word}", f"；请写 {word}")
    for sign, word in (("&", "and"), ("|", "or"), ("!", "not(…)"), ("%", "modulo(a, b)"), ("^", "**"))
}


class Token(NamedTuple):
    """A word of the text: `kind` is number, string, name, mark or end."""

    kind: str
    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Return the tokens, the last of kind `end`.

    Raises:
        FeelSyntaxError: at the first character that FEEL does not know.
    """
    if len(text) > LONGEST_TEXT:
        raise FeelSyntaxError(
            f"the expression is longer than {LONGEST_TEXT:,} characters",
            f"表达式超过 {LONGEST_TEXT:,} 个字符",
            line=1,
            column=1,
        )
    tokens = []
    at = 0
    for found in _PATTERN.finditer(text):
        if found.start() != at:
            break
        at = found.end()
        kind = found.lastgroup or ""
        if kind != "space":
            tokens.append(Token(kind, found.group(), found.start(), at))
    if at != len(text):
        raise syntax_error(text, at, *_strange(text, at))
    tokens.append(Token("end", "", at, at))
    return tokens


def syntax_error(text: str, at: int, problem: str, zh: str) -> FeelSyntaxError:
    """Return an error that knows its line and column."""
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return FeelSyntaxError(problem, zh, line=line, column=column)


def _strange(text: str, at: int) -> tuple[str, str]:
    character = text[at]
    if character == '"':
        return "this string is not closed", "字符串没有结束引号"
    if text.startswith("/*", at):
        return "this comment is not closed", "注释没有结束"
    if character in _FULL_WIDTH:
        plain = _FULL_WIDTH[character]
        return (
            f"“{character}” is a full-width character, write {plain} instead",
            f"“{character}”是全角字符，请改用半角 {plain}",
        )
    hint, hint_zh = _HABITS.get(character, ("", ""))
    return f"the character “{character}” has no meaning here{hint}", f"此处不能使用字符“{character}”{hint_zh}"


_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_SIMPLE: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "'": "'"}
_LAST_CODE_POINT: Final = 0x10FFFF


def unquote(text: str) -> str:
    """Return what a string literal means; unknown escapes stay as they are written."""
    body = text[1:-1]
    if "\\" not in body:
        return body
    plain = _ESCAPE.sub(_unescape, body)
    # Two \u escapes may write one character as a pair of surrogates; a lone half is no character.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescape(found: re.Match[str]) -> str:
    short, long, letter = found.groups()
    if letter is not None:
        return _SIMPLE.get(letter, found.group())
    code = int(short or long, 16)
    return chr(code) if code <= _LAST_CODE_POINT else "\ufffd"
