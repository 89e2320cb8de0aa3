"""Incidents as blocks for people to read: what, where, when, who, on whose word, and the words it came from."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from recoupe.explain import describe, quote
from recoupe.records import Account, Decision, Incident, IncidentClaim, Origins, Outcome, Voice

SHOWN = (
    "outcome",
    "date",
    "place",
    "weapons",
    "targets",
    "perpetrators",
    "defenders",
    "killed",
    "injured",
    "missing",
    "captured",
)
MOST_WORDS = 110
"""Characters of evidence shown a line; the whole of it is under `recoupe explain`."""

PIPED_WIDTH = 116
"""Columns of text that goes into a pipe or file."""

MOST_QUOTES = 2
"""Passages quoted for one value; the rest are under `recoupe explain` too."""

LONGEST_INITIALS = 4
"""Letters of an agency's identifier that are its initials: AP, AFP, ANSA; Reuters and Xinhua are names."""

GRADES = {"confirmed": "green", "fair": "green", "weak": "yellow", "contested": "red", "discounted": "red"}


def make_console(*, stderr: bool = False) -> Console:
    """A console that colours on terminals only, heeds NO_COLOR, and does not fold lines that go into a pipe."""
    console = Console(stderr=stderr, highlight=False)
    if console.is_terminal:
        return console
    return Console(file=Trimmed(sys.stderr if stderr else sys.stdout), highlight=False, width=PIPED_WIDTH)  # type: ignore[arg-type]


class Trimmed:
    """A stream without the blanks at line ends that tables are filled up with."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Writes text that ends with its lines, as rich gives it."""
        self.stream.write(re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE))
        return len(text)

    def flush(self) -> None:
        """Hands everything on."""
        self.stream.flush()


def incident_block(incident: Incident, contents: Mapping[str, str], number: int | None = None) -> RenderableType:
    """One incident in full. `contents` maps document ids to the strings that spans count in."""
    below = (setting(incident), backing(incident))
    parts: list[RenderableType] = [headline(incident, number), *(Padding(each, (0, 0, 0, 3)) for each in below)]
    parts.append(Padding(facts_table(incident, contents), (1, 0, 0, 3)))
    notes = (
        *contradictions(incident),
        *doubts(incident),
        *ordinals(incident, contents),
        *wordings(incident),
        *decision_lines(incident),
    )
    parts.extend(Padding(each, (0, 0, 0, 3)) for each in notes)
    return Group(*parts, "")


def headline(incident: Incident, number: int | None) -> Text:
    """ "1  DRONE STRIKE, intercepted   2022-01-04-ain-al-asad-3f9c21"."""
    text = Text(f"{number}  " if number else "")
    text.append(incident.type.value.replace("_", " ").upper(), style="bold")
    text.append(
        f", {describe(incident.outcome)}", style="bold" if incident.outcome is Outcome.CARRIED_OUT else "bold cyan"
    )
    return text.append(f"   {incident.id}", style="dim")


def setting(incident: Incident) -> Text:
    """Where and when, for the second line."""
    when = describe(incident.date) if incident.date else "date not said"
    place = incident.place
    where = describe(place) if place else "place not said"
    text = Text(where).append(f" · {when}")
    if place and place.latitude is not None and place.longitude is not None:
        text.append(f" · {place.latitude:.2f}, {place.longitude:.2f} ({place.precision.value})", style="dim")
    return text


def backing(incident: Incident) -> Text:
    """How many independent origins stand behind how many outlets, and the grade with its reason."""
    origins, outlets = incident.independent_origins, len(incident.outlets)
    text = Text().append(count_origins(origins), style="bold")
    text.append(f" behind {plural(outlets, 'outlet')}")
    if incident.agencies:
        text.append(f" (agencies: {', '.join(agency_name(agency) for agency in incident.agencies)})")
    text.append(" · ").append(incident.support.grade, style=GRADES.get(incident.support.grade, ""))
    return text.append(f": {incident.support.reason}", style="dim")


def agency_name(identifier: str) -> str:
    """What an agency is called: "afp" is AFP, "reuters" is Reuters."""
    return identifier.upper() if len(identifier) <= LONGEST_INITIALS else identifier.title()


def facts_table(incident: Incident, contents: Mapping[str, str]) -> Table:
    """Every value that was reported of every field, with its origins and the words of its earliest document."""
    several = len(incident.documents) > 1
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_header=several)
    table.add_column("", style="dim", no_wrap=True, min_width=12)
    table.add_column("reported", ratio=2)
    if several:
        table.add_column("origins/outlets", no_wrap=True)
    table.add_column("in these words, on whose word", ratio=5)
    last = ""
    for claim in sorted_claims(incident):
        counted = [Text(count_of(claim))] if several else []
        name = claim.field if claim.field != last else ""
        table.add_row(name, value_text(claim, incident), *counted, evidence(claim, incident, contents))
        last = claim.field
    return table


def sorted_claims(incident: Incident) -> list[IncidentClaim]:
    """The claims in the order of reading; what stands before what was superseded, well-founded first."""
    shown = [claim for claim in incident.claims if claim.field in SHOWN]
    return sorted(
        shown, key=lambda each: (SHOWN.index(each.field), each.superseded, -each.origins.low, -each.origins.high)
    )


