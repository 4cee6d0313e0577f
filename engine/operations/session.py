"""Remember and forget who is signed in."""

from engine.model.account import Session
from engine.ports.engine import Engine


def open_session(engine: Engine, session: Session) -> None:
    """Remember a session; only the digest of its token is kept."""
    with engine.store.begin() as tx:
        tx.save_session(session)


def close_session(engine: Engine, digest: str) -> None:
    """Forget a session; its token opens nothing any more."""
    with engine.store.begin() as tx:
        tx.delete_session(digest)
