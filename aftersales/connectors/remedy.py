"""The connectors of remedies: what the register knows before rights are judged, and the customer's choice."""

from decimal import Decimal

from aftersales.connectors.local import Local
from aftersales.connectors.package import packages_of
from aftersales.connectors.reading import (
    day_of,
    deed_of,
    fen,
    needed,
    number_of,
    optional,
    today,
)
from aftersales.model.remedy import RemedyKind
from aftersales.model.unit import Unit
from aftersales.operations.purchase import price_paid
from aftersales.operations.remedy import grant_remedy, withdraw_remedy
from aftersales.operations.unit_history import UnitHistory, history_of
from aftersales.operations.waiting import waited
from aftersales.ports.register import Register
from engine.ports.connector import Call, Outcome


class RemedyFacts(Local):
    """`remedy.facts`: fills in what the register knows of a unit before rights are judged.

    Input: `serial_number`. Outputs, where they are known: `bought_on`, `delivered_on`, `installed_on` and
    `paid_amount` if the case was not told them; by the repair records, and by repairs that go on or ended
    with a remedy, `waited_for_repairer` and `waited_for_parts`, the most days of one repair, and
    `waited_in_all`; `repair_count` and `repair_days`, where these say more than the case was told; and
    `packages`, what was bought for the unit or agreed with its owner and was in force on the day of the fault
    (`failed_on`, else today).
    """

    type = "remedy.facts"
    results = (
        *("bought_on", "delivered_on", "installed_on", "paid_amount", "packages"),
        *("waited_for_repairer", "waited_for_parts", "waited_in_all", "repair_count", "repair_days"),
    )

    def call(self, call: Call) -> Outcome:
        """Look the unit up; an unknown one leaves everything as it was told."""
        serial = optional(call, "serial_number")
        register = self.register(call)
        found = None if serial is None else history_of(register, serial, today(call))
        if found is None:
            return Outcome({})
        return Outcome(
            {
                **_missing(call, register, found),
                **_repairs(call, register, found),
                **_packages(call, register, found.unit),
            }
        )


def _missing(call: Call, register: Register, found: UnitHistory) -> dict[str, object]:
    unit = found.unit
    known: dict[str, object] = {
        "bought_on": unit.invoice_on,
        "delivered_on": unit.delivered_on,
        "installed_on": unit.installed_on,
        "paid_amount": price_paid(register, unit.id),
    }
    return {
        name: value for name, value in known.items() if value is not None and call.variables.get(name) is None
    }


def _repairs(call: Call, register: Register, found: UnitHistory) -> dict[str, object]:
    """Return what the records say; a customer who says more keeps the benefit: the record may be missing."""
    known = waited(register, found, call.at)
    told: dict[str, object] = {
        "waited_for_repairer": known.repairer,
        "waited_for_parts": known.parts,
        "waited_in_all": known.in_all,
    }
    if found.successful_repairs > _whole(call, "repair_count"):
        told["repair_count"] = found.successful_repairs
    if found.days_in_repair(today(call)) > _whole(call, "repair_days"):
        told["repair_days"] = found.days_in_repair(today(call))
    return told


def _packages(call: Call, register: Register, unit: Unit) -> dict[str, object]:
    failed_on = day_of(call, "failed_on") or today(call)
    then = history_of(register, unit.id, failed_on)
    return {} if then is None else {"packages": packages_of(register, then, failed_on)}


def _whole(call: Call, name: str) -> Decimal:
    return fen(call, name) or Decimal(0)


class RemedyGrant(Local):
    """`remedy.grant`: the customer has chosen. One claim never gets two remedies.

    Inputs: `remedy`; where known `serial_number`. An exchange or a refund is granted; with anything else the
    case takes back what it had granted.
    """

    type = "remedy.grant"

    def call(self, call: Call) -> Outcome:
        """Grant the remedy, or refuse where the claim is settled already."""
        register, number = self.register(call), number_of(call)
        chosen = needed(call, "remedy")
        if chosen in list(RemedyKind):
            unit_id = optional(call, "serial_number")
            grant_remedy(register, number, unit_id, RemedyKind(chosen), deed_of(call, number))
        else:
            withdraw_remedy(register, number, deed_of(call, number))
        return Outcome({})
