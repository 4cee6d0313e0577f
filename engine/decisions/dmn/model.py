"""A decision model as plain data, the way the file says it; nothing is compiled or looked up yet."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """Any boxed expression; `type_ref` is the type its value is coerced to."""

    id: str | None = None
    type_ref: str | None = None


@dataclass(frozen=True, slots=True)
class LiteralBox(Box):
    """A FEEL expression."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class ContextEntry:
    """An entry of a boxed context; one without a name is the context's result."""

    name: str | None
    type_ref: str | None
    value: Box | None


@dataclass(frozen=True, slots=True)
class ContextBox(Box):
    """A boxed context."""

    entries: tuple[ContextEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ListBox(Box):
    """A boxed list."""

    items: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationBox(Box):
    """A relation: a list of contexts with the same entries."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Box, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class InvocationBox(Box):
    """A boxed invocation with named arguments."""

    called: Box | None = None
    bindings: tuple[tuple[str, Box | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A formal parameter."""

    name: str
    type_ref: str | None = None


@dataclass(frozen=True, slots=True)
class FunctionBox(Box):
    """A boxed function definition; `kind` is FEEL, Java or PMML."""

    parameters: tuple[Parameter, ...] = ()
    body: Box | None = None
    kind: str = "FEEL"


@dataclass(frozen=True, slots=True)
class ConditionalBox(Box):
    """A boxed `if`."""

    condition: Box | None = None
    then: Box | None = None
    otherwise: Box | None = None


@dataclass(frozen=True, slots=True)
class FilterBox(Box):
    """A boxed filter."""

    source: Box | None = None
    match: Box | None = None


@dataclass(frozen=True, slots=True)
class IteratorBox(Box):
    """A boxed `for`, `some` or `every`."""

    kind: str = "for"
    variable: str = ""
    source: Box | None = None
    body: Box | None = None


@dataclass(frozen=True, slots=True)
class InputClause:
    """A column of conditions."""

    id: str | None
    label: str
    expression: str
    type_ref: str | None = None
    values: str | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class OutputClause:
    """A column of conclusions."""

    id: str | None
    name: str | None
    type_ref: str | None = None
    values: str | None = None
    default: str | None = None
    label: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """An entry of a rule."""

    id: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of a table."""

    id: str
    inputs: tuple[Cell, ...]
    outputs: tuple[Cell, ...]
    annotations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableBox(Box):
    """A decision table; `aggregation` is SUM, MIN, MAX or COUNT, of COLLECT only."""

    name: str = ""
    hit_policy: str = "UNIQUE"
    aggregation: str | None = None
    inputs: tuple[InputClause, ...] = ()
    outputs: tuple[OutputClause, ...] = ()
    rules: tuple[Rule, ...] = ()
    annotations: tuple[str, ...] = ()
    """Names of the columns of notes."""


@dataclass(frozen=True, slots=True)
class ItemDefinition:
    """A type of the model."""

    name: str
    type_ref: str | None = None
    allowed_values: str | None = None
    constraint: str | None = None
    is_collection: bool = False
    components: "tuple[ItemDefinition, ...]" = ()
    function: "FunctionItem | None" = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class FunctionItem:
    """A function type of the model."""

    parameters: tuple[Parameter, ...] = ()
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """Whatever others can require; `requires` holds references (`#id` or `namespace#id`)."""

    id: str
    name: str
    type_ref: str | None = None
    requires: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class InputData(Element):
    """What the caller gives."""


@dataclass(frozen=True, slots=True)
class Decision(Element):
    """A decision with its logic, if it has any."""

    logic: Box | None = None


@dataclass(frozen=True, slots=True)
class KnowledgeModel(Element):
    """A business knowledge model: a function that decisions call."""

    logic: FunctionBox | None = None


@dataclass(frozen=True, slots=True)
class DecisionService(Element):
    """Decisions as a function; all four hold references."""

    outputs: tuple[str, ...] = ()
    encapsulated: tuple[str, ...] = ()
    input_decisions: tuple[str, ...] = ()
    input_data: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """One file. `imports` maps the names of imported models to their namespaces."""

    namespace: str
    name: str
    elements: tuple[Element, ...] = ()
    types: tuple[ItemDefinition, ...] = ()
    imports: tuple[tuple[str, str], ...] = field(default=())
    description: str = ""
