"""The five tables that can be imported and exported."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any, TypeVar

from aftersales.model.agreement import Agreement, AgreementState
from aftersales.model.customer import (
    CardTier,
    Customer,
    CustomerAddress,
    CustomerKind,
    CustomerPhone,
    digits_of,
)
from aftersales.model.deed import Deed
from aftersales.model.money import ItemKind
from aftersales.model.product import Category, Product
from aftersales.model.stock import Part
from aftersales.model.unit import Unit
from aftersales.ports.register import Register
from aftersales.sheets.cell import CellRefused, Column, day, flag, money, number, text, word, words
from aftersales.sheets.sheet import Sheet, Values

R = TypeVar("R", Customer, Product, Unit, Part, Agreement)

CATEGORIES = {
    "tv": "电视",
    "refrigerator": "冰箱",
    "washing_machine": "洗衣机",
    "air_conditioner": "空调",
    "water_heater": "热水器",
    "kitchen_appliance": "厨房电器",
    "small_appliance": "小家电",
    "other": "其他",
}
_TIERS = {"none": "无", "silver": "银卡", "gold": "金卡", "diamond": "钻石卡"}
_KINDS = {"consumer": "消费者", "project": "工程客户"}
_ITEMS = {
    "visit": "上门费",
    "labour": "工时费",
    "part": "配件费",
    "freight": "运费",
    "package": "服务包",
    "difference": "差价",
    "material": "材料费",
    "adjustment": "调整",
}
_STATES = {"draft": "草稿", "reviewed": "已审核", "ended": "已终止"}


def _given(values: Values, *names: str) -> dict[str, Any]:
    """Return the fields that a row fills in; an empty cell never empties the register."""
    return {name: values[name] for name in names if values.get(name) is not None}


def _merged(register: Register, fresh: R, given: dict[str, Any]) -> R:
    old = register.look(type(fresh), fresh.id)
    return fresh if old is None else replace(old, **given)


def _customers(register: Register, values: Values, deed: Deed) -> Iterable[object]:
    key = str(values["id"])
    given = _given(values, "name", "kind", "tier", "email", "note")
    yield _merged(register, Customer(id=key, created_at=deed.at, **given), given)
    if values.get("phone") is not None:
        digits = digits_of(str(values["phone"]))
        if not 7 <= len(digits) <= 12:  # noqa: PLR2004 - landline without area code to the longest with it
            raise CellRefused(
                f"“{values['phone']}”不是电话号码", f"{values['phone']!r} is no telephone number"
            )
        yield CustomerPhone(f"{key}:1", key, digits, is_primary=True)
    if values.get("street") is not None:
        province, city, district, street = (
            str(values.get(name) or "") for name in ("province", "city", "district", "street")
        )
        yield CustomerAddress(f"{key}:1", key, province, city, district, street, is_primary=True)


def _customer_rows(register: Register) -> Iterator[Values]:
    for customer in register.all(Customer):
        if customer.erased_at is not None:
            continue
        phone = register.look(CustomerPhone, f"{customer.id}:1")
        address = register.look(CustomerAddress, f"{customer.id}:1")
        place = {} if address is None else {**asdict(address), "id": customer.id}
        yield {**place, **asdict(customer), "phone": None if phone is None else phone.digits}


def _products(register: Register, values: Values, _deed: Deed) -> Iterable[object]:
    given = _given(values, *(name for name in values if name != "id"))
    missing = ("whole_unit_months", "main_part_months", "accessory_months")
    terms = {name: given.get(name) for name in missing}
    yield _merged(register, Product(**{"id": values["id"], **terms, **given}), given)


def _units(register: Register, values: Values, _deed: Deed) -> Iterable[object]:
    _known(register, Product, values.get("model"), "产品型号", "model")
    if values.get("customer_id") is not None:
        _known(register, Customer, values["customer_id"], "客户编号", "customer")
    given = _given(values, *(name for name in values if name != "id"))
    yield _merged(register, Unit(**{"id": values["id"], **given}), given)


def _parts(register: Register, values: Values, _deed: Deed) -> Iterable[object]:
    given = _given(values, *(name for name in values if name != "id"))
    yield _merged(register, Part(**{"id": values["id"], **given}), given)


def _agreements(register: Register, values: Values, _deed: Deed) -> Iterable[object]:
    _known(register, Customer, values.get("customer_id"), "客户编号", "customer")
    given = _given(values, *(name for name in values if name != "id"))
    agreed = _merged(register, Agreement(**{"id": values["id"], **given}), given)
    if agreed.ends_on < agreed.begins_on:
        raise CellRefused("结束日期早于开始日期", "it ends before it begins")
    if 0 in {agreed.charged_every_months, agreed.visited_every_months}:
        raise CellRefused("间隔至少一个月", "at least a month lies between two charges or visits")
    yield agreed


def _known(register: Register, kind: type, key: object, zh: str, en: str) -> None:
    if register.look(kind, str(key)) is None:
        raise CellRefused(f"{zh}“{key}”未登记", f"the {en} {key!r} is not registered")


def _all_of(kind: type[R]) -> Callable[[Register], Iterator[Values]]:
    def rows(register: Register) -> Iterator[Values]:
        return (asdict(record) for record in register.all(kind))

    return rows


CUSTOMERS = Sheet(
    "customers",
    "id",
    (
        Column("id", "客户编号", "Customer number", text, is_required=True),
        Column("name", "姓名", "Name", text, is_required=True),
        Column("phone", "电话", "Phone", text, is_required=True),
        Column("kind", "客户类型", "Kind", word(CustomerKind, _KINDS)),
        Column("tier", "会员卡", "Card", word(CardTier, _TIERS)),
        Column("email", "邮箱", "E-mail", text),
        Column("province", "省份", "Province", text),
        Column("city", "城市", "City", text),
        Column("district", "区县", "District", text),
        Column("street", "地址", "Address", text),
        Column("note", "备注", "Note", text),
    ),
    _customers,
    _customer_rows,
)
PRODUCTS = Sheet(
    "products",
    "id",
    (
        Column("id", "型号", "Model", text, is_required=True),
        Column("category", "品类", "Category", word(Category, CATEGORIES), is_required=True),
        Column("name_zh", "名称", "Chinese name", text, is_required=True),
        Column("name_en", "英文名称", "English name", text, is_required=True),
        Column("whole_unit_months", "整机保修(月)", "Whole unit, months", number),
        Column("main_part_months", "主要部件保修(月)", "Main parts, months", number),
        Column("accessory_months", "附件保修(月)", "Accessories, months", number),
        Column("is_installed_by_seller", "由卖方安装", "Installed by the seller", flag),
        Column("list_price", "标价", "List price", money),
        Column("barcode", "69码", "Barcode", text),
        Column("is_sold", "在售", "On sale", flag),
    ),
    _products,
    _all_of(Product),
)
UNITS = Sheet(
    "units",
    "id",
    (
        Column("id", "序列号", "Serial number", text, is_required=True),
        Column("model", "型号", "Model", text, is_required=True),
        Column("customer_id", "客户编号", "Customer number", text),
        Column("order_number", "订单号", "Order number", text),
        Column("channel", "购买渠道", "Channel", text),
        Column("invoice_on", "开票日期", "Invoice date", day),
        Column("invoice_price", "发票金额", "Invoice price", money),
        Column("delivered_on", "签收日期", "Delivered on", day),
        Column("installed_on", "安装日期", "Installed on", day),
        Column("installed_by", "安装人", "Installed by", text),
        Column("province", "省份", "Province", text),
        Column("disclosed_flaw", "已告知的瑕疵", "Disclosed flaw", text),
    ),
    _units,
    _all_of(Unit),
)
PARTS = Sheet(
    "parts",
    "id",
    (
        Column("id", "配件号", "Part number", text, is_required=True),
        Column("name_zh", "名称", "Chinese name", text, is_required=True),
        Column("name_en", "英文名称", "English name", text, is_required=True),
        Column("price", "单价", "Price", money, is_required=True),
        Column("must_return", "旧件须返还", "Old part must return", flag),
        Column("is_large", "大件", "Large", flag),
        Column("safety_stock", "安全库存", "Safety stock", number),
    ),
    _parts,
    _all_of(Part),
)
AGREEMENTS = Sheet(
    "agreements",
    "id",
    (
        Column("id", "协议号", "Agreement number", text, is_required=True),
        Column("customer_id", "客户编号", "Customer number", text, is_required=True),
        Column("begins_on", "开始日期", "Begins on", day, is_required=True),
        Column("ends_on", "结束日期", "Ends on", day, is_required=True),
        Column("amount", "协议金额", "Amount", money, is_required=True),
        Column("charged_every_months", "收费间隔(月)", "Charged every, months", number, is_required=True),
        Column("visited_every_months", "拜访间隔(月)", "Visited every, months", number),
        Column("waived", "减免项目", "Waived", words(word(ItemKind, _ITEMS))),
        Column("terms", "产品约定", "Terms", text),
        Column("state", "状态", "State", word(AgreementState, _STATES)),
    ),
    _agreements,
    _all_of(Agreement),
)
SHEETS = {sheet.name: sheet for sheet in (CUSTOMERS, PRODUCTS, UNITS, PARTS, AGREEMENTS)}
