"""Who may make a visit: certificates exclude, load ranks, areas decide which outlet serves."""

from dataclasses import replace
from datetime import date

from aftersales.model.workforce import (
    Absence,
    Certificate,
    Need,
    ServiceArea,
    Technician,
    fitness,
    serving,
)

ON = date(2026, 11, 23)
WANG = Technician("tech.wang", "王强", "hz1", "13800000001", ("refrigerator", "air_conditioner"))
NEED = Need(ON, "air_conditioner", ("electrician",))
LICENCE = Certificate("c1", "tech.wang", "electrician", "E-1", date(2024, 1, 1), date(2026, 11, 23))


def test_whoever_has_skill_and_certificate_is_fit() -> None:
    assert fitness(WANG, NEED, certificates=[LICENCE], visits_that_day=1).is_fit


def test_a_missing_or_expired_certificate_excludes() -> None:
    tomorrow = replace(NEED, on=date(2026, 11, 24))

    assert fitness(WANG, NEED).obstacles == ("certificate:electrician",)
    assert fitness(WANG, tomorrow, certificates=[LICENCE]).obstacles == ("certificate:electrician",)


def test_every_obstacle_is_named() -> None:
    away = Absence("a1", "tech.wang", ON, ON, "休假")
    need = Need(ON, "tv", outlet_id="nb1")

    judged = fitness(replace(WANG, is_active=False), need, absences=[away], visits_that_day=5)

    assert judged.obstacles == ("inactive", "other_outlet", "skill", "absent", "full")


def test_nobody_without_capacity_is_fit() -> None:
    assert fitness(replace(WANG, visits_a_day=0), replace(NEED, certificates=())).obstacles == ("full",)


def test_who_names_a_place_most_exactly_serves_it() -> None:
    areas = [
        ServiceArea("1", "province", "zhejiang"),
        ServiceArea("2", "city", "zhejiang", "杭州市"),
        ServiceArea("3", "district", "zhejiang", "杭州市", "西湖区"),
    ]

    assert serving(areas, "zhejiang", "杭州市", "西湖区") == "district"
    assert serving(areas, "zhejiang", "杭州市", "余杭区") == "city"
    assert serving(areas, "zhejiang", "宁波市", "海曙区") == "province"
    assert serving(areas, "tibet", "拉萨市", "城关区") is None
