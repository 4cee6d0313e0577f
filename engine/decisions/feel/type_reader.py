"""Reads types: `number`, `list<string>`, `context<a: number>`, `function<number> -> date`."""

from engine.decisions.feel.cursor import Cursor
from engine.decisions.feel.names import KEYWORDS, spelled
from engine.decisions.feel.syntax import TypeName

_GENERIC = {"list", "range", "context", "function"}


class TypeReader(Cursor):
    """Reads types where a type must stand."""

    def type_name(self) -> TypeName:
        """Read one type."""
        with self.nested():
            at = self.token.start
            name = self._type_words()
            if name in _GENERIC and self.take("<"):
                return self._generic(name, at)
            return TypeName(name, at=at)

    def _type_words(self) -> str:
        start = self.at
        # `days and time duration` holds a keyword; `and` before anything else ends the type.
        while self.token.kind == "name" or (self.sees(".") and self.ahead().kind == "name"):
            if self.token.text == "and" and self.ahead().text not in {"time", "months"}:
                break
            if self.token.text == "external" or self.token.text in KEYWORDS - {"and", "function"}:
                break
            self.advance()
        if self.at == start:
            raise self.error(f"expected a type, found {self.found()}", f"应为类型，实际为{self.found_zh()}")
        return spelled(self.tokens[start : self.at])

    def _generic(self, name: str, at: int) -> TypeName:
        if name == "context":
            return self._context_type(at)
        arguments = self.separated(self.type_name, ">")
        result = None
        if name == "function" and self.take("->"):
            result = self.type_name()
        elif name != "function" and len(arguments) != 1:
            raise self.error(f"{name}<…> has one type", f"{name}<…> 只有一个类型")
        return TypeName(name, arguments, result=result, at=at)

    def _context_type(self, at: int) -> TypeName:
        entries = self.separated(self._typed_entry, ">")
        return TypeName(
            "context", tuple(kind for _, kind in entries), tuple(name for name, _ in entries), at=at
        )

    def _typed_entry(self) -> tuple[str, TypeName]:
        name = self.name_before(":")
        if name is None:
            raise self.error(f"expected a name, found {self.found()}", f"应为名称，实际为{self.found_zh()}")
        self.expect(":")
        return name, self.type_name()
