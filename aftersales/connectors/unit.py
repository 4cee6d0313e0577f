"""The connectors of the unit: what is known of it, and putting its repairs on record."""

from datetime import date, datetime

from aftersales.connectors.reading import deed_of, needed, optional, transaction_of, word
from aftersales.errors import InputUnknown
from aftersales.model.product import PartRole
from aftersales.model.unit import RepairRecord
from aftersales.operations.unit_history import UnitHistory, file_repair, history_of
from aftersales.ports.register import RegisterOf
from engine.clock import CHINA
from engine.ports.connector import Call, Outcome


class UnitLook:
    """`unit.look`: what the register knows of a unit, for decisions about warranty and remedies.

    Inputs: `serial_number`; where known `symptom`, `failed_on`, `part`. Output: `unit`, a context, or null.
    """

    type = "unit.look"
    is_local = True

    def __init__(self, register_of: RegisterOf) -> None:
        self._register_of = register_of

    def call(self, call: Call) -> Outcome:
        """Look the unit up as it stood on the day of the fault."""
        serial = optional(call, "serial_number")
        on = day_of(call, "failed_on") or call.at.astimezone(CHINA).date()
        role = word(call, "part", PartRole) or PartRole.WHOLE_UNIT
        register = self._register_of(transaction_of(call))
        found = None if serial is None else history_of(register, serial, on, role=role)
        return Outcome({"unit": None if found is None else _told(found, optional(call, "symptom") or "", on)})


class RepairFile:
    """`repair.file`: puts an approved repair on record; it never changes afterwards.

    Inputs: `serial_number`, `case_number`, `symptom`, `work_cause`, `work_measures`; where known
    `handed_in_on`, `finished_on`, `delay_cause`, `was_repaired`.
    """

    type = "repair.file"
    is_local = True

    def __init__(self, register_of: RegisterOf) -> None:
        self._register_of = register_of

    def call(self, call: Call) -> Outcome:
        """File the repair once for each job."""
        today = call.at.astimezone(CHINA).date()
        number = needed(call, "case_number")
        record = RepairRecord(
            id=call.job_id,
            unit_id=needed(call, "serial_number"),
            case_number=number,
            handed_in_on=day_of(call, "handed_in_on") or today,
            finished_on=day_of(call, "finished_on") or today,
            fault=needed(call, "symptom"),
            cause=needed(call, "work_cause"),
            measures=needed(call, "work_measures"),
            delay_cause=optional(call, "delay_cause"),
            was_repaired=call.variables.get("was_repaired") is not False,
        )
        file_repair(self._register_of(transaction_of(call)), record, deed_of(call, number))
        return Outcome({})


def day_of(call: Call, name: str) -> date | None:
    """Return a day, None where it was not given.

    Raises:
        InputUnknown: it is none.
    """
    value = call.variables.get(name)
    if isinstance(value, datetime):
        return value.astimezone(CHINA).date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise InputUnknown(call.type, name, value, "days such as 2025-06-22") from error


def _told(found: UnitHistory, symptom: str, on: date) -> dict[str, object]:
    unit, term = found.unit, found.warranty
    sentences = (None, None) if term is None else term.sentences()
    return {
        "serial_number": unit.id,
        "model": unit.model,
        "category": None if found.product is None else str(found.product.category),
        "customer_id": unit.customer_id,
        "province": unit.province,
        "bought_on": unit.invoice_on,
        "delivered_on": unit.delivered_on,
        "installed_on": unit.installed_on,
        "invoice_price": unit.invoice_price,
        "disclosed_flaw": unit.disclosed_flaw,
        "in_warranty": None if term is None else term.covers(on),
        "warranty_ends_on": None if term is None else term.ends_on,
        "warranty_text_zh": sentences[0],
        "warranty_text_en": sentences[1],
        "repair_count": found.successful_repairs,
        "repair_days": found.days_in_repair(on),
        "same_fault_repaired_on": found.same_fault_repaired_on(symptom),
        "is_repeated_fault": found.repeats(symptom, on),
        "packages": [str(entitlement.kind) for entitlement in found.entitlements],
    }
