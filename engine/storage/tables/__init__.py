"""The tables, by noun; importing this package fills the catalogue."""

from engine.storage.tables import account, calendar, definition, history, instance, task, wait
from engine.storage.tables.catalogue import metadata

__all__ = ["account", "calendar", "definition", "history", "instance", "metadata", "task", "wait"]
