"""What was charged for: service items, the settlement of each order, its parts."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from aftersales.model.money import ZERO, ItemKind, QuoteState
from aftersales.reports.catalogue import Text
from aftersales.reports.facts import CaseFacts
from aftersales.reports.lists.columns import AMOUNT, CASE, CATEGORY, COUNT, MODEL
from aftersales.reports.lists.tally import Tally
from aftersales.reports.table import Column, Kind, Row

_ITEMS = {
    "visit": Text("上门费", "Visit"),
    "labour": Text("人工费", "Labour"),
    "part": Text("配件", "Parts"),
    "freight": Text("运费", "Freight"),
    "package": Text("服务包", "Package"),
    "difference": Text("差价", "Difference in price"),
}


def service_items(found: Sequence[CaseFacts]) -> tuple[tuple[Column, ...], Sequence[Row]]:
    """Count the lines that customers agreed to by what they are for (REQ-626)."""
    tally = Tally()
    for facts in found:
        agreed = {quote.id for quote in facts.quotes if quote.state is QuoteState.AGREED}
        for line in facts.lines:
            if line.quote_id in agreed:
                tally.add((str(line.kind), line.text), facts.number, count=line.quantity, amount=line.amount)
    columns = (
        Column("kind", Text("项目种类", "Kind of item"), Kind.WORD, _ITEMS),
        Column("item", Text("项目", "Item")),
        COUNT,
        AMOUNT,
    )
    rows = [Row((*key, c.count, c.amount), tuple(c.cases)) for key, c in tally.ranked()]
    return columns, rows


def settlement(found: Sequence[CaseFacts]) -> tuple[tuple[Column, ...], Sequence[Row]]:
    """List what each order came to (REQ-628)."""
    columns = (
        CASE,
        Column("customer", Text("客户编号", "Customer")),
        CATEGORY,
        _money("parts", "配件费", "Parts"),
        _money("labour", "人工费", "Labour"),
        _money("other", "其他费用", "Other fees"),
        _money("charged", "收取", "Charged"),
        _money("paid", "已付", "Paid"),
        _money("owed", "应收", "Receivable"),
        _money("refunded", "已退", "Given back"),
        _money("compensated", "补偿", "Compensated"),
    )
    return columns, [_settled(facts) for facts in found if facts.account is not None or facts.quotes]


def _settled(facts: CaseFacts) -> Row:
    agreed = {quote.id for quote in facts.quotes if quote.state is QuoteState.AGREED}
    lines = [line for line in facts.lines if line.quote_id in agreed]
    parts = _sum(line.amount for line in lines if line.kind is ItemKind.PART)
    labour = _sum(line.amount for line in lines if line.kind is ItemKind.LABOUR)
    account = facts.account
    standing = (
        (ZERO,) * 5
        if account is None
        else (account.charged, account.paid, account.owed, account.refunded, account.compensated)
    )
    other = _sum(line.amount for line in lines) - parts - labour
    case = facts.case
    return Row((case.id, case.customer_id, facts.category, parts, labour, other, *standing), (case.id,))


def parts(found: Sequence[CaseFacts]) -> tuple[tuple[Column, ...], Sequence[Row]]:
    """List the parts of each order (REQ-629)."""
    columns = (
        CASE,
        CATEGORY,
        MODEL,
        Column("part", Text("配件号", "Part")),
        _number("asked", "申请", "Asked for"),
        _number("issued", "发放", "Issued"),
        _number("used", "使用", "Used"),
        _number("handed_back", "退回", "Handed back"),
        _money("charged", "向客户收取", "Charged to the customer"),
    )
    return columns, [row for facts in found for row in _part_rows(facts)]


def _part_rows(facts: CaseFacts) -> list[Row]:
    agreed = {quote.id for quote in facts.quotes if quote.state is QuoteState.AGREED}
    price = {line.part_id: line.amount for line in facts.lines if line.quote_id in agreed and line.part_id}
    model = None if facts.unit is None else facts.unit.model
    return [
        Row(
            (
                facts.number,
                facts.category,
                model,
                line.part_id,
                line.asked,
                line.issued,
                line.used,
                line.handed_back,
                price.get(line.part_id, ZERO),
            ),
            (facts.number,),
        )
        for line in facts.parts
    ]


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def _money(key: str, zh: str, en: str) -> Column:
    return Column(key, Text(f"{zh}（元）", f"{en} (CNY)"), Kind.MONEY)


def _number(key: str, zh: str, en: str) -> Column:
    return Column(key, Text(zh, en), Kind.NUMBER)
