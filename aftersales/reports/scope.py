"""What a report is about: a period, and an area, a kind of product or an outlet."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from aftersales.errors import RegisterInputRefused
from engine.clock import CHINA

_LONGEST = timedelta(days=366 * 3)


class PeriodRefused(RegisterInputRefused):
    """A report looks at up to three years that begin before they end."""

    zh = "报表期间须先开始后结束，且不超过三年。"

    def __init__(self) -> None:
        super().__init__("The period of a report begins before it ends and is at most three years long.")


@dataclass(frozen=True, slots=True)
class Scope:
    """The cases opened from `since` until `until`, both days included, narrowed by what is not None."""

    since: date
    until: date
    province: str | None = None
    category: str | None = None
    outlet_id: str | None = None
    model: str | None = None

    def __post_init__(self) -> None:
        """Refuse a period that is none.

        Raises:
            PeriodRefused: it ends before it begins, or is too long.
        """
        if not timedelta(0) <= self.until - self.since <= _LONGEST:
            raise PeriodRefused

    @property
    def begins_at(self) -> datetime:
        """Return the first moment of the period in China."""
        return datetime.combine(self.since, time.min, CHINA)

    @property
    def ends_at(self) -> datetime:
        """Return the first moment after the period."""
        return datetime.combine(self.until + timedelta(days=1), time.min, CHINA)
