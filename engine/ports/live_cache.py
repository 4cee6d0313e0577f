"""Loaded instances of this process, so that a step need not load the case again."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.model.instance import Instance
from engine.model.task import Task
from engine.ports.runtime import Live

INSTANCES_AT_MOST = 512


@dataclass(frozen=True, slots=True)
class Kept:
    """An instance as a commit left it, with those of its open tasks that are known."""

    instance: Instance
    live: Live
    tasks: Mapping[str, Task] = field(default_factory=dict)


class LiveCache:
    """The most recently used live instances."""

    def __init__(self, size: int = INSTANCES_AT_MOST) -> None:
        self._size = size
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def look(self, instance_id: str) -> Kept | None:
        """Return how an instance was left here last; another node may have changed it since."""
        return self._kept.get(instance_id)

    def take(self, instance_id: str, version: int) -> Kept | None:
        """Take an instance out if it is kept at exactly this version.

        Who takes it holds the instance's row lock and puts it back after the commit; after a roll-back
        nobody does, and what was half done is forgotten.
        """
        with self._lock:
            kept = self._kept.pop(instance_id, None)
        return kept if kept is not None and kept.instance.version == version else None

    def put(self, kept: Kept) -> None:
        """Keep an instance as it is after a commit."""
        with self._lock:
            self._kept[kept.instance.id] = kept
            self._kept.move_to_end(kept.instance.id)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
