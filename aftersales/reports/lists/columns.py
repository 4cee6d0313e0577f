"""Columns that several reports share, and the words of their codes."""

from typing import Final

from aftersales.reports.catalogue import Text
from aftersales.reports.table import Column, Kind

CATEGORIES: Final = {
    "tv": Text("电视", "Television"),
    "refrigerator": Text("冰箱", "Refrigerator"),
    "washing_machine": Text("洗衣机", "Washing machine"),
    "air_conditioner": Text("空调", "Air conditioner"),
    "water_heater": Text("热水器", "Water heater"),
    "kitchen_appliance": Text("厨房电器", "Kitchen appliance"),
    "small_appliance": Text("小家电", "Small appliance"),
    "other": Text("其他", "Other"),
}
CASE: Final = Column("case", Text("工单号", "Case"), Kind.CASE)
CATEGORY: Final = Column("category", Text("产品类别", "Kind of product"), Kind.WORD, CATEGORIES)
MODEL: Final = Column("model", Text("型号", "Model"))
SERIAL: Final = Column("serial_number", Text("序列号", "Serial number"))
COUNT: Final = Column("count", Text("数量", "Count"), Kind.NUMBER)
SHARE: Final = Column("share", Text("占比", "Share"), Kind.SHARE)
AMOUNT: Final = Column("amount", Text("金额（元）", "Amount (CNY)"), Kind.MONEY)
