"""Writes and reads the opaque cursor that says where the next page of a list begins."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from engine.storage.refusal import CursorRefused

_MOMENT = "@"


def write_cursor(listing: str, values: Sequence[Any]) -> str:
    """Return the cursor after a row with these sort values."""
    text = json.dumps([listing, *map(_plain, values)], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def read_cursor(cursor: str, listing: str, kinds: Sequence[type]) -> list[Any]:
    """Return the sort values in a cursor.

    Raises:
        CursorRefused: it was not written for this list and order, or is broken.
    """
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        name, *parts = json.loads(text)
        found = [_rich(part) for part in parts]
    except (binascii.Error, ValueError, TypeError, KeyError, RecursionError) as e:
        raise CursorRefused from e
    if name != listing or len(found) != len(kinds):
        raise CursorRefused
    # bool is an int to isinstance, not to a database.
    if not all(isinstance(v, k) and not isinstance(v, bool) for v, k in zip(found, kinds, strict=True)):
        raise CursorRefused
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON data
    if isinstance(value, datetime):
        return {_MOMENT: value.isoformat()}
    return value


def _rich(value: Any) -> Any:  # noqa: ANN401 - JSON data
    if not isinstance(value, dict):
        return value
    moment = datetime.fromisoformat(value[_MOMENT])
    if moment.tzinfo is None:
        raise CursorRefused
    return moment
