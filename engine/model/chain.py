"""The hash chain of an instance's record: how a link is made, and how a broken one is found, offline too."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii as _text  # what the encoder itself does with a text

from engine.model.history import Happening, HistoryEvent
from engine.model.json_text import Encoder

_CANONICAL = Encoder(ensure_ascii=True, sort_keys=True, allow_nan=False)


@dataclass(frozen=True, slots=True)
class Break:
    """The first event that is not as it was written."""

    number: int
    reason: str
    reason_zh: str


def canonical(value: object) -> str:
    """Return the one JSON text of a value that hashes are made of."""
    return _CANONICAL.encode(value)


def first_link(instance_id: str) -> str:
    """Return what stands for the previous hash of an instance's first event."""
    return hashlib.sha256(f"anxin record 1: {instance_id}".encode()).hexdigest()


def seal_of(salt: bytes, sealed: str) -> str:
    """Return the digest by which sealed JSON text enters the chain; without the salt it tells nothing."""
    return hashlib.sha256(salt + sealed.encode()).hexdigest()


def link(previous: str, event: HistoryEvent) -> str:
    """Return an event's hash."""
    head = [
        previous,
        event.instance_id,
        event.number,
        moment_text(event.at),
        event.actor,
        event.on_behalf_of,
        event.kind,
        event.element_id,
        event.token,
        event.definition_id,
        event.seal,
    ]
    return _hash_of(canonical(head), canonical(event.detail))


class Links:
    """Makes the links of one operation's events: the same as `link`, rendering what they share only once."""

    def __init__(self, instance_id: str, at: datetime, actor: str, on_behalf_of: str | None) -> None:
        self._instance = canonical(instance_id)
        self._who = f"{_text(moment_text(at))},{_text(actor)},{_text_or_null(on_behalf_of)}"

    def link(self, previous: str, number: int, happening: Happening, detail: str, seal: str | None) -> str:
        """Return an event's hash; `detail` is its canonical text."""
        element, definition = _text_or_null(happening.element_id), _text_or_null(happening.definition_id)
        token = "null" if happening.token is None else happening.token
        where = f"{_text(happening.kind)},{element},{token},{definition},{_text_or_null(seal)}"
        return _hash_of(f'["{previous}",{self._instance},{number},{self._who},{where}]', detail)


def _text_or_null(value: str | None) -> str:
    return "null" if value is None else _text(value)


def _hash_of(head: str, detail: str) -> str:
    return hashlib.sha256(f"{head}\n{detail}".encode()).hexdigest()


def moment_text(moment: datetime) -> str:
    """Return a moment as it enters the chain: UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def verify_chain(
    instance_id: str,
    events: Iterable[HistoryEvent],
    *,
    last_event: int | None = None,
    last_hash: str | None = None,
) -> Break | None:
    """Return the first break in one instance's record, given from its first event on; None if it is whole.

    `last_event` and `last_hash` come from the instance: without them, events cut off the end go unseen.
    """
    previous, number = first_link(instance_id), 0
    for event in events:
        number += 1
        broken = _check(event, instance_id, number, previous)
        if broken is not None:
            return broken
        previous = event.hash
    if last_event is not None and number != last_event:
        at = min(number, last_event) + 1
        return Break(
            at,
            f"The instance counts {last_event} events, the record {number}.",
            f"实例共有 {last_event} 个事件，记录中有 {number} 个。",
        )
    if last_hash is not None and number and previous != last_hash:
        return Break(number, "The last hash is not the instance's.", "最后一个哈希值与实例不一致。")
    return None


def _check(event: HistoryEvent, instance_id: str, number: int, previous: str) -> Break | None:
    if event.instance_id != instance_id:
        return Break(number, "The event belongs to another instance.", "该事件属于其他实例。")
    if event.number != number:
        return Break(
            number, f"Event {number} is missing or out of order.", f"第 {number} 个事件缺失或顺序错误。"
        )
    if event.hash != link(previous, event):
        return Break(number, "The event was changed.", "该事件已被修改。")
    if not _seal_holds(event):
        return Break(number, "The sealed part was changed.", "加密部分已被修改。")
    return None


def _seal_holds(event: HistoryEvent) -> bool:
    if event.seal is None:
        return event.sealed is None
    if event.is_erased:
        return event.sealed is None
    if event.sealed is None or event.salt is None:
        return False
    return seal_of(bytes.fromhex(event.salt), canonical(event.sealed)) == event.seal
