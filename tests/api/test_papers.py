"""The papers of a case over REST."""

from io import BytesIO
from pathlib import Path

import pytest
import segno

from tests.api.desk import MODELS, Desk

FORMS = Path(__file__).parents[2] / "forms"


def start(desk: Desk, **variables: object) -> str:
    """Start a case of a process that is called repair, with the forms of the real one."""
    model = (MODELS / "care/care.bpmn").read_bytes().replace(b'"care"', b'"repair"')
    files = [("files", ("repair/care.bpmn", model))]
    own = [path for path in MODELS.rglob("*") if path.suffix in {".json", ".dmn"}]
    files += [("files", (path.relative_to(MODELS).as_posix(), path.read_bytes())) for path in own]
    for name in ("intake/register_report", "repair_work/carry_out_repair"):
        files.append(("files", (f"forms/{name}.json", (FORMS / f"{name}.json").read_bytes())))
    deployed = desk.ask("owner", "POST", "/deployments", files=files)
    assert deployed.status_code == 201, deployed.text
    body = {"process_key": "repair", "business_key": "WX-20261122-0001", "variables": variables}
    answer = desk.post("desk", "/process-instances", body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def picture() -> bytes:
    made = BytesIO()
    segno.make("photo" * 200).save(made, kind="png", scale=2)
    return made.getvalue()


@pytest.mark.parametrize(("language", "title"), [("zh", "售后服务单"), ("en", "Service order")])
def test_a_paper_is_listed_and_printed_in_the_reader_s_language(
    desk: Desk, language: str, title: str
) -> None:
    case = start(desk, symptom="不制冷", work_measures="更换启动电容")
    path, speaking = f"/process-instances/{case}/papers", {"Accept-Language": language}

    listed = desk.get("desk", path, headers=speaking).json()
    printed = desk.get("desk", f"{path}/service_order", headers=speaking)

    assert {"key": "service_order", "title": title} in listed
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF-")


def test_a_paper_shows_the_case_s_own_pictures_only(desk: Desk) -> None:
    mine, other = start(desk, symptom="不制冷"), start(desk, symptom="漏水")
    file = {"file": ("铭牌.png", picture())}
    keys = [
        desk.ask("desk", "POST", f"/process-instances/{case}/attachments", files=file).json()["id"]
        for case in (mine, other)
    ]
    sizes = []
    for key in keys:
        body = {"variables": {"photos": [key]}, "reason": "test"}
        desk.ask("supervisor", "PUT", f"/process-instances/{mine}/variables", json=body).raise_for_status()
        sizes.append(len(desk.get("desk", f"/process-instances/{mine}/papers/service_request").content))

    assert sizes[0] > sizes[1] + 200  # the picture of another case is named, not shown


def test_a_paper_that_is_not_there_yet_is_not_found(desk: Desk) -> None:
    case = start(desk, symptom="不制冷")

    assert desk.get("desk", f"/process-instances/{case}/papers/service_order").status_code == 404
    assert desk.get("desk", f"/process-instances/{case}/papers/nonsense").status_code == 404
    assert desk.get("desk", "/process-instances/nothing/papers").status_code == 404


def test_customers_print_no_papers_of_the_desk_s(desk: Desk) -> None:
    case = start(desk, symptom="不制冷")

    assert desk.get("customer", f"/process-instances/{case}/papers").status_code == 403
