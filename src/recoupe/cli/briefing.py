"""`recoupe brief`: incidents of a time and place, in sentences with their evidence."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from recoupe.briefing.brief import Asked, Brief, make_brief
from recoupe.briefing.markdown import write_markdown
from recoupe.briefing.page import draw_brief, print_pdf, write_page
from recoupe.briefing.wording import load_wording
from recoupe.cli.exporting import Naming, log_naming
from recoupe.cli.showing import load_contents
from recoupe.cli.streams import STANDARD, open_output
from recoupe.errors import QueryError
from recoupe.settings import load_settings
from recoupe.store.incidents import Filter, load_incidents
from recoupe.store.opening import open_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What brief is asked for."""

    since: date | None
    until: date | None
    where: str | None
    language: str
    form: str
    reason: str | None  # why names of private people are written


def write_brief(wish: Wish, output: str, location: str | None) -> None:
    """Writes the brief; what is told in passing alone is left out of it."""
    if wish.form == "pdf" and output == STANDARD:
        raise QueryError("--format pdf is no text: name a file with -o")
    settings = load_settings()
    wording = load_wording(wish.language)
    store = open_store(location or settings.store)
    incidents = [each for each in load_incidents(store, read_filter(wish)) if each.focus]
    if wish.reason is not None:
        log_naming(store, Naming(reason=wish.reason, user=settings.user), "brief")
    contents = {key: words for each in incidents for key, words in load_contents(store, each).items()}
    today = datetime.now(UTC).date()
    asked = Asked(since=wish.since, until=wish.until, where=wish.where, made=today, reason=wish.reason)
    set_brief(make_brief(incidents, contents, asked, wording), wish.form, output)


def set_brief(brief: Brief, form: str, output: str) -> None:
    """Writes a brief in its form; beside Markdown in a file goes its map."""
    if form == "pdf":
        print_pdf(write_page(brief), Path(output))
        return
    picture = None
    if form == "md" and output != STANDARD and (drawn := draw_brief(brief)):
        picture = str(Path(output).with_suffix(".svg"))
        with open_output(picture) as target:
            target.write(drawn)
    with open_output(output) as target:
        name = Path(picture).name if picture else None
        target.write(write_page(brief) if form == "html" else write_markdown(brief, name))


def read_filter(wish: Wish) -> Filter:
    """Where: two capital letters are a country, anything else a part of a place's name."""
    where = (wish.where or "").strip()
    if re.fullmatch(r"[A-Z]{2}", where):
        return Filter(since=wish.since, until=wish.until, country=where)
    return Filter(since=wish.since, until=wish.until, place=where or None)
