"""Finds quotes with their lines."""

from dataclasses import dataclass

from aftersales.model.money import Quote, QuoteLine
from aftersales.ports.register import Found, Register, Search
from aftersales.queries.related import grouped


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quote with its lines."""

    quote: Quote
    lines: tuple[QuoteLine, ...]


def quotes(register: Register, search: Search) -> Found[QuoteCard]:
    """Return a page of quotes."""
    found = register.find(Quote, search)
    lines = grouped(register, QuoteLine, "quote_id", (each.id for each in found.items))
    return Found(tuple(QuoteCard(quote, tuple(lines[quote.id])) for quote in found.items), found.next_after)


def quote(register: Register, quote_id: str) -> QuoteCard:
    """Return one quote.

    Raises:
        NotFound: there is no such quote.
    """
    return QuoteCard(register.get(Quote, quote_id), tuple(register.all(QuoteLine, quote_id=quote_id)))
