"""What every group of questions and changes stands on: the connection of one transaction, and its tools."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table

from engine.storage.change_lines import ChangeLines
from engine.storage.keyring import Keyring
from engine.storage.upsert import upsert
from engine.storage.wire import Wire


@dataclass(frozen=True, slots=True)
class Tools:
    """What a store's transactions share."""

    wire: Wire
    keyring: Keyring
    lines: ChangeLines


class View:
    """One transaction on one connection."""

    def __init__(self, connection: Connection, tools: Tools) -> None:
        self._opened = connection
        self._tools = tools

    @property
    def _connection(self) -> Connection:
        return self._opened

    @property
    def _is_postgresql(self) -> bool:
        return self._connection.dialect.name == "postgresql"

    def _upsert(self, table: Table, values: Mapping[str, Any]) -> None:
        """Insert a row or replace what its primary key names; columns not given keep their value."""
        self._connection.execute(upsert(table, values, is_postgresql=self._is_postgresql), dict(values))
