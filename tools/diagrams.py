"""Draw process models as pictures, in Chinese and English, with bpmn-js in a headless browser.

    python -m tools.diagrams repair visit

writes docs/images/<process>.zh.png and .en.png. It needs the packages of web/ and a Chromium with a Chinese
font.
"""

import argparse
from pathlib import Path

from lxml import etree
from playwright.sync_api import Page, sync_playwright

from tools.browser import find_chromium

ROOT = Path(__file__).parent.parent
BPMN_JS = ROOT / "web/node_modules/bpmn-js/dist/bpmn-viewer.production.min.js"
PROPERTY = "bpmn:extensionElements/zeebe:properties/zeebe:property[@name='label.en']"
SPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "zeebe": "http://camunda.org/schema/zeebe/1.0",
}
DRAW = """async xml => {
  const viewer = new BpmnJS({container: '#canvas'});
  await viewer.importXML(xml);
  const {svg} = await viewer.saveSVG();
  const size = viewer.get('canvas').viewbox().inner;
  document.body.innerHTML = svg;
  return [Math.ceil(size.width) + 12, Math.ceil(size.height) + 12];
}"""
PAGE = "<body style='margin:0;background:#fff;font-family:Noto Sans CJK SC,sans-serif'><div id=canvas></div>"


def in_english(model: bytes) -> bytes:
    """Return the model with the English label of each element in place of the Chinese one."""
    root = etree.fromstring(model)
    for element in root.iterfind(".//*[@name]"):
        label = element.find(PROPERTY, SPACES)
        if label is not None:
            element.set("name", label.get("value", ""))
    return etree.tostring(root)


def draw(page: Page, model: bytes, picture: Path) -> None:
    """Draw one model."""
    page.set_content(PAGE)
    page.add_script_tag(path=BPMN_JS)
    width, height = page.evaluate(DRAW, model.decode())
    page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=picture)


def main() -> None:
    """Draw what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("process", nargs="+", help="folder under processes/")
    images = ROOT / "docs/images"
    images.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        for process in parser.parse_args().process:
            model = (ROOT / f"processes/{process}/{process}.bpmn").read_bytes()
            draw(page, model, images / f"{process}.zh.png")
            draw(page, in_english(model), images / f"{process}.en.png")
        browser.close()


if __name__ == "__main__":
    main()
