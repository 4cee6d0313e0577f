"""Puts real files where a story only names one: `photo-1`, `signature-1`."""

import re
from collections.abc import Mapping
from typing import Any

from engine import operations
from engine.model.actor import Actor
from engine.ports.engine import Engine
from engine.testing import picture

_NAMED = re.compile(r"(photo|signature)-\d+")


def with_files(engine: Engine, instance_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a form's values with the ids of files that are really there, attached to the case."""
    return {name: _filed(engine, instance_id, value) for name, value in values.items()}


def _filed(engine: Engine, instance_id: str, value: object) -> object:
    if isinstance(value, list):
        return [_filed(engine, instance_id, each) for each in value]
    named = _NAMED.fullmatch(value) if isinstance(value, str) else None
    if named is None:
        return value
    kind = named.group(1)
    content = picture.photo() if kind == "photo" else picture.signature()
    attached = operations.add_attachment(
        engine,
        instance_id,
        name=f"{value}.png",
        media_type="image/png",
        content=content,
        actor=Actor("system"),
    )
    return attached.id
