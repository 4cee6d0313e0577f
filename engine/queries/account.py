"""Who may sign in."""

from engine.model.account import Account, Session
from engine.model.query import Page, Paging
from engine.ports.engine import Engine


def account(engine: Engine, account_id: str) -> Account | None:
    """Return an account."""
    with engine.store.read() as reader:
        return reader.account(account_id)


def accounts(engine: Engine, paging: Paging) -> Page[Account]:
    """Return accounts, by id."""
    with engine.store.read() as reader:
        return reader.accounts(paging)


def session(engine: Engine, digest: str) -> Session | None:
    """Return a session by the digest of its token."""
    with engine.store.read() as reader:
        return reader.session(digest)
