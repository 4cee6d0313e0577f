"""What managers read about figures and reports is whole and true."""

from pathlib import Path

import pytest

from aftersales.reports import KPIS, REPORTS

DOCS = Path(__file__).parents[3] / "docs/reference"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_and_report_is_explained(language: str) -> None:
    page = (DOCS / f"reports.{language}.md").read_text("utf-8")

    definitions = {key: kpi.definition for key, kpi in KPIS.items()}
    definitions |= {key: report.definition for key, report in REPORTS.items()}
    for key, definition in definitions.items():
        assert f"(`{key}`)" in page
        assert (definition.zh if language == "zh" else definition.en) in page
