"""Documents, sentences and words."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of characters of `Document.content`; a tuple, for thousands are made of one document."""

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """True when `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """True when the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it came; its text is never altered."""

    id: str
    text: str
    title: str | None = None
    published: date | datetime | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    origin: str | None = None  # the file, line or address it was read from
    modified: date | datetime | None = None  # when it was last changed, where it says so
    taken_for: str | None = None  # what its file was taken for: "web page, cp1252 (guessed)"
    content: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Joins title and text into the string that all spans count in."""
        object.__setattr__(self, "content", f"{self.title}\n\n{self.text}" if self.title else self.text)

    @property
    def title_offset(self) -> int:
        """Offset of the text's first character in `content`; 0 when there is no title."""
        return len(self.content) - len(self.text)

    @property
    def published_day(self) -> date | None:
        """The day of publication, without its hour."""
        return self.published.date() if isinstance(self.published, datetime) else self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something that was given and is no document: a malformed line, a binary file, a text beyond the bound."""

    id: str  # what stands in for the document's id: "news.jsonl:17"
    origin: str  # the file or line
    reason: str  # a sentence


class Word(NamedTuple):
    """One token with its place in the parse (Universal Dependencies v2); a tuple, for there is one for every word."""

    text: str
    start: int
    end: int
    lemma: str
    pos: str
    dep: str
    head: int  # index in the sentence of the governor; its own index for the root
    morph: str = ""  # "Number=Sing|Person=3"
    entity: str = ""  # "PERSON", "PLACE", "ORGANIZATION" or ""
    entity_start: bool = False  # first word of its name


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence; `words` is empty while nobody has parsed it."""

    index: int
    start: int
    end: int
    words: tuple[Word, ...] = ()
    span: Span = field(init=False, repr=False, compare=False)  # from `start` to `end`

    def __post_init__(self) -> None:
        """Makes the span, which every finder asks for."""
        object.__setattr__(self, "span", Span(self.start, self.end))
