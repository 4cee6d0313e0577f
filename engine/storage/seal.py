"""Chains happenings to an instance's record and seals what is personal in them."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from engine.model.chain import Links, canonical, first_link, seal_of
from engine.model.change import Change
from engine.model.history import Happening
from engine.storage.keyring import SALT_BYTES, DataKey
from engine.storage.line import Convert, Row

# The order of an event's row, which `event_rows` builds by hand: nothing is written as often.
EVENT_ROW = (
    "instance_id",
    "number",
    "at",
    "actor",
    "on_behalf_of",
    "kind",
    "element_id",
    "token",
    "definition_id",
    "detail",
    "hash",
    "seal",
    "sealed",
    "key_id",
    "opens",
)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(slots=True)
class Chained:
    """An event with its place in the chain, not yet encrypted: the chain needs only the salt.

    `took` is how many microseconds the token stayed at the element that it leaves.
    """

    number: int
    happening: Happening
    detail: str
    hash: str
    salt: bytes = b""
    text: str | None = None
    seal: str | None = None
    took: int | None = None


def chain(change: Change) -> list[Chained]:
    """Number and chain the happenings of a change."""
    instance = change.instance
    number = instance.last_event
    previous = instance.last_hash or first_link(instance.id)
    links = Links(instance.id, change.at, change.actor, change.on_behalf_of)
    events = []
    for happening in change.happenings:
        number += 1
        detail = canonical(happening.detail) if happening.detail else "{}"
        chained = Chained(number, happening, detail, "")
        if happening.sealed is not None:
            chained.salt, chained.text = secrets.token_bytes(SALT_BYTES), canonical(happening.sealed)
            chained.seal = seal_of(chained.salt, chained.text)
        if happening.since is not None:
            chained.took = microseconds(change.at - happening.since)
        previous = chained.hash = links.link(previous, number, happening, detail, chained.seal)
        events.append(chained)
    return events


def microseconds(span: timedelta) -> int:
    """Return a span as `element_stay` counts it."""
    return span // _MICROSECOND


def event_rows(change: Change, events: list[Chained], key: DataKey | None, moment: Convert) -> list[Row]:
    """Return the events' rows in the order of EVENT_ROW; `key` is needed where something is sealed."""
    instance_id, at = change.instance.id, moment(change.at)
    rows: list[Row] = []
    opens: int | None = len(events)
    for chained in events:
        happening, sealed = chained.happening, _sealed(chained, key, instance_id)
        rows.append(
            (
                instance_id,
                chained.number,
                at,
                change.actor,
                change.on_behalf_of,
                happening.kind.value,
                happening.element_id,
                happening.token,
                happening.definition_id,
                chained.detail,
                chained.hash,
                chained.seal,
                sealed,
                None if sealed is None or key is None else key.id,
                opens,
            )
        )
        opens = None
    return rows


def _sealed(chained: Chained, key: DataKey | None, instance_id: str) -> bytes | None:
    if chained.text is None or key is None:
        return None
    return key.seal(chained.salt, chained.text, place(instance_id, chained.number))


def place(instance_id: str, number: int) -> str:
    """Return what binds a ciphertext to its event, so that it cannot be moved to another."""
    return f"{instance_id}:{number}"
