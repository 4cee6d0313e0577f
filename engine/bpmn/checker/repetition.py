"""Rules on loops and multi-instance activities."""

from collections.abc import Iterator

from engine.bpmn.checker.source import Finding, Source, found
from engine.bpmn.reader.names import attribute, bpmn


def nothing_to_count(source: Source) -> Iterator[Finding]:
    """Find multi-instance activities that do not say over what, or how often."""
    for _, element in source.elements():
        many = element.multi_instance
        if many is not None and many.collection is None and many.cardinality is None:
            yield found("BPMN521", element)


def counted_twice(source: Source) -> Iterator[Finding]:
    """Find multi-instance activities with both a collection and a cardinality."""
    for _, element in source.elements():
        many = element.multi_instance
        if many is not None and many.collection is not None and many.cardinality is not None:
            yield found("BPMN522", element)


def output_halves(source: Source) -> Iterator[Finding]:
    """Find multi-instance activities that collect nothing, or collect into nothing."""
    for _, element in source.elements():
        many = element.multi_instance
        if many is not None and (many.output_collection is None) != (many.output_element is None):
            yield found("BPMN523", element)


def endless_loop(source: Source) -> Iterator[Finding]:
    """Find standard loops that have neither a condition nor a maximum."""
    for _, element in source.elements():
        loop = element.loop
        if loop is not None and loop.condition is None and loop.maximum is None:
            yield found("BPMN524", element)


def both_loops(source: Source) -> Iterator[Finding]:
    """Find activities that are a standard loop and multi-instance at once."""
    for _, element in source.elements():
        if element.loop is not None and element.multi_instance is not None:
            yield found("BPMN525", element)


def events_of_instances(source: Source) -> Iterator[Finding]:
    """Find multi-instance activities that shall throw an event per instance, which is not executed."""
    for _, element in source.elements():
        node = source.nodes[element.id].find(bpmn("multiInstanceLoopCharacteristics"))
        behavior = attribute(node, "behavior") or "All"
        if behavior != "All":
            yield found("BPMN526", element, behavior=behavior)


def maximum_out_of_range(source: Source) -> Iterator[Finding]:
    """Find maxima of loops that no count can reach."""
    for _, element in source.elements():
        node = source.nodes[element.id].find(bpmn("standardLoopCharacteristics"))
        written = (attribute(node, "loopMaximum") or "").strip()
        is_number = written.removeprefix("-").isdecimal()  # anything else breaks the schema
        if is_number and element.loop is not None and element.loop.maximum is None:
            yield found("BPMN527", element, maximum=written[:20])


RULES = (
    nothing_to_count,
    counted_twice,
    output_halves,
    endless_loop,
    both_loops,
    events_of_instances,
    maximum_out_of_range,
)
