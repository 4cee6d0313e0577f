"""Who may sign in."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Account:
    """A person or machine that acts. `groups` are BPMN candidate groups, `roles` what the API permits."""

    id: str
    name: str
    password_hash: str
    groups: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    locale: str = "zh"
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser or machine. `digest` is the SHA-256 of its secret token; the token is not kept."""

    digest: str
    account_id: str
    created_at: datetime
    expires_at: datetime
