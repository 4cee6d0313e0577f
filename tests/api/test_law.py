"""A deployment that would be illegal is refused through REST with the case, and nothing of it is stored."""

from pathlib import Path

import pytest

from aftersales.law import LegalAudit
from engine.bootstrap import Engine
from tests.api.desk import Desk

REMEDY = Path(__file__).parents[2] / "processes" / "remedy" / "remedy.dmn"
CHINESE = {"Accept-Language": "zh"}


@pytest.fixture
def engine(engine: Engine) -> Engine:
    """The usual engine, with the trade's audit."""
    engine.audits = (LegalAudit(),)
    return engine


def remedy(days: int) -> list[tuple[str, tuple[str, bytes]]]:
    row = b'<outputEntry id="remedy_policy_rule_2_out_1">\n          <text>'
    xml = REMEDY.read_bytes()
    assert row + b"7<" in xml
    return [("files", ("remedy.dmn", xml.replace(row + b"7<", row + str(days).encode() + b"<")))]


def test_five_days_instead_of_seven_are_refused_and_nothing_is_deployed(desk: Desk) -> None:
    refused = desk.ask("owner", "POST", "/deployments", files=remedy(5), headers=CHINESE)

    assert refused.status_code == 422
    (problem,) = [each for each in refused.json()["problems"] if each["code"].startswith("LAW")]
    assert (problem["code"], problem["element"], problem["severity"]) == ("LAW101", "remedy_policy", "error")
    assert "第 6 天要求无理由退货会被拒绝，而依法可退" in problem["message"]
    assert desk.get("owner", "/deployments").json()["items"] == []
    assert desk.get("owner", "/decision-definitions").json()["items"] == []


def test_the_check_tells_it_before_anybody_deploys(desk: Desk) -> None:
    checked = desk.ask("owner", "POST", "/check", files=remedy(5))

    assert "LAW101" in {each["code"] for each in checked.json()["problems"]}


def test_ten_days_are_deployed(desk: Desk) -> None:
    deployed = desk.ask("owner", "POST", "/deployments", files=remedy(10))

    assert deployed.status_code == 201
