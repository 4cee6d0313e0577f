"""Events of the record as clients see them, each decision with its explanation."""

from collections.abc import Sequence

from aftersales.law import legal_notes
from aftersales.law.bounds import words
from aftersales.model.contact import variables_without_contacts
from api.wire.operation import EventView, ExplanationView
from api.wire.page import PageView
from engine import queries
from engine.bootstrap import Engine
from engine.clock import CHINA
from engine.model.history import HistoryEvent
from engine.model.query import Page


def event_views(engine: Engine, events: Sequence[HistoryEvent]) -> list[EventView]:
    """Return events as clients see them."""
    told = queries.explanations(engine, events, words())
    return [_view(each, told.get((each.instance_id, each.number), ())) for each in events]


def event_page(engine: Engine, found: Page[HistoryEvent], *, is_plain: bool = True) -> PageView[EventView]:
    """Return a page of events as clients see them; not `is_plain`, contact data is hidden."""
    views = event_views(engine, found.items)
    shown = views if is_plain else [_hiding(view) for view in views]
    return PageView(items=shown, next_cursor=found.next_cursor)


def _hiding(view: EventView) -> EventView:
    sealed = None if view.sealed is None else variables_without_contacts(view.sealed)
    return view.model_copy(update={"sealed": sealed})


def _view(event: HistoryEvent, sentences: Sequence[tuple[str, str]]) -> EventView:
    explanation = None
    if sentences:
        notes = legal_notes(event.sealed or {}, event.at.astimezone(CHINA).date())
        zh = [*(zh for zh, _ in sentences), *(note.zh for note in notes)]
        en = [*(en for _, en in sentences), *(note.en for note in notes)]
        explanation = ExplanationView(zh="\n".join(zh), en="\n".join(en))
    return EventView.of(event, explanation)
