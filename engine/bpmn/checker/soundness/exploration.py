"""Explores the markings of a net, breadth first, so that the shortest way to a fault is told."""

from collections import deque
from dataclasses import dataclass, field

from engine.bpmn.checker.soundness.game import Game, Marking, Move
from engine.bpmn.checker.soundness.net import Join, Net

LIMIT = 3000
# Markings with many tokens allow many moves; this keeps the time of a tangle bounded too.
MOST_MOVES = 12_000
# More tokens on one edge tell nothing new: the second is already a fault.
MOST_TOKENS = 2


@dataclass
class Exploration:
    """What was found: markings with the way to each, those that are stuck, and nodes where tokens pile up."""

    came_from: dict[Marking, tuple[Marking, Move] | None]
    successors: dict[Marking, list[Marking]] = field(default_factory=dict)
    stuck: dict[int, Marking] = field(default_factory=dict)
    crowded: dict[str, Marking] = field(default_factory=dict)
    marked: set[int] = field(default_factory=set)
    moves: int = 0
    is_complete: bool = True
    has_pruned: bool = False


class Explorer:
    """Plays one net. `is_frugal` follows one branch at a time, which finds deadlocks with fewer markings."""

    def __init__(self, net: Net, *, is_frugal: bool = False, limit: int = LIMIT) -> None:
        self.net = net
        self.game = Game(net)
        self.is_frugal = is_frugal
        self.limit = limit
        self.merges = {
            number: frozenset(node.incoming)
            for number, node in net.nodes.items()
            if number != net.sink and len(node.incoming) > 1 and node.join is Join.ANY
        }

    def explore(self) -> Exploration:
        """Return what can happen from the beginning on."""
        start: Marking = (self.net.first,)
        found = Exploration(came_from={start: None})
        waiting = deque([start])
        while waiting:
            if len(found.came_from) > self.limit or found.moves > MOST_MOVES:
                found.is_complete = False
                break
            # Depth first where only one branch is followed: a wide net has no short way through.
            marking = waiting.pop() if self.is_frugal else waiting.popleft()
            self._visit(marking, found, waiting)
        return found

    def _visit(self, marking: Marking, found: Exploration, waiting: deque[Marking]) -> None:
        found.marked.update(marking)
        self._look_for_crowds(marking, found)
        moves = list(self.game.moves(marking))
        found.moves += len(moves)
        if not moves:
            for edge in marking:
                found.stuck.setdefault(self.net.edges[edge].target, marking)
        following = found.successors.setdefault(marking, [])
        for move in self._chosen(moves) if self.is_frugal else moves:
            after = self.game.play(marking, move)
            if any(after.count(edge) > MOST_TOKENS for edge in move.given):
                found.has_pruned = True
                continue
            following.append(after)
            if after not in found.came_from:
                found.came_from[after] = (marking, move)
                waiting.append(after)

    def _look_for_crowds(self, marking: Marking, found: Exploration) -> None:
        for edge in {edge for edge in marking if marking.count(edge) > 1}:
            target = self.net.edges[edge].target
            if target != self.net.sink:
                found.crowded.setdefault(self.net.nodes[target].label or "", marking)
        marked = set(marking)
        for number, ways in self.merges.items():
            if len(ways & marked) > 1:
                found.crowded.setdefault(self._meeting(number, sorted(ways & marked)), marking)

    def _meeting(self, number: int, ways: list[int]) -> str:
        """Return where the first two ways meet; trails still tell apart joins that were fused."""
        first, second = (self.net.edges[way].trail for way in ways[:2])
        shared = (id_ for id_ in first if id_ in second)
        return next(shared, self.net.nodes[number].label or "")

    def _chosen(self, moves: list[Move]) -> list[Move]:
        """Return the moves of one token: nothing else can take it, so the others may wait.

        Merges wait longest, so that tokens which would pile up there are seen together; inclusive joins
        look at all tokens, so they are played only when nothing else can be.
        """
        if not moves:
            return []
        chosen = min(moves, key=self._urgency)
        if self._urgency(chosen)[0] == 2:  # noqa: PLR2004  the last of the three ranks
            return moves
        return [move for move in moves if (move.node, move.taken) == (chosen.node, chosen.taken)]

    def _urgency(self, move: Move) -> tuple[int, int]:
        node = self.net.nodes[move.node]
        is_inclusive = node.join is Join.SOME and len(node.incoming) > 1
        rank = 2 if is_inclusive else int(move.node in self.merges or move.clears)
        return rank, move.node
