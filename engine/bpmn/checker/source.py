"""What a rule looks at: one file as XML and as plain model, and the world around it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from engine.bpmn.checker.vocabulary import Vocabulary
from engine.bpmn.reader.names import attribute, children, line, local
from engine.model.collaboration import Collaboration
from engine.model.process import Element, Flow, Process
from engine.ports.checking import World


@dataclass(frozen=True)
class Finding:
    """A breach of a rule: the rule's code, the place, and the facts for its texts."""

    code: str
    element: str | None
    line: int
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """One file under judgement.

    `called` are the processes of all files checked together, `vocabulary` knows their variables.
    """

    file: str
    xml: bytes
    root: etree._Element
    model: Collaboration
    world: World
    called: frozenset[str] = frozenset()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Return the lines of the file."""
        return tuple(self.xml.decode("utf-8", errors="replace").splitlines())

    @cached_property
    def nodes(self) -> Mapping[str, etree._Element]:
        """Return the elements of BPMN by id (the first one, where an id is there twice)."""
        found: dict[str, etree._Element] = {}
        for node in self.root.iter():
            id_ = attribute(node, "id") if local(node) else None
            if id_ is not None:
                found.setdefault(id_, node)
        return found

    @cached_property
    def processes(self) -> tuple[Process, ...]:
        """Return the processes that are judged as executable.

        A process marked as not executable is documentation where another one in the file is executable
        (a customer's pool, say); where none is, all are judged, as tools often leave the mark at false.
        """
        all_ = tuple(self.model.processes.values())
        marked = tuple(process for process in all_ if process.is_executable)
        return marked or all_

    @cached_property
    def process_nodes(self) -> tuple[etree._Element, ...]:
        """Return the XML of the judged processes."""
        judged = {process.id for process in self.processes}
        return tuple(
            node for node in children(self.root, "process") if (attribute(node, "id") or "") in judged
        )

    def elements(self) -> Iterator[tuple[Process, Element]]:
        """Yield every flow node of the judged processes."""
        for process in self.processes:
            for element in process.elements.values():
                yield process, element

    def flows(self) -> Iterator[tuple[Process, Flow]]:
        """Yield every sequence flow of the judged processes."""
        for process in self.processes:
            for flow in process.flows.values():
                yield process, flow


def found(code: str, item: Element | Flow | Process, **facts: object) -> Finding:
    """Return the breach of a rule by an element, a flow or a process."""
    return Finding(code, item.id, item.line, {"what": called(item.id, item.name), **facts})


def found_at(code: str, node: etree._Element, **facts: object) -> Finding:
    """Return the breach of a rule at an XML element; it is told of the nearest element that has an id."""
    owner = owner_of(node)
    id_, name = (None, None) if owner is None else (attribute(owner, "id"), attribute(owner, "name"))
    return Finding(code, id_, line(node), {"what": called(id_ or local(node), name), **facts})


def owner_of(node: etree._Element) -> etree._Element | None:
    """Return the flow node, flow or other element with a name of its own that an XML element belongs to."""
    current: etree._Element | None = node
    while current is not None:
        if attribute(current, "id") and local(current) and not _is_part(current):
            return current
        current = current.getparent()
    return None


def _is_part(node: etree._Element) -> bool:
    """Say whether an element is a detail of its parent although it may carry an id."""
    name = local(node)
    return name.endswith(("EventDefinition", "Expression", "Characteristics", "Condition")) or name in PARTS


PARTS = frozenset(
    {
        *("condition", "timeDate", "timeDuration", "timeCycle", "loopCardinality", "documentation", "script"),
        *("dataInputAssociation", "dataOutputAssociation", "ioSpecification", "dataInput", "dataOutput"),
        *("resourceRole", "performer", "humanPerformer", "potentialOwner", "assignment", "transformation"),
        *("inputDataItem", "outputDataItem", "from", "to", "inputSet", "outputSet", "property"),
    }
)


def called(id_: str, name: str | None) -> str:
    """Return how an element is named in a sentence."""
    plain = " ".join((name or "").split())
    return f"“{plain}” ({id_})" if plain else id_
