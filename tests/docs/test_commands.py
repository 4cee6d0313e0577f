"""What the pages tell people to type works."""

import subprocess
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, commands, shell_blocks

READMES = ("README.md", "README.zh-CN.md")
TUTORIALS = ("docs/tutorial/first-case.en.md", "docs/tutorial/first-case.zh.md")
LIMITS = ("docs/how-to/change-a-limit.en.md", "docs/how-to/change-a-limit.zh.md")
SERVER = "http://127.0.0.1:8000"


def run(script: str, environment: dict[str, str]) -> str:
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]
    return ended.stdout


@pytest.mark.parametrize("page", TUTORIALS)
def test_the_first_case_ends_as_told(page: str, demo_server: str, environment: dict[str, str]) -> None:
    told = run("\n".join(shell_blocks(page)).replace(SERVER, demo_server), environment)

    assert told.count('"/problems/') == 1, "only the form filled in badly is refused"
    assert '"ended_in": "case_closed"' in told
    assert '"is_whole": true' in told
    assert '"incidents": 1' not in told


@pytest.mark.parametrize("page", READMES)
def test_the_tour_s_requests_are_answered(page: str, demo_server: str, environment: dict[str, str]) -> None:
    sign_in = next(block for block in shell_blocks(page) if "$api/session" in block)
    advance = next(block for block in shell_blocks(page) if "clock/advance" in block)
    script = sign_in + "".join(line for line in advance.splitlines() if not line.startswith("token="))

    told = run(script.replace(SERVER, demo_server), environment)

    assert '"items"' in told
    assert '"is_virtual":true' in told.replace(" ", "")


def test_a_limit_is_changed_as_told(tmp_path: Path, demo_server: str, environment: dict[str, str]) -> None:
    """To check and to play what was changed is no other than in the tour: here their help must do."""
    script = "\n".join(shell_blocks(LIMITS[0])).replace("rules=var/rules", f"rules={tmp_path}/rules")
    for command in ("check", "test"):
        long = f"anxin {command} $rules/processes/parts_requisition"
        assert long in script
        script = script.replace(long, f"anxin {command} --help")

    told = run(script.replace(SERVER, demo_server), environment)

    before, after = told.index('"approve_within": "PT9H"'), told.index('"approve_within": "PT4H"')
    assert before < after
    assert "LAW101" in told
    assert "refused, as it must be" in told


def test_both_pages_on_limits_name_the_same_commands() -> None:
    english, chinese = map(shell_blocks, LIMITS)

    assert english == chinese


def tour(page: str) -> list[str]:
    lines = commands(page, "anxin") + commands(page, "ANXIN_PASSWORD=anxin-demo")
    return [line.partition("#")[0].strip() for line in lines]


def test_both_readmes_name_the_same_commands() -> None:
    english, chinese = (tour(page) for page in READMES)

    assert english == chinese
    assert len(english) == len({"demo", "check", "test", "deploy", "feel", "decide"})


def test_the_tour_s_commands_work(demo_server: str, environment: dict[str, str]) -> None:
    """Demo and test play every story: tests of their own do that, here their help must do."""
    long = {"anxin demo": "anxin demo --help", "anxin test processes": "anxin test processes/follow_up"}
    script = "\n".join(long.get(line, line) for line in tour("README.md"))

    told = run(script.replace(SERVER, demo_server), environment)

    assert "true" in told.splitlines(), "the FEEL expression of the tour holds"


@pytest.mark.parametrize("page", READMES)
def test_both_commands_of_the_readme_are_targets_of_make(page: str) -> None:
    targets = {command.split()[1] for command in commands(page, "make")}

    assert targets == {"run", "test"}
    subprocess.run(["make", "--dry-run", *targets], cwd=ROOT, check=True, capture_output=True)
