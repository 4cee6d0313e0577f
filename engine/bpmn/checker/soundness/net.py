"""The graph on which tokens are played: nodes that only join or only split, and edges that hold tokens."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Join(StrEnum):
    """How many ways in a node waits for."""

    ANY = "any"
    ALL = "all"
    SOME = "some"


class Split(StrEnum):
    """How many ways out a node takes."""

    ONE = "one"
    ALL = "all"
    SOME = "some"


@dataclass(slots=True)
class Node:
    """A join (one way out) or a split (one way in). Without ways out it ends tokens; `clears` ends all."""

    label: str | None = None
    join: Join = Join.ANY
    split: Split = Split.ALL
    clears: bool = False
    incoming: list[int] = field(default_factory=list)
    outgoing: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Edge:
    """A place for tokens. `trail` are the elements on one way along it, `members` all it stands for."""

    source: int
    target: int
    trail: tuple[str, ...] = ()
    members: frozenset[str] = frozenset()


class Net:
    """A mutable graph with stable numbers for nodes and edges. Tokens begin on edge `first`."""

    def __init__(self) -> None:
        self.nodes: dict[int, Node] = {}
        self.edges: dict[int, Edge] = {}
        self._last = -1
        self.source = self.node(Node())
        self.sink = self.node(Node())
        self.first = -1

    def node(self, node: Node) -> int:
        """Add a node."""
        self._last += 1
        self.nodes[self._last] = node
        return self._last

    def edge(self, source: int, target: int, *ids: str) -> int:
        """Add an edge that passes these elements."""
        self._last += 1
        self.edges[self._last] = Edge(source, target, ids, frozenset(ids))
        self.nodes[source].outgoing.append(self._last)
        self.nodes[target].incoming.append(self._last)
        return self._last

    def remove(self, edge: int) -> None:
        """Take an edge out."""
        gone = self.edges.pop(edge)
        self.nodes[gone.source].outgoing.remove(edge)
        self.nodes[gone.target].incoming.remove(edge)

    def lead(self, edge: int, target: int) -> None:
        """Let an edge end at another node."""
        self.nodes[self.edges[edge].target].incoming.remove(edge)
        self.edges[edge].target = target
        self.nodes[target].incoming.append(edge)

    def begin(self, edge: int, source: int) -> None:
        """Let an edge begin at another node."""
        self.nodes[self.edges[edge].source].outgoing.remove(edge)
        self.edges[edge].source = source
        self.nodes[source].outgoing.append(edge)

    def after(self, edges: Iterable[int]) -> Iterator[int]:
        """Yield the edges that follow directly after these."""
        for edge in edges:
            yield from self.nodes[self.edges[edge].target].outgoing

    def reachable(self) -> set[int]:
        """Return the edges that tokens could come to if every node let them through."""
        reached: set[int] = set()
        waiting = [self.first]
        while waiting:
            edge = waiting.pop()
            if edge not in reached:
                reached.add(edge)
                waiting.extend(self.after([edge]))
        return reached
