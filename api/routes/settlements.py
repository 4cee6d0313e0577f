"""Settlements with outlets: drawn up by one person, reviewed by another, paid once."""

from typing import Annotated

from fastapi import Query

from aftersales import reading, register_in
from aftersales.model.deed import Deed
from aftersales.model.settlement import Settlement
from aftersales.operations.settlement import draw_up, pay_settlement, review
from aftersales.queries.settlement import statement, unsettled
from api.access.caller import PayoutReader, Settler, TheEngine
from api.exact_route import router
from api.routes.refused import CHANGED, FOUND
from api.wire.page import PageView
from api.wire.register import found_page
from api.wire.scalar import PathId
from api.wire.settlement import (
    DrawUpSettlement,
    ServedBy,
    ServedCaseView,
    SettlementDetail,
    SettlementFilter,
    SettlementView,
)

routes = router("/settlements", "register")


@routes.get("", summary="List settlements")
def list_settlements(
    engine: TheEngine, caller: PayoutReader, asked: Annotated[SettlementFilter, Query()]
) -> PageView[SettlementView]:
    """List statements of what the brand owes its outlets, the latest first."""
    with reading(engine.store) as register:
        return found_page(register.find(Settlement, asked.search("-id")), SettlementView.model_validate)


@routes.get("/unsettled", summary="List what can be settled")
def list_unsettled(
    engine: TheEngine, caller: PayoutReader, asked: Annotated[ServedBy, Query()]
) -> list[ServedCaseView]:
    """List the cases that an outlet's visits of a period served and of which no item was settled."""
    with reading(engine.store) as register:
        found = unsettled(register, asked.outlet_id, (asked.begins_on, asked.ends_on))
    return [ServedCaseView.model_validate(each) for each in found]


@routes.get("/{settlement_id}", summary="Read a settlement", responses=FOUND)
def read_settlement(engine: TheEngine, caller: PayoutReader, settlement_id: PathId) -> SettlementDetail:
    """Read a statement with its lines, and who drew it up, reviewed and paid it."""
    with reading(engine.store) as register:
        return SettlementDetail.of(statement(register, settlement_id))


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
