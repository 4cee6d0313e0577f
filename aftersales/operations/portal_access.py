"""Lets customers in: by a code sent to their telephone, or by a link that they were sent."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from aftersales.model.case import Case
from aftersales.model.customer import Customer, CustomerPhone
from aftersales.model.deed import Deed
from aftersales.model.portal import (
    CODE_LIFE,
    CODES_AN_HOUR,
    CODES_AN_HOUR_AND_ADDRESS,
    GUESSES,
    HOUR,
    LINK_LIFE,
    PHONE_PAUSE,
    SESSION_LIFE,
    CodeRefused,
    LinkRefused,
    PortalCode,
    PortalLink,
    PortalSession,
    TooManyCodes,
)
from aftersales.ports.register import Register, Search

PORTAL = "portal"
_TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session: its token is told once."""

    token: str
    session: PortalSession


def digest_of(text: str) -> str:
    """Return what is stored of a token: who reads the database opens nothing with it."""
    return hashlib.sha256(text.encode()).hexdigest()


def admit_code(register: Register, phone: str, origin: str, now: datetime) -> None:
    """Let a code be made, unless too many were.

    Raises:
        TooManyCodes: for this telephone, or from this address.
    """
    recent = _since_an_hour(register, now, phone=phone)
    if recent and now < recent[-1].created_at + PHONE_PAUSE:
        raise TooManyCodes(_seconds(recent[-1].created_at + PHONE_PAUSE, now))
    if len(recent) >= CODES_AN_HOUR:
        raise TooManyCodes(_seconds(recent[0].created_at + HOUR, now))
    here = _since_an_hour(register, now, origin=digest_of(origin))
    if len(here) >= CODES_AN_HOUR_AND_ADDRESS:
        raise TooManyCodes(_seconds(here[0].created_at + HOUR, now))


def add_code(register: Register, phone: str, origin: str, code_hash: str, now: datetime) -> PortalCode:
    """Keep the hash of a new code; older ones of the telephone count no more.

    Raises:
        TooManyCodes: for this telephone, or from this address.
    """
    admit_code(register, phone, origin, now)
    register.discard(PortalCode, Search(before={"expires_at": now - HOUR}))
    register.discard(PortalSession, Search(before={"expires_at": now}))
    made = PortalCode(
        secrets.token_hex(8), phone, digest_of(origin), code_hash, now, expires_at=now + CODE_LIFE
    )
    return register.add(made, Deed(PORTAL, now))


def guess(register: Register, phone: str, now: datetime) -> PortalCode | None:
    """Count a guess and return the code that it must match; None where there is nothing left to guess."""
    recent = _since_an_hour(register, now, phone=phone)
    if not recent:
        return None
    last = recent[-1]
    if last.used_at is not None or now >= last.expires_at or last.guesses >= GUESSES:
        return None
    # Counted before anybody looks whether it is right: guesses side by side shall not be free.
    return register.save(replace(last, guesses=last.guesses + 1), Deed(PORTAL, now))


def use_code(register: Register, code: PortalCode, now: datetime) -> Opened:
    """Open a session for the telephone of a code that was guessed right, once.

    Raises:
        CodeRefused: it was used already.
    """
    found = register.get(PortalCode, code.id)
    if found.used_at is not None:
        raise CodeRefused
    register.save(replace(found, used_at=now), Deed(PORTAL, now))
    return _opened(register, now, phone=code.phone)


def make_link(register: Register, case_number: str, now: datetime) -> str:
    """Return the token of a new link to a case."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    link = PortalLink(digest_of(token), case_number, now, now + LINK_LIFE)
    register.add(link, Deed(PORTAL, now, case_number))
    return token


def use_link(register: Register, token: str, *, now: datetime, real_now: datetime) -> Opened:
    """Open a session for the case of a link. Links age by the engine's clock, sessions by the real one.

    Raises:
        LinkRefused: it opens nothing any more.
    """
    link = register.look(PortalLink, digest_of(token))
    case = None if link is None else register.look(Case, link.case_number)
    if link is None or not link.opens(now) or case is None or case.customer_id is None:
        raise LinkRefused
    return _opened(register, real_now, case_number=link.case_number)


def revoke_links(register: Register, case_number: str, now: datetime) -> int:
    """Make every link to a case, and every session that one opened, open nothing; return how many links."""
    links = [link for link in register.all(PortalLink, case_number=case_number) if link.opens(now)]
    for link in links:
        register.save(replace(link, revoked_at=now), Deed(PORTAL, now, case_number))
    register.discard(PortalSession, Search(equal={"case_number": case_number}))
    return len(links)


def end_session(register: Register, session_id: str) -> None:
    """End a session."""
    register.discard(PortalSession, Search(equal={"id": session_id}))


def owners(register: Register, session: PortalSession) -> tuple[str, ...]:
    """Return whose cases a session may see: everybody with its telephone, or the customer of its case."""
    if session.case_number is not None:
        case = register.look(Case, session.case_number)
        keys = set() if case is None or case.customer_id is None else {case.customer_id}
    else:
        keys = {phone.customer_id for phone in register.all(CustomerPhone, digits=session.phone)}
    found = register.find(Customer, Search(among={"id": keys})).items
    return tuple(customer.id for customer in found if customer.erased_at is None)


def _opened(
    register: Register, now: datetime, *, phone: str | None = None, case_number: str | None = None
) -> Opened:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    session = PortalSession(digest_of(token), now, now + SESSION_LIFE, phone, case_number)
    return Opened(token, register.add(session, Deed(PORTAL, now)))


def _since_an_hour(register: Register, now: datetime, **equal: str) -> tuple[PortalCode, ...]:
    search = Search(equal=equal, since={"created_at": now - HOUR}, sort="created_at", limit=100)
    return register.find(PortalCode, search).items


def _seconds(until: datetime, now: datetime) -> int:
    return max(1, round((until - now).total_seconds()))
