"""What keeps people from using a page: what axe-core finds, no key reaches, or only a picture tells."""

import json
from typing import Final

from playwright.sync_api import Page

from tests.server import ROOT

_AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
# What bpmn-js draws itself; a table beside each diagram says the same.
_CANVAS = ".diagram-canvas"
_ROOM: Final = json.dumps({"exclude": [[_CANVAS]]})
# What passes is not described: it is most of it, and takes most of the time.
_ONLY_WHAT_IS_WRONG: Final = json.dumps({"resultTypes": ["violations"], "selectors": False})
# What fades in or changes its colour is judged when it has done so; a spinner never has.
_SETTLED: Final = """() => Promise.allSettled(
  document.getAnimations()
    .filter((each) => each.effect.getComputedTiming().endTime !== Infinity)
    .map((each) => each.finished)
)"""
# Whatever looks as if it could be pressed must be, hold, or stand in something that takes the focus.
_BEYOND_KEYS: Final = """() => {
  const keyed = `a[href], button, input, select, textarea, summary, label, [tabindex]:not([tabindex="-1"])`;
  // Arrow keys lead from tab to tab, and make a number larger or smaller.
  const arrowed = '.ant-tabs-tab, .ant-input-number-action';
  const isPointed = (each) => each !== null && getComputedStyle(each).cursor === 'pointer';
  return [...document.querySelectorAll('body *')]
    .filter((each) => isPointed(each) && !isPointed(each.parentElement) && each.checkVisibility())
    .filter((each) => !each.closest(`${keyed}, ${arrowed}, .diagram-canvas`) && !each.querySelector(keyed))
    .map((each) => `no key reaches it: ${each.outerHTML.slice(0, 160)}`);
}"""
_ONLY_PICTURED: Final = """() => {
  const isSaid = (picture) => {
    const room = picture.closest('.chart') ?? document.querySelector('main') ?? document.body;
    return [...room.querySelectorAll('td, li')].some((each) => !picture.contains(each));
  };
  return [...document.querySelectorAll('.diagram-canvas, .drawing')]
    .filter((picture) => !isSaid(picture))
    .map((picture) => `only a picture tells it: ${picture.outerHTML.slice(0, 160)}`);
}"""
# Headings, labels and what is pressed are our words; rows, cards and people hold the department's own.
_FOREIGN: Final = """() => {
  const ours = 'h1, h2, th, legend, label, dt, summary, button, [role=tab], caption';
  const theirs = '.row-line, .waiting-card, .day-row, .stop, .diagram-canvas, [lang]:not(html)';
  const hasChinese = (text) => /[\\u4e00-\\u9fff]/.test(text ?? '');
  // Chinese pages say these, and what is written in capitals, as English ones do.
  const names = /^(English|Anxin|Excel|[^a-z]*)$/;
  const isWord = (text) => text.length > 2 && !names.test(text);
  const hasEnglish = (text) => (text ?? '').split(/[^A-Za-z]+/).some(isWord);
  // What Ant Design names itself, and lets nobody name.
  const antd = '.anticon, .ant-select-clear, .ant-input-number-action';
  const isEnglish = document.documentElement.lang === 'en';
  const isForeign = (text) => (isEnglish ? hasChinese(text) : hasEnglish(text) && !hasChinese(text));
  // Codes and FEEL are written as they are, in the middle of our words.
  const spoken = (each) => {
    const copy = each.cloneNode(true);
    copy.querySelectorAll(`code, ${theirs}`).forEach((inner) => inner.remove());
    return copy.textContent;
  };
  const isOurs = (each) => each.checkVisibility() && !each.closest(theirs);
  const shown = (selector) => [...document.querySelectorAll(selector)].filter(isOurs);
  return [
    ...shown(ours).filter((each) => isForeign(spoken(each))),
    ...shown('[aria-label]')
      .filter((each) => !each.matches(antd) && isForeign(each.getAttribute('aria-label'))),
    ...shown('[placeholder]').filter((each) => isForeign(each.getAttribute('placeholder'))),
  ].map((each) => `not in the reader's language: ${each.outerHTML.slice(0, 200)}`);
}"""
_TOO_WIDE: Final = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const reaches = (each) => each.getBoundingClientRect().right > width + 1;
  return [...document.querySelectorAll('body *')]
    .filter((each) => reaches(each) && ![...each.children].some(reaches))
    .slice(0, 3)
    .map((each) => `wider than the window: ${each.outerHTML.slice(0, 160)}`);
}"""


def barriers(page: Page) -> list[str]:
    """Return every violation that axe-core finds on a page."""
    page.evaluate(_SETTLED)
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.read_text("utf-8"))
    result = page.evaluate(f"axe.run({_ROOM}, {_ONLY_WHAT_IS_WRONG})")
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in result["violations"]]


def out_of_reach(page: Page) -> list[str]:
    """Return what no key reaches on a page, and the pictures that no table or list stands beside."""
    return [told for question in (_BEYOND_KEYS, _ONLY_PICTURED) for told in page.evaluate(question)]


def untranslated(page: Page) -> list[str]:
    """Return what a page says in the other language, other than the department's own names and words."""
    found: list[str] = page.evaluate(_FOREIGN)
    return found


def too_wide(page: Page) -> list[str]:
    """Return what makes a page wider than its window."""
    found: list[str] = page.evaluate(_TOO_WIDE)
    return found
