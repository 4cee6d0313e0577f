"""Everything that one operation changes in one instance: the storage writes it in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine.model.history import Happening
from engine.model.incident import Incident
from engine.model.instance import Instance
from engine.model.job import Job
from engine.model.task import Task
from engine.model.wait import MessageWait, SignalWait, TimerRow


@dataclass(slots=True)
class Change:
    """The rows that one operation adds, replaces and removes.

    `instance` is the record as it shall be, without the last version, event number and hash, which the
    storage counts on; `is_new` says that it is inserted. `parts` are the pieces of the opaque state that
    changed (None removes one), `variables` the same for variables, keyed by (scope, name), values encoded
    as JSON text; scope 0 is the outermost. Tasks are whole records; of a closed one only its assignee and
    its end are written. Ids to clear may name rows that are already gone.
    """

    instance: Instance
    at: datetime
    actor: str
    on_behalf_of: str | None = None
    is_new: bool = False
    parts: dict[str, bytes | None] = field(default_factory=dict)
    variables: dict[tuple[int, str], str | None] = field(default_factory=dict)
    cleared_scopes: list[int] = field(default_factory=list)
    new_tasks: list[Task] = field(default_factory=list)
    changed_tasks: list[Task] = field(default_factory=list)
    new_timers: list[TimerRow] = field(default_factory=list)
    cleared_timers: list[str] = field(default_factory=list)
    new_message_waits: list[MessageWait] = field(default_factory=list)
    cleared_message_waits: list[str] = field(default_factory=list)
    new_signal_waits: list[SignalWait] = field(default_factory=list)
    cleared_signal_waits: list[str] = field(default_factory=list)
    new_jobs: list[Job] = field(default_factory=list)
    cleared_jobs: list[str] = field(default_factory=list)
    new_incidents: list[Incident] = field(default_factory=list)
    resolved_incidents: list[Incident] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StoredState:
    """An instance's opaque state as it is read back: parts and encoded variables by scope."""

    parts: Mapping[str, bytes]
    variables: Sequence[tuple[int, str, str]]
