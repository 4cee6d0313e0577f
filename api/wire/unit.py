"""Sold units on the wire."""

from datetime import date
from typing import Annotated

from pydantic import Field

from aftersales.model.product import Category
from aftersales.model.unit import UnitState
from aftersales.queries.unit import UnitCard, UnitRights
from api.exact_route import Versioned
from api.wire.page import sortable
from api.wire.register import RegisterFilter, SearchText, Yuan
from api.wire.scalar import Id, Name, View


class UnitView(View, Versioned):
    """A unit; `id` is its serial number. `version` is its ETag."""

    id: str = Field(examples=["AX2504230042"])
    model: str = Field(examples=["KFR-35GW-A1"])
    product_name: str | None = Field(examples=["1.5 匹变频挂机空调"])
    product_name_en: str | None = Field(examples=["1.5 hp inverter wall air conditioner"])
    category: Category | None = Field(examples=["air_conditioner"])
    customer_id: str | None = Field(examples=["C000012"])
    customer_name: str | None = Field(examples=["陈晓梅"])
    order_number: str | None = Field(examples=["DD2025042300042"])
    channel: str | None = Field(examples=["brand_store"])
    invoice_on: date | None = Field(examples=["2025-04-23"])
    invoice_price: Yuan | None = Field(examples=[2549.00])
    delivered_on: date | None = Field(examples=["2025-04-25"])
    installed_on: date | None = Field(examples=["2025-04-26"])
    installed_by: str | None = Field(examples=["tech.wang"])
    province: str | None = Field(examples=["浙江省"])
    disclosed_flaw: str | None = Field(examples=[None])
    state: UnitState = Field(examples=["in_use"])
    replaces: str | None = Field(examples=[None])
    version: int = Field(examples=[1])

    @staticmethod
    def of(card: UnitCard) -> "UnitView":
        """Return a unit with what belongs to it."""
        product = card.product
        own = {name: getattr(card.unit, name) for name in _OF_THE_UNIT}
        return UnitView(
            **own,
            product_name=None if product is None else product.name_zh,
            product_name_en=None if product is None else product.name_en,
            category=None if product is None else product.category,
            customer_name=card.customer_name,
        )


_OF_THE_PRODUCT = {"product_name", "product_name_en", "category", "customer_name"}
_OF_THE_UNIT = tuple(name for name in UnitView.model_fields if name not in _OF_THE_PRODUCT)


class RepairView(View):
    """One repair on record."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-15"])
    case_number: str = Field(examples=["WX-20261122-0007"])
    handed_in_on: date = Field(examples=["2026-11-22"])
    finished_on: date | None = Field(examples=["2026-11-23"])
    fault: str = Field(examples=["不制冷"])
    cause: str = Field(examples=["制冷剂泄漏"])
    measures: str = Field(examples=["补焊并加注制冷剂"])
    was_repaired: bool = Field(examples=[True])


class UnitDetail(UnitView):
    """A unit with its warranty today and its repairs."""

    is_covered: bool = Field(description="The maker's warranty holds today.", examples=[True])
    warranty_ends_on: date | None = Field(examples=["2026-04-25"])
    warranty_zh: str | None = Field(examples=["自安装完成之日 2025-04-26 起 12 个月，保修至 2026-04-25。"])
    warranty_en: str | None = Field(examples=["12 months from installation on 2025-04-26."])
    repairs: list[RepairView]

    @staticmethod
    def with_rights(view: UnitView, rights: UnitRights) -> "UnitDetail":
        """Return a unit's view with what its owner may count on."""
        term = rights.warranty
        zh, en = (None, None) if term is None else term.sentences()
        return UnitDetail(
            **view.model_dump(),
            is_covered=rights.is_covered,
            warranty_ends_on=None if term is None else term.ends_on,
            warranty_zh=zh,
            warranty_en=en,
            repairs=[RepairView.model_validate(repair) for repair in rights.repairs],
        )


class UnitFilter(RegisterFilter):
    """Which units; all conditions must hold."""

    text: SearchText = None
    customer_id: Id | None = None
    model: Name | None = None
    order_number: Name | None = None
    state: UnitState | None = None
    sort: Annotated[str | None, sortable("id", "model")] = None
