"""Finds what lies where, and what technicians ask for."""

from dataclasses import dataclass

from aftersales.model.requisition import Requisition, RequisitionLine
from aftersales.model.stock import Part, StockLevel
from aftersales.ports.register import Found, Register, Search
from aftersales.queries.related import grouped


@dataclass(frozen=True, slots=True)
class StockCard:
    """How much of a part lies somewhere, with the part."""

    level: StockLevel
    part: Part | None


@dataclass(frozen=True, slots=True)
class RequisitionCard:
    """A requisition with its lines."""

    requisition: Requisition
    lines: tuple[RequisitionLine, ...]


def stock(register: Register, search: Search) -> Found[StockCard]:
    """Return a page of stock levels."""
    found = register.find(StockLevel, search)
    parts = grouped(register, Part, "id", (level.part_id for level in found.items))
    cards = (StockCard(level, next(iter(parts[level.part_id]), None)) for level in found.items)
    return Found(tuple(cards), found.next_after)


def requisitions(register: Register, search: Search) -> Found[RequisitionCard]:
    """Return a page of requisitions."""
    found = register.find(Requisition, search)
    lines = grouped(register, RequisitionLine, "requisition_id", (each.id for each in found.items))
    return Found(tuple(RequisitionCard(r, tuple(lines[r.id])) for r in found.items), found.next_after)


def requisition(register: Register, requisition_id: str) -> RequisitionCard:
    """Return one requisition.

    Raises:
        NotFound: there is no such requisition.
    """
    found = register.get(Requisition, requisition_id)
    return RequisitionCard(found, tuple(register.all(RequisitionLine, requisition_id=requisition_id)))
