"""Sends many prepared statements to PostgreSQL in one round trip, straight through libpq.

psycopg's own pipeline spends 50 µs of Python on each statement, more than the server spends on executing
it; `psycopg.pq` is its public door to libpq.
"""

import select
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from typing import Any

import psycopg
from psycopg import pq
from psycopg.errors import error_from_result

Row = tuple[Any, ...]

_TEXT, _BINARY = 0, 1
_BOOL, _BYTEA, _INT8, _INT4, _TIMESTAMPTZ = 16, 17, 20, 23, 1184
_names = count(1)


def run(
    connection: psycopg.Connection[Any], prepared: dict[str, bytes], work: Sequence[tuple[str, Row]]
) -> list[Row | None]:
    """Run statements in order, beginning a transaction where none is open; return each one's first row.

    `prepared` belongs to the connection and remembers what the server has prepared.
    """
    pgconn = connection.pgconn
    # Before anything is sent: a value that cannot be encoded must not leave half a batch behind.
    ready = [(sql, *_encoded(row)) for sql, row in work]
    begins = pgconn.transaction_status == pq.TransactionStatus.IDLE
    fresh = [sql for sql in dict.fromkeys(sql for sql, _ in work) if sql not in prepared]
    prepared.update((sql, b"anxin_%d" % next(_names)) for sql in fresh)
    pgconn.enter_pipeline_mode()
    try:
        if begins:
            pgconn.send_query_params(b"BEGIN", None)
        for sql in fresh:
            pgconn.send_prepare(prepared[sql], sql.encode())
        for sql, values, formats in ready:
            pgconn.send_query_prepared(prepared[sql], values, formats)
        pgconn.pipeline_sync()
        results = _results(pgconn)
    except BaseException:
        # Answers that nobody fetched would be taken for those of the next statements.
        pgconn.finish()
        raise
    pgconn.exit_pipeline_mode()
    for result in results:
        if result.status == pq.ExecStatus.FATAL_ERROR:
            # It is unknown which of these the server got to prepare; their names are never used again.
            for sql in fresh:
                del prepared[sql]
            raise error_from_result(result)
    return [_first_row(result) for result in results[len(results) - len(work) :]]


def _encoded(row: Row) -> tuple[list[bytes | None], list[int]]:
    values: list[bytes | None] = []
    formats: list[int] = []
    for value in row:
        encode, form = _ENCODERS[type(value)]
        values.append(encode(value))
        formats.append(form)
    return values, formats


_Encode = Callable[[Any], bytes | None]
_ENCODERS: dict[type, tuple[_Encode, int]] = {
    # Text travels as binary: as text a NUL character would cut it off unseen, so the server refuses it.
    str: (str.encode, _BINARY),
    bytes: (lambda value: value, _BINARY),
    int: (lambda value: b"%d" % value, _TEXT),
    bool: (lambda value: b"t" if value else b"f", _TEXT),
    datetime: (lambda value: value.isoformat().encode(), _TEXT),
    type(None): (lambda _: None, _TEXT),
}


def _results(pgconn: pq.abc.PGconn) -> list[pq.abc.PGresult]:
    """Return one result for each statement, up to the synchronisation point."""
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
