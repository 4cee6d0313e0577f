"""The public conformance kit: its score must not drop."""

import os
from pathlib import Path

import pytest

from engine.decisions.kit import KitNotFound, KitReport, Miss, run_kit

KIT = Path(os.environ.get("DMN_TCK") or Path(__file__).parents[4] / "shared" / "dmn-tck")
KNOWN_MISSES: set[tuple[str, str]] = set()
"""Each with its reason in docs/reference/dmn-tck.md."""

needs_kit = pytest.mark.skipif(
    not KIT.is_dir(),
    reason="set DMN_TCK to the folder of the DMN TCK (compliance-level-2 and -3) to measure conformance",
)


@pytest.fixture(scope="module")
def report() -> KitReport:
    return run_kit(KIT)


@needs_kit
def test_level_2_passes_entirely(report: KitReport) -> None:
    score = report.to_json()["level2"]

    assert score["passed"] == score["total"] >= 126


@needs_kit
def test_level_3_misses_nothing_but_what_is_documented(report: KitReport) -> None:
    misses = {(miss.suite, miss.case) for miss in report.misses}

    assert misses <= KNOWN_MISSES
    assert report.scores["level3"].total >= 3369


def test_a_folder_without_the_kit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KitNotFound, match="holds no DMN kit"):
        run_kit(tmp_path)


MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="u" name="m" id="m">
<decision id="d" name="d"><variable name="d"/>
<literalExpression><text>{a: [1, @"PT1H"]}</text></literalExpression></decision>
</definitions>"""
CASES = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<modelName>m.dmn</modelName>
<testCase id="1"><resultNode name="d" type="decision"><expected><component name="a"><list>
<item><value xsi:type="xsd:decimal">1.0</value></item>
<item><value xsi:type="xsd:duration">PT60M</value></item>
</list></component></expected></resultNode></testCase>
<testCase id="2"><resultNode name="d" type="decision">
<expected><value xsi:nil="true"/></expected></resultNode></testCase>
</testCases>"""


def test_a_small_kit_is_scored(tmp_path: Path) -> None:
    for level in ("compliance-level-2", "compliance-level-3"):
        folder = tmp_path / level / "0001-suite"
        folder.mkdir(parents=True)
        (folder / "m.dmn").write_text(MODEL)
        (folder / "m-test-01.xml").write_text(CASES)

    report = run_kit(tmp_path)

    assert report.to_json()["level2"] == {"passed": 1, "total": 2}
    assert isinstance(report.misses[0], Miss)
    assert report.misses[0].case == "2"
    assert "level3: 1 of 2 pass (50.00 %)" in report.to_text()
