"""When a customer need not wait for a repair any longer: the cases that the law tells apart."""

import pytest

from engine.decisions import load
from tests.aftersales.law.tables import file_of, shipped

# province; days by the repairer's cause, for want of parts, of all repairs; whether an exchange is due
CASES = [
    ("jiangsu", 30, 0, 30, False),
    ("jiangsu", 31, 0, 31, True),
    ("jiangsu", 0, 60, 60, False),
    ("jiangsu", 0, 61, 61, True),  # the company's 60 days hold before the law's 90
    ("jiangsu", 30, 60, 90, False),
    ("jiangsu", 20, 20, 200, False),  # no sum outside Zhejiang
    ("shandong", 0, 30, 30, False),
    ("shandong", 0, 31, 31, True),
    ("zhejiang", 0, 35, 35, False),
    ("zhejiang", 0, 36, 36, True),
    ("zhejiang", 20, 16, 36, True),
    ("zhejiang", 12, 0, 36, True),  # three repairs of twelve days
    ("zhejiang", 12, 0, 35, False),
]


def decided(decision: str, **inputs: object) -> object:
    return load(shipped()[file_of(decision)]).evaluate(decision, inputs).value


@pytest.mark.parametrize(("province", "repairer", "parts", "in_all", "is_due"), CASES)
def test_the_delays_on_record_bring_the_right_to_an_exchange(
    province: str, repairer: int, parts: int, in_all: int, *, is_due: bool
) -> None:
    delays = {"waited_for_repairer": repairer, "waited_for_parts": parts, "waited_in_all": in_all}

    reached = decided("repair_limit_reached", asked_on="2026-03-02", province=province, **delays)

    assert reached is is_due


def test_before_the_law_of_the_province_only_the_company_s_sum_counts() -> None:
    delays = {"waited_for_repairer": 20, "waited_for_parts": 16, "waited_in_all": 36}

    assert decided("repair_limit_reached", asked_on="2016-03-02", province="zhejiang", **delays) is True
    assert decided("repair_limit_reached", asked_on="2016-03-02", province="jiangsu", **delays) is False
