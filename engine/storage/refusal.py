"""What a database can refuse, in words for the person who must do something about it."""

import sqlite3
from types import TracebackType

import psycopg
from sqlalchemy import exc

from engine.errors import EngineError


class DatabaseRefusal(EngineError):
    """The database did not do it."""

    zh = "数据库未能执行。"

    text = "The database did not do it."

    def __init__(self, cause: str = "") -> None:
        super().__init__(f"{self.text} ({cause})" if cause else self.text, cause=cause)


class DatabaseFull(DatabaseRefusal):
    """No room is left on the database's disk."""

    text = "No room is left on the database's disk; nothing was changed. Make room and try again."
    zh = "数据库磁盘空间已满，未做任何更改。请清理空间后重试。"


class DatabaseReadOnly(DatabaseRefusal):
    """The database may only be read."""

    text = "The database may only be read: check the file's permissions or which server this is."
    zh = "数据库为只读：请检查文件权限，或确认所连接的服务器。"


class DatabaseBusy(DatabaseRefusal):
    """Others kept the database to themselves for too long."""

    text = "Others kept the database to themselves for too long; nothing was changed. Try again."
    zh = "数据库长时间被占用，未做任何更改。请重试。"


class DatabaseUnreachable(DatabaseRefusal):
    """The database does not answer."""

    text = "The database does not answer: check its address and that it runs."
    zh = "无法连接数据库：请检查地址以及数据库是否在运行。"


class DatabaseDamaged(DatabaseRefusal):
    """The database file is damaged or no database."""

    text = "The database file is damaged or no database: restore it from a backup."
    zh = "数据库文件已损坏或不是数据库文件：请从备份恢复。"


class ValueRefused(DatabaseRefusal):
    """The database cannot hold a value."""

    text = "The database cannot hold a value, such as a text with a NUL character or a number too large."
    zh = "数据库无法保存某个值（例如含有空字符的文本或过大的数字）。"


class AlreadyThere(DatabaseRefusal):
    """Something with this id is there already."""

    text = "Something with this id is there already; nothing was changed."
    zh = "已存在相同 id 的内容，未做任何更改。"


class DatabaseUrlRefused(EngineError):
    """The database's address is not one of SQLite or PostgreSQL."""

    zh = "数据库地址无效。"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The database's address is refused: {reason}. "
            "Write sqlite:///path/to/anxin.sqlite3 or postgresql://user@host/name.",
            zh=f"数据库地址无效：{reason}。请使用 sqlite:///路径 或 postgresql://用户@主机/库名。",
        )


class SchemaTooOld(EngineError):
    """The database's tables are older than this program."""

    zh = "数据库表结构版本过旧。"

    def __init__(self, found: str | None, needed: str) -> None:
        super().__init__(
            f"The database's tables are at {found or 'nothing'}, this program needs {needed}: "
            "run `anxin db upgrade`.",
            zh=f"数据库表结构版本为 {found or '空'}，本程序需要 {needed}：请运行 `anxin db upgrade`。",
            found=found,
            needed=needed,
        )


class SchemaTooNew(EngineError):
    """The database's tables are newer than this program."""

    zh = "数据库表结构版本高于本程序。"

    def __init__(self, found: str, needed: str) -> None:
        super().__init__(
            f"The database's tables are at {found}, this program knows {needed}: run the newer program.",
            zh=f"数据库表结构版本为 {found}，高于本程序所支持的 {needed}：请使用更新版本的程序。",
            found=found,
            needed=needed,
        )


class MasterKeyRefused(EngineError):
    """The master key does not open this database's record."""

    zh = "主密钥与此数据库不匹配，无法打开加密的历史记录。"

    def __init__(self) -> None:
        super().__init__("The master key does not open this database's sealed record.")


class CursorRefused(EngineError):
    """The cursor is not one of this list."""

    zh = "分页游标无效或不属于此列表，请从第一页重新开始。"

    def __init__(self) -> None:
        super().__init__("The cursor is not one of this list: start again at the first page.")


class SortRefused(EngineError):
    """The list cannot be sorted by that field."""

    zh = "此列表不能按该字段排序。"

    def __init__(self, field: str, fields: tuple[str, ...]) -> None:
        known = ", ".join(fields)
        super().__init__(
            f"The list cannot be sorted by {field!r}, only by {known}.",
            zh=f"此列表不能按“{field}”排序，可用字段：{known}。",
            field=field,
            fields=fields,
        )


_SQLITE = {
    sqlite3.SQLITE_FULL: DatabaseFull,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_BUSY: DatabaseBusy,
    sqlite3.SQLITE_LOCKED: DatabaseBusy,
    sqlite3.SQLITE_CANTOPEN: DatabaseUnreachable,
    sqlite3.SQLITE_IOERR: DatabaseUnreachable,
    sqlite3.SQLITE_PERM: DatabaseReadOnly,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
    sqlite3.SQLITE_NOTADB: DatabaseDamaged,
    sqlite3.SQLITE_TOOBIG: ValueRefused,
}
# SQLSTATE classes and, where a class is too wide, single states.
_POSTGRESQL = {
    "53100": DatabaseFull,
    "53": DatabaseBusy,
    "25006": DatabaseReadOnly,
    "42501": DatabaseReadOnly,
    "40": DatabaseBusy,
    "55P03": DatabaseBusy,
    "57014": DatabaseBusy,
    "57": DatabaseUnreachable,
    "08": DatabaseUnreachable,
    "28": DatabaseUnreachable,
    "3D": DatabaseUnreachable,
    "22": ValueRefused,
    "54": ValueRefused,
    "23505": AlreadyThere,
    "XX001": DatabaseDamaged,
}


def refusal_of(error: BaseException) -> EngineError | None:
    """Return what an error of a driver means to the caller; None for our own bugs."""
    if isinstance(error, exc.TimeoutError):
        return DatabaseBusy("no connection became free")
    original = error.orig if isinstance(error, exc.DBAPIError) else error
    kind: type[DatabaseRefusal] | None = None
    if isinstance(original, sqlite3.Error):
        kind = _of_sqlite(original)
    elif isinstance(original, psycopg.Error):
        kind = _of_postgresql(original)
    elif isinstance(error, OverflowError | UnicodeEncodeError):
        kind = ValueRefused
    return kind(str(original).split("\n", maxsplit=1)[0]) if kind else None


def _of_sqlite(error: sqlite3.Error) -> type[DatabaseRefusal] | None:
    if isinstance(error, sqlite3.IntegrityError):
        is_duplicate = error.sqlite_errorcode in (
            sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
            sqlite3.SQLITE_CONSTRAINT_UNIQUE,
        )
        return AlreadyThere if is_duplicate else None
    # The low byte is the primary code; the rest tells which of its cases it was.
    return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)


def _of_postgresql(error: psycopg.Error) -> type[DatabaseRefusal] | None:
    state = error.sqlstate
    if state is None:
        if isinstance(error, psycopg.DataError):
            return ValueRefused
        return DatabaseUnreachable if isinstance(error, psycopg.OperationalError) else None
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])


class Refusals:
    """Raises what the database refuses inside its block as an `EngineError`.

    No generator: each step passes through it, and one takes six times as long.
    """

    def __enter__(self) -> None:
        """Nothing is refused yet."""

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Tell what was refused."""
        refusal = None if error is None else refusal_of(error)
        if refusal is not None:
            raise refusal from error
