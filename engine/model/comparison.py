"""What differs between two versions of a process, decision file or form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Final

from engine.model.process import Element, Flow, Process


class Difference(StrEnum):
    """How one part of a model differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute that differs; None where a version does not say it."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """An element, a decision row or a field: its id, what it is, its name, and all that it says."""

    id: str
    kind: str
    name: str | None
    name_en: str | None
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Differing:
    """One part that differs between two versions."""

    id: str
    kind: str
    name: str | None
    name_en: str | None
    difference: Difference
    attributes: tuple[Attribute, ...]


# Where a part stands in the file says nothing; what flows lead to it is told at the flows.
_PLACES: Final = frozenset({"id", "line", "incoming", "outgoing"})


def compare(old: Sequence[Part], new: Sequence[Part]) -> list[Differing]:
    """Return what was removed, changed and added, in the order of the files."""
    before, after = {part.id: part for part in old}, {part.id: part for part in new}
    removed = [_differing(part, part.says, {}, Difference.REMOVED) for part in old if part.id not in after]
    found = (
        _differing(part, before[part.id].says, part.says, Difference.CHANGED)
        if part.id in before
        else _differing(part, {}, part.says, Difference.ADDED)
        for part in new
    )
    return removed + [each for each in found if each.attributes or each.difference is Difference.ADDED]


def _differing(
    part: Part, old: Mapping[str, str], new: Mapping[str, str], difference: Difference
) -> Differing:
    names = (name for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name))
    attributes = tuple(Attribute(name, old.get(name), new.get(name)) for name in names)
    return Differing(part.id, part.kind, part.name, part.name_en, difference, attributes)


def process_parts(process: Process) -> list[Part]:
    """Return the process itself, its elements and its flows as parts."""
    properties = dict(process.properties)
    own = {"name": process.name or "", "label.en": process.label_en or "", **_prefixed("", properties)}
    if process.version_tag:
        own["version_tag"] = process.version_tag
    whole = Part(process.id, "process", process.name, process.label_en, own)
    elements = (_part(element, str(element.kind)) for element in process.elements.values())
    return [whole, *elements, *(_part(flow, "sequenceFlow") for flow in process.flows.values())]


def _part(of: Element | Flow, kind: str) -> Part:
    return Part(of.id, kind, of.name, of.label_en, dict(_says(of, "")))


def _says(record: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield everything that a record of the model says, by its path; what is unsaid is left out."""
    if is_dataclass(record):
        for field in fields(record):
            if path or field.name not in _PLACES:
                yield from _says(getattr(record, field.name), f"{path}.{field.name}" if path else field.name)
    elif isinstance(record, tuple):
        yield from _listed(record, path)
    elif record is not None and record is not False:
        yield path, "yes" if record is True else str(record)


def _listed(entries: tuple[object, ...], path: str) -> Iterator[tuple[str, str]]:
    for number, entry in enumerate(entries, start=1):
        if isinstance(entry, tuple):  # a header or a property: name and value
            yield f"{path}.{entry[0]}", str(entry[1])
        elif hasattr(entry, "target") and hasattr(entry, "source"):
            yield f"{path}.{entry.target}", str(entry.source)
        else:
            yield from _says(entry, f"{path}.{number}")


def _prefixed(path: str, values: Mapping[str, str]) -> dict[str, str]:
    return {f"{path}{name}": value for name, value in values.items()}
