"""The inputs of a table, cut into regions, and what each rule accepts of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.decisions.dmn.cells import NotAnalysable, constants
from engine.decisions.dmn.domains import Region, regions
from engine.decisions.dmn.model import InputClause, InputData, ItemDefinition, TableBox
from engine.decisions.dmn.workshop import Workshop
from engine.decisions.feel.frame import Frame
from engine.decisions.feel.numeric_tests import Test
from engine.decisions.feel.syntax import Tests
from engine.decisions.feel.types import ANY, FeelType, RestrictedType
from engine.decisions.limits import Run
from engine.decisions.values import Prepared

Cell = tuple[Tests, Test]
_ANYTHING = Region("…", None)


@dataclass(frozen=True, slots=True)
class Column:
    """An input: its regions, and for each rule the regions it accepts as bits of an integer.

    `unknown` holds the numbers (from 0) of rules whose cell can't be analysed; they count as accepting
    everything. `null_passes` tells whether some rule accepts a missing value.
    """

    labels: tuple[str, ...]
    regions: tuple[Region, ...]
    masks: tuple[int, ...]
    unknown: frozenset[int]
    null_passes: bool

    @property
    def everything(self) -> int:
        """All regions, as bits."""
        return (1 << len(self.regions)) - 1

    def described(self, mask: int) -> str:
        """Write some of the regions for people."""
        chosen = [number for number in range(len(self.regions)) if mask >> number & 1]
        runs: list[list[int]] = []
        for number in chosen:
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return ", ".join(self._run(run) for run in runs[:6]) + (" …" if len(runs) > 6 else "")  # noqa: PLR2004

    def _run(self, run: list[int]) -> str:
        texts = [self.regions[number].text for number in run]
        return ", ".join(texts) if len(texts) <= 2 else f"{texts[0]} … {texts[-1]}"  # noqa: PLR2004

    def example(self, mask: int) -> object:
        """Return a value of the first of some regions."""
        return self.regions[(mask & -mask).bit_length() - 1].example


def columns(box: TableBox, workshop: Workshop) -> list[Column]:
    """Return the inputs of a table; columns that ask the same are one."""
    places: dict[str, list[int]] = {}
    for place, clause in enumerate(box.inputs):
        places.setdefault(clause.expression or clause.label, []).append(place)
    return [_column(box, same, workshop) for same in places.values()]


def _column(box: TableBox, places: list[int], workshop: Workshop) -> Column:
    clause = box.inputs[places[0]]
    rows = [[_cell(box, rule, place, workshop) for place in places] for rule in range(len(box.rules))]
    found, unknown = _constants(rows, workshop)
    allowed = _allowed(clause, workshop)
    try:
        cut = _regions(found, allowed, _declared(clause, workshop), workshop)
    except NotAnalysable:
        cut = (_ANYTHING,)
        unknown |= {number for number, cells in enumerate(rows) if any(_asks(cell) for cell in cells)}
    masks = tuple(
        (1 << len(cut)) - 1 if number in unknown else _mask(cells, cut) for number, cells in enumerate(rows)
    )
    null_passes = any(number in unknown or _passes(cells, None) for number, cells in enumerate(rows))
    return Column(
        tuple(box.inputs[place].label for place in places), cut, masks, frozenset(unknown), null_passes
    )


def _cell(box: TableBox, rule: int, place: int, workshop: Workshop) -> Cell:
    cells = box.rules[rule].inputs
    return workshop.tests(cells[place].text if place < len(cells) else "-", box.rules[rule].id)


def _asks(cell: Cell) -> bool:
    return bool(cell[0].items)


def _constants(rows: list[list[Cell]], workshop: Workshop) -> tuple[list[tuple[object, bool]], set[int]]:
    found: list[tuple[object, bool]] = []
    unknown = set()
    for number, cells in enumerate(rows):
        try:
            found += [pair for tests, _ in cells for pair in constants(tests, workshop.build())]
        except NotAnalysable:
            unknown.add(number)
    return found, unknown


def _regions(
    found: list[tuple[object, bool]], allowed: Cell | None, declared: str | None, workshop: Workshop
) -> tuple[Region, ...]:
    permitted = list(constants(allowed[0], workshop.build())) if allowed else []
    cut = regions([*found, *permitted], declared)
    if allowed:
        cut = [region for region in cut if _passes([allowed], region.example)] or cut
    if any(value is None for value, _ in found):
        cut.append(Region("null", None))
    return tuple(cut)


def _mask(cells: list[Cell], cut: tuple[Region, ...]) -> int:
    return sum(1 << number for number, region in enumerate(cut) if _passes(cells, region.example))


def _passes(cells: list[Cell], value: object) -> bool:
    frame = Frame(Prepared(), None, Run())
    return all(test(value, frame) is True for _, test in cells)


def _allowed(clause: InputClause, workshop: Workshop) -> Cell | None:
    text = clause.values
    if not text:
        definition = _definition(clause, workshop)
        text = definition.allowed_values if definition and not definition.is_collection else None
    return workshop.tests(text, clause.id) if text else None


def _definition(clause: InputClause, workshop: Workshop) -> ItemDefinition | None:
    for type_ref in _type_refs(clause, workshop):
        definition = workshop.types.definition(type_ref)
        if definition is not None:
            return definition
    return None


def _type_refs(clause: InputClause, workshop: Workshop) -> Iterator[str]:
    """Yield the types an input may have been given: its own, and that of the input data it reads."""
    if clause.type_ref:
        yield clause.type_ref
    for element in workshop.model.elements:
        if isinstance(element, InputData) and element.name == clause.expression and element.type_ref:
            yield element.type_ref


def _declared(clause: InputClause, workshop: Workshop) -> str | None:
    for type_ref in _type_refs(clause, workshop):
        kind: FeelType = workshop.types.of(type_ref) or ANY
        while isinstance(kind, RestrictedType):
            kind = kind.base
        if kind.name != "Any":
            return kind.name
    return None
