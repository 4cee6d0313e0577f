"""Chains happenings to an instance's record and seals what is personal in them."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.model.chain import canonical, first_link, link, seal_of
from engine.model.change import Change
from engine.model.history import Happening, HistoryEvent
from engine.storage.keyring import SALT_BYTES, DataKey


@dataclass(frozen=True, slots=True)
class Chained:
    """An event with its place in the chain, not yet encrypted: the chain needs no key, only the salt."""

    event: HistoryEvent
    salt: bytes
    text: str | None


def chain(change: Change) -> Iterator[Chained]:
    """Number and chain the happenings of a change."""
    instance = change.instance
    number = instance.last_event
    previous = instance.last_hash or first_link(instance.id)
    for happening in change.happenings:
        number += 1
        chained = _chained(change, happening, number, previous)
        previous = chained.event.hash
        yield chained


def _chained(change: Change, happening: Happening, number: int, previous: str) -> Chained:
    salt, text, seal = b"", None, None
    if happening.sealed is not None:
        salt, text = secrets.token_bytes(SALT_BYTES), canonical(happening.sealed)
        seal = seal_of(salt, text)
    fields: dict[str, Any] = {
        "instance_id": change.instance.id,
        "number": number,
        "at": change.at,
        "actor": change.actor,
        "on_behalf_of": change.on_behalf_of,
        "kind": happening.kind,
        "element_id": happening.element_id,
        "token": happening.token,
        "definition_id": happening.definition_id,
        "detail": happening.detail or {},
        "sealed": happening.sealed,
        "is_erased": False,
        "seal": seal,
    }
    return Chained(HistoryEvent(**fields, hash=link(previous, HistoryEvent(**fields, hash=""))), salt, text)


def event_values(chained: Chained, key: DataKey | None) -> dict[str, Any]:
    """Return an event's row; `key` is needed where something is sealed."""
    event = chained.event
    sealed = None
    if chained.text is not None and key is not None:
        sealed = key.seal(chained.salt, chained.text, place(event.instance_id, event.number))
    return {
        "instance_id": event.instance_id,
        "number": event.number,
        "at": event.at,
        "actor": event.actor,
        "on_behalf_of": event.on_behalf_of,
        "kind": event.kind,
        "element_id": event.element_id,
        "token": event.token,
        "definition_id": event.definition_id,
        "detail": canonical(event.detail),
        "hash": event.hash,
        "seal": event.seal,
        "sealed": sealed,
        "key_id": None if sealed is None or key is None else key.id,
    }


def place(instance_id: str, number: int) -> str:
    """Return what binds a ciphertext to its event, so that it cannot be moved to another."""
    return f"{instance_id}:{number}"
