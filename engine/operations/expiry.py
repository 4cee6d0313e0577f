"""Forget what nobody needs any more: messages past their time, and keys of requests long answered."""

from engine.ports.engine import Engine


def drop_expired(engine: Engine) -> int:
    """Forget what has expired; return how many messages found nobody."""
    with engine.store.begin() as tx:
        return tx.drop_expired_messages(engine.clock.now())
