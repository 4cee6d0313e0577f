"""What two versions differ in is named in both languages: every element, what decisions and forms hold."""

import re

import pytest

from engine.model.process import Kind
from tests.server import ROOT

LANGUAGES = ROOT / "web" / "src" / "lang"
OTHERS = {"process", "sequenceFlow", "decision", "knowledgeModel", "row", "form", "field"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_of_part_has_words(language: str) -> None:
    told = (LANGUAGES / language / "owner.ts").read_text("utf-8")

    assert set(re.findall(r"'part\.(\w+)':", told)) == {str(kind) for kind in Kind} | OTHERS
