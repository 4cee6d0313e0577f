"""Accounts, sessions, and the answers already given under an idempotency key."""

from datetime import datetime

from sqlalchemy import delete, select

from engine.model.account import Account, Session
from engine.model.query import Page, Paging
from engine.storage.page import Listing, Sort
from engine.storage.shape import ACCOUNTS, SESSIONS
from engine.storage.tables.account import account, answer, session
from engine.storage.view import View

_LISTING = Listing("accounts", ACCOUNTS, {"id": Sort(account.c.id), "name": Sort(account.c.name)}, usual="id")


class AccountReader(View):
    """Questions about who may sign in."""

    def account(self, account_id: str) -> Account | None:
        """Return an account."""
        row = self._connection.execute(ACCOUNTS.select().where(account.c.id == account_id)).first()
        return None if row is None else ACCOUNTS.read(row)

    def accounts(self, paging: Paging) -> Page[Account]:
        """List accounts."""
        return _LISTING.page(self._connection, [], paging)

    def session(self, digest: str) -> Session | None:
        """Return the session of a token's digest, expired or not."""
        row = self._connection.execute(SESSIONS.select().where(session.c.digest == digest)).first()
        return None if row is None else SESSIONS.read(row)


class AccountWriter(View):
    """Changes of accounts, sessions and remembered answers."""

    def save_account(self, account_: Account) -> None:
        """Add or replace an account."""
        self._upsert(account, ACCOUNTS.values(account_))

    def save_session(self, session_: Session) -> None:
        """Add or replace a session."""
        self._upsert(session, SESSIONS.values(session_))

    def delete_session(self, digest: str) -> None:
        """End a session."""
        self._connection.execute(delete(session).where(session.c.digest == digest))

    def remembered(self, key: str, operation: str) -> tuple[str, str] | None:
        """Return the request digest and the JSON answer that were stored under an idempotency key."""
        c = answer.c
        found = select(c.digest, c.answer).where(c.key == key, c.operation == operation)
        row = self._connection.execute(found).first()
        return None if row is None else (row.digest, row.answer)

    def remember(self, key: str, operation: str, *, digest: str, answer: str, at: datetime) -> None:
        """Store the answer to a request.

        Raises:
            AlreadyThere: another request with the key was faster; this one must not count.
        """
        values = {"key": key, "operation": operation, "digest": digest, "answer": answer, "at": at}
        self._connection.execute(_ANSWERS.insert(), values)


# Under another name: `remember` has a parameter called answer.
_ANSWERS = answer
