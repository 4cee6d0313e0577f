"""Which units' warranties end."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from aftersales.model.entitlement import warranty_term
from aftersales.model.product import Product
from aftersales.model.unit import RepairRecord, Unit, UnitState
from aftersales.ports.register import Register, Search
from aftersales.queries.related import grouped
from aftersales.reports.catalogue import Text
from aftersales.reports.lists.columns import CATEGORY, MODEL, SERIAL
from aftersales.reports.scope import Scope
from aftersales.reports.table import Column, Kind, Row

_MOST = 200_000
# Repairs move the end of a warranty, never by more than this.
_LATEST = timedelta(days=366)


def expiries(register: Register, scope: Scope, today: date) -> tuple[tuple[Column, ...], Sequence[Row]]:
    """List the units whose whole-unit warranty ends in the period (REQ-631)."""
    columns = (
        SERIAL,
        CATEGORY,
        MODEL,
        Column("customer", Text("客户编号", "Customer")),
        Column("province", Text("省份", "Province")),
        Column("ends_on", Text("保修到期", "Warranty ends"), Kind.DAY),
        Column("days_left", Text("剩余天数", "Days left"), Kind.NUMBER),
    )
    products = {product.id: product for product in register.all(Product)}
    units = _candidates(register, scope, products)
    repairs = grouped(register, RepairRecord, "unit_id", [unit.id for unit in units])
    rows = _rows(units, repairs, products, scope, today)
    return columns, sorted(rows, key=lambda row: (str(row.values[5]), str(row.values[0])))


def _candidates(register: Register, scope: Scope, products: Mapping[str, Product]) -> list[Unit]:
    equal: dict[str, object] = {"state": UnitState.IN_USE}
    if scope.province is not None:
        equal["province"] = scope.province
    if scope.model is not None:
        equal["model"] = scope.model
    months = [product.whole_unit_months for product in products.values() if product.whole_unit_months]
    oldest = scope.since - timedelta(days=31 * max(months, default=0)) - _LATEST
    search = Search(equal=equal, since={"invoice_on": oldest}, limit=_MOST)
    found = [unit for unit in register.find(Unit, search).items if unit.model in products]
    wanted = scope.category
    return [unit for unit in found if wanted is None or str(products[unit.model].category) == wanted]


def _rows(
    units: Sequence[Unit],
    repairs: Mapping[str, list[RepairRecord]],
    products: Mapping[str, Product],
    scope: Scope,
    today: date,
) -> list[Row]:
    rows = []
    for unit in units:
        product = products[unit.model]
        term = warranty_term(unit, product, repairs[unit.id], on=today)
        if term is not None and scope.since <= term.ends_on <= scope.until:
            left = (term.ends_on - today).days
            category = str(product.category)
            rows.append(
                Row((unit.id, category, unit.model, unit.customer_id, unit.province, term.ends_on, left))
            )
    return rows
