"""The keys that seal what is personal in the record: one per subject, wrapped by the master key."""

import hashlib
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.storage.refusal import MasterKeyRefused

_NONCE = 12
SALT_BYTES = 16
_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class DataKey:
    """The key of one subject, ready for use."""

    id: str
    wrapped: bytes
    cipher: AESGCM = field(repr=False)

    def seal(self, salt: bytes, text: str, place: str) -> bytes:
        """Return the ciphertext of salt and text, which opens only at its place in the record."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self.cipher.encrypt(nonce, salt + text.encode(), place.encode())

    def open(self, sealed: bytes, place: str) -> tuple[bytes, str]:
        """Return the salt and the text.

        Raises:
            InvalidTag: the ciphertext was changed or moved.
        """
        if len(sealed) <= _NONCE:
            raise InvalidTag
        plain = self.cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())
        return plain[:SALT_BYTES], plain[SALT_BYTES:].decode()


class Keyring:
    """Makes and unwraps data keys, and keeps those that were used last.

    Keys are kept by key id, never by subject: an id that was rolled back or erased is simply never asked
    for again, so nothing here can go stale. Only which key of a subject is alive can: who relies on it has
    the database confirm it.
    """

    def __init__(self, master_key: bytes) -> None:
        # Hashed to length, so that any secret of enough entropy serves.
        self._master = AESGCM(hashlib.sha256(b"anxin master key 1:" + master_key).digest())
        self._keys: OrderedDict[str, DataKey] = OrderedDict()
        self._alive: OrderedDict[str, str | None] = OrderedDict()
        self._lock = threading.Lock()

    def make(self, subject: str) -> DataKey:
        """Return a new key for a subject."""
        key_id, nonce = secrets.token_hex(16), secrets.token_bytes(_NONCE)
        raw = AESGCM.generate_key(256)
        wrapped = nonce + self._master.encrypt(nonce, raw, _bound_to(key_id, subject))
        return self._keep(DataKey(key_id, wrapped, AESGCM(raw)))

    def kept(self, key_id: str) -> DataKey | None:
        """Return a key that is still in memory."""
        return self._keys.get(key_id)

    def alive(self, subject: str) -> str | None:
        """Return the id of a subject's living key as it was when last seen; the database must confirm it."""
        return self._alive.get(subject)

    def saw(self, subject: str, key_id: str | None) -> None:
        """Remember which key of a subject is alive."""
        with self._lock:
            self._alive[subject] = key_id
            if len(self._alive) > _KEPT:
                self._alive.popitem(last=False)

    def unwrap(self, key_id: str, subject: str, wrapped: bytes) -> DataKey:
        """Return the key of a row of `subject_key`.

        Raises:
            MasterKeyRefused: it was wrapped by another master key.
        """
        kept = self._keys.get(key_id)
        if kept is not None:
            return kept
        try:
            raw = self._master.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _bound_to(key_id, subject))
        except InvalidTag as e:
            raise MasterKeyRefused from e
        return self._keep(DataKey(key_id, wrapped, AESGCM(raw)))

    def forget(self, key_id: str) -> None:
        """Drop an erased key from memory."""
        with self._lock:
            self._keys.pop(key_id, None)

    def _keep(self, key: DataKey) -> DataKey:
        with self._lock:
            self._keys[key.id] = key
            if len(self._keys) > _KEPT:
                self._keys.popitem(last=False)
        return key


def _bound_to(key_id: str, subject: str) -> bytes:
    return f"{key_id}:{subject}".encode()
