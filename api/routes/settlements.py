"""Settlements with outlets: drawn up by one person, reviewed by another, paid once."""

from typing import Annotated

from fastapi import Query

from aftersales import reading, register_in
from aftersales.model.deed import Deed
from aftersales.model.settlement import Settlement, SettlementLine
from aftersales.operations.settlement import draw_up, pay_settlement, review
from api.access.caller import PayoutReader, Settler, TheEngine
from api.exact_route import router
from api.routes.refused import CHANGED, FOUND
from api.wire.page import PageView
from api.wire.register import found_page
from api.wire.scalar import PathId
from api.wire.settlement import DrawUpSettlement, SettlementDetail, SettlementFilter, SettlementView

routes = router("/settlements", "register")


@routes.get("", summary="List settlements")
def list_settlements(
    engine: TheEngine, caller: PayoutReader, asked: Annotated[SettlementFilter, Query()]
) -> PageView[SettlementView]:
    """List statements of what the brand owes its outlets, the latest first."""
    with reading(engine.store) as register:
        return found_page(register.find(Settlement, asked.search("-id")), SettlementView.model_validate)


@routes.get("/{settlement_id}", summary="Read a settlement", responses=FOUND)
def read_settlement(engine: TheEngine, caller: PayoutReader, settlement_id: PathId) -> SettlementDetail:
    """Read a statement with its lines."""
    with reading(engine.store) as register:
        lines = register.all(SettlementLine, settlement_id=settlement_id)
        return SettlementDetail.of(register.get(Settlement, settlement_id), lines)


@routes.post("", summary="Draw up a settlement", status_code=201, responses=CHANGED)
def draw_up_settlement(engine: TheEngine, caller: Settler, asked: DrawUpSettlement) -> SettlementView:
    """Draw up a statement; what was settled before is refused."""
    deed = Deed(caller.id, engine.clock.now())
    period = (asked.begins_on, asked.ends_on)
    with engine.store.begin() as tx:
        register = register_in(tx)
        key = register.next_id("S")
        return SettlementView.model_validate(
            draw_up(register, key, asked.outlet_id, period, asked.amounts(), deed)
        )


@routes.post("/{settlement_id}/review", summary="Review a settlement", responses=CHANGED)
def review_settlement(engine: TheEngine, caller: Settler, settlement_id: PathId) -> SettlementView:
    """Approve a statement that somebody else drew up: from now on the brand owes it."""
    with engine.store.begin() as tx:
        done = review(register_in(tx), settlement_id, Deed(caller.id, engine.clock.now()))
    return SettlementView.model_validate(done)


@routes.post("/{settlement_id}/pay", summary="Note that a settlement is paid", responses=CHANGED)
def pay_the_settlement(engine: TheEngine, caller: Settler, settlement_id: PathId) -> SettlementView:
    """Note that the outlet was paid."""
    with engine.store.begin() as tx:
        done = pay_settlement(register_in(tx), settlement_id, Deed(caller.id, engine.clock.now()))
    return SettlementView.model_validate(done)
