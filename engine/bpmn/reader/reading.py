"""Reads one file: its processes, its pools, and the problems that forbid reading."""

from dataclasses import dataclass

from lxml import etree

from engine.bpmn.reader.collaboration import collaboration
from engine.bpmn.reader.document import parse
from engine.model.collaboration import Collaboration
from engine.model.problem import Problem


@dataclass(frozen=True)
class Reading:
    """What a file holds. `problems` are those that forbid reading; the checker finds the others.

    `tree` is the root element, for rules that judge what the plain model does not keep.
    """

    collaboration: Collaboration | None
    problems: tuple[Problem, ...] = ()
    tree: etree._Element | None = None


def read(xml: bytes, *, file: str = "") -> Reading:
    """Read a BPMN file. Any bytes are welcome: what cannot be read is a problem, never an exception."""
    root, problems = parse(xml, file)
    if root is None:
        return Reading(collaboration=None, problems=problems)
    return Reading(collaboration=collaboration(root), problems=problems, tree=root)
