"""Owners read decisions as tables and compare versions."""

from typing import Any

from tests.api.desk import Desk, model_files


def deploy(desk: Desk, **replaced: tuple[str, str]) -> None:
    """Deploy the models with a text replaced in the file whose name begins so."""
    files = []
    for part, (name, body) in model_files():
        old, new = replaced.get(name.rpartition("/")[2].partition(".")[0], ("", ""))
        files.append((part, (name, body.replace(old.encode(), new.encode()) if old else body)))
    answer = desk.ask("owner", "POST", "/deployments", files=files)
    assert answer.status_code == 201, answer.text


def compared(desk: Desk, old: str, new: str) -> dict[str, dict[str, Any]]:
    answer = desk.get("owner", f"/comparison?old={old}&new={new}")
    assert answer.status_code == 200, answer.text
    return {each["id"]: each for each in answer.json()}


def test_a_process_is_compared_by_element_and_what_it_says(desk: Desk) -> None:
    desk.deploy()
    deploy(desk, care=("PT4H&quot;)", "PT2H&quot;)"))

    found = compared(desk, "care:1", "care:2")

    assert list(found) == ["check_report"]
    assert found["check_report"]["difference"] == "changed"
    assert found["check_report"]["name_en"] == "Check the report"
    assert found["check_report"]["attributes"] == [
        {
            "name": "user_task.due_at",
            "old": '=now() + duration("PT4H")',
            "new": '=now() + duration("PT2H")',
        }
    ]


def test_added_and_removed_parts_are_told(desk: Desk) -> None:
    desk.deploy()
    deploy(desk, discount=('rule id="old"', 'rule id="others"'), check_report=('"price"', '"fee"'))

    rows = compared(desk, "decision/care_discount:1", "decision/care_discount:2")
    fields = compared(desk, "form/care/check_report:1", "form/care/check_report:2")

    assert {key: each["difference"] for key, each in rows.items()} == {"old": "removed", "others": "added"}
    assert rows["others"]["attributes"][-1] == {"name": "→ 折扣", "old": None, "new": "0.25"}
    assert {key: each["difference"] for key, each in fields.items()} == {"price": "removed", "fee": "added"}
    assert fields["fee"]["name_en"] == "Price"


def test_the_same_version_does_not_differ(desk: Desk) -> None:
    desk.deploy()

    assert compared(desk, "care:1", "care:1") == {}


def test_two_kinds_are_not_compared(desk: Desk) -> None:
    desk.deploy()

    assert desk.get("owner", "/comparison?old=care:1&new=decision/care_discount:1").status_code == 404


def test_a_decision_is_read_as_a_table_in_any_version(desk: Desk) -> None:
    desk.deploy()
    deploy(desk, discount=("0.25", "0.30"))

    newest = desk.get("desk", "/decision-definitions/discount/outline").json()
    first = desk.get("desk", "/decision-definitions/care_discount/outline?version=1").json()

    assert [row["outputs"] for row in newest[0]["table"]["rows"]] == [["0.10"], ["0.30"]]
    assert [row["outputs"] for row in first[0]["table"]["rows"]] == [["0.10"], ["0.25"]]
    assert newest[0]["table"]["hit_policy"] == "FIRST"
    assert desk.get("desk", "/decision-definitions/discount/outline?version=7").status_code == 404


def test_all_decisions_are_read_at_once_in_their_newest_version_and_by_name(desk: Desk) -> None:
    desk.deploy()
    deploy(desk, discount=("0.25", "0.30"))

    (found,) = desk.get("desk", "/decision-definitions/all").json()

    assert [row["outputs"] for row in found["table"]["rows"]] == [["0.10"], ["0.30"]]
    assert (found["name"], found["name_en"]) == ("折扣", "Discount")
    (listed,) = desk.get("desk", "/decision-definitions").json()["items"]
    assert (listed["name"], listed["name_en"]) == ("保养折扣", "Discount of a maintenance")


def test_what_models_call_their_codes_is_read_at_once(desk: Desk) -> None:
    label = '<zeebe:property name="label.en" value="Closed"/>'
    word = f'{label}<zeebe:property name="value.end.done" value="办结 / Done"/>'
    rate = '<output id="rate" typeRef="number"/>'
    output = '<output id="rate" name="rate"><description>rate\n  low = 低 / Low</description></output>'
    desk.deploy()
    deploy(desk, care=(label, word), discount=(rate, output))

    found = desk.get("desk", "/vocabulary").json()

    assert found["words"] == [
        {"variable": "end", "code": "done", "zh": "办结", "en": "Done"},
        {"variable": "rate", "code": "low", "zh": "低", "en": "Low"},
    ]
    assert found["results"] == {}


def test_a_form_is_read_in_any_version(desk: Desk) -> None:
    desk.deploy()
    deploy(desk, check_report=('"minLength": 3', '"minLength": 5'))

    lengths = [
        desk.get("desk", f"/forms/care/check_report?version={version}").json()["form"]["schema"][
            "properties"
        ]["serial_number"]["minLength"]
        for version in (1, 2)
    ]

    assert lengths == [3, 5]
