"""Opens the portal to customers: sends codes, checks them slowly and a few times only, takes links."""

import secrets
from datetime import date
from typing import Final

from aftersales import reading, register_in
from aftersales.model.customer import Customer, CustomerPhone, digits_of
from aftersales.model.portal import CODE_LIFE, CodeRefused
from aftersales.notification.notice import Notice
from aftersales.notification.outbox import Outbox
from aftersales.notification.recipient import Recipient
from aftersales.operations.portal_access import Opened, add_code, admit_code, guess, use_code, use_link
from aftersales.ports.register import Register
from aftersales.queries.unit import UnitCard, UnitRights, rights, unit
from api.access.attempts import Attempts
from api.access.password import Passwords
from api.refusals import NoWayToSend, TooManyTries
from engine.bootstrap import Engine
from engine.clock import Clock, SystemClock
from engine.errors import NotFound

_DIGITS: Final = 6
_MINUTE: Final = 60


class PortalDoor:
    """The door of one application. Codes and sessions run on real time, as the staff's sessions do."""

    def __init__(
        self,
        engine: Engine,
        passwords: Passwords,
        outbox: Outbox,
        *,
        is_demo: bool,
        clock: Clock | None = None,
    ) -> None:
        self._engine = engine
        self._passwords = passwords
        self._outbox = outbox
        self._is_demo = is_demo
        self._clock = clock or SystemClock()
        self._guesses = Attempts(self._clock, TooManyTries)
        self._lookups = Attempts(self._clock, TooManyTries)

    def send_code(self, phone: str, origin: str, language: str) -> str | None:
        """Send a code to any telephone, known or not; on a demo return it, elsewhere nothing.

        Raises:
            NoWayToSend: no gateway is set up.
            TooManyCodes: for this telephone, or from this address.
        """
        digits, now = digits_of(phone), self._clock.now()
        recipient = Recipient(f"customer:{digits}", phone=digits, language=language)
        if not (self._is_demo or self._outbox.reaches(recipient)):
            raise NoWayToSend
        with reading(self._engine.store) as register:
            admit_code(register, digits, origin, now)
        code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        code_hash = self._passwords.make(code)
        with self._engine.store.begin() as tx:
            register = register_in(tx)
            made = add_code(register, digits, origin, code_hash, now)
            facts = {"code": code, "minutes": int(CODE_LIFE.total_seconds()) // _MINUTE}
            # By the engine's clock, which is the post's: on a virtual one real moments may lie far ahead.
            at = self._engine.clock.now()
            self._outbox.write(register, Notice(made.id, "portal_code", recipient, facts, None, None, at))
        return code if self._is_demo else None

    def open_by_code(self, phone: str, code: str, origin: str) -> Opened:
        """Let somebody in whose telephone got this code.

        Raises:
            CodeRefused: it is wrong, used, or too old.
            TooManyTries: guessing has to wait.
        """
        digits, now = digits_of(phone), self._clock.now()
        self._guesses.admit(origin)
        with self._engine.store.begin() as tx:
            wanted = guess(register_in(tx), digits, now)
        # Where there is no code the answer takes as long as where there is one.
        if not self._passwords.fits(code, None if wanted is None else wanted.code_hash) or wanted is None:
            self._guesses.note_wrong(origin)
            raise CodeRefused
        with self._engine.store.begin() as tx:
            return use_code(register_in(tx), wanted, now)

    def open_by_link(self, token: str) -> Opened:
        """Let somebody in who shows a link.

        Raises:
            LinkRefused: it opens nothing any more.
        """
        with self._engine.store.begin() as tx:
            return use_link(register_in(tx), token, now=self._engine.clock.now(), real_now=self._clock.now())

    def look_up(self, serial_number: str, origin: str, on: date) -> tuple[UnitCard, UnitRights]:
        """Return a unit to somebody who knows its serial number; who guesses has to wait.

        Raises:
            NotFound: there is no such unit.
            TooManyTries: guessing has to wait.
        """
        self._lookups.admit(origin)
        with reading(self._engine.store) as register:
            try:
                return unit(register, serial_number), rights(register, serial_number, on)
            except NotFound:
                self._lookups.note_wrong(origin)
                raise


def names_at(register: Register, phone: str | None) -> list[str]:
    """Return the names of the customers with a telephone that was proven."""
    if phone is None:
        return []
    keys = {each.customer_id for each in register.all(CustomerPhone, digits=phone)}
    found = [register.get(Customer, key) for key in sorted(keys)]
    return [customer.name for customer in found if customer.erased_at is None]
