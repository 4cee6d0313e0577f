"""The account of evaluating a decision model: what the tables did, besides steps and warnings."""

from dataclasses import dataclass

from engine.clock import Clock
from engine.decisions.limits import DEFAULT, Limits, Run
from engine.decisions.working_time import WorkingCalendars


@dataclass(frozen=True, slots=True)
class TableRecord:
    """What a table did: the rules that matched, by their 1-based numbers and ids."""

    table_id: str | None
    name: str
    hit_policy: str
    inputs: tuple[tuple[str, object], ...]
    rules: tuple[tuple[int, str], ...]
    default: bool = False


class Trace(Run):
    """A run that notes what the tables did."""

    def __init__(
        self, limits: Limits = DEFAULT, clock: Clock | None = None, calendars: WorkingCalendars | None = None
    ) -> None:
        super().__init__(limits, clock, calendars)
        self.tables: list[TableRecord] = []
