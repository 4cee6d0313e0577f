"""Asks axe-core what keeps people from using a page."""

import json

from playwright.sync_api import Page

from tests.server import ROOT

_AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
# What bpmn-js draws itself; a table beside each diagram says the same.
_CANVAS = ".diagram-canvas"


def barriers(page: Page) -> list[str]:
    """Return every violation that axe-core finds on a page."""
    page.evaluate(_AXE.read_text("utf-8"))
    options = json.dumps({"exclude": [[_CANVAS]]})
    result = page.evaluate(f"axe.run({options})")
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in result["violations"]]
