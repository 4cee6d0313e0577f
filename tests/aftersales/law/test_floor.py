"""A policy may be better than the law, never worse; where nothing is verified a person decides."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.law import (
    Situation,
    TopicUnknown,
    floor,
    granted_warranty,
    judge,
    legal_warranty,
    rules,
    topics,
)
from aftersales.model.product import Category, PartRole, Product
from aftersales.model.unit import Unit

PROVINCES = ["zhejiang", "shandong", "jiangsu"]
FRIDGE = Product("BCD-520", Category.REFRIGERATOR, "冰箱", "Fridge", 12, 36, 6)
HOOD = Product("CXW-220", Category.KITCHEN_APPLIANCE, "油烟机", "Hood", 12, None, 6)


def at(province: str = "jiangsu", category: str = "refrigerator", on: date = date(2025, 6, 22)) -> Situation:
    return Situation(province, category, on)


def test_a_worse_policy_is_raised_to_the_law_and_says_so() -> None:
    verdict = judge("refund_quality_days", at(), 5)

    assert verdict.value == 7
    assert verdict.is_raised
    assert verdict.sentences()[0].startswith("公司政策为 5，低于法定标准，按 7 执行（")
    assert verdict.sentences()[1].startswith("The policy says 5, worse than the law: 7 holds")


def test_a_better_policy_holds_and_says_so() -> None:
    verdict = judge("refund_quality_days", at(), 30)

    assert verdict.value == 30
    assert verdict.sentences()[1].startswith("The policy's 30 is better than the law's 7")


def test_sixty_days_without_parts_are_too_many_only_where_less_is_due() -> None:
    raised = {each for each in PROVINCES if judge("unrepaired_days_parts", at(each), 60).is_raised}

    assert raised == {"shandong", "zhejiang"}


def test_a_province_may_ask_for_more() -> None:
    assert judge("deliberate_delay_days", at("zhejiang"), None).value == 5
    assert judge("deliberate_delay_days", at("jiangsu"), None).value == 15
    assert floor("deliberate_delay_days", at("zhejiang"))[0].id == "zhejiang.delay"


def test_the_days_of_remedies_run_from_delivery_earlier_in_zhejiang() -> None:
    topic, on = "remedy_days_count_from_delivery", date(2020, 1, 1)

    assert judge(topic, at("zhejiang", on=on), None).value == 1
    assert judge(topic, at("jiangsu", on=on), None).value is None
    assert judge("term_counts_from_delivery", at("zhejiang", on=on), None).value is None


def test_zhejiang_forbids_depreciation() -> None:
    assert judge("depreciation_allowed", at("zhejiang"), 1).value == 0
    assert judge("depreciation_allowed", at("jiangsu"), None).needs_person


def test_what_is_not_verified_is_left_to_a_person_or_to_the_policy() -> None:
    hood = at(category="kitchen_appliance")

    assert judge("warranty_months_main_part", hood, None).needs_person
    assert "由人判定" in judge("warranty_months_main_part", hood, None).sentences()[0]
    assert judge("warranty_months_main_part", hood, 24).sentences()[1] == "By company policy: 24."


def test_a_rule_holds_from_its_day() -> None:
    day_before = at(on=date(2014, 3, 14))

    assert judge("no_reason_days", day_before, None).value is None
    assert judge("no_reason_days", at(on=date(2014, 3, 15)), None).sentences()[1].startswith("By law: 7 (")


def test_an_unknown_topic_is_refused() -> None:
    with pytest.raises(TopicUnknown):
        floor("free_lunch", at())


def test_every_rule_is_verified_and_all_of_a_topic_agree_on_what_is_better() -> None:
    assert {rule.certainty for rule in rules()} <= {"A", "B"}
    assert len({rule.id for rule in rules()}) == len(rules())
    for topic in topics():
        assert len({rule.better for rule in rules() if rule.topic == topic}) == 1


@pytest.mark.parametrize(("years", "is_covered_by_law"), [(0, False), (13, True)])
def test_the_worked_case_by_the_rules_of_its_day(years: int, is_covered_by_law: bool) -> None:  # noqa: FBT001
    unit = Unit("S1", "BCD-520", invoice_on=date(2012 + years, 6, 22), delivered_on=date(2012 + years, 6, 25))
    failed_on = date(2013 + years, 6, 24)

    legal = legal_warranty(unit, FRIDGE, (), role=PartRole.WHOLE_UNIT, on=failed_on)
    granted = granted_warranty(unit, FRIDGE, (), role=PartRole.WHOLE_UNIT, on=failed_on)

    assert legal.term is not None
    assert legal.term.covers(failed_on) is is_covered_by_law
    assert granted is not None
    assert granted.covers(failed_on)


def test_the_law_lengthens_a_term_that_is_too_short() -> None:
    stingy = Product("X", Category.TV, "电视", "TV", 6, 6, 6)
    unit = Unit("S1", "X", delivered_on=date(2025, 1, 1))

    granted = granted_warranty(unit, stingy, (), role=PartRole.MAIN_PART, on=date(2025, 6, 1))

    assert granted is not None
    assert granted.ends_on == date(2028, 1, 1)


def test_where_law_and_brand_are_silent_there_is_no_term() -> None:
    unit = Unit("S1", "CXW-220", delivered_on=date(2025, 1, 1))

    assert granted_warranty(unit, HOOD, (), role=PartRole.MAIN_PART, on=date(2025, 6, 1)) is None
    assert legal_warranty(unit, HOOD, (), role=PartRole.ACCESSORY, on=date(2025, 6, 1)).months is None


SITUATIONS = st.builds(
    Situation,
    st.sampled_from([*PROVINCES, "tibet"]),
    st.sampled_from([str(category) for category in Category]),
    st.dates(date(1990, 1, 1), date(2035, 1, 1)),
)


@settings(deadline=None)
@given(topic=st.sampled_from(sorted(topics())), situation=SITUATIONS, policy=st.none() | st.integers(0, 200))
def test_what_holds_is_never_worse_than_any_rule(
    topic: str, situation: Situation, policy: int | None
) -> None:
    verdict = judge(topic, situation, policy)

    for rule in floor(topic, situation):
        assert verdict.value is not None
        assert rule.value is not None
        assert rule.better.best([verdict.value, rule.value]) == verdict.value
    assert all(verdict.sentences())


@settings(deadline=None)
@given(
    delivered=st.dates(date(1996, 1, 1), date(2030, 1, 1)),
    months=st.integers(0, 60),
    later=st.integers(0, 2000),
)
def test_no_term_of_the_brand_undercuts_the_law(delivered: date, months: int, later: int) -> None:
    brand = Product("X", Category.TV, "电视", "TV", months, months, months)
    unit = Unit("S1", "X", invoice_on=delivered - timedelta(days=2), delivered_on=delivered)
    on = delivered + timedelta(days=later)

    legal = legal_warranty(unit, brand, (), role=PartRole.WHOLE_UNIT, on=on).term
    granted = granted_warranty(unit, brand, (), role=PartRole.WHOLE_UNIT, on=on)

    assert legal is not None
    assert granted is not None
    assert granted.ends_on >= legal.ends_on
