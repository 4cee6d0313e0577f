"""Finds out whom a message is for: a role of the case, an account or a group."""

from collections.abc import Mapping
from dataclasses import dataclass

from aftersales.errors import RegisterInputRefused


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to. `inbox` is `customer:<case>`, `user:<account>` or `group:<group>`.

    `language` is zh or en; `takes_marketing` says whether the person agreed to advertising.
    """

    inbox: str
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    language: str = "zh"
    takes_marketing: bool = False

    @property
    def is_customer(self) -> bool:
        """Say whether it is a customer, whose quiet hours and consent count."""
        return self.inbox.startswith("customer:")


class RecipientUnknown(RegisterInputRefused):
    """A message is addressed to nobody who is known."""

    def __init__(self, to: str) -> None:
        super().__init__(
            f"{to!r} is no recipient: write customer, technician, a group such as supervisor, "
            "user:<account> or group:<group>.",
            zh=f"收件人“{to}”无法识别：可写 customer、technician、岗位组（如 supervisor）、"
            "user:<账号> 或 group:<组>。",
            to=to,
        )


def recipient_of(to: str, variables: Mapping[str, object]) -> Recipient:
    """Return whom a model means.

    Raises:
        RecipientUnknown: nobody is meant.
    """
    if to == "customer":
        return _customer(variables)
    if to == "technician":
        technician = _text(variables, "technician")
        return Recipient(f"user:{technician}" if technician else "group:technician")
    if to.startswith(("user:", "group:")) and not to.endswith(":"):
        return Recipient(to)
    if to.isidentifier():
        return Recipient(f"group:{to}")
    raise RecipientUnknown(to)


def _customer(variables: Mapping[str, object]) -> Recipient:
    number = _text(variables, "caseNumber") or _text(variables, "case_number") or "unknown"
    return Recipient(
        inbox=f"customer:{number}",
        name=_text(variables, "customer_name"),
        phone=_text(variables, "customer_phone"),
        email=_text(variables, "customer_email"),
        language=_text(variables, "customer_language") or "zh",
    )


def _text(variables: Mapping[str, object], name: str) -> str | None:
    value = variables.get(name)
    return str(value) if isinstance(value, str) and value.strip() else None
