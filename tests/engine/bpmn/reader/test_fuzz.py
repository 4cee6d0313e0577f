"""Nothing that a file can hold makes reading, checking or converting it fail."""

import os
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from engine.bpmn.checker import check
from engine.bpmn.convert import convert
from engine.bpmn.reader import Reading, read
from engine.model.problem import Problem
from tests.engine.bpmn.checker import cases_of_flow, cases_of_work
from tests.engine.bpmn.reader.mutation import spoil
from tests.engine.bpmn.sketch import Surroundings

FILES = [file.read_bytes() for file in sorted(Path("tests/data/bpmn/dialects").glob("*.bpmn"))]
SMALL = [xml for case in (cases_of_flow.CASES | cases_of_work.CASES).values() for xml in case]
SECONDS = 6.0


def survive(seed: int) -> None:
    random = Random(seed)  # noqa: S311  not for secrets
    xml = spoil(random.choice(FILES if random.random() < 0.3 else SMALL), random)
    try:
        assert isinstance(read(xml), Reading)
        assert all(isinstance(problem, Problem) for problem in check({"f": xml}, Surroundings()))
        assert isinstance(convert(xml).xml, bytes)
    except BaseException as error:
        error.add_note(f"seed {seed}: {xml[:2000]!r}")
        raise


def hunt(seconds: float, first: int) -> int:
    seed, end = first, monotonic() + seconds
    while monotonic() < end:
        survive(seed)
        seed += 1
    return seed - first


def test_spoilt_files_are_survived() -> None:
    assert hunt(SECONDS, first=0) > 50


@pytest.mark.soak
def test_spoilt_files_are_survived_for_long() -> None:
    minutes = float(os.environ.get("ANXIN_SOAK_MINUTES", "10"))

    assert hunt(minutes * 60, first=1_000_000) > 1000


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"", "BPMN101"),
        (b"\x00\x01\x02", "BPMN101"),
        (b"PK\x03\x04", "BPMN101"),
        ("definitions".encode("utf-16"), "BPMN101"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "BPMN101"),
        (b"<a>" * 300 + b"</a>" * 300, "BPMN104"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "BPMN102"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "BPMN102"),
        (b"<?xml version='1.0'?><html/>", "BPMN105"),
        (b"<definitions/>", "BPMN105"),
    ],
)
def test_what_is_no_bpmn_is_told_so(xml: bytes, code: str) -> None:
    assert [problem.code for problem in read(xml).problems] == [code]


def test_entities_that_multiply_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "x">{entities}]><a>&e8;</a>'.encode()

    assert {problem.code for problem in read(bomb).problems} <= {"BPMN101", "BPMN102"}
