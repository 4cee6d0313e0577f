"""Shrinks a net without hiding or making faults, so that sound blocks cost nothing to explore."""

from engine.bpmn.checker.soundness.net import Join, Net, Node, Split

# Blocks that open and close so that exactly one token comes out for the one that went in.
CLOSED = frozenset(
    {
        (Split.ONE, Join.ANY),
        (Split.ONE, Join.SOME),
        (Split.ALL, Join.ALL),
        (Split.ALL, Join.SOME),
        (Split.SOME, Join.SOME),
    }
)
SEVERAL = 2
SAME_JOINS = frozenset({Join.ANY})


def reduce(net: Net) -> None:
    """Apply all reductions until none applies any more."""
    waiting = set(net.nodes)
    while waiting:
        number = waiting.pop()
        touched = _step(net, number) if number in net.nodes else set()
        waiting |= touched & net.nodes.keys()


def _step(net: Net, number: int) -> set[int]:
    """Apply one reduction at a node; return the nodes at which others may apply now."""
    if number in (net.sink, net.source):
        return set()
    for reduction in (_contract, _close_block, _drop_end, _close_loop, _fuse_joins, _fuse_splits):
        touched = reduction(net, number)
        if touched:
            return touched | {number}
    return set()


def _around(net: Net, number: int) -> set[int]:
    node = net.nodes[number]
    before = {net.edges[edge].source for edge in node.incoming}
    return before | {net.edges[edge].target for edge in node.outgoing} | {number}


def _contract(net: Net, number: int) -> set[int]:
    """Make one edge of the two around a node that neither joins nor splits."""
    node = net.nodes[number]
    if len(node.incoming) != 1 or len(node.outgoing) != 1 or node.incoming == node.outgoing:
        return set()
    touched = _around(net, number)
    before, after = node.incoming[0], node.outgoing[0]
    _append(net, before, after)
    net.lead(before, net.edges[after].target)
    net.remove(after)
    del net.nodes[number]
    return touched - {number}


def _append(net: Net, before: int, after: int) -> None:
    first, second = net.edges[before], net.edges[after]
    first.trail += second.trail
    first.members |= second.members


def _close_block(net: Net, number: int) -> set[int]:
    """Make one edge of several that leave a split and come together at a fitting join, or all end."""
    node = net.nodes[number]
    first: dict[int, int] = {}
    touched: set[int] = set()
    for edge in list(node.outgoing):
        target = net.edges[edge].target
        kept = first.setdefault(target, edge)
        if kept != edge and (target == net.sink or (node.split, net.nodes[target].join) in CLOSED):
            net.edges[kept].members |= net.edges[edge].members
            net.remove(edge)
            touched |= {number, target}
    return touched


def _drop_end(net: Net, number: int) -> set[int]:
    """Drop a parallel way that just ends."""
    node = net.nodes[number]
    if node.split is not Split.ALL or len(node.outgoing) < SEVERAL:
        return set()
    for edge in node.outgoing:
        if net.edges[edge].target == net.sink:
            kept = node.outgoing[0] if node.outgoing[0] != edge else node.outgoing[1]
            net.edges[kept].members |= net.edges[edge].members
            net.remove(edge)
            return {number}
    return set()


def _close_loop(net: Net, number: int) -> set[int]:
    """Drop the way back of a loop that a choice can leave."""
    node = net.nodes[number]
    if node.split is not Split.ONE or len(node.outgoing) < SEVERAL or len(node.incoming) != 1:
        return set()
    entry = net.edges[node.incoming[0]].source
    if net.nodes[entry].join is not Join.ANY or len(net.nodes[entry].outgoing) != 1 or entry == net.source:
        return set()
    for edge in node.outgoing:
        if net.edges[edge].target == entry:
            net.edges[node.incoming[0]].members |= net.edges[edge].members
            net.remove(edge)
            return {number, entry}
    return set()


def _fuse_joins(net: Net, number: int) -> set[int]:
    """Let a join wait for what the join before it waits for."""
    node = net.nodes[number]
    if not _is_join(net, number) or node.join not in SAME_JOINS:
        return set()
    edge = node.outgoing[0]
    target = net.edges[edge].target
    other = net.nodes[target]
    if target == number or not _is_join(net, target) or other.join is not node.join:
        return set()
    for way in list(node.incoming):
        _append(net, way, edge)
        net.lead(way, target)
    net.remove(edge)
    del net.nodes[number]
    return _around(net, target)


def _is_join(net: Net, number: int) -> bool:
    node: Node = net.nodes[number]
    return number != net.sink and len(node.incoming) > 1 and len(node.outgoing) == 1


def _fuse_splits(net: Net, number: int) -> set[int]:
    """Let a split take the ways of the split after it."""
    node = net.nodes[number]
    if not _is_split(net, number):
        return set()
    for edge in node.outgoing:
        target = net.edges[edge].target
        other = net.nodes[target]
        if target != number and _is_split(net, target) and other.split is node.split:
            for way in list(other.outgoing):
                follower = net.edges[way]
                follower.trail = net.edges[edge].trail + follower.trail
                follower.members |= net.edges[edge].members
                net.begin(way, number)
            net.remove(edge)
            del net.nodes[target]
            return _around(net, number)
    return set()


def _is_split(net: Net, number: int) -> bool:
    node = net.nodes[number]
    return number != net.source and len(node.incoming) == 1 and len(node.outgoing) > 1
