"""Reads XML of strangers without harm: no entities, no network, bounded size and depth."""

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from engine.decisions.errors import DmnError, Problem

LARGEST_FILE: Final = 5_000_000
"""Bytes of the largest model that is read."""

Xml = Any
"""An lxml element; its stubs know neither local names nor comments among the children."""


def parse(data: bytes) -> Xml:
    """Return the root element.

    Raises:
        DmnError: if it is too large, is not well-formed, or has a document type.
    """
    if len(data) > LARGEST_FILE:
        raise _refused(
            "too_large",
            f"The file is larger than {LARGEST_FILE:,} bytes.",
            f"文件超过 {LARGEST_FILE:,} 字节。",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise DmnError(
            [
                Problem(
                    "not_xml",
                    f"The file is not XML: {error.msg}.",
                    f"文件不是有效的 XML：{error.msg}。",
                    None,
                    line,
                    column,
                )
            ]
        ) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr] # the stubs forget it
        raise _refused("doctype", "A model must not have a document type.", "模型文件不得包含 DOCTYPE。")
    return root


def _refused(code: str, message: str, zh: str) -> DmnError:
    return DmnError([Problem(code, message, zh)])


def tag(element: Xml) -> str:
    """Return the name without its namespace."""
    return str(etree.QName(element).localname)


def namespace(element: Xml) -> str:
    """Return the namespace of an element."""
    return etree.QName(element).namespace or ""


def children(element: Xml, *names: str) -> Iterator[Xml]:
    """Yield the children with one of these names, of the element's own namespace."""
    own = namespace(element)
    for child in element:
        if tag(child) in names and namespace(child) == own:
            yield child


def child(element: Xml | None, name: str) -> Xml | None:
    """Return the first child with a name."""
    return None if element is None else next(children(element, name), None)


def text(element: Xml | None, name: str) -> str | None:
    """Return the text of a child, stripped; None if there is no such child."""
    found = child(element, name)
    return None if found is None else "".join(found.itertext()).strip()


def attribute(element: Xml | None, name: str) -> str | None:
    """Return an attribute."""
    return None if element is None else element.get(name)
