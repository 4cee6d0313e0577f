"""Checks a set of BPMN files."""

from collections.abc import Mapping

from engine.bpmn.reader import read
from engine.model.problem import Problem
from engine.ports.checking import World


def check(files: Mapping[str, bytes], world: World) -> list[Problem]:
    """Return every problem of the files, sorted by file and line."""
    del world
    found = [problem for file, xml in files.items() for problem in read(xml, file=file).problems]
    return sorted(
        found, key=lambda problem: (problem.file, problem.line, problem.code, problem.element or "")
    )
