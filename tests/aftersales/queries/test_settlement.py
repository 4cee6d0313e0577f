"""What can be settled with an outlet: what its visits of a period served, and no statement names yet."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from aftersales.model.visit import Visit, VisitState
from aftersales.model.workforce import Outlet, OutletKind, Technician
from aftersales.operations.settlement import draw_up, review
from aftersales.ports.register import Register
from aftersales.queries.settlement import ServedCase, statement, unsettled
from engine.clock import CHINA
from engine.ports.store import Store
from tests.aftersales.build import DEED, a_case, registering
from tests.aftersales.operations.test_settlement import BOSS

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
LAST_EVENING = datetime(2026, 11, 30, 22, tzinfo=CHINA)


def a_visit(
    key: str, case: str, at: datetime, who: str = "wang", state: VisitState = VisitState.DONE
) -> Visit:
    return Visit(key, case, who, at, at + timedelta(hours=1), state)


def fill(register: Register) -> None:
    month = timedelta(days=30)
    register.add_all(
        (
            *(a_case(id=f"WX-{number}", job_id=f"j{number}") for number in range(1, 6)),
            Outlet("O1", "南京网点", OutletKind.OWN, "jiangsu", "南京市", "400"),
            Technician("wang", "王强", "O1", "139", ("tv",)),
            Technician("li", "李勇", "O1", "139", ("tv",), is_active=False),
            Technician("zhao", "赵磊", "O2", "139", ("tv",)),
            a_visit("v1", "WX-1", LAST_EVENING - timedelta(days=3), "li"),
            a_visit("v2", "WX-1", LAST_EVENING),
            a_visit("v3", "WX-2", LAST_EVENING + timedelta(hours=3)),
            a_visit("v4", "WX-2", LAST_EVENING - month),
            a_visit("v5", "WX-3", LAST_EVENING, state=VisitState.MISSED),
            a_visit("v6", "WX-4", LAST_EVENING, "zhao"),
            a_visit("v7", "WX-5", LAST_EVENING - timedelta(days=9)),
        ),
        DEED,
    )


def test_the_visits_of_a_period_tell_what_can_be_settled(database: Store) -> None:
    with registering(database) as register:
        fill(register)

        found = unsettled(register, "O1", NOVEMBER)

    assert found == [
        ServedCase("WX-1", 2, date(2026, 11, 30)),
        ServedCase("WX-5", 1, date(2026, 11, 21)),
    ]


def test_a_settled_case_is_not_offered_again(database: Store) -> None:
    with registering(database) as register:
        fill(register)
        draw_up(register, "S1", "O1", NOVEMBER, [("WX-1", "labour", Decimal(80))], DEED)

        found = unsettled(register, "O1", NOVEMBER)

    assert [case.case_number for case in found] == ["WX-5"]


def test_a_statement_tells_who_did_what(database: Store) -> None:
    with registering(database) as register:
        fill(register)
        draw_up(register, "S1", "O1", NOVEMBER, [("WX-1", "labour", Decimal(80))], DEED)
        review(register, "S1", BOSS)

        found = statement(register, "S1")

    assert [(step.state, step.by, step.at) for step in found.steps] == [
        ("draft", DEED.actor, DEED.at),
        ("reviewed", BOSS.actor, BOSS.at),
    ]
    assert [line.case_number for line in found.lines] == ["WX-1"]
