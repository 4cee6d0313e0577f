"""What was bought or agreed for a unit is told to the process, and an exchange closes it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from aftersales import register_in
from aftersales.connectors.exchange import ExchangeComplete
from aftersales.connectors.remedy import RemedyGrant
from aftersales.connectors.unit import UnitRecall
from aftersales.model.agreement import Agreement, AgreementState
from aftersales.model.entitlement import Entitlement, EntitlementKind, EntitlementState
from aftersales.model.unit import Unit
from engine.ports.store import Store
from tests.aftersales.build import DEED, a_call, called, registering

UNIT = Unit("S1", "KF-42A", invoice_on=date(2026, 1, 2), customer_id="C1")
BEGIN, END = date(2026, 2, 1), date(2027, 1, 31)
DROP = Entitlement("d1", "S1", EntitlementKind.DROP_COVER, BEGIN, END, Decimal("99.00"), provider="服务商")
YEAR = Agreement(
    *("A1", "C1", BEGIN, END, Decimal("1200.00"), 12), waived=("labour",), state=AgreementState.REVIEWED
)
EXCHANGE = {
    "caseNumber": "HH-1",
    "serial_number": "S1",
    "product_model": "KF-42A",
    "replacement": "same_model",
    "replacement_serial": "S2",
    "remedy": "exchange",
}


def recalled(store: Store, **told: object) -> object:
    call = a_call("unit.recall", variables={"serial_number": "S1", "failed_on": "2026-11-22", **told})
    return called(store, UnitRecall(register_in), call).variables["packages"]


def test_packages_and_agreements_in_force_are_told(database: Store) -> None:
    with registering(database) as register:
        register.add_all([UNIT, DROP, replace(DROP, id="d2", state=EntitlementState.USED)], DEED)
        register.add_all([YEAR, replace(YEAR, id="A2", state=AgreementState.DRAFT)], DEED)

    package = {"id": "d1", "kind": "drop_cover", "provider": "服务商", "waived": []}
    agreed = {"id": "A1", "kind": "agreement", "provider": None, "waived": ["labour"]}
    term = {"begins_on": BEGIN, "ends_on": END}
    assert recalled(database) == [{**package, **term}, {**agreed, **term}]


def test_before_it_begins_nothing_is_told(light: Store) -> None:
    with registering(light) as register:
        register.add_all([replace(UNIT, customer_id=None), DROP, YEAR], DEED)

    assert recalled(light, failed_on="2026-01-31") == []


def test_an_exchange_uses_the_swap_ends_the_drop_cover_and_leaves_the_extension(database: Store) -> None:
    extension = replace(DROP, id="e1", kind=EntitlementKind.EXTENDED_WARRANTY)
    with registering(database) as register:
        register.add_all([UNIT, DROP, extension, replace(DROP, id="s1", kind=EntitlementKind.SWAP)], DEED)
    for connector in (RemedyGrant(register_in), ExchangeComplete(register_in)):
        called(database, connector, a_call(connector.type, connector.type, variables=EXCHANGE))

    with registering(database) as register:
        states = {held.id: held.state for held in register.all(Entitlement, unit_id="S1")}
    assert states == {
        "d1": EntitlementState.CANCELLED,
        "e1": EntitlementState.ACTIVE,
        "s1": EntitlementState.USED,
    }
