"""The connectors of the unit: what is known of it, and putting its repairs on record."""

from datetime import date

from aftersales.connectors.local import Local
from aftersales.connectors.package import packages_of
from aftersales.connectors.reading import (
    case_of,
    day_of,
    deed_of,
    needed,
    number,
    number_of,
    optional,
    today,
    word,
)
from aftersales.model.case import Case
from aftersales.model.product import PartRole
from aftersales.model.unit import RepairRecord
from aftersales.operations.delay import Delay, delay_of
from aftersales.operations.enrolment import enrol
from aftersales.operations.unit_history import UnitHistory, file_repair, history_of
from aftersales.ports.register import Register
from engine.clock import CHINA
from engine.ports.connector import Call, Outcome

_DAYS = ("bought_on", "delivered_on", "installed_on", "same_fault_repaired_on")
_COUNTS = ("repair_count", "repair_days")


class UnitLook(Local):
    """`unit.look`: what the register knows of a unit, for decisions about warranty and remedies.

    Inputs: `serial_number`; where known `symptom`, `failed_on`, `part`. Output: `unit`, a context, or null.
    """

    type = "unit.look"
    results = ("unit",)

    def call(self, call: Call) -> Outcome:
        """Look the unit up as it stood on the day of the fault."""
        found = _looked_up(self.register(call), call)
        return Outcome({"unit": None if found is None else _told(found, call)})


class UnitRecall(Local):
    """`unit.recall`: what the register knows of the unit takes the place of what nobody remembered.

    Reads what `unit.look` reads, and gives `unit`; besides, where the register knows better than the report:
    `bought_on`, `delivered_on`, `installed_on`, `repair_count`, `repair_days`, `same_fault_repaired_on`; and
    `packages`, what was bought for the unit or agreed with its owner and is in force.
    """

    type = "unit.recall"
    results = ("unit", "packages", *_DAYS, *_COUNTS)

    def call(self, call: Call) -> Outcome:
        """Look the unit up; nothing is written."""
        register = self.register(call)
        found = _looked_up(register, call)
        if found is None:
            return Outcome({"unit": None})
        told = _told(found, call)
        known = {name: told[name] for name in _DAYS if told[name] is not None}
        counts = {name: max(number(call, name) or 0, int(str(told[name]))) for name in _COUNTS}
        packages = packages_of(register, found, _failed_on(call))
        return Outcome({"unit": told, "packages": packages, **known, **counts})


class RepairFile(Local):
    """`repair.file`: puts an approved repair on record; it never changes afterwards.

    Inputs: `serial_number`, `symptom`, `work_cause`, `work_measures`; where known `handed_in_on`,
    `finished_on`, `delay_cause`, `was_repaired` or `next_step`. What is not told is reckoned from the case:
    it began with the report, and its status says whom it waited for. A unit without serial number has no
    record of its own. Whom it waited for is said by the clock; what a person says counts where the clock
    knows of no day: nobody calls the repairer's own days days without parts.
    """

    type = "repair.file"

    def call(self, call: Call) -> Outcome:
        """File the repair once for each job."""
        register, serial = self.register(call), optional(call, "serial_number")
        if serial is None:
            return Outcome({})
        case, deed = case_of(register, call), deed_of(call, number_of(call))
        known = enrol(register, case, call.variables, deed)
        if known != case:
            register.save(known, deed)
        file_repair(register, _record(call, serial, case, delay_of(register, case, call.at)), deed)
        return Outcome({})


def _record(call: Call, serial: str, case: Case, delay: Delay) -> RepairRecord:
    return RepairRecord(
        id=call.job_id,
        unit_id=serial,
        case_number=case.id,
        handed_in_on=day_of(call, "handed_in_on") or case.opened_at.astimezone(CHINA).date(),
        finished_on=day_of(call, "finished_on") or today(call),
        fault=needed(call, "symptom"),
        cause=needed(call, "work_cause"),
        measures=needed(call, "work_measures"),
        delay_cause=delay.cause or optional(call, "delay_cause"),
        was_repaired=_was_repaired(call),
        parts_days=delay.days("parts"),
        customer_days=delay.days("customer"),
    )


def _was_repaired(call: Call) -> bool:
    said, outcome = call.variables.get("was_repaired"), optional(call, "next_step")
    return said if isinstance(said, bool) else outcome in {None, "done"}


def _looked_up(register: Register, call: Call) -> UnitHistory | None:
    serial = optional(call, "serial_number")
    role = word(call, "part", PartRole) or PartRole.WHOLE_UNIT
    return None if serial is None else history_of(register, serial, _failed_on(call), role=role)


def _failed_on(call: Call) -> date:
    return day_of(call, "failed_on") or today(call)


def _told(found: UnitHistory, call: Call) -> dict[str, object]:
    symptom, on = optional(call, "symptom") or "", _failed_on(call)
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
