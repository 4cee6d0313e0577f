"""Loaded instances of this process, so that a step need not load the case again."""

import threading
from collections import OrderedDict

from engine.ports.runtime import Live

INSTANCES_AT_MOST = 512


class LiveCache:
    """The most recently used live instances, each with the version at which it was left."""

    def __init__(self, size: int = INSTANCES_AT_MOST) -> None:
        self._size = size
        self._kept: OrderedDict[str, tuple[int, Live]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, instance_id: str, version: int) -> Live | None:
        """Take an instance out if it is kept at exactly this version.

        Who takes it holds the instance's row lock and puts it back after the commit; after a roll-back
        nobody does, and what was half done is forgotten.
        """
        with self._lock:
            kept = self._kept.pop(instance_id, None)
        return kept[1] if kept is not None and kept[0] == version else None

    def put(self, instance_id: str, version: int, live: Live) -> None:
        """Keep an instance as it is after a commit."""
        with self._lock:
            self._kept[instance_id] = (version, live)
            self._kept.move_to_end(instance_id)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
