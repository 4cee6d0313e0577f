"""Every page of the product is pictured, and the readmes show the same pictures in both languages."""

import re
from urllib.parse import urlsplit

import pytest

from tests.server import ROOT
from tools.portal_pictures import PLACES
from tools.screenshots import IMAGES, LOCALES, SHOWN, SIZES
from tools.staff_pictures import PICTURES

WEB = ROOT / "web" / "src"
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
ROUTES = re.findall(r"path: '([^'/][^']*)'", (WEB / "app" / "routes.tsx").read_text("utf-8"))
# No address of their own leads there: who looks comes from another page.
REACHED = {"cases/:caseId": "/cases", "models/try/:trialId": "/models/process/parts_requisition"}


def leads_to(path: str) -> str | None:
    """Return the page that an address opens, as the router tells it; None where there is none."""
    place = urlsplit(path).path.strip("/")
    return next((page for page in ROUTES if page != "*" and pattern_of(page).fullmatch(place)), None)


def pattern_of(page: str) -> re.Pattern[str]:
    """Return what the addresses of a page look like: `:what` is one part of them, `*` the rest."""
    return re.compile(re.sub(r":\w+", "[^/]+", page).replace("*", ".+"))


@pytest.mark.parametrize("page", ROUTES)
def test_every_page_of_the_staff_is_pictured(page: str) -> None:
    pictured = {leads_to(picture.path) or "*" for picture in PICTURES}

    assert page in pictured or REACHED.get(page) in {picture.path for picture in PICTURES}


def test_every_page_of_the_portal_is_pictured() -> None:
    portal = (WEB / "portal" / "PortalApp.tsx").read_text("utf-8")
    places = set(re.findall(r"page === '(\w+)'", portal))

    # What is at no other address are the customer's cases.
    assert places | {"mine"} == PLACES.keys()


def test_pictures_have_names_of_their_own() -> None:
    names = [each.name for each in PICTURES] + [name for names in PLACES.values() for name in names]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("language", LOCALES)
def test_the_readmes_show_every_picture_that_is_kept_for_them(language: str) -> None:
    told = READMES[language].read_text("utf-8")
    kept = {path.name for path in IMAGES.glob(f"web-*.{language}.*.jpg")}

    assert set(re.findall(r"docs/images/(web-[\w.-]+)\)", told)) == kept
    assert kept == {f"{name.format(language)}.jpg" for name in SHOWN}
    assert {name.split(".")[2] for name in kept} <= set(SIZES)
