"""The rules of the token game on a net: which moves a marking allows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations

from engine.bpmn.checker.soundness.net import Join, Net, Split

# A marking is the sorted numbers of the edges that hold a token, an edge twice for two tokens.
Marking = tuple[int, ...]
# Beyond this many ways the subsets of an inclusive split are too many; its extremes stand for them.
WIDEST = 6


@dataclass(frozen=True, slots=True)
class Move:
    """A node takes tokens and gives tokens."""

    node: int
    taken: Marking
    given: Marking
    clears: bool = False


class Game:
    """A net with its tables."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self.outcomes = {number: tuple(self._outcomes(number)) for number in net.nodes}

    def _outcomes(self, number: int) -> Iterator[Marking]:
        node = self.net.nodes[number]
        ways = sorted(node.outgoing)
        if node.split is Split.ONE:
            yield from ((way,) for way in ways)
        elif node.split is Split.ALL or not ways:
            yield tuple(ways)
        else:
            sizes = range(1, len(ways) + 1) if len(ways) <= WIDEST else (1, 2, len(ways) - 1, len(ways))
            yield from chain.from_iterable(combinations(ways, size) for size in sizes)

    def moves(self, marking: Marking) -> Iterator[Move]:
        """Yield every move that a marking allows."""
        marked = set(marking)
        for number in {self.net.edges[edge].target for edge in marked}:
            for taken in self._takings(number, marked):
                clears = self.net.nodes[number].clears
                for given in self.outcomes[number] or ((),):
                    yield Move(number, taken, given, clears)

    def _takings(self, number: int, marked: set[int]) -> Iterator[Marking]:
        node = self.net.nodes[number]
        here = tuple(edge for edge in node.incoming if edge in marked)
        if len(node.incoming) == 1 or node.join is Join.ANY:
            yield from ((edge,) for edge in here)
        elif node.join is Join.ALL:
            if len(here) == len(node.incoming):
                yield here
        elif not self._awaits(number, marked):
            yield here

    def _awaits(self, number: int, marked: set[int]) -> bool:
        """Say whether an inclusive join must wait (BPMN 2.0.2, 13.4.3).

        It waits for a token that can still come to an empty way in, unless that token can as well come
        to a way in that holds one already; ways through the join itself do not count.
        """
        full = {edge for edge in self.net.nodes[number].incoming if edge in marked}
        empty = set(self.net.nodes[number].incoming) - full
        sources = self.sources[number]
        for token in marked - full:
            comes_to_empty = any(token in sources[edge] for edge in empty)
            if comes_to_empty and not any(token in sources[edge] for edge in full):
                return True
        return False

    @cached_property
    def sources(self) -> dict[int, dict[int, frozenset[int]]]:
        """Return, for each way into an inclusive join, the edges from which a token can come to it."""
        return {
            number: {edge: self._before(number, edge) for edge in node.incoming}
            for number, node in self.net.nodes.items()
            if node.join is Join.SOME and len(node.incoming) > 1
        }

    def _before(self, join: int, edge: int) -> frozenset[int]:
        found: set[int] = set()
        waiting = [edge]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                source = self.net.edges[current].source
                waiting.extend(() if source == join else self.net.nodes[source].incoming)
        return frozenset(found)

    def play(self, marking: Marking, move: Move) -> Marking:
        """Return the marking after a move."""
        if move.clears:
            return ()
        left = list(marking)
        for edge in move.taken:
            left.remove(edge)
        return tuple(sorted((*left, *move.given)))