def value_text(claim: IncidentClaim, incident: Incident) -> Text:
    """A value, and whether it still stands."""
    standing = not claim.superseded and not claim.denied_by
    text = Text().append(describe(claim.value), style="bold" if standing else "dim")
    decided = next((each for each in incident.decisions if each.key == claim.decision), None)
    if decided:
        text.append(f" {'set aside' if claim.superseded else 'amended'} by {signature(decided)}", style="cyan")
    elif claim.superseded:
        text.append(" superseded", style="yellow")
    if claim.denied_by:
        text.append(f" denied by {', '.join(claim.denied_by)}", style="red")
    return text


def count_of(claim: IncidentClaim) -> str:
    """ "2/5": two independent origins behind five outlets; "1-2/5" where they may be one or two."""
    if not claim.documents:  # a person gave it
        return ""
    low, high = claim.origins.low, claim.origins.high
    return f"{low if low == high else f'{low}-{high}'}/{len(claim.outlets)}"


def evidence(claim: IncidentClaim, incident: Incident, contents: Mapping[str, str]) -> Text:
    """The words of the earliest document that has the value, and the way they took there."""
    spans = () if isinstance(claim.value, Outcome) else claim.value.spans
    words = quote(contents.get(claim.documents[0], ""), spans)[:MOST_QUOTES] if claim.documents else ()
    text = Text()
    if words:
        text.append(shorten(" … ".join(f"“{each}”" for each in words)) + " ", style="italic")
    chains = list(dict.fromkeys(" → ".join(voice.chain) for voice in nearest_voices(claim, incident) if voice.chain))
    if not chains:
        text.append(claim.outlets[0] if claim.outlets else "", style="dim")
    else:
        text.append(chains[0], style="dim")
        text.append(f" (+{len(chains) - 1})" if len(chains) > 1 else "", style="dim")
    return text


def nearest_voices(claim: IncidentClaim, incident: Incident) -> list[Voice]:
    """The voices of a claim, those of the document whose words are shown first, and of them the deepest."""
    outlets = {telling.passport.id: telling.passport.outlet for telling in incident.tellings}
    outlet = outlets.get(claim.documents[0]) if claim.documents else None
    return sorted(claim.voices, key=lambda voice: (voice.outlet != outlet, -len(voice.chain)))


def contradictions(incident: Incident) -> Iterator[Text]:
    """What the accounts contradict one another on."""
    for conflict in incident.conflicts:
        yield Text("contradiction  ", style="bold red").append(f"{conflict.field}: {conflict.reason}", style="not bold")


def doubts(incident: Incident) -> Iterator[Text]:
    """Documents whose date cannot be right."""
    outlets = {telling.passport.id: telling.passport.outlet or telling.passport.id for telling in incident.tellings}
    for document, reason in incident.doubted:
        text = f"{outlets.get(document, document)}: {reason}; nothing is traced back to it by its date"
        yield Text("date in doubt  ", style="yellow").append(text, style="not bold")


def ordinals(incident: Incident, contents: Mapping[str, str]) -> Iterator[Text]:
    """Which of several attacks the accounts say that it is."""
    told: dict[tuple[int, str | None], tuple[str, ...]] = {}
    for telling in incident.tellings:
        if telling.event.ordinal:
            words = quote(contents.get(telling.passport.id, ""), telling.event.ordinal.spans)
            told.setdefault((telling.event.ordinal.number, telling.event.ordinal.window), words)
    for (number, window), words in told.items():
        text = Text("one of several  ", style="cyan").append(f"number {number}", style="not bold")
        text.append(f" in {window}" if window else "").append(f" “{words[0]}”" if words else "", style="italic")
        yield text


def wordings(incident: Incident) -> Iterator[Text]:
    """Loaded wording, by outlet."""
    by_outlet: dict[str, list[str]] = {}
    for outlet, wording in incident.loaded:
        by_outlet.setdefault(outlet, []).append(f"“{wording.text}”")
    for outlet, words in by_outlet.items():
        yield Text(f"wording of {outlet}  ", style="magenta").append(", ".join(words), style="not bold")


def decision_lines(incident: Incident) -> Iterator[Text]:
    """What people have decided, when and why."""
    for each in incident.decisions:
        done = f"{each.verb.value} {each.field}" if each.field else each.verb.value
        text = Text("decision  ", style="cyan").append(f"{each.key}: {done}, {signature(each)}", style="not bold")
        text.append(f": {each.reason}" if each.reason else "", style="not bold")
        yield text.append("  what it was based on has changed since" if each.flagged else "", style="yellow")


def signature(decision: Decision) -> str:
    """ "Awa, 2026-11-28"."""
    return f"{decision.user}, {decision.made[:10]}"


def background_lines(accounts: Sequence[Account]) -> Iterator[Text]:
    """What holds rather than happens: troop presence, agreements, anniversaries, deadlines."""
    for account in accounts:
        for fact in account.background:
            words = " ".join(fact.text.split())
            text = Text(f"   {fact.kind.replace('_', ' ')}  ", style="dim")
            yield text.append(shorten(f"“{words}”"), style="italic not dim").append(f"  {account.document.id}")


def count_origins(origins: Origins) -> str:
    """ "1 independent origin", "2 to 3 independent origins"."""
    if origins.low == origins.high:
        return plural(origins.low, "independent origin")
    return f"{origins.low} to {origins.high} independent origins"


def plural(number: int, noun: str) -> str:
    """ "1 outlet", "3 outlets"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shorten(words: str) -> str:
    """Words on one line, cut with an ellipsis."""
    line = " ".join(words.split())
    return line if len(line) <= MOST_WORDS else f"{line[: MOST_WORDS - 1].rstrip()}…"
