"""Service cases of the register."""

from typing import Annotated

from fastapi import Query

from aftersales import reading
from aftersales.model.case import CaseStage
from aftersales.queries.case import case, cases
from aftersales.queries.case_clock import clock_of
from api.access.caller import RegisterReader, TheEngine
from api.exact_route import router
from api.routes.refused import FOUND
from api.wire.case import CaseClockView, CaseFilter, CaseView
from api.wire.page import PageView
from api.wire.register import found_page
from api.wire.scalar import PathId

routes = router("/cases", "register")
_OPEN = tuple(stage for stage in CaseStage if stage is not CaseStage.ENDED)


@routes.get("", summary="List cases")
def list_cases(
    engine: TheEngine, caller: RegisterReader, asked: Annotated[CaseFilter, Query()]
) -> PageView[CaseView]:
    """List cases, the latest first; `text` is part of a number, serial number, name or telephone number."""
    stages = {None: {}, True: {"stage": _OPEN}, False: {"stage": (CaseStage.ENDED,)}}
    search = asked.search("-opened_at", apart=("is_open",), among=stages[asked.is_open])
    with reading(engine.store) as register:
        found = cases(register, search, asked.text, with_contacts=caller.sees_contacts)
    return found_page(found, CaseView.of)


@routes.get("/{case_number}", summary="Read a case", responses=FOUND)
def read_case(engine: TheEngine, caller: RegisterReader, case_number: PathId) -> CaseView:
    """Read a case by its number."""
    with reading(engine.store) as register:
        return CaseView.of(case(register, case_number))


@routes.get("/{case_number}/clock", summary="Read a case's clock", responses=FOUND)
def read_case_clock(engine: TheEngine, caller: RegisterReader, case_number: PathId) -> CaseClockView:
    """Read how the time of a case was spent, and whether its clock stands still."""
    with reading(engine.store) as register:
        return CaseClockView.of(clock_of(register, case_number, engine.clock.now()))
