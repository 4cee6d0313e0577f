"""Key figures and reports say what the cases say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
import python_calamine
from lxml import etree

from aftersales.model.case import Case, CaseKind, CaseStage
from aftersales.model.handling import Complaint, ComplaintClass, FollowUp, Severity
from aftersales.model.money import (
    ItemKind,
    MoneyAccount,
    Payout,
    PayoutState,
    Quote,
    QuoteLine,
    QuoteState,
)
from aftersales.model.product import Category, Product
from aftersales.model.requisition import Requisition, RequisitionLine
from aftersales.model.unit import RepairRecord, Unit
from aftersales.model.visit import Visit, VisitState
from aftersales.model.workforce import Technician
from aftersales.reports import (
    KPIS,
    REPORTS,
    CaseFacts,
    Scope,
    ahead_of,
    as_excel,
    dashboard_of,
    figures,
    gather,
    report,
)
from aftersales.reports.scope import PeriodRefused
from engine.errors import NotFound
from engine.model.task import TaskSpan, TaskState
from engine.ports.store import Store
from tests.aftersales.build import DEED, registering

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SCOPE = Scope(date(2026, 9, 1), date(2026, 11, 22))


def a_case(number: str = "WX-1", kind: CaseKind = CaseKind.REPAIR, **fields: object) -> Case:
    plain = Case(
        number, kind, f"i-{number}", "repair", CaseStage.IN_HAND, "opened", NOW - 9 * DAY, "li", number
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # fields of the case


def ended(case: Case) -> Case:
    return replace(case, stage=CaseStage.ENDED, closed_at=case.opened_at + 5 * HOUR, outcome="repaired")


def a_span(place: str, *, ended_after: timedelta | None, due_after: timedelta = HOUR) -> TaskSpan:
    process, element = place.split("/")
    begun = NOW - 9 * DAY
    state = TaskState.OPEN if ended_after is None else TaskState.COMPLETED
    end = None if ended_after is None else begun + ended_after
    return TaskSpan("i-WX-1", process, element, state, begun, begun + due_after, end, "li")


def a_visit(key: str, *, late: timedelta = timedelta(0), state: VisitState = VisitState.DONE) -> Visit:
    begin = NOW - 5 * DAY
    end = begin + 2 * HOUR
    return Visit(key, "WX-1", "zhang", begin, end, state, arrived_at=end + late)


def a_repair(number: str, day: date, **fields: object) -> RepairRecord:
    plain = RepairRecord(
        f"r-{number}", "SN1", number, day, day + DAY, "不制冷", "电容坏", "换电容", was_repaired=True
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # fields of the record


def test_a_task_is_in_time_if_it_was_done_by_its_due_date() -> None:
    found = [
        CaseFacts(a_case("WX-1"), spans=[a_span("visit/assign_technician", ended_after=HOUR)]),
        CaseFacts(a_case("WX-2"), spans=[a_span("visit/assign_technician", ended_after=2 * HOUR)]),
        CaseFacts(a_case("WX-3"), spans=[a_span("visit/agree_appointment", ended_after=None)]),
        CaseFacts(
            a_case("WX-4"), spans=[a_span("visit/agree_appointment", ended_after=None, due_after=30 * DAY)]
        ),
        CaseFacts(a_case("WX-5"), spans=[a_span("visit/prepare_kit", ended_after=5 * HOUR)]),
    ]

    dispatch = figures(found, NOW)["dispatch"]

    assert dispatch.value == pytest.approx(1 / 3)
    assert (dispatch.good, dispatch.counted) == (1, 3)
    assert dispatch.cases == ("WX-2", "WX-3")


def test_the_first_response_is_the_earliest_registration() -> None:
    spans = [
        a_span("intake/register_report", ended_after=3 * HOUR),
        a_span("intake/register_report", ended_after=2 * HOUR),
    ]

    assert figures([CaseFacts(a_case(), spans=spans)], NOW)["response_hours"].value == 2


def test_visits_are_on_time_until_their_window_ends() -> None:
    visits = [a_visit("v1"), a_visit("v2", late=timedelta(minutes=1))]

    punctuality = figures([CaseFacts(a_case(), visits=visits)], NOW)["punctuality"]

    assert (punctuality.good, punctuality.counted) == (1, 2)


def test_a_repair_made_in_one_visit_is_a_first_time_fix() -> None:
    fixed = [a_repair("WX-1", date(2026, 11, 18))]
    once = CaseFacts(ended(a_case("WX-1")), visits=[a_visit("v1")], repairs=fixed)
    twice = CaseFacts(ended(a_case("WX-2")), visits=[a_visit("v1"), a_visit("v2")], repairs=fixed)
    missed = a_visit("v3", state=VisitState.MISSED)
    absent_first = CaseFacts(ended(a_case("WX-3")), visits=[missed, a_visit("v4")], repairs=fixed)
    unrepaired = CaseFacts(ended(a_case("WX-4")), repairs=[replace(fixed[0], was_repaired=False)])

    figure = figures([once, twice, absent_first, unrepaired], NOW)["first_time_fix"]

    assert (figure.good, figure.counted, figure.cases) == (2, 3, ("WX-2",))


@pytest.mark.parametrize(
    ("days_before", "fault", "is_repeated"),
    [(60, "不制冷", True), (60, "漏水", False), (120, "不制冷", False)],
)
def test_the_same_fault_within_three_months_is_a_repeat(
    days_before: int, fault: str, *, is_repeated: bool
) -> None:
    now = a_repair("WX-2", date(2026, 11, 18))
    earlier = a_repair("WX-1", date(2026, 11, 18) - days_before * DAY, fault=fault)
    facts = CaseFacts(a_case("WX-2"), repairs=[now], unit_repairs=[earlier, now])

    assert figures([facts], NOW)["repeat_repairs"].value == (1 if is_repeated else 0)


def test_the_last_answered_call_says_how_content_a_customer_is() -> None:
    calls = [
        FollowUp("f1", "WX-1", NOW - 3 * DAY, "dissatisfied", score_quality=2),
        FollowUp("f2", "WX-1", NOW - 2 * DAY, "satisfied", score_quality=4),
        FollowUp("f3", "WX-1", NOW - DAY, "not_reached"),
    ]

    found = figures([CaseFacts(a_case(), follow_ups=calls), CaseFacts(a_case("WX-2"))], NOW)

    assert (found["satisfied"].value, found["satisfied"].counted) == (1, 1)
    assert (found["score_quality"].value, found["score_quality"].cases) == (3, ("WX-1",))


def test_money_is_exact() -> None:
    payouts = [
        Payout("p1", "WX-1", "WX-1", Decimal("0.10"), PayoutState.PAID, "fee", NOW),
        Payout("p2", "WX-1", "WX-1", Decimal("0.20"), PayoutState.APPROVED, "fee", NOW),
        Payout("p3", "WX-1", "WX-1", Decimal("9.00"), PayoutState.REFUSED, "fee", NOW),
        Payout("p4", "WX-1", "WX-1", Decimal("100.00"), PayoutState.PAID, "late", NOW, is_compensation=True),
    ]
    facts = CaseFacts(a_case(), payouts=payouts, account=MoneyAccount("WX-1", charged=Decimal("128.50")))

    found = figures([facts], NOW)

    assert (found["given_back"].value, found["compensation"].value) == (Decimal("0.30"), Decimal("100.00"))
    assert found["income"].value == Decimal("128.50")


def test_nothing_is_said_where_there_is_nothing_to_reckon_from() -> None:
    found = figures([], NOW)

    assert {key for key, figure in found.items() if figure.value is not None} == {
        "income",
        "given_back",
        "compensation",
    }


def test_every_timed_task_is_an_element_of_a_process() -> None:
    listed = {task for kpi in KPIS.values() for task in kpi.tasks}
    known = set()
    for path in (ROOT / "processes").glob("*/*.bpmn"):
        tree = etree.parse(path)
        known |= {(path.parent.name, task.get("id")) for task in tree.iter("{*}userTask")}

    assert listed - known == set()


def test_a_period_must_be_one() -> None:
    with pytest.raises(PeriodRefused):
        Scope(date(2026, 11, 22), date(2026, 11, 21))
    with pytest.raises(PeriodRefused):
        Scope(date(2020, 1, 1), date(2026, 11, 22))


def whole_case() -> list[object]:
    """A repair with all that can belong to it."""
    return [
        Product("M1", Category.TV, "电视", "TV", 12, 36, 6),
        Technician("zhang", "张伟", "O01", "13900000000", ("tv",)),
        Unit(
            "SN1",
            "M1",
            "C1",
            invoice_on=date(2025, 11, 30),
            delivered_on=date(2025, 12, 1),
            province="jiangsu",
        ),
        ended(a_case(unit_id="SN1", customer_id="C1", province="jiangsu", channel="phone")),
        a_case("WX-2", province="zhejiang"),
        a_case("WX-3", province="jiangsu", opened_at=NOW - 300 * DAY),
        a_visit("v1"),
        a_repair("WX-1", date(2026, 11, 18)),
        Quote("q1", "WX-1", Decimal("128.50"), QuoteState.AGREED, NOW),
        QuoteLine("l1", "q1", ItemKind.PART, "电容", 1, Decimal("28.50"), Decimal("28.50"), "P1"),
        QuoteLine("l2", "q1", ItemKind.LABOUR, "人工", 1, Decimal("100.00"), Decimal("100.00")),
        MoneyAccount("WX-1", charged=Decimal("128.50"), paid=Decimal("100.00")),
        Requisition("rq1", "WX-1", "zhang", "outlet:O01"),
        RequisitionLine("rl1", "rq1", "P1", 2, 2, 2, 1, 1),
        FollowUp("f1", "WX-1", NOW, "satisfied", score_quality=5, score_attitude=4),
        Complaint("c1", "WX-1", NOW, "慢", None, ComplaintClass.QUALITY, Severity.MINOR, "压缩机", ("qc",)),
    ]


def spans_of(wanted: object) -> list[TaskSpan]:
    span = a_span("visit/assign_technician", ended_after=HOUR)
    return [span] if "i-WX-1" in str(wanted) else []


def test_reports_are_read_from_the_register(database: Store) -> None:
    with registering(database) as register:
        register.add_all(whole_case(), DEED)
    jiangsu, coming = replace(SCOPE, province="jiangsu"), Scope(date(2026, 11, 1), date(2026, 12, 31))
    with registering(database) as register:
        found = gather(register, spans_of, jiangsu)
        tables = {key: report(key, register, spans_of, jiangsu, NOW) for key in REPORTS}
        expiring = report("warranty_expiry", register, spans_of, coming, NOW)
        ages = ahead_of(register, SCOPE, NOW).ages

    rows = {key: [row.values for row in table.rows] for key, table in tables.items()}
    assert [facts.number for facts in found] == ["WX-1"]
    assert (found[0].outlet_id, found[0].category, len(found[0].spans)) == ("O01", "tv", 1)
    assert rows["fault_causes"] == [("tv", "M1", "不制冷", "电容坏", 1, 1.0)]
    assert rows["service_items"] == [
        ("labour", "人工", 1, Decimal("100.00")),
        ("part", "电容", 1, Decimal("28.50")),
    ]
    assert rows["settlement"][0][3:9] == tuple(
        map(Decimal, ("28.50", "100.00", "0.00", "128.50", "100.00", "28.50"))
    )
    assert rows["parts"] == [("WX-1", "tv", "M1", "P1", 2, 2, 1, 1, Decimal("28.50"))]
    assert rows["complaint_causes"] == [("quality", "minor", "qc", "压缩机", 1, 1.0)]
    assert rows["repair_counts"] == [("SN1", "tv", "M1", "C1", 1, 1, 1, date(2026, 11, 19))]
    assert rows["satisfaction"] == [("satisfied", 1, 1.0, 5, 4)]
    # One day in repair is not counted against the customer.
    assert [row.values[5] for row in expiring.rows] == [date(2026, 12, 2)]
    assert [len(age.cases) for age in ages] == [0, 0, 0, 1, 0, 1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_report_becomes_an_excel_file(light: Store, language: str) -> None:
    with registering(light) as register:
        register.add_all(whole_case(), DEED)
        for key in REPORTS:
            table = report(key, register, spans_of, SCOPE, NOW)
            made = as_excel(table, "zh" if language == "zh" else "en", note="=1+1")
            sheet = python_calamine.load_workbook(BytesIO(made)).get_sheet_by_index(0).to_python()
            assert len(sheet) == 4 + len(table.rows)
            assert sheet[3] == [
                column.title.in_language("zh" if language == "zh" else "en") for column in table.columns
            ]


def test_an_unknown_report_is_not_found(light: Store) -> None:
    with registering(light) as register, pytest.raises(NotFound):
        report("nonsense", register, spans_of, SCOPE, NOW)


def test_the_dashboard_cuts_the_cases_in_slices() -> None:
    found = [
        CaseFacts(a_case("WX-1", province="jiangsu", channel="phone"), outlet_id="O01"),
        CaseFacts(a_case("TS-1", CaseKind.COMPLAINT, province="jiangsu", opened_at=NOW - 40 * DAY)),
    ]

    board = dashboard_of(found, SCOPE, NOW, {"O01": "杭州市服务网点"})

    assert board.total.cases["WX"] == board.total.cases["TS"] == 1
    assert [(part.key, sum(part.cases.values())) for part in board.by["province"]] == [("jiangsu", 2)]
    assert {part.label for part in board.by["outlet"]} == {"", "杭州市服务网点"}
    assert sum(sum(part.cases.values()) for part in board.trend) == 2
    assert board.trend[0].key == "2026-08-31"  # the Monday of its first week
    assert all(set(part.figures) == set(KPIS) for part in board.trend)
