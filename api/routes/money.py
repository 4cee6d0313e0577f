"""Quotes and payouts of the register."""

from typing import Annotated

from fastapi import Query

from aftersales import reading
from aftersales.model.money import MoneyEntry, Payout
from aftersales.queries.money import quote, quotes
from api.access.caller import PayoutReader, RegisterReader, TheEngine
from api.exact_route import router
from api.routes.refused import FOUND
from api.wire.money import MoneyEntryFilter, MoneyEntryView, PayoutFilter, PayoutView, QuoteFilter, QuoteView
from api.wire.page import PageView
from api.wire.register import found_page
from api.wire.scalar import PathId

quote_routes = router("/quotes", "register")
payout_routes = router("/payouts", "register")
entry_routes = router("/money-entries", "register")


@quote_routes.get("", summary="List quotes")
def list_quotes(
    engine: TheEngine, caller: RegisterReader, asked: Annotated[QuoteFilter, Query()]
) -> PageView[QuoteView]:
    """List quotes with their lines, the latest first."""
    with reading(engine.store) as register:
        return found_page(quotes(register, asked.search("-sent_at")), QuoteView.of)


@quote_routes.get("/{quote_id}", summary="Read a quote", responses=FOUND)
def read_quote(engine: TheEngine, caller: RegisterReader, quote_id: PathId) -> QuoteView:
    """Read one quote with its lines."""
    with reading(engine.store) as register:
        return QuoteView.of(quote(register, quote_id))


@payout_routes.get("", summary="List payouts")
def list_payouts(
    engine: TheEngine, caller: PayoutReader, asked: Annotated[PayoutFilter, Query()]
) -> PageView[PayoutView]:
    """List refunds and compensations, the latest first."""
    with reading(engine.store) as register:
        found = register.find(Payout, asked.search("-requested_at"))
    return found_page(found, PayoutView.model_validate)


@payout_routes.get("/{payout_id}", summary="Read a payout", responses=FOUND)
def read_payout(engine: TheEngine, caller: PayoutReader, payout_id: PathId) -> PayoutView:
    """Read one refund or compensation."""
    with reading(engine.store) as register:
        return PayoutView.model_validate(register.get(Payout, payout_id))


@entry_routes.get("", summary="List bookings")
def list_money_entries(
    engine: TheEngine, caller: PayoutReader, asked: Annotated[MoneyEntryFilter, Query()]
) -> PageView[MoneyEntryView]:
    """List charges, payments and payouts as they were booked, the latest first."""
    with reading(engine.store) as register:
        return found_page(register.find(MoneyEntry, asked.search("-at")), MoneyEntryView.model_validate)
