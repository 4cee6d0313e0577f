"""Watches the register's record of changes: which kinds of records are no longer as they were."""

from dataclasses import dataclass
from typing import Final

from aftersales import reading
from aftersales.ports.register import Database

# Numbers are given before transactions end: look back this far for those that ended late.
_LOOK_BACK: Final = 200


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """Records of a kind were added or changed; which ones and how, each reader asks as far as they may."""

    kind: str


class RegisterWatch:
    """Tells what has changed since it was last asked."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[int, str] | None = None

    def fresh(self) -> list[RegisterChange]:
        """Return each kind that has changed, once; the first time nothing, for nobody has read yet."""
        with reading(self._database) as register:
            known = self._known
            last = register.last_change() if known is None else max(known, default=0)
            found = dict(register.changed_after(last - _LOOK_BACK))
        # The last number stays known even where nothing but it is.
        self._known = found
        if known is None:
            return []
        return [RegisterChange(kind) for kind in sorted({found[number] for number in found.keys() - known})]
