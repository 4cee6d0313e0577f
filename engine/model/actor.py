"""Who does something, and for whom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """An account, a customer or a machine. `on_behalf_of` is the account it stands in for."""

    id: str
    on_behalf_of: str | None = None


SYSTEM = Actor("system")
