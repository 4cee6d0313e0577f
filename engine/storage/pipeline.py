"""Sends prepared statements to PostgreSQL without waiting for each one's answer, straight through libpq.

psycopg's own pipeline spends 50 µs of Python on each statement, more than the server spends on executing
it; `psycopg.pq` is its public door to libpq.
"""

import select
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from typing import Any

import psycopg
from psycopg import pq
from psycopg.errors import error_from_result

Row = tuple[Any, ...]
Work = Sequence[tuple[str, Row]]

_BEGIN: tuple[str, Row] = ("BEGIN", ())

_TEXT, _BINARY = 0, 1
_BOOL, _BYTEA, _INT8, _INT4, _TIMESTAMPTZ = 16, 17, 20, 23, 1184
_names = count(1)


class Channel:
    """The statements on their way over one connection, answered in the order in which they were sent.

    It lives as long as the connection: it remembers what the server has prepared.
    """

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._pgconn = connection.pgconn
        self._prepared: dict[str, bytes] = {}
        self._fresh: list[str] = []  # prepared by statements that are not answered yet
        self._is_awaited = False

    def post(self, work: Work) -> None:
        """Send statements, in a transaction begun where none is open, and go on while the server works."""
        self.put(work)
        self._pgconn.flush()

    def put(self, work: Work) -> None:
        """Let statements go out with the next ones: sending costs more than running them."""
        begins = not self._is_awaited and self._pgconn.transaction_status == pq.TransactionStatus.IDLE
        # Before anything is sent: a value that cannot be encoded must not leave half a batch behind.
        ready = [(sql, *_encoded(row)) for sql, row in ([_BEGIN, *work] if begins else work)]
        try:
            self._enter()
            self._prepare(sql for sql, _, _ in ready)
            for sql, values, formats in ready:
                self._pgconn.send_query_prepared(self._prepared[sql], values, formats)
        except BaseException:
            self._pgconn.finish()
            raise

    def run(self, work: Work) -> list[Row | None]:
        """Send statements, wait for all that are on their way, and return the first row of each of these.

        An error is that of the first statement that failed; the server has left out those behind it.
        """
        if work:
            self.put(work)
        if not self._is_awaited:
            return []
        results = self._answers()
        failed = _first_failure(results)
        if failed is not None:
            self._forget_fresh()
            raise failed
        self._fresh.clear()
        return [_first_row(result) for result in results[len(results) - len(work) :]]

    def settle(self) -> None:
        """Wait for what is on its way, and raise how it failed, if it did: the caller rolls back."""
        if not self._is_awaited:
            return
        self._forget_fresh()
        failed = _first_failure(self._answers())
        if failed is not None:
            raise failed

    def _enter(self) -> None:
        if not self._is_awaited:
            self._pgconn.enter_pipeline_mode()
            self._is_awaited = True

    def _prepare(self, statements: Iterable[str]) -> None:
        for sql in statements:
            if sql not in self._prepared:
                name = self._prepared[sql] = b"anxin_%d" % next(_names)
                self._fresh.append(sql)
                self._pgconn.send_prepare(name, sql.encode())

    def _answers(self) -> list[pq.abc.PGresult]:
        """Return one result for each statement, up to the synchronisation point."""
        self._is_awaited = False
        try:
            self._pgconn.pipeline_sync()
            results = _results(self._pgconn)
            self._pgconn.exit_pipeline_mode()
        except BaseException:
            # Answers that nobody fetched would be taken for those of the next statements.
            self._pgconn.finish()
            raise
        return results

    def _forget_fresh(self) -> None:
        # It is unknown which of these the server got to prepare; their names are never used again.
        for sql in self._fresh:
            del self._prepared[sql]
        self._fresh.clear()


def _moment(value: datetime) -> bytes:
    # Elsewhere an hour that comes twice a year equals itself: only UTC's moments can be looked up.
    return _written(value) if value.tzinfo is UTC else value.isoformat().encode()


# A step names its own moment, and "never", again and again.
@lru_cache(maxsize=100)
def _written(moment: datetime) -> bytes:
    return moment.isoformat().encode()


_Encode = Callable[[Any], bytes | None]
_ENCODERS: dict[type, tuple[_Encode, int]] = {
    # Text travels as binary: as text a NUL character would cut it off unseen, so the server refuses it.
    str: (str.encode, _BINARY),
    bytes: (bytes, _BINARY),
    int: (lambda value: b"%d" % value, _TEXT),
    bool: (lambda value: b"t" if value else b"f", _TEXT),
    datetime: (_moment, _TEXT),
    type(None): (lambda _: None, _TEXT),
}


def _encoded(row: Row) -> tuple[list[bytes | None], list[int]]:
    encoders, formats = _coders(tuple(map(type, row)))
    return [encode(value) for encode, value in zip(encoders, row, strict=True)], formats


@lru_cache(maxsize=1_000)
def _coders(kinds: tuple[type, ...]) -> tuple[list[_Encode], list[int]]:
    coders = [_ENCODERS[kind] for kind in kinds]
    return [encode for encode, _ in coders], [form for _, form in coders]


def _first_failure(results: list[pq.abc.PGresult]) -> psycopg.Error | None:
    failed = (result for result in results if result.status == pq.ExecStatus.FATAL_ERROR)
    return next((error_from_result(result) for result in failed), None)


def _results(pgconn: pq.abc.PGconn) -> list[pq.abc.PGresult]:
    poll = select.poll()
    _send_all(pgconn, poll)
    poll.register(pgconn.socket, select.POLLIN)
    results: list[pq.abc.PGresult] = []
    while True:
        result = _next(pgconn, poll)
        if result is None:
            continue
        if result.status == pq.ExecStatus.PIPELINE_SYNC:
            return results
        if pgconn.status != pq.ConnStatus.OK:
            raise error_from_result(result)
        results.append(result)


def _send_all(pgconn: pq.abc.PGconn, poll: select.poll) -> None:
    poll.register(pgconn.socket, select.POLLIN | select.POLLOUT)
    while pgconn.flush():
        # The server may be waiting for us to read before it reads on.
        if any(state & select.POLLIN for _, state in poll.poll()):
            pgconn.consume_input()


def _next(pgconn: pq.abc.PGconn, poll: select.poll) -> pq.abc.PGresult | None:
    while pgconn.is_busy():
        poll.poll()
        pgconn.consume_input()
    return pgconn.get_result()


def _first_row(result: pq.abc.PGresult) -> Row | None:
    if result.ntuples == 0:
        return None
    return tuple(_decoded(result.get_value(0, i), result.ftype(i)) for i in range(result.nfields))


def _decoded(value: bytes | None, oid: int) -> Any:  # noqa: ANN401 - what the column holds
    if value is None:
        return None
    decode = _DECODERS.get(oid)
    return value.decode() if decode is None else decode(value)


_DECODERS: dict[int, Callable[[bytes], Any]] = {
    _BOOL: lambda value: value == b"t",
    _BYTEA: lambda value: bytes.fromhex(value[2:].decode()),
    _INT4: int,
    _INT8: int,
    _TIMESTAMPTZ: lambda value: datetime.fromisoformat(value.decode()),
}
