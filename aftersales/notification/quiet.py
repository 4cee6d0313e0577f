"""Quiet hours: when nobody at home is disturbed."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from engine.clock import CHINA


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From an hour in the evening to one in the morning, in China's time; equal hours mean none."""

    begin: time = time(21, 0)
    end: time = time(8, 0)

    def next_allowed(self, moment: datetime) -> datetime:
        """Return the moment itself, or the end of the quiet hours that it falls into."""
        local = moment.astimezone(CHINA)
        if not self._is_quiet(local.time()):
            return moment
        morning = local.replace(
            hour=self.end.hour, minute=self.end.minute, second=self.end.second, microsecond=0
        )
        return (morning if morning > local else morning + timedelta(days=1)).astimezone(moment.tzinfo)

    def _is_quiet(self, hour: time) -> bool:
        if self.begin == self.end:
            return False
        if self.begin < self.end:
            return self.begin <= hour < self.end
        return hour >= self.begin or hour < self.end
