"""A whole department behind the portal: the shipped models, the trade's connectors, and hands that work."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from aftersales import cancel_listeners, connectors, register_in
from aftersales.model.customer import Customer, CustomerPhone
from aftersales.model.deed import Deed
from aftersales.model.money import ItemKind, QuoteLine
from aftersales.model.product import Category, Product
from aftersales.model.unit import Unit
from aftersales.model.visit import Visit
from aftersales.model.workforce import Certificate, Technician
from aftersales.operations.money import send_quote
from engine import operations, queries
from engine.bootstrap import Engine, assemble
from engine.clock import VirtualClock
from engine.model.actor import Actor
from engine.model.query import Paging, TaskQuery
from engine.model.task import Task
from engine.operations import run_due
from engine.ports.store import Store
from engine.settings import Settings
from engine.testing.department import deploy_models
from tests.api.desk import START

ROOT = Path(__file__).parents[2]
REPORT = {
    "channel": "online",
    "customer_name": "陈晓梅",
    "customer_phone": "13800000001",
    "province": "zhejiang",
    "city": "杭州市西湖区",
    "address": "文苑路 12 号 501 室",
    "customer_type": "consumer",
    "product_category": "washing_machine",
    "product_model": "XQG100-B1",
    "bought_on": "2020-06-22",
    "failed_on": "2026-11-20",
    "symptom": "不制冷",
    "fault_class": "general",
    "is_emergency": False,
    "in_our_area": True,
    "part": "whole_unit",
}
# What the staff do from the report to the quote, in the order of a chargeable repair.
TO_THE_QUOTE: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("register_report", REPORT),
    ("check_materials", {"proof_state": "present", "card_state": "matches", "materials_state": "complete"}),
    (
        "assign_technician",
        {"technician": "technician", "is_certified": True, "override_reason": "客户指定"},
    ),
    ("agree_appointment", {"visit_state": "agreed", "appointment_at": "2026-11-23T14:00:00+08:00"}),
    ("prepare_kit", {"kit_checked": True}),
    (
        "travel_to_customer",
        {
            "arrived_at": "2026-11-23T14:00:00+08:00",
            "visit_state": "met",
            "identity_shown": True,
            "card_state": "matches",
        },
    ),
    (
        "diagnose",
        {
            "work_cause": "风扇电机损坏",
            "fault_cause": "quality",
            "part": "whole_unit",
            "next_step": "repair",
            "plan_changed": True,
            "repair_plan": "更换风扇电机",
        },
    ),
    (
        "prepare_quote",
        {
            "quote_items": [
                {"kind": "part", "name": "风扇电机", "quantity": 1, "list_price": 180, "card_price": 150},
                {"kind": "labour", "name": "更换", "quantity": 1, "list_price": 60},
            ],
            "quote_days": 2,
            "tariff_shown": True,
        },
    ),
)
TO_THE_ACCEPTANCE: tuple[tuple[str, Mapping[str, object]], ...] = (
    (
        "carry_out_repair",
        {
            "work_cause": "风扇电机损坏",
            "work_measures": "更换风扇电机",
            "parts_used": [{"name": "风扇电机", "quantity": 1, "source": "van"}],
            "old_parts": "returned",
        },
    ),
    ("test_unit", {"was_tested": True, "is_technician_sure": True, "next_step": "done"}),
)


class Shop:
    """The engine of a department at work."""

    def __init__(self, store: Store, *, is_demo: bool = True) -> None:
        settings = Settings.model_construct(demo=is_demo)
        self.engine: Engine = replace(
            assemble(store, VirtualClock(START), connectors=connectors()),
            settings=settings,
            cancel_listeners=cancel_listeners(),
        )

    def furnish(self) -> None:
        """Deploy the shipped models, and enter a product, a stranger with a unit, and a technician."""
        deploy_models(self.engine, ROOT)
        deed = Deed("sample", START)
        with self.engine.store.begin() as tx:
            register = register_in(tx)
            register.add(
                Product("KFR-35GW-A1", Category.AIR_CONDITIONER, "空调", "Air conditioner", 12, 36, 6), deed
            )
            register.add(Customer("C900001", "王立新", START), deed)
            register.add(CustomerPhone("C900001:1", "C900001", "13800000009", is_primary=True), deed)
            register.add(Unit("SN-OTHERS", "KFR-35GW-A1", "C900001", order_number="DD-SECRET"), deed)
            register.add(Technician("technician", "张伟", "O01", "13900009000", ("washing_machine",)), deed)
            licence = Certificate(
                "t:e", "technician", "electrician", "T1", date(2026, 1, 1), date(2028, 1, 1)
            )
            register.add(licence, deed)

    def work(self, number: str, steps: tuple[tuple[str, Mapping[str, object]], ...]) -> None:
        """Let the staff complete tasks of a case, one after the other."""
        for element, variables in steps:
            task = self.task(number, element)
            actor = Actor(task.assignee or "desk")
            operations.complete_task(self.engine, task.id, variables=variables, actor=actor)
            run_due(self.engine)

    def promise(self, number: str) -> None:
        """Put an appointment and a quote of a case into the register."""
        deed = Deed("technician", START, number)
        lines = [
            QuoteLine(f"{number}:1", "Q1", ItemKind.PART, "风扇电机", 1, Decimal(150), Decimal(150)),
            QuoteLine(f"{number}:2", "Q1", ItemKind.LABOUR, "更换", 1, Decimal(60), Decimal(60)),
        ]
        with self.engine.store.begin() as tx:
            register = register_in(tx)
            register.add(Visit(f"{number}:v", number, "technician", START, START + timedelta(hours=2)), deed)
            send_quote(register, "Q1", number, lines, deed)

    def task(self, number: str, element: str) -> Task:
        """Return an open task of a case."""
        asked = TaskQuery(business_key=number)
        found = queries.tasks(self.engine, asked, Paging(limit=50)).items
        return next(task for task in found if task.element_id == element)
