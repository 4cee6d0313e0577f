"""Service agreements of the register, with their plans of visits and charges."""

from typing import Annotated

from fastapi import Query

from aftersales import reading
from aftersales.model.agreement import Agreement
from api.access.caller import CustomerReader, TheEngine
from api.exact_route import router
from api.routes.refused import FOUND
from api.wire.agreement import AgreementDetail, AgreementFilter, AgreementView
from api.wire.page import PageView
from api.wire.register import found_page
from api.wire.scalar import PathId

routes = router("/agreements", "register")


@routes.get("", summary="List service agreements")
def list_agreements(
    engine: TheEngine, caller: CustomerReader, asked: Annotated[AgreementFilter, Query()]
) -> PageView[AgreementView]:
    """List service agreements; they come in as a table."""
    with reading(engine.store) as register:
        return found_page(register.find(Agreement, asked.search("id")), AgreementView.model_validate)


@routes.get("/{agreement_id}", summary="Read a service agreement", responses=FOUND)
def read_agreement(engine: TheEngine, caller: CustomerReader, agreement_id: PathId) -> AgreementDetail:
    """Read an agreement with the days on which visits are due and money is charged."""
    with reading(engine.store) as register:
        return AgreementDetail.of(register.get(Agreement, agreement_id))
