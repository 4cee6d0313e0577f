"""A decision is told in sentences: what it was asked, and what the row says."""

from engine.decisions import explain, load
from tests.engine.decisions.dmn_file import table

INPUTS = [("days", "number"), ("area", "string")]
ROWS = [("< 8", "-", '"refund"'), (">= 8", '"north"', '"ask"'), (">= 8", 'not("north")', '"none"')]
NOTES = ["七天内可退 / within seven days (REQ-318, REQ-324)", "北方另议 / the north asks", "只有中文"]


def noted() -> bytes:
    head = 'name="退货"><description>Returns. More.</description>'
    xml = table(ROWS, INPUTS).decode().replace('name="Decide">', head)
    for note in NOTES:
        entry = f"</outputEntry><annotationEntry><text>{note}</text></annotationEntry></rule>"
        xml = xml.replace("</outputEntry></rule>", entry, 1)
    return xml.encode()


def told(xml: bytes, **inputs: object) -> list[tuple[str, str]]:
    model = load(xml)
    record = model.evaluate("decide", inputs).record.to_json()
    return [(each.zh, each.en) for each in explain(model, record, {"north": ("北方", "the north")})]


def test_a_note_is_told_in_both_languages_with_the_inputs_that_counted() -> None:
    assert told(noted(), days=3, area="south") == [
        ("退货（days：3）：七天内可退。", "Returns (days: 3): Within seven days.")
    ]


def test_codes_are_told_in_words() -> None:
    assert told(noted(), days=9, area="north") == [
        ("退货（days：9，area：北方）：北方另议。", "Returns (days: 9, area: the north): The north asks.")
    ]


def test_a_note_in_one_language_is_told_as_it_is() -> None:
    assert told(noted(), days=9, area="south")[0][1] == "Returns (days: 9, area: south): 只有中文."


def test_texts_that_a_row_puts_out_come_before_its_note() -> None:
    rows = [(*ROWS[0], '"可以退货。"', '"You may return it."')]
    xml = table(rows, INPUTS, ("remedy", "text_zh", "text_en"))

    assert told(xml, days=3) == [("Decide（days：3）：可以退货。", "Decide (days: 3): You may return it.")]


def test_where_no_row_fired_there_is_nothing_to_tell() -> None:
    assert told(noted(), area="north") == []
