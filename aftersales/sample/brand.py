"""The invented brand's products, parts and fault trees."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from aftersales.model.product import Category, FaultCode, PartRole, Product, ProductPart
from aftersales.model.stock import Part


@cache
def _brand() -> dict[str, Any]:
    return tomllib.loads(resources.files("aftersales.sample").joinpath("brand.toml").read_text("utf-8"))


@cache
def products() -> tuple[Product, ...]:
    """Return the dozen models."""
    return tuple(
        Product(
            id=line["id"],
            category=Category(line["category"]),
            name_zh=line["zh"],
            name_en=line["en"],
            whole_unit_months=line["months"].get("whole_unit"),
            main_part_months=line["months"].get("main_part"),
            accessory_months=line["months"].get("accessory"),
            is_installed_by_seller=line.get("installed", False),
            list_price=Decimal(line["price"]),
            barcode=f"69{number:011d}",
        )
        for number, line in enumerate(_brand()["product"], start=1)
    )


def parts() -> list[Part]:
    """Return the spare parts."""
    return [
        Part(
            id=line["id"],
            name_zh=line["zh"],
            name_en=line["en"],
            price=Decimal(line["price"]),
            must_return=line.get("must_return", False),
            is_large=line.get("large", False),
            safety_stock=5,
        )
        for line in _brand()["part"]
    ]


def product_parts() -> Iterator[ProductPart]:
    """Yield the parts lists of all models."""
    for product in products():
        for line in _brand()["part"]:
            if product.category in line["categories"]:
                key = f"{product.id}:{line['id']}"
                yield ProductPart(key, product.id, line["id"], PartRole(line["role"]))


def fault_codes() -> list[FaultCode]:
    """Return the fault trees: symptom → cause → measure."""
    return [
        FaultCode(
            id=f"F{number:03d}",
            category=Category(line["category"]),
            symptom_zh=line["symptom"][0],
            symptom_en=line["symptom"][1],
            cause_zh=line["cause"][0],
            cause_en=line["cause"][1],
            measure_zh=line["measure"][0],
            measure_en=line["measure"][1],
            part_id=line.get("part"),
            display_code=line.get("code"),
            can_be_remote=line.get("remote", False),
        )
        for number, line in enumerate(_brand()["fault"], start=1)
    ]
