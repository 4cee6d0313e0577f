"""Parse → print → parse is the identity, for any tree that can be written."""

from decimal import Decimal

from hypothesis import given, note, settings
from hypothesis import strategies as st

from engine.decisions.feel import syntax as s
from engine.decisions.feel.parser import parse_expression, parse_tests
from engine.decisions.feel.printer import write

NAMES = st.sampled_from(
    ["a", "b", "x1", "order total", "客户等级", "item", "Teacher's rating", "profit and loss", "a-b"]
)
PLAIN_NAMES = st.sampled_from(["a", "b", "order total", "客户等级"])
AWKWARD = ("Teacher's rating", "profit and loss", "a-b")
NUMBERS = (
    st.decimals(min_value=-(10**6), max_value=10**6, places=3).map(Decimal.normalize).map(lambda d: d + 0)
)
LEAVES = st.one_of(
    st.one_of(NUMBERS, st.text(max_size=8), st.booleans(), st.none()).map(s.Literal),
    st.sampled_from(["2026-11-22", "PT8H", "P1Y", "no date"]).map(s.AtLiteral),
    NAMES.map(s.Name),
)
TYPES = st.recursive(
    st.sampled_from(["number", "string", "date and time", "days and time duration", "Any", "tCustomer"]).map(
        s.TypeName
    ),
    lambda inner: st.one_of(
        st.builds(lambda kind: s.TypeName("list", (kind,)), inner),
        st.builds(lambda kind: s.TypeName("range", (kind,)), inner),
        st.builds(lambda kind: s.TypeName("context", (kind,), ("a",)), inner),
        st.builds(lambda kind, result: s.TypeName("function", (kind,), result=result), inner, inner),
    ),
    max_leaves=4,
)


def _negation(operand: s.Node) -> s.Node:
    """Return what the parser makes of a minus: a negative number, or a negation."""
    if isinstance(operand, s.Literal) and isinstance(operand.value, Decimal) and operand.value > 0:
        return s.Literal(-operand.value)
    return s.Negation(operand)


def _flat(node: s.Node, rank: set[str]) -> bool:
    """Tell whether a node would melt into the chain that it begins."""
    if isinstance(node, s.Chain):
        return node.rest[0][0] in rank
    return isinstance(node, s.Logic) and node.operator in rank


def _make_chain(first: s.Node, rest: list[tuple[str, s.Node]], rank: set[str]) -> s.Node:
    return s.ListNode((first,)) if _flat(first, rank) else s.Chain(first, tuple(rest))


def _logic(operator: str, items: list[s.Node]) -> s.Node:
    kept = [item for item in items if not _flat(item, {operator})]
    return s.Logic(operator, tuple(kept)) if len(kept) > 1 else s.ListNode(tuple(items))


def _chains(inner: "st.SearchStrategy[s.Node]") -> "st.SearchStrategy[s.Node]":
    ranks = [{"+", "-"}, {"*", "/"}, {"**"}]
    return st.one_of(
        *(
            st.builds(
                _make_chain,
                inner,
                st.lists(st.tuples(st.sampled_from(sorted(rank)), inner), min_size=1, max_size=3),
                st.just(rank),
            )
            for rank in ranks
        )
    )


def _grow(inner: "st.SearchStrategy[s.Node]") -> "st.SearchStrategy[s.Node]":
    iterators = st.lists(
        st.builds(s.Iterator, PLAIN_NAMES, inner, st.one_of(st.none(), inner)), min_size=1, max_size=2
    ).map(tuple)
    comparison = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    return st.one_of(
        _chains(inner),
        st.builds(_negation, inner),
        st.builds(_logic, st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3)),
        st.builds(s.Comparison, comparison, inner, inner),
        st.builds(s.Between, inner, inner, inner),
        st.builds(
            lambda value, tests: s.In(value, tuple(tests)), inner, st.lists(inner, min_size=1, max_size=3)
        ),
        st.builds(s.If, inner, inner, inner),
        st.builds(s.For, iterators, inner),
        st.builds(s.Quantified, st.sampled_from(["some", "every"]), iterators, inner),
        st.builds(s.Path, inner, PLAIN_NAMES),
        st.builds(s.Filter, inner, inner),
        st.builds(
            lambda f, arguments: s.Call(f, tuple(arguments)), NAMES.map(s.Name), st.lists(inner, max_size=3)
        ),
        st.builds(lambda f, argument: s.Call(f, (argument,), ("order total",)), NAMES.map(s.Name), inner),
        st.builds(s.InstanceOf, inner, TYPES),
        st.builds(
            lambda name, kind, body: s.FunctionDefinition((s.Parameter(name, kind),), body),
            PLAIN_NAMES,
            st.one_of(st.none(), TYPES),
            inner,
        ),
        st.lists(inner, max_size=3).map(tuple).map(s.ListNode),
        st.builds(
            lambda names, value: s.ContextNode(tuple((name, value) for name in names)),
            st.lists(st.one_of(PLAIN_NAMES, st.text(max_size=5)), unique=True, max_size=3),
            inner,
        ),
        st.builds(s.RangeNode, inner, inner, st.booleans(), st.booleans()),
        st.builds(s.UnaryComparison, comparison, inner),
    )


EXPRESSIONS = st.recursive(LEAVES, _grow, max_leaves=12)


@settings(max_examples=400, deadline=None)
@given(EXPRESSIONS)
def test_a_printed_tree_is_read_as_the_same_tree(tree: s.Node) -> None:
    text = write(tree)
    note(text)

    again = parse_expression(text, AWKWARD)

    assert again == tree, text
    assert write(again) == text


@settings(max_examples=150, deadline=None)
@given(st.lists(EXPRESSIONS, max_size=3), st.booleans())
def test_printed_tests_are_read_as_the_same_tests(items: list[s.Node], negated: bool) -> None:  # noqa: FBT001
    tests = s.Tests(tuple(items), negated and bool(items))

    text = write(tests)

    note(text)
    assert parse_tests(text, AWKWARD) == tests
