"""A brief as data: what is said, and what each sentence rests on. How it is set comes after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from recoupe.briefing.sentences import Note, Said, tell_incident
from recoupe.briefing.wording import Wording
from recoupe.export.redaction import know_circle, redact_incident, redact_words
from recoupe.export.tables import standing_figure
from recoupe.export.xml_text import clean
from recoupe.records import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a brief is asked to be about; `reason` is why names of private people are written, None to withhold them."""

    since: date | None = None
    until: date | None = None
    where: str | None = None
    made: date
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with the numbers of its notes."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One incident in a brief."""

    incident: Incident
    heading: str
    sentences: tuple[Sentence, ...]
    row: tuple[str, ...]  # of the table


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All of a brief, in words."""

    wording: Wording
    title: str
    lines: tuple[str, ...]  # period, place, day, method
    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]  # numbered from 1


@dataclass(slots=True)
class Notebook:
    """The notes of a brief, each with its number; the same note is taken once."""

    notes: dict[Note, int] = field(default_factory=dict)

    def number(self, note: Note) -> int:
        """The number of a note."""
        return self.notes.setdefault(note, len(self.notes) + 1)


def make_brief(incidents: Sequence[Incident], contents: Mapping[str, str], asked: Asked, wording: Wording) -> Brief:
    """The brief of incidents; `contents` maps the ids of their documents to what spans count in."""
    book = Notebook()
    entries = [make_entry(incident, tell(incident, contents, asked, wording), wording, book) for incident in incidents]
    return Brief(
        wording=wording,
        title=wording.say("title"),
        lines=opening(asked, len(entries), wording),
        entries=tuple(entries),
        notes=tuple(book.notes),
    )


def tell(incident: Incident, contents: Mapping[str, str], asked: Asked, wording: Wording) -> tuple[Said, ...]:
    """What is said of an incident, names of private people withheld unless there is a reason."""
    if asked.reason is not None:
        return tell_incident(incident, contents, wording)
    mask = wording.say("private")
    circle = know_circle(incident, [contents.get(each, "") for each in incident.documents])
    said = tell_incident(redact_incident(incident, mask), contents, wording)
    return tuple(each.map_words(lambda words: redact_words(words, circle, mask)) for each in said)


def make_entry(incident: Incident, said: Sequence[Said], wording: Wording, book: Notebook) -> Entry:
    """The entry of an incident; its first sentence is its heading too."""
    sentences = tuple(Sentence(text=each.text, notes=tuple(book.number(note) for note in each.notes)) for each in said)
    return Entry(
        incident=incident, heading=said[0].text.rstrip("."), sentences=sentences, row=table_row(incident, wording)
    )


def table_row(incident: Incident, wording: Wording) -> tuple[str, ...]:
    """Day, place, what, killed, origins and outlets, support."""
    killed, origins = standing_figure(incident, "killed"), incident.independent_origins
    counted = str(origins.low) if origins.low == origins.high else f"{origins.low}-{origins.high}"
    disputed = any(conflict.field == "killed" for conflict in incident.conflicts)
    toll = wording.figure(killed) if killed else ""
    where = incident.place
    return (
        wording.when(incident.date),
        f"{clean(where.name)} ({where.country})" if where else wording.say("place_unknown"),
        f"{wording.word('types', incident.type.value)}, {wording.word('outcomes', incident.outcome.value)}",
        f"{toll} ({wording.word('grades', 'contested')})" if disputed else toll,
        f"{counted}/{len(incident.outlets)}",
        wording.word("grades", incident.support.grade),
    )


def opening(asked: Asked, number: int, wording: Wording) -> tuple[str, ...]:
    """The lines under the title."""
    days = {name: wording.day(day) for name, day in (("since", asked.since), ("until", asked.until)) if day}
    period = {0: "always", 2: "period"}.get(len(days), next(iter(days), "always"))
    lines = [wording.say(period, **days)]
    lines += [wording.say("where", where=asked.where)] if asked.where else []
    lines += [wording.say("made", day=wording.day(asked.made)), counted_incidents(number, wording)]
    privacy = wording.say("withheld") if asked.reason is None else wording.say("named", reason=asked.reason)
    return (*lines, wording.say("method"), privacy)


def counted_incidents(number: int, wording: Wording) -> str:
    """ "3 incidents"."""
    if number == 0:
        return wording.say("none")
    return wording.say("count_one") if number == 1 else wording.say("count", number=number)
