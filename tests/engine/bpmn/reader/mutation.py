"""Spoils files at random: bytes, words, attributes and whole branches."""

from random import Random

from lxml import etree

WORDS = (
    *(b"=", b"${x}", b"id", b"sourceRef", b"subProcess", b"triggeredByEvent", b"boundaryEvent", b"0" * 5000),
    *(b"<", b">", b"&amp;", b"&#0;", b"\x00", b"\xff", b"]]>", b"<![CDATA[", b"<!--", b"?>", b"xmlns", b":"),
)
TAGS = (
    *("startEvent", "endEvent", "task", "subProcess", "transaction", "boundaryEvent", "parallelGateway"),
    *(
        "inclusiveGateway",
        "eventBasedGateway",
        "sequenceFlow",
        "callActivity",
        "lane",
        "laneSet",
        "association",
    ),
    *("timerEventDefinition", "linkEventDefinition", "multiInstanceLoopCharacteristics", "scriptTask"),
)
VALUES = ("", " ", "=", "= ]", "true", "Start", "x:y", "-1", "R/PT", "é", "=" * 300, "9" * 5000, "P" * 50)


def spoil(xml: bytes, random: Random) -> bytes:
    """Return a file with some faults: half of them in its bytes, half in its tree."""
    return _spoil_tree(xml, random) if random.random() < 0.7 else _spoil_bytes(xml, random)


def _spoil_bytes(xml: bytes, random: Random) -> bytes:
    spoilt = bytearray(xml)
    for _ in range(random.randint(1, 8)):
        place = random.randrange(len(spoilt) + 1)
        size = random.choice((0, 1, 7, 80))
        spoilt[place : place + size] = random.choice((b"", random.choice(WORDS), random.randbytes(3)))
    return bytes(spoilt)


def _spoil_tree(xml: bytes, random: Random) -> bytes:
    root = etree.fromstring(xml)
    for _ in range(random.randint(1, 12)):
        nodes = [node for node in root.iter("*") if node is not root]
        if nodes:
            random.choice((_attribute, _tag, _move, _copy, _drop, _text))(random, nodes)
    return etree.tostring(root)


def _attribute(random: Random, nodes: list[etree._Element]) -> None:
    node = random.choice(nodes)
    if not node.attrib:
        return
    name = random.choice([str(key) for key in node.attrib])
    others = [str(value) for other in nodes for value in other.attrib.values()]
    node.set(name, random.choice((*VALUES, random.choice(others))))
    if random.random() < 0.3:
        del node.attrib[name]


def _tag(random: Random, nodes: list[etree._Element]) -> None:
    node = random.choice(nodes)
    node.tag = f"{{http://www.omg.org/spec/BPMN/20100524/MODEL}}{random.choice(TAGS)}"


def _move(random: Random, nodes: list[etree._Element]) -> None:
    node, target = random.choice(nodes), random.choice(nodes)
    if node is not target and node not in list(target.iterancestors()):
        target.append(node)


def _copy(random: Random, nodes: list[etree._Element]) -> None:
    node, target = random.choice(nodes), random.choice(nodes)
    target.append(etree.fromstring(etree.tostring(node, with_tail=False)))


def _drop(random: Random, nodes: list[etree._Element]) -> None:
    node = random.choice(nodes)
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _text(random: Random, nodes: list[etree._Element]) -> None:
    random.choice(nodes).text = random.choice(VALUES)
