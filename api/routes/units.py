"""Sold units of the register."""

from typing import Annotated

from fastapi import Query

from aftersales import reading
from aftersales.queries.unit import rights, unit, units
from api.access.caller import RegisterReader, TheEngine
from api.exact_route import router
from api.routes.refused import FOUND
from api.wire.page import PageView
from api.wire.register import found_page
from api.wire.scalar import PathId
from api.wire.unit import UnitDetail, UnitFilter, UnitView
from engine.clock import CHINA

routes = router("/units", "register")


@routes.get("", summary="List units")
def list_units(
    engine: TheEngine, caller: RegisterReader, asked: Annotated[UnitFilter, Query()]
) -> PageView[UnitView]:
    """List units; `text` is part of a serial number or order, or of the owner's telephone number."""
    with reading(engine.store) as register:
        found = units(register, asked.search("id"), asked.text, with_contacts=caller.sees_contacts)
    return found_page(found, UnitView.of)


@routes.get("/{serial_number}", summary="Read a unit", responses=FOUND)
def read_unit(engine: TheEngine, caller: RegisterReader, serial_number: PathId) -> UnitDetail:
    """Read a unit with its warranty today, and its repairs."""
    today = engine.clock.now().astimezone(CHINA).date()
    with reading(engine.store) as register:
        view = UnitView.of(unit(register, serial_number))
        return UnitDetail.with_rights(view, rights(register, serial_number, today))
