"""Fills in forms as people do, whatever each field is drawn as: the staff's forms and the portal's."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, Page, expect

SIGNED: Final = object()
"""What is given to a field that wants a signature."""

_KINDS: Final = {
    "canvas": "signature",
    ".ant-select": "list",
    "select": "select",
    "input[type=radio]": "choice",
    "input[type=checkbox]": "boxes",
    "input[type=file]": "files",
    "input, textarea": "text",
}
_KIND_OF = "(place, kinds) => Object.entries(kinds).find(([each]) => place.querySelector(each))[1]"


class Form:
    """A form on a page; `prefix` is what its fields' names begin with there."""

    def __init__(self, page: Page, prefix: str = "f_") -> None:
        self._page = page
        self._prefix = prefix

    def fill(self, values: Mapping[str, object]) -> None:
        """Answer some fields, one after the other: what is asked next may hang on an answer."""
        for name, value in values.items():
            if isinstance(value, Sequence) and value and isinstance(value[0], Mapping):
                self._fill_entries(name, value)
            else:
                self._answer(name, value)

    def _answer(self, name: str, value: object) -> None:
        place = self._page.locator(f'[data-field="{self._prefix}{name}"]')
        kind = place.evaluate(_KIND_OF, _KINDS)
        if kind == "signature":
            sign(self._page, place)
        elif kind == "list":
            place.locator("input").fill(str(value))
            place.locator("input").press("Enter")
            expect(place.locator(".ant-select")).to_contain_text(str(value))
        elif kind == "select":
            place.locator("select").select_option(str(value))
        elif kind == "choice":
            _choose(place, value)
        elif kind == "boxes":
            _tick(place, value)
        elif kind == "files":
            _attach(place, value)
        else:
            place.locator("input, textarea").first.fill(str(value))

    def _fill_entries(self, name: str, entries: Sequence[Mapping[str, object]]) -> None:
        group = self._page.locator(f"#{self._prefix}{name}")
        for at, entry in enumerate(entries):
            group.get_by_role("button", name="添加").click()
            inner = Form(self._page, f"{self._prefix}{name}_{at}_")
            inner.fill(entry)


def sign(page: Page, place: Locator) -> None:
    """Sign with a finger and keep the signature."""
    pad = place.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 30, steps=4)
    page.mouse.move(box["x"] + 180, box["y"] + 80, steps=4)
    page.mouse.up()
    place.get_by_role("button", name="签名").last.click()
    expect(pad).to_have_count(0)


def _choose(place: Locator, value: object) -> None:
    if isinstance(value, bool):
        place.get_by_role("radio", name="是" if value else "否", exact=True).check()
    else:
        place.locator(f'input[value="{value}"]').check()


def _tick(place: Locator, value: object) -> None:
    if value is True:
        place.locator("input").check()
        return
    assert isinstance(value, Sequence)
    for each in value:
        place.locator(f'input[value="{each}"]').check()


def _attach(place: Locator, value: object) -> None:
    assert isinstance(value, Path)
    shown = place.locator("figure, li")
    before = shown.count()
    place.locator("input[type=file]").set_input_files(value)
    expect(shown).to_have_count(before + 1)
