"""Rules on link events: pairs by name inside one scope."""

from collections import Counter
from collections.abc import Iterator

from engine.bpmn.checker.boundary import trigger_of
from engine.bpmn.checker.source import Finding, Source, found
from engine.model.process import Element, Kind, Trigger


def _links(source: Source, kind: Kind) -> list[tuple[tuple[str, str | None], Element]]:
    return [
        ((element.scope, element.event.name), element)
        for _, element in source.elements()
        if element.kind is kind and element.event is not None and trigger_of(element) is Trigger.LINK
    ]


def unnamed(source: Source) -> Iterator[Finding]:
    """Find link events without a name."""
    for kind in (Kind.THROW_EVENT, Kind.CATCH_EVENT):
        for (_, name), element in _links(source, kind):
            if name is None:
                yield found("BPMN341", element)


def unpaired(source: Source) -> Iterator[Finding]:
    """Find link events without their counterpart in the same scope."""
    throws, catches = _links(source, Kind.THROW_EVENT), _links(source, Kind.CATCH_EVENT)
    for ours, theirs in ((throws, catches), (catches, throws)):
        names = {key for key, _ in theirs}
        for key, element in ours:
            if key[1] is not None and key not in names:
                yield found("BPMN342", element, name=key[1])


def several_targets(source: Source) -> Iterator[Finding]:
    """Find several catching link events of one name: where would the token go?"""
    catches = _links(source, Kind.CATCH_EVENT)
    counted = Counter(key for key, _ in catches)
    for key, element in catches:
        if key[1] is not None and counted[key] > 1:
            yield found("BPMN343", element, name=key[1])


def wrong_side(source: Source) -> Iterator[Finding]:
    """Find throwing links that a flow leaves, and catching links that a flow leads to."""
    for _, element in _links(source, Kind.THROW_EVENT):
        if element.outgoing:
            yield found("BPMN344", element)
    for _, element in _links(source, Kind.CATCH_EVENT):
        if element.incoming:
            yield found("BPMN345", element)


RULES = (unnamed, unpaired, several_targets, wrong_side)
