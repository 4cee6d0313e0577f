"""A position in the tokens of a text: looking ahead, moving on, reading names."""

from collections.abc import Callable, Iterable
from collections.abc import Iterator as Iterating
from contextlib import contextmanager
from typing import Final, TypeVar

from engine.decisions.errors import FeelSyntaxError
from engine.decisions.feel.lexer import Token, syntax_error, tokenize
from engine.decisions.feel.names import KEYWORDS, NameTable, spelled

DEEPEST: Final = 128
"""Levels of nesting that are read; people write fewer than ten."""

T = TypeVar("T")
_READABLE: Final = {"end": ("the end", "结尾")}


class Cursor:
    """Walks over the tokens; `depth` counts the levels of nesting."""

    def __init__(self, text: str, names: Iterable[str] = ()) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.at = 0
        self.token = self.tokens[0]
        self.names = NameTable(names)
        self.depth = 0

    def advance(self) -> Token:
        """Move on and return the token left behind."""
        token = self.token
        if token.kind != "end":
            self.at += 1
            self.token = self.tokens[self.at]
        return token

    def ahead(self, by: int = 1) -> Token:
        """Return a later token without moving."""
        return self.tokens[min(self.at + by, len(self.tokens) - 1)]

    def sees(self, text: str) -> bool:
        """Tell whether a mark or keyword comes next (a string with that text does not count)."""
        return self.token.text == text and self.token.kind != "string"

    def take(self, text: str) -> bool:
        """Move over a mark or keyword if it comes next."""
        if self.sees(text):
            self.advance()
            return True
        return False

    def expect(self, *texts: str) -> Token:
        """Move over one of the marks or keywords; a syntax error if another comes."""
        if any(self.sees(text) for text in texts):
            return self.advance()
        wanted = " or ".join(texts)
        raise self.error(
            f"expected {wanted}, found {self.found()}", f"应为 {' 或 '.join(texts)}，实际为{self.found_zh()}"
        )

    def found(self) -> str:
        """Describe the next token in English."""
        return f"“{self.token.text}”" if self.token.kind != "end" else "the end"

    def found_zh(self) -> str:
        """Describe the next token in Chinese."""
        return f"“{self.token.text}”" if self.token.kind != "end" else "结尾"

    def hint(self) -> tuple[str, str]:
        """Return what to write instead, where the next token is a habit of other languages."""
        text, before = self.token.text, self.tokens[max(0, self.at - 1)].text
        if text == "=" and before == "=":
            return "; compare with a single =", "；比较请用单个 ="
        if text == "'":
            return "; strings stand in double quotes", "；字符串请用双引号"
        return (
            ("; a range stands in brackets: [1..5]", "；区间请加括号：[1..5]") if text == ".." else ("", "")
        )

    def error(self, problem: str, zh: str, at: int | None = None) -> FeelSyntaxError:
        """Return a syntax error at the next token or at an offset."""
        return syntax_error(self.text, self.token.start if at is None else at, problem, zh)

    @contextmanager
    def nested(self) -> Iterating[None]:
        """Count a level of nesting."""
        self.deepen()
        yield
        self.depth -= 1

    def deepen(self) -> None:
        """Go one level deeper; a syntax error beyond the deepest."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error(f"nested deeper than {DEEPEST} levels", f"嵌套超过 {DEEPEST} 层")

    def separated(self, read: Callable[[], T], end: str) -> tuple[T, ...]:
        """Read items between commas up to a closing mark, which is consumed."""
        items: list[T] = []
        if not self.take(end):
            items.append(read())
            while self.expect(",", end).text == ",":
                items.append(read())
        return tuple(items)

    def name(self, *, any_word: bool = False) -> str:
        """Read a name: a declared one, or all words side by side.

        `any_word` lets the first word be a keyword, as after a dot.
        """
        if self.token.kind != "name" or (self.token.text in KEYWORDS and not any_word):
            raise self.error(f"expected a name, found {self.found()}", f"应为名称，实际为{self.found_zh()}")
        declared = self.names.match(self.tokens, self.at)
        if declared is None:
            return self._adjacent()
        self.at += declared[1]
        self.token = self.tokens[self.at]
        return declared[0]

    def _adjacent(self) -> str:
        start = self.at
        self.advance()
        while self._continues_a_name():
            self.advance()
        return self.token_text(start) if self.at == start + 1 else spelled(self.tokens[start : self.at])

    def token_text(self, index: int) -> str:
        """Return the text of the token at an index."""
        return self.tokens[index].text

    def _continues_a_name(self) -> bool:
        kind, text, start, _ = self.token
        if kind == "number":
            return text.isdigit() and start >= self.tokens[self.at - 1].end
        return kind == "name" and text not in KEYWORDS

    def name_before(self, *ends: str) -> str | None:
        """Read everything up to a mark as a name (keys, parameters); None, unmoved, if there is none."""
        start = index = self.at
        while self.tokens[index].kind in {"name", "number"} or self.tokens[index].text in "+-*/.'":
            token = self.tokens[index]
            if token.kind == "end" or (index > start and token.text in ends):
                break
            index += 1
        if index == start or self.tokens[index].text not in ends or self.tokens[start].kind != "name":
            return None
        self.at = index
        self.token = self.tokens[index]
        return spelled(self.tokens[start:index])
