"""Documents a second and peak memory of every stage: `make speed`, or `python -m benchmarks.speed --documents 200`.

Each stage runs in a process of its own, so that its peak memory is its own; it is timed on the same documents, after
the rules and models are loaded, and the best of three rounds counts: machines are noisy. One core. `--costs` prints
only what reading costs in terms of parsing: all of `read_document` against the parser alone over every sentence, and
what a document without an incident costs.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path

from recoupe.language.parser import MODELS  # before any part of spaCy, which it loads without its command line

# isort: split
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from recoupe.desk import Desk, Desks
from recoupe.export.contract import account_line
from recoupe.garbage import collect_rarely
from recoupe.incidents import gather_incidents
from recoupe.language.sentences import find_sentences
from recoupe.language.words import find_words
from recoupe.pipeline import annotate, find_mentions, read_document
from recoupe.reading.fingerprint import fingerprint
from recoupe.reading.language import identify_language
from recoupe.reading.lines import read_line
from recoupe.reading.passports import read_tellings
from recoupe.records import Document, Sentence, Telling
from recoupe.resources import LANGUAGES

Work = Callable[[Document], object]
SHORT_ARTICLE = """\
Two explosive drones that were flying towards an air base near Baghdad airport have been shot down on Monday, a security
official said. Nobody was hurt, according to the army, which said that the wreckage had fallen outside the perimeter. It
was the second attack within two days. On Sunday, rockets had landed near the same base, and the authorities reported
that a contractor had been slightly injured. No group has claimed responsibility. The base houses about 200 soldiers
from the coalition, who are due to leave before the end of the year.
"""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds benchmarks/")
    parser.add_argument("--documents", type=int, default=150, help="documents of each set")
    parser.add_argument("--costs", action="store_true", help="only what reading costs in terms of parsing")
    parser.add_argument("--stage", choices=STAGES, help="only this stage, without costs")
    arguments = parser.parse_args()
    collect_rarely()  # as the command line and its readers do
    if not (arguments.costs or arguments.stage):
        print(f"recoupe --help: {start_up('--help'):.2f} s; recoupe read, one short article, cold: {cold_read():.2f} s")
    folder = arguments.shared / "benchmarks"
    for name, files in {"raw news": ("news/wikinews_fr", "news/wikinews_en"), "conflict": ("newsroom/dev",)}.items():
        paths = [folder / f"{file}.jsonl" for file in files]
        if all(path.is_file() for path in paths):
            documents = load_documents(paths, arguments.documents)
            if not arguments.costs:
                print_stages(name, documents, [arguments.stage] if arguments.stage else STAGES)
            if not arguments.stage:
                print_costs(name, documents)
        else:
            print(f"{name}: {', '.join(map(str, paths))} not there: passed over")


def print_costs(name: str, documents: Sequence[Document]) -> None:
    """What reading costs in times of the parser alone, for all documents and for those that tell of no incident.

    The parser is taken as Recoupe runs it, and as spaCy by itself runs the same pipeline.
    """
    desks = Desks()
    warm(desks, documents)
    calm = [document for document in documents if not worth_parsing(desks, document)]
    print(f"\n{name}: cost in times of parsing every sentence of the same documents")
    for label, chosen in (("all documents", documents), (f"{len(calm)} documents without an incident", calm)):
        if chosen:
            parsing = seconds_of(partial(parse_every_sentence, desks), chosen)
            bare = seconds_of(partial(parse_with_spacy_alone, bare_pipelines(), desks), chosen)
            for thorough in (True, False):
                cost = seconds_of(partial(read_document, desks=desks, thorough=thorough), chosen)
                kind = "thorough" if thorough else "events alone"
                print(f"{label}, {kind}: {cost / parsing:.2f}; of spaCy's own run of it: {cost / bare:.2f}", flush=True)


def worth_parsing(desks: Desks, document: Document) -> bool:
    """True for a document with a sentence that may tell of an incident."""
    return bool(annotate(document, desk_of(desks, document), thorough=False).relevant)


def parse_every_sentence(desks: Desks, document: Document) -> None:
    """The parser alone, over every sentence."""
    spans = tuple(sentence.span for sentence in sentences_of(desks, document))
    desk_of(desks, document).parser.parse(document.content, spans)


@cache
def bare_pipelines() -> dict[str, Language]:
    """The packaged pipelines as spaCy loads them, with its own matrix products."""
    return {language: spacy.load(MODELS / language) for language in LANGUAGES}


def parse_with_spacy_alone(pipelines: dict[str, Language], desks: Desks, document: Document) -> None:
    """spaCy over the words of every sentence, and nothing made of what it finds."""
    desk = desk_of(desks, document)
    nlp = pipelines[desk.language]
    texts = (document.content[each.start : each.end] for each in sentences_of(desks, document))
    docs = (Doc(nlp.vocab, [text[a:b] for a, b in find_words(text, desk.parser.words)]) for text in texts)
    with nlp.memory_zone():
        deque(nlp.pipe(docs), maxlen=0)


def seconds_of(work: Work, documents: Sequence[Document]) -> float:
    """Seconds of the processor for one stage over the documents, the least of three rounds."""
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for document in documents:
            work(document)
        rounds.append(time.process_time() - began)
    return min(rounds)


def print_stages(name: str, documents: Sequence[Document], stages: Iterable[str]) -> None:
    """One row a stage for one set."""
    words = statistics.mean(len(document.text.split()) for document in documents)
    print(f"\n{name}: {len(documents)} documents of {words:.0f} words\n{'stage':<28}{'documents/s':>12}{'peak MB':>9}")
    for stage in stages:
        rate, peak = measured(STAGES[stage], documents)
        print(f"{stage:<28}{rate:>12.1f}{peak:>9.0f}", flush=True)


def measured(make: Callable[[Desks, Sequence[Document]], Work], documents: Sequence[Document]) -> tuple[float, float]:
    """Documents a second and peak memory (MB) of one stage in a process of its own."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=measure, args=(make, documents, theirs))
    process.start()
    rate, peak = ours.recv()
    process.join()
    return float(rate), float(peak)


