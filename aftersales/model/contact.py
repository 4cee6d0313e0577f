"""How a customer is reached, where it stands among a case's variables; hidden from those who reach nobody."""

from collections.abc import Mapping
from typing import Final

from aftersales.model.customer import masked

HIDDEN: Final = "***"
# The fields of forms that say how to call people or where they live.
CONTACT_FIELDS: Final = frozenset(
    {
        "customer_phone",
        "partner_phone",
        "address",
        "new_address",
        "return_address",
    }
)


def variables_without_contacts(variables: Mapping[str, object]) -> dict[str, object]:
    """Return variables with every telephone number and street hidden, however deep they stand."""
    return {
        name: _hidden(value) if name in CONTACT_FIELDS else _without(value)
        for name, value in variables.items()
    }


def _without(value: object) -> object:
    if isinstance(value, Mapping):
        return variables_without_contacts(value)
    return [_without(each) for each in value] if isinstance(value, list) else value


def _hidden(value: object) -> object:
    """Return what stands in place of contact data: 138****0000 for a number; nothing stays nothing."""
    if isinstance(value, Mapping):
        return {name: _hidden(inner) for name, inner in value.items()}
    if isinstance(value, str):
        return masked(value) if value.isdigit() else HIDDEN
    return value
