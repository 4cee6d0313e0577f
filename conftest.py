"""Where CI is set, a skipped test is a failed test: nobody reads the reasons of a green run."""

import os
from collections.abc import Generator

import pytest

# The DMN kit is not ours to carry: its score is measured where somebody has it.
_MAY_BE_MISSING = "set DMN_TCK"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that skips itself."""
    report = yield
    if report.skipped and "CI" in os.environ and not hasattr(report, "wasxfail"):
        _fail(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a file that skips itself."""
    report = yield
    if report.skipped and "CI" in os.environ:
        _fail(report)
    return report


def _fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
    if str(reason).removeprefix("Skipped: ").startswith(_MAY_BE_MISSING):
        return
    report.outcome = "failed"
    report.longrepr = f"{reason} (CI is set, where nothing may be skipped)"
