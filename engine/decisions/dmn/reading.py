"""Reads a DMN file into a Model: requirements, types, knowledge models and services."""

from typing import Final

from engine.decisions.dmn import xml
from engine.decisions.dmn.boxes import read_box, read_function, read_parameter
from engine.decisions.dmn.model import (
    Decision,
    DecisionService,
    Element,
    FunctionItem,
    InputData,
    ItemDefinition,
    KnowledgeModel,
    Model,
)
from engine.decisions.dmn.xml import Xml
from engine.decisions.errors import DmnError, Problem

NAMESPACES: Final = {
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}
_LOGIC: Final = (
    "literalExpression",
    "decisionTable",
    "context",
    "list",
    "relation",
    "invocation",
    "functionDefinition",
    "conditional",
    "filter",
    "for",
    "some",
    "every",
)
_REQUIREMENTS: Final = {
    "informationRequirement": ("requiredInput", "requiredDecision"),
    "knowledgeRequirement": ("requiredKnowledge",),
}


def read_model(data: bytes) -> Model:
    """Read a file.

    Raises:
        DmnError: if it is no DMN.
    """
    root = xml.parse(data)
    if xml.tag(root) != "definitions" or xml.namespace(root) not in NAMESPACES:
        raise DmnError(
            [
                Problem(
                    "not_dmn",
                    "The file is not DMN 1.2 to 1.5: its root must be <definitions> of that standard.",
                    "文件不是 DMN 1.2 至 1.5：根元素必须是该标准的 <definitions>。",
                )
            ]
        )
    try:
        return _model(root)
    except RecursionError:
        raise DmnError([Problem("too_deep", "The model is nested too deeply.", "模型嵌套过深。")]) from None


def _model(root: Xml) -> Model:
    return Model(
        namespace=root.get("namespace", ""),
        name=root.get("name", ""),
        elements=tuple(
            _element(child) for child in xml.children(root, *_READERS) if child.get("id") or child.get("name")
        ),
        types=tuple(_item_definition(child) for child in xml.children(root, "itemDefinition")),
        imports=tuple(
            (child.get("name", ""), child.get("namespace", "")) for child in xml.children(root, "import")
        ),
        description=xml.text(root, "description") or "",
    )


def _element(element: Xml) -> Element:
    return _READERS[xml.tag(element)](element)


def _identity(element: Xml) -> tuple[str, str, str | None]:
    variable = xml.child(element, "variable")
    name = _name(element.get("name") or xml.attribute(variable, "name") or "")
    return element.get("id") or name, name, xml.attribute(variable, "typeRef")


def _name(text: str) -> str:
    """Return a name with single spaces, as FEEL reads it."""
    return " ".join(text.split())


def _requirements(element: Xml) -> tuple[str, ...]:
    return tuple(
        required.get("href", "")
        for kind, names in _REQUIREMENTS.items()
        for requirement in xml.children(element, kind)
        for required in xml.children(requirement, *names)
    )


def _input_data(element: Xml) -> InputData:
    return InputData(*_identity(element))


def _decision(element: Xml) -> Decision:
    logic = next(xml.children(element, *_LOGIC), None)
    return Decision(
        *_identity(element),
        _requirements(element),
        xml.text(element, "description") or "",
        read_box(logic, element.get("name") or "") if logic is not None else None,
    )


def _knowledge_model(element: Xml) -> KnowledgeModel:
    logic = xml.child(element, "encapsulatedLogic")
    return KnowledgeModel(
        *_identity(element),
        _requirements(element),
        xml.text(element, "description") or "",
        read_function(logic) if logic is not None else None,
    )


def _service(element: Xml) -> DecisionService:
    def references(name: str) -> tuple[str, ...]:
        return tuple(child.get("href", "") for child in xml.children(element, name))

    return DecisionService(
        *_identity(element),
        (),
        xml.text(element, "description") or "",
        references("outputDecision"),
        references("encapsulatedDecision"),
        references("inputDecision"),
        references("inputData"),
    )


_READERS: Final = {
    "inputData": _input_data,
    "decision": _decision,
    "businessKnowledgeModel": _knowledge_model,
    "decisionService": _service,
}


def _item_definition(element: Xml) -> ItemDefinition:
    function = xml.child(element, "functionItem")
    return ItemDefinition(
        name=_name(element.get("name", "")),
        type_ref=xml.text(element, "typeRef"),
        allowed_values=xml.text(xml.child(element, "allowedValues"), "text"),
        constraint=xml.text(xml.child(element, "typeConstraint"), "text"),
        is_collection=element.get("isCollection") in {"true", "1"},
        components=tuple(_item_definition(child) for child in xml.children(element, "itemComponent")),
        function=None if function is None else _function_item(function),
        id=element.get("id"),
    )


def _function_item(element: Xml) -> FunctionItem:
    return FunctionItem(
        tuple(read_parameter(child) for child in xml.children(element, "parameters")),
        element.get("outputTypeRef"),
    )