def measure(make: Callable[[Desks, Sequence[Document]], Work], documents: Sequence[Document], answer: object) -> None:
    """Runs one stage over the documents and sends what it took."""
    work = make(Desks(), documents)
    seconds = seconds_of(work, documents)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.send((len(documents) / seconds, peak))  # type: ignore[attr-defined]


def desk_of(desks: Desks, document: Document) -> Desk:
    """The desk of a document whose language is declared."""
    return desks.open(document.language or "en")


def sentences_of(desks: Desks, document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document, not parsed."""
    found = find_sentences(document.content, desk_of(desks, document).sentences)
    return tuple(Sentence(index=index, start=span.start, end=span.end) for index, span in enumerate(found))


def warm(desks: Desks, documents: Sequence[Document]) -> None:
    """Loads the rules, tables and models of every language before the clock starts."""
    for document in {document.language: document for document in documents}.values():
        read_document(document, desks)


def with_desks(work: Callable[[Desks, Document], object]) -> Callable[[Desks, Sequence[Document]], Work]:
    """A stage that needs rules and models, which are loaded before the clock starts."""

    def make(desks: Desks, documents: Sequence[Document]) -> Work:
        warm(desks, documents)
        return partial(work, desks)

    return make


def without_desks(work: Work) -> Callable[[Desks, Sequence[Document]], Work]:
    """A stage that needs none; its model is loaded by a first document."""

    def make(_desks: Desks, documents: Sequence[Document]) -> Work:
        work(documents[0])
        return work

    return make


def gather(desks: Desks, documents: Sequence[Document]) -> Work:
    """Linking: all tellings at once, when the last document comes."""
    tellings: list[Telling] = [t for d in documents for t in read_tellings(read_document(d, desks, thorough=False))]
    return lambda document: gather_incidents(tellings) if document is documents[-1] else None


STAGES: dict[str, Callable[[Desks, Sequence[Document]], Work]] = {
    "language": without_desks(identify_language),
    "fingerprint": without_desks(fingerprint),
    "sentences": with_desks(sentences_of),
    "mentions, no parse": with_desks(lambda ds, d: find_mentions(d, sentences_of(ds, d), desk_of(ds, d))),
    "annotate, relevant sentences": with_desks(lambda ds, d: annotate(d, desk_of(ds, d), thorough=False)),
    "annotate, every sentence": with_desks(lambda ds, d: annotate(d, desk_of(ds, d), thorough=True)),
    "read, events alone": with_desks(lambda ds, d: read_document(d, ds, thorough=False)),
    "read, thorough": with_desks(lambda ds, d: read_document(d, ds, thorough=True)),
    "extract, line and all": with_desks(lambda ds, d: json.dumps(account_line(read_document(d, ds)))),
    "link (events at hand)": gather,
}


def load_documents(paths: Sequence[Path], number: int) -> list[Document]:
    """Documents at even distances from each file."""
    documents = []
    for path in paths:
        lines = path.read_bytes().splitlines()
        step = max(1, len(lines) // number)
        documents += [read_line(line, f"{path.name}:{at}") for at, line in enumerate(lines[::step][:number], 1)]
    return documents


def start_up(*arguments: str) -> float:
    """Seconds of one call of the command line, the median of five."""
    return statistics.median(timed([sys.executable, "-m", "recoupe", *arguments]) for _ in range(5))


def cold_read() -> float:
    """Seconds of `recoupe read` over one short article, models included."""
    text = SHORT_ARTICLE.encode()
    return statistics.median(timed([sys.executable, "-m", "recoupe", "read", "-"], text) for _ in range(3))


def timed(command: Sequence[str], given: bytes = b"") -> float:
    """Seconds of one command."""
    began = time.perf_counter()
    subprocess.run(command, input=given, capture_output=True, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
