"""A text that is no FEEL is refused with its place, in words that a process owner understands."""

import pytest

from engine.decisions import FeelSyntaxError, compile_expression, compile_unary_tests


@pytest.mark.parametrize(
    ("text", "line", "column", "part", "part_zh"),
    [
        ("1 +", 1, 4, "expected a value, found the end", "应为一个值，实际为结尾"),
        ("a，b", 1, 2, "full-width", "全角"),
        ("（a）", 1, 1, "write ( instead", "请改用半角 ("),
        ('"open', 1, 1, "not closed", "没有结束引号"),
        ("if a then b", 1, 12, "expected else", "应为 else"),
        ("1 +\n  * 2", 2, 3, "found “*”", "实际为“*”"),
        ("a == b", 1, 4, "found “=”", "“=”"),
        ("f(1, x: 2)", 1, 2, "name all arguments or none", "全部命名"),
        ("{a 1}", 1, 2, "expected the name of an entry", "条目名称"),
        ("[1, 2", 1, 6, "expected , or ]", "应为 , 或 ]"),
        ("a & b", 1, 3, "has no meaning", "不能使用"),
        ("a == b", 1, 4, "compare with a single =", "比较请用单个 ="),
        ("a && b", 1, 3, "write and", "请写 and"),
        ("'text'", 1, 1, "double quotes", "双引号"),
        ("x in 1..5", 1, 7, "[1..5]", "[1..5]"),
        ("price % 3", 1, 7, "modulo(a, b)", "modulo(a, b)"),
        ("a？", 1, 2, "write ? instead", "请改用半角 ?"),
        ("for x return x", 1, 7, "expected in", "应为 in"),
        ("1 2", 1, 3, "does not fit", "无法理解"),
        ("/* never closed", 1, 1, "comment is not closed", "注释没有结束"),
        ("", 1, 1, "expected a value", "应为一个值"),
        ("x instance number", 1, 12, "expected of", "应为 of"),
        ("9" * 7000 + "e9999", 1, 1, "too large", "过大"),
    ],
)
def test_an_error_has_a_place_and_two_languages(
    text: str, line: int, column: int, part: str, part_zh: str
) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        compile_expression(text)

    error = caught.value
    assert (error.line, error.column) == (line, column)
    assert part in str(error)
    assert part_zh in error.message_zh


def test_cells_are_refused_alike() -> None:
    with pytest.raises(FeelSyntaxError, match="Line 1, column 4"):
        compile_unary_tests("< 5]")
