"""A brief as one HTML page that needs nothing from outside, for screen and paper; and as PDF through a browser."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from recoupe.briefing.brief import Brief, Entry
from recoupe.briefing.outline_map import draw_map
from recoupe.briefing.sentences import Note
from recoupe.errors import InputError

STYLE = """
body{font:11pt/1.5 Georgia,'Times New Roman',serif;color:#1d1d1b;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem;margin:0 0 .5rem}h2{font-size:1.15rem;margin:1.6rem 0 .3rem;break-after:avoid}
.lines{color:#555;margin:0 0 1rem}.lines span{display:block}figure{margin:1rem 0}figcaption{font-size:.85em;color:#555}
svg{width:100%;height:auto;border:1px solid #ccc}table{border-collapse:collapse;width:100%;font-size:.9em}
th,td{text-align:left;vertical-align:top;padding:.25rem .5rem .25rem 0;border-bottom:1px solid #ddd}
sup a{text-decoration:none;color:#1f5a8a}li{margin:.15rem 0}ol.notes{font-size:.85em;padding-left:2rem}
ol.notes li,section{break-inside:avoid}code{font-size:.8em;color:#777}a{color:#1f5a8a;overflow-wrap:anywhere}
@page{size:A4;margin:18mm}
"""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page may load: nothing. It has no script; words of articles are escaped."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
LONGEST_PRINT = 120
"""Seconds that a browser may take."""


def write_page(brief: Brief) -> str:
    """The page."""
    return "".join(_parts(brief))


def draw_brief(brief: Brief) -> str:
    """The map of a brief; "" where none of its incidents is on it."""
    return draw_map([entry.incident for entry in brief.entries], brief.wording.say("map"))


def print_pdf(page: str, output: Path) -> None:
    """Prints a page to a PDF file; raises InputError where there is no browser, or where it fails."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise InputError(
            f"a PDF is printed by a browser and none was found ({', '.join(BROWSERS)});"
            " install chromium, or write --format html and print that"
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "brief.html"
        source.write_text(page, encoding="utf-8")
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # which root cannot have
        command = [browser, "--headless", "--disable-gpu", "--no-pdf-header-footer", *sandbox]
        command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={output.absolute()}", source.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_PRINT, check=False)
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise InputError(f"{browser} did not print the brief ({problem}); write --format html") from problem
    if done.returncode or not output.is_file():
        said = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise InputError(f"{browser} did not print the brief ({said[0][:200]}); write --format html and print that")


def _parts(brief: Brief) -> Iterator[str]:
    say = brief.wording.say
    yield f'<!DOCTYPE html><html lang="{brief.wording.language}"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{escape(brief.title)}</title><style>{STYLE}</style></head><body><h1>{escape(brief.title)}</h1>"
    yield f'<p class="lines">{"".join(f"<span>{escape(line)}</span>" for line in brief.lines)}</p>'
    if drawn := draw_brief(brief):
        yield f"<figure>{drawn}<figcaption>{escape(say('map'))}</figcaption></figure>"
    if brief.entries:
        yield from _table(brief)
    yield from (_entry(entry) for entry in brief.entries)
    if brief.notes:
        notes = "".join(_note(number, note) for number, note in enumerate(brief.notes, 1))
        yield f'<h2>{escape(say("sources"))}</h2><ol class="notes">{notes}</ol>'
    yield "</body></html>\n"


def _table(brief: Brief) -> Iterator[str]:
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in brief.wording.table["phrases"]["columns"])
    yield f"<h2>{escape(brief.wording.say('table'))}</h2><table><thead><tr>{columns}</tr></thead><tbody>"
    for entry in brief.entries:
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in entry.row)}</tr>"
    yield "</tbody></table>"


def _entry(entry: Entry) -> str:
    said = "".join(
        f"<li>{escape(sentence.text)}{''.join(_mark(number) for number in sentence.notes)}</li>"
        for sentence in entry.sentences
    )
    return f"<section><h2>{escape(entry.heading)}</h2><ul>{said}</ul><code>{escape(entry.incident.id)}</code></section>"


def _mark(number: int) -> str:
    return f'<sup><a href="#note-{number}">[{number}]</a></sup>'


def _note(number: int, note: Note) -> str:
    words = f"<q>{escape(note.quote)}</q> " if note.quote else ""
    document = ", ".join(escape(each) for each in (note.title, note.published) if each)
    address = escape(note.url, quote=True)
    link = f' <a href="{address}" rel="noreferrer">{address}</a>' if re.match(r"https?://", note.url) else ""
    return f'<li id="note-{number}">{words}{escape(note.chain)}{f" ({document})" if document else ""}{link}</li>'
