"""Chains happenings to an instance's record and seals what is personal in them."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.model.chain import canonical, first_link, link_of, moment_text, seal_of
from engine.model.change import Change
from engine.model.history import Happening
from engine.storage.keyring import SALT_BYTES, DataKey


@dataclass(slots=True)
class Chained:
    """An event as a row with its place in the chain, not yet encrypted: the chain needs only the salt."""

    values: dict[str, Any]
    salt: bytes
    text: str | None


def chain(change: Change) -> Iterator[Chained]:
    """Number and chain the happenings of a change."""
    instance = change.instance
    number = instance.last_event
    previous = instance.last_hash or first_link(instance.id)
    at_text = moment_text(change.at)
    for happening in change.happenings:
        number += 1
        chained = _chained(change, happening, number)
        previous = _linked(previous, chained.values, at_text)
        yield chained


def _chained(change: Change, happening: Happening, number: int) -> Chained:
    salt, text, seal = b"", None, None
    if happening.sealed is not None:
        salt, text = secrets.token_bytes(SALT_BYTES), canonical(happening.sealed)
        seal = seal_of(salt, text)
    values: dict[str, Any] = {
        "instance_id": change.instance.id,
        "number": number,
        "at": change.at,
        "actor": change.actor,
        "on_behalf_of": change.on_behalf_of,
        "kind": happening.kind,
        "element_id": happening.element_id,
        "token": happening.token,
        "definition_id": happening.definition_id,
        "detail": canonical(happening.detail) if happening.detail else "{}",
        "seal": seal,
        "sealed": None,
        "key_id": None,
    }
    return Chained(values, salt, text)


def _linked(previous: str, values: dict[str, Any], at_text: str) -> str:
    found: str = link_of(
        [
            previous,
            values["instance_id"],
            values["number"],
            at_text,
            values["actor"],
            values["on_behalf_of"],
            values["kind"],
            values["element_id"],
            values["token"],
            values["definition_id"],
            values["seal"],
        ],
        values["detail"],
    )
    values["hash"] = found
    return found


def event_values(chained: Chained, key: DataKey | None) -> dict[str, Any]:
    """Return an event's row; `key` is needed where something is sealed."""
    values = chained.values
    if chained.text is not None and key is not None:
        where = place(values["instance_id"], values["number"])
        values["sealed"] = key.seal(chained.salt, chained.text, where)
        values["key_id"] = key.id
    return values


def place(instance_id: str, number: int) -> str:
    """Return what binds a ciphertext to its event, so that it cannot be moved to another."""
    return f"{instance_id}:{number}"
