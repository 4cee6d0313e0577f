"""What the codes are called that deployed models set themselves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.model.decision import DecisionOutline
from engine.model.definition import ResourceKind
from engine.model.process import Process
from engine.model.vocabulary import Vocabulary, Word, process_words
from engine.ports.engine import Engine
from engine.queries.comparison import latest_outlines
from engine.queries.definition import latest_of


def vocabulary(engine: Engine) -> Vocabulary:
    """Return the words of the newest version of every process and decision."""
    with engine.store.read() as reader:
        newest = latest_of(reader, ResourceKind.PROCESS)
        processes = [engine.shelf.process(reader, each.id) for each in newest]
    return vocabulary_of(processes, latest_outlines(engine))


def vocabulary_of(processes: Sequence[Process], outlines: Iterable[DecisionOutline]) -> Vocabulary:
    """Return what some models call their codes, each once."""
    told = (word for process in processes for word in process_words(process))
    results = _results(processes)
    return Vocabulary(tuple(dict.fromkeys([*told, *_decided(outlines, results)])), results)


def _results(processes: Iterable[Process]) -> dict[str, str]:
    called = (each.called_decision for process in processes for each in process.elements.values())
    return {each.result_variable: each.decision for each in called if each is not None}


def _decided(outlines: Iterable[DecisionOutline], results: Mapping[str, str]) -> Iterator[Word]:
    for outline in outlines:
        columns = outline.table.outputs if outline.table else ()
        yield from (word for column in columns for word in column.words)
        yield from outline.words
        # What has one output is that value itself, without its name.
        own = columns[0].words if len(columns) == 1 else outline.words
        unnamed = outline.id if len(columns) != 1 else columns[0].expression or outline.id
        for variable in (name for name, decision in results.items() if decision == outline.id):
            yield from (replace(word, variable=variable) for word in own if word.variable == unnamed)
