"""What the server does for the pages: which files may be kept, and who is told of the demo's users."""

import gzip
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.application import create_app
from engine.bootstrap import assemble
from engine.clock import SystemClock
from engine.ports.store import Store


@pytest.fixture
def client(store: Store, tmp_path: Path) -> TestClient:
    """A client of a server that has pages and is no demo."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "index-a1b2.js").write_text("0")
    (tmp_path / "index.html").write_text("<p>pages</p>")
    (tmp_path / "portal.html").write_text("<p>portal</p>")
    return TestClient(create_app(assemble(store, SystemClock()), web=tmp_path))


def test_hashed_files_are_kept_and_the_first_page_is_asked_for_anew(client: TestClient) -> None:
    assert "immutable" in client.get("/assets/index-a1b2.js").headers["Cache-Control"]
    assert client.get("/").headers["Cache-Control"] == "no-cache"


def test_a_built_file_is_sent_as_the_build_has_packed_it(client: TestClient, tmp_path: Path) -> None:
    packed = tmp_path / "assets" / "index-a1b2.js.gz"
    packed.write_bytes(gzip.compress(b"packed"))

    answer = client.get("/assets/index-a1b2.js", headers={"Accept-Encoding": "gzip"})

    assert (answer.text, answer.headers["Content-Encoding"]) == ("packed", "gzip")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert client.get("/assets/index-a1b2.js", headers={"Accept-Encoding": "identity"}).text == "0"
    # By itself it would be a file that browsers unpack, or run as it is.
    assert client.get("/assets/index-a1b2.js.gz").status_code == 404


def test_what_the_build_left_unpacked_is_sent_as_it_is(client: TestClient) -> None:
    answer = client.get("/assets/index-a1b2.js", headers={"Accept-Encoding": "gzip"})

    assert (answer.text, answer.headers.get("Content-Encoding")) == ("0", None)


def test_an_address_inside_the_pages_leads_to_the_first_page(client: TestClient) -> None:
    assert client.get("/cases/1a2b").text == "<p>pages</p>"
    assert client.get("/assets/gone.js").status_code == 404


def test_customers_have_a_first_page_of_their_own(client: TestClient) -> None:
    assert client.get("/service").text == "<p>portal</p>"
    assert client.get("/service/").headers["Cache-Control"] == "no-cache"
    assert client.get("/services").text == "<p>pages</p>"


def test_only_a_demo_tells_who_its_users_are(client: TestClient) -> None:
    assert client.get("/demo-users.json").json() == {"password": "", "users": []}
