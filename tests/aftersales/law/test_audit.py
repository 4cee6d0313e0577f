"""No company table undercuts the law: what is planted is found with a case, what is better is accepted."""

import re

import pytest

from aftersales.law import LegalAudit, rules
from aftersales.law.audit import texts
from aftersales.law.bounds import LegalBound, bounds
from engine.decisions import load
from engine.model.problem import Problem, Severity
from tests.aftersales.law.tables import cell, file_of, row_ids, shipped, spoiled, without_row

NUMBER = re.compile(r'^(?:duration\("P(\d+)D"\)|(\d+(?:\.\d+)?))$')


def problems(file: str, xml: bytes) -> list[Problem]:
    return [found for found in LegalAudit().check({file: xml}) if found.severity is not Severity.INFO]


def refused(file: str, xml: bytes) -> list[Problem]:
    return [found for found in problems(file, xml) if found.severity is Severity.ERROR]


def spoil(decision: str, row: int, output: str, text: str) -> list[Problem]:
    file = file_of(decision)
    return refused(file, spoiled(file, decision, [f"{decision}_rule_{row}"], output, text))


def test_every_shipped_table_keeps_the_law() -> None:
    assert [found for file, xml in shipped().items() for found in problems(file, xml)] == []


def test_every_bound_names_a_shipped_table_and_every_rule_of_the_floor_is_verified() -> None:
    assert {bound.bound.decision for bound in bounds()} <= {
        info.id for xml in shipped().values() for info in load(xml).decisions
    }
    assert {bound.bound.limit for bound in bounds()} <= {rule.topic for rule in rules()}
    assert {rule.certainty for rule in rules()} <= {"A", "B"}


def test_five_days_instead_of_seven_are_refused_with_the_case_that_would_be_illegal() -> None:
    (found,) = spoil("remedy_policy", 2, "no_reason_days", "5")

    assert (found.code, found.element) == ("LAW101", "remedy_policy")
    assert found.message_zh == (
        "“公司政策”低于法律标准：无理由退货天数为 5，法律下限为 7（消费者权益保护法第二十五条：远程购物收货"
        "七日内无理由退货）。情形：促销 = 否，日期 = 2014-03-16；第 6 天要求无理由退货会被拒绝，而依法可退。"
    )
    assert "on day 6 a return without a reason would be refused" in found.message
    assert found.mend == "Set row 2 to the legal floor or better for the customer."


# Each table with a right that is no number: the cell, and what it would say.
PLANTED = [
    ("freight", 2, "payer", '"buyer"', "理由 = 质量问题"),
    ("freight", 6, "payer", '"buyer"', "包邮承诺 = 是"),
    ("burden_of_proof", 1, "bearer", '"claimant"', "浙江"),
    ("burden_of_proof", 2, "bearer", '"claimant"', "举证期内 = 是"),
    ("depreciation_switch", 2, "mode", '"by_contract"', "省份 = 浙江"),
    ("legal_floor", 4, "depreciation", '"limited"', "省份 = 浙江"),
    ("price_difference", 1, "payer", '"customer"', "同型号 = 是"),
    ("warranty_start", 2, "basis", '"purchase"', "签收日已知 = 是"),
    ("warranty_status", 13, "charge", '"chargeable"', "规则 = 国务院令第 778 号"),
    ("workshop_policy", 2, "loan_unit_required", "false", "省份 = 浙江"),
    ("remedy_rights_by_ground", 1, "remedy", '"repair"', "拒绝退货"),
    ("remedy_rights_by_ground", 4, "remedy", '"repair"', "拒绝换货"),
    ("compensation_items", 2, "amount", "2 * service_fee", "维修欺诈 = 是"),
    (
        "compensation_items",
        2,
        "amount",
        "max([300, 3 * (if service_fee = null then 0 else service_fee)])",
        "500",
    ),
]


@pytest.mark.parametrize(("decision", "row", "output", "text", "words"), PLANTED)
def test_a_right_taken_away_is_found_with_its_case(
    decision: str, row: int, output: str, text: str, words: str
) -> None:
    found = spoil(decision, row, output, text)

    assert {each.element for each in found} == {decision}
    assert any(words in each.message_zh for each in found)


@pytest.mark.parametrize("row", ["remedy_rights_by_ground_rule_1", "remedy_policy_rule_2", "freight_rule_2"])
def test_a_row_left_out_is_found(row: str) -> None:
    file = file_of(row.rpartition("_rule_")[0])

    assert refused(file, without_row(file, row)) != []


def test_a_figure_that_nobody_verified_is_refused() -> None:
    (found,) = spoil("depreciation_rate", 2, "rate", "0.002")

    assert (found.code, "空调" in found.message_zh or "类别" in found.message_zh) == ("LAW102", True)


def test_what_cannot_be_proved_is_said() -> None:
    file = file_of("remedy_policy")
    renamed = shipped()[file].replace(b'"remedy_policy"', b'"own"').replace(b'#remedy_policy"', b'#own"')
    other = shipped()[file].replace("收货天数 &lt;= 适用期限.no_reason_days".encode(), b"true")

    assert {found.code for found in problems(file, renamed)} == {"LAW105"}
    assert {found.code for found in problems(file, other)} == {"LAW103"}


def test_every_problem_speaks_both_languages() -> None:
    for code, row in texts().items():
        assert re.fullmatch(r"LAW1\d\d", code)
        assert all(row[key].strip() for key in ("severity", "en", "zh", "mend", "mend_zh"))
        assert set(re.findall(r"{(\w+)}", row["en"])) == set(re.findall(r"{(\w+)}", row["zh"]))


def numbers() -> list[tuple[LegalBound, str, tuple[str, ...]]]:
    """Return each bound of a plain number, with its output and the rows that state one."""
    found = []
    for bound in bounds():
        output, decision = re.split(r"[ /]", bound.bound.figure)[0], bound.bound.decision
        if output not in {"if", "result"}:
            file = file_of(decision)
            rows = (row for row in row_ids(file, decision) if NUMBER.match(cell(file, decision, row, output)))
            found.append((bound, output, tuple(rows)))
    return found


# Rows about which the law says nothing: accessories, project customers, the years before a statute.
SILENT = {
    ("warranty_months_rule_4", "warranty_months"),
    ("warranty_months_rule_6", "warranty_months"),
    ("legal_floor_rule_1", "no_reason_days"),
    ("legal_floor_rule_1", "refund_payment_days"),
    ("complaint_policy_rule_2", "authority_answer_days"),
    ("complaint_policy_rule_3", "authority_answer_days"),
}


@pytest.mark.parametrize(("bound", "output", "rows"), numbers())
def test_shifted_figures_are_refused_where_worse_than_the_law_and_accepted_where_better(
    bound: LegalBound, output: str, rows: tuple[str, ...]
) -> None:
    file, decision = file_of(bound.bound.decision), bound.bound.decision

    is_duration = "duration" in cell(file, decision, row_ids(file, decision)[0], output)

    def shifted(figure: int) -> list[Problem]:
        text = f'duration("P{figure}D")' if is_duration else str(figure)
        return list(LegalAudit([bound]).check({file: spoiled(file, decision, rows, output, text)}))

    better, worse = (400, 0) if bound.bound.better == "more" else (0, 400)
    assert shifted(better) == []
    bounded = [row for row in rows if (row, bound.bound.limit) not in SILENT]
    mended = {number for found in shifted(worse) for number in re.findall(r"\d+", found.mend)}
    assert mended == {row.rpartition("_")[2] for row in bounded}
