"""Reads a database's address and refuses what is neither SQLite nor PostgreSQL."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from engine.storage import sqlite
from engine.storage.refusal import DatabaseUrlRefused

_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


def parse(url: str) -> URL:
    """Return the address in parts.

    Raises:
        DatabaseUrlRefused: it is no address of SQLite or PostgreSQL.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as e:
        # The address may hold a password: the message does not repeat it.
        raise DatabaseUrlRefused("it is no address") from e
    if parsed.drivername in _POSTGRESQL:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername != "sqlite":
        raise DatabaseUrlRefused(f"{parsed.drivername!r} is not supported")
    refused = sqlite.refused_options(parsed)
    if refused is not None:
        raise DatabaseUrlRefused(refused)
    return parsed


def is_sqlite(url: URL) -> bool:
    """Return whether the address is a SQLite file's."""
    return url.get_backend_name() == "sqlite"


def is_throwaway(url: str) -> bool:
    """Return whether the address asks for a database that need not last."""
    return url in ("sqlite://", "sqlite:///:memory:")
