"""What is known of a unit: its warranty, how often and how long it was in repair, whether a fault repeats."""

from dataclasses import dataclass
from datetime import date, timedelta

from aftersales.errors import RegisterRefusal
from aftersales.law import granted_warranty
from aftersales.model.deed import Deed
from aftersales.model.entitlement import Entitlement, Term
from aftersales.model.product import PartRole, Product
from aftersales.model.unit import RepairRecord, Unit
from aftersales.ports.register import Register

# The same fault of the same unit within this time alerts the quality department.
REPEATS_WITHIN = timedelta(days=92)


class RecordFinal(RegisterRefusal):
    """An approved repair record is final: exchange rights hang on it."""

    def __init__(self, record_id: str) -> None:
        super().__init__(
            f"Repair record {record_id} is approved and cannot be changed.",
            zh=f"维修记录 {record_id} 已批准，不能更改。",
            record=record_id,
        )


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """A unit on one day, with everything on which rights hang."""

    unit: Unit
    product: Product | None
    warranty: Term | None
    repairs: tuple[RepairRecord, ...]
    entitlements: tuple[Entitlement, ...]

    @property
    def successful_repairs(self) -> int:
        """Return how many repairs were carried out."""
        return sum(repair.was_repaired for repair in self.repairs)

    def days_in_repair(self, on: date) -> int:
        """Return on how many days it was in repair altogether."""
        return sum(repair.days(on) for repair in self.repairs)

    def same_fault_repaired_on(self, fault: str) -> date | None:
        """Return when this fault was last repaired."""
        days = [r.finished_on for r in self.repairs if r.fault == fault and r.was_repaired and r.finished_on]
        return max(days, default=None)

    def repeats(self, fault: str, on: date) -> bool:
        """Say whether the same fault was repaired a short while ago: a case for the quality department."""
        last = self.same_fault_repaired_on(fault)
        return last is not None and on - last <= REPEATS_WITHIN


def history_of(
    register: Register, unit_id: str, on: date, *, role: PartRole = PartRole.WHOLE_UNIT
) -> UnitHistory | None:
    """Return what is known of a unit; None where it is not registered."""
    unit = register.look(Unit, unit_id)
    if unit is None:
        return None
    product = register.look(Product, unit.model)
    repairs = tuple(register.all(RepairRecord, unit_id=unit_id))
    term = None if product is None else granted_warranty(unit, product, repairs, role=role, on=on)
    bought = tuple(e for e in register.all(Entitlement, unit_id=unit_id) if e.covers(on))
    return UnitHistory(unit, product, term, repairs, bought)


def file_repair(register: Register, record: RepairRecord, deed: Deed) -> RepairRecord:
    """Put an approved repair on record, once; it never changes afterwards.

    Raises:
        RecordFinal: it is on record with other content.
    """
    found = register.look(RepairRecord, record.id)
    if found is None:
        return register.add(record, deed)
    if found != record:
        raise RecordFinal(record.id)
    return found
