"""A brief in Markdown, with footnotes."""

import re
from collections.abc import Iterator

from recoupe.briefing.brief import Brief, Entry
from recoupe.briefing.sentences import Note

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def write_markdown(brief: Brief, picture: str | None = None) -> str:
    """The brief as text, `picture` being the file of its map; words of articles cannot become markup."""
    return "\n".join(_lines(brief, picture)) + "\n"


def plain(words: str) -> str:
    """Words on one line, in which no sign means anything to Markdown."""
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))


def _lines(brief: Brief, picture: str | None) -> Iterator[str]:
    say = brief.wording.say
    yield from (f"# {brief.title}", "", *(f"{plain(line)}  " for line in brief.lines), "")
    if picture:
        yield from (f"![{plain(say('map'))}](<{picture}>)", "")
    if brief.entries:
        yield from (f"## {say('table')}", "", *_table(brief), "")
    for entry in brief.entries:
        yield from _entry(entry)
    if brief.notes:
        yield from (f"## {say('sources')}", "")
        yield from (f"[^{number}]: {plain_note(note, brief)}" for number, note in enumerate(brief.notes, 1))


def _table(brief: Brief) -> Iterator[str]:
    columns = brief.wording.table["phrases"]["columns"]
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    yield from (f"| {' | '.join(plain(cell) for cell in entry.row)} |" for entry in brief.entries)


def _entry(entry: Entry) -> Iterator[str]:
    yield from (f"## {plain(entry.heading)}", "")
    for sentence in entry.sentences:
        yield f"- {plain(sentence.text)}{''.join(f'[^{number}]' for number in sentence.notes)}"
    yield from ("", f"`{entry.incident.id}`", "")


def plain_note(note: Note, brief: Brief) -> str:
    """The words, the chain, the document."""
    say = brief.wording.say
    words = f"{say('open')}{plain(note.quote)}{say('close')} " if note.quote else ""
    document = ", ".join(plain(each) for each in (note.title, note.published) if each)
    address = f" <{note.url}>" if re.fullmatch(r"https?://[^\s<>]+", note.url) else ""
    return f"{words}{plain(note.chain)}{f' ({document})' if document else ''}{address}"
