"""Keeps the register in the database of the engine: `register_in` a transaction; `prepare` its tables."""

from aftersales.ports.register import Register
from aftersales.storage.schema import connection_of, drift, prepare, upgrade

__all__ = ["connection_of", "drift", "prepare", "register_in", "upgrade"]


def register_in(transaction: object) -> Register:
    """Return the register inside a transaction of the engine's.

    Raises:
        TypeError: it is not one of this product's databases.
    """
    from aftersales.storage.register import SqlRegister

    return SqlRegister(connection_of(transaction))
