"""Parts, stock and requisitions of the register."""

from typing import Annotated

from fastapi import Query

from aftersales import reading, register_in
from aftersales.model.deed import Deed
from aftersales.model.stock import Part, StockMove
from aftersales.operations.stock import count_stock
from aftersales.ports.register import Either
from aftersales.queries.stock import requisition, requisitions, stock
from api.access.caller import RegisterReader, StockCounter, TheEngine
from api.exact_route import router
from api.routes.refused import CHANGED, FOUND
from api.wire.page import PageView
from api.wire.part import (
    CountStock,
    PartFilter,
    PartView,
    RequisitionFilter,
    RequisitionView,
    StockCountView,
    StockFilter,
    StockMoveFilter,
    StockMoveView,
    StockView,
)
from api.wire.register import found_page
from api.wire.scalar import PathId

routes = router("/parts", "register")
stock_routes = router("/stock", "register")
move_routes = router("/stock-moves", "register")
count_routes = router("/stock-counts", "register")
requisition_routes = router("/requisitions", "register")


@routes.get("", summary="List parts")
def list_parts(
    engine: TheEngine, caller: RegisterReader, asked: Annotated[PartFilter, Query()]
) -> PageView[PartView]:
    """List spare parts; `text` is part of a number or a name in either language."""
    either = None if asked.text is None else Either(asked.text, ("id", "name_zh", "name_en"))
    with reading(engine.store) as register:
        return found_page(register.find(Part, asked.search("id", either=either)), PartView.model_validate)


@routes.get("/{part_id}", summary="Read a part", responses=FOUND)
def read_part(engine: TheEngine, caller: RegisterReader, part_id: PathId) -> PartView:
    """Read one spare part."""
    with reading(engine.store) as register:
        return PartView.model_validate(register.get(Part, part_id))


@stock_routes.get("", summary="List what lies where")
def list_stock(
    engine: TheEngine, caller: RegisterReader, asked: Annotated[StockFilter, Query()]
) -> PageView[StockView]:
    """List how many of which part lie in which place, in which condition."""
    like = {} if asked.place_kind is None else {"place": f"{asked.place_kind}:"}
    with reading(engine.store) as register:
        found = stock(register, asked.search("id", apart=("place_kind",), like=like))
    return found_page(found, StockView.of)


@move_routes.get("", summary="List movements of parts")
def list_stock_moves(
    engine: TheEngine, caller: RegisterReader, asked: Annotated[StockMoveFilter, Query()]
) -> PageView[StockMoveView]:
    """List which part went from where to where and why, the latest first."""
    with reading(engine.store) as register:
        return found_page(register.find(StockMove, asked.search("-at")), StockMoveView.model_validate)


@count_routes.post("", summary="Book a stock count", status_code=201, responses=CHANGED)
def book_stock_count(engine: TheEngine, caller: StockCounter, asked: CountStock) -> StockCountView:
    """Book what was found of a part in a place: a difference becomes a movement with its reason.

    Refused when something moved since the books were read.
    """
    deed = Deed(caller.id, engine.clock.now(), reason=asked.reason)
    with engine.store.begin() as tx:
        register = register_in(tx)
        count = asked.count(register.next_id("K"))
        made = count_stock(register, count, deed)
    view = None if made is None else StockMoveView.model_validate(made)
    return StockCountView(id=count.id, difference=asked.found - asked.booked, move=view)


@requisition_routes.get("", summary="List requisitions")
def list_requisitions(
    engine: TheEngine, caller: RegisterReader, asked: Annotated[RequisitionFilter, Query()]
) -> PageView[RequisitionView]:
    """List what technicians ask the warehouse for, with the lines."""
    with reading(engine.store) as register:
        return found_page(requisitions(register, asked.search("-id")), RequisitionView.of)


@requisition_routes.get("/{requisition_id}", summary="Read a requisition", responses=FOUND)
def read_requisition(engine: TheEngine, caller: RegisterReader, requisition_id: PathId) -> RequisitionView:
    """Read one requisition with its lines."""
    with reading(engine.store) as register:
        return RequisitionView.of(requisition(register, requisition_id))
