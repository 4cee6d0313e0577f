"""Who changed the register, when and why: every change is recorded with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Deed:
    """What stands behind one change: the person, the moment, and the case it was done for."""

    actor: str
    at: datetime
    case_number: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """One change of one record as it is read back; `fields` holds old and new of each changed field.

    `subject` is the customer whose personal data it may hold; erasing the customer empties `fields`.
    """

    number: int
    at: datetime
    actor: str
    kind: str
    record_id: str
    fields: Mapping[str, tuple[object, object]]
    case_number: str | None = None
    reason: str | None = None
    subject: str | None = None
    is_erased: bool = False
