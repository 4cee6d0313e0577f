"""Converts one file and tells every change it made."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from engine.bpmn.checker import check
from engine.bpmn.convert.activity import call_activities, decisions, mappings, repetitions, workers
from engine.bpmn.convert.draft import Change, Draft
from engine.bpmn.convert.person import user_tasks
from engine.bpmn.convert.route import default_flows, reserved_ids
from engine.bpmn.convert.text import conditions, properties, version_tags
from engine.bpmn.reader import read
from engine.bpmn.reader.names import ZEEBE
from engine.model.problem import Problem
from engine.ports.checking import World
from engine.ports.expression import Evaluation, Expression, Inspection

STEPS = (
    reserved_ids,
    user_tasks,
    workers,
    decisions,
    call_activities,
    mappings,
    repetitions,
    conditions,
    properties,
    version_tags,
    default_flows,
)
DECLARATION = re.compile(rb"^<\?xml[^>]*\?>\s*")
ROOT = re.compile(rb"<(?:[A-Za-z_][\w.\-]*:)?definitions(?=[\s>])")


@dataclass(frozen=True, slots=True)
class Converted:
    """The converted file, what was changed, and what is left for a person to mend."""

    xml: bytes
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def convert(xml: bytes, *, file: str = "", world: World | None = None) -> Converted:
    """Convert a file to the dialect of the engine; a file that needs nothing comes back byte for byte.

    Without a world, expressions and references to other files are not judged among the problems left.
    """
    changed, changes = _changed(xml)
    return Converted(changed, changes, tuple(check({file: changed}, world or _Unknown())))


def _changed(xml: bytes) -> tuple[bytes, tuple[Change, ...]]:
    reading = read(xml)
    if reading.tree is None:
        return xml, ()
    if ZEEBE not in reading.tree.nsmap.values():
        # lxml cannot declare a prefix at the root afterwards, and would repeat it at every element.
        declared = read(ROOT.sub(lambda tag: tag[0] + f' xmlns:zeebe="{ZEEBE}"'.encode(), xml, count=1))
        reading = declared if declared.tree is not None else reading
    draft = Draft(reading.tree) if reading.tree is not None else None
    if draft is None:
        return xml, ()
    for step in STEPS:
        step(draft)
    return (_written(draft.root, xml), tuple(draft.changes)) if draft.changes else (xml, ())


def _written(root: etree._Element, xml: bytes) -> bytes:
    """Write the tree in the encoding and manner of the file that it came from."""
    tree = root.getroottree()
    declaration = DECLARATION.match(xml)
    encoding = tree.docinfo.encoding or "UTF-8"
    is_wide = not xml.startswith(b"<")
    body: bytes = etree.tostring(tree, encoding=encoding, xml_declaration=is_wide)  # type: ignore[assignment]  # a str for "unicode" only
    if declaration is not None:
        # lxml would write the declaration with other quotes.
        body = declaration[0] + DECLARATION.sub(b"", body)
    if b'" />' in xml and b'"/>' not in xml:
        body = body.replace(b'"/>', b'" />')
    return body + (b"\n" if xml.endswith(b"\n") and not body.endswith(b"\n") else b"")


class _Anything:
    """An expression that nobody looks into."""

    free_names: frozenset[str] = frozenset()

    def evaluate(self, variables: Mapping[str, object], *, at: datetime | None = None) -> Evaluation:
        """Return nothing."""
        del variables, at
        return Evaluation(None)


class _Unknown:
    """A world of which nothing is known: every expression compiles, every reference may exist."""

    decisions = forms = processes = connectors = local_connectors = groups = None

    @property
    def expressions(self) -> "_Unknown":
        """Accept every expression."""
        return self

    def compile(self, text: str) -> Expression:
        """Compile anything."""
        del text
        return _Anything()

    def inspect(self, text: str, *, known: Collection[str] | None, types: Mapping[str, str]) -> Inspection:
        """Find nothing wrong."""
        del text, known, types
        return Inspection()

    def fields(self, form: str) -> None:
        """Know no form."""

    def decided(self, decision: str) -> None:
        """Know no decision."""

    def results(self, connector: str) -> None:
        """Know no connector."""
