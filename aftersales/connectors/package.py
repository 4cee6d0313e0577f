"""Tells processes what was bought for a unit or agreed with its owner."""

from datetime import date

from aftersales.model.entitlement import Entitlement
from aftersales.operations.entitlement import rights_of
from aftersales.operations.unit_history import UnitHistory
from aftersales.ports.register import Register


def packages_of(register: Register, found: UnitHistory, on: date) -> list[dict[str, object]]:
    """Return the packages and agreements that are in force for a unit on a day."""
    return [_told(held) for held in rights_of(register, found.unit, found.entitlements, on)]


def _told(held: Entitlement) -> dict[str, object]:
    return {
        "id": held.id,
        "kind": str(held.kind),
        "begins_on": held.begins_on,
        "ends_on": held.ends_on,
        "provider": held.provider,
        "waived": list(held.waived),
    }
