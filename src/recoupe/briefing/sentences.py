"""An incident in sentences, each with the notes that lead to its evidence; what is contested is said as such."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from recoupe.briefing.wording import Wording
from recoupe.explain import quote
from recoupe.export.xml_text import clean
from recoupe.records import (
    EventDate,
    EventPlace,
    Figure,
    Incident,
    IncidentClaim,
    Party,
    Passport,
    Telling,
    WeaponUse,
)

FIGURES = ("killed", "injured", "missing", "captured")

MOST_NOTES = 3
"""Notes of one value: its first document, and others that have it on another word."""

LONGEST_QUOTE = 240
"""Characters of a note's quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a sentence rests on: words, who published them, and the way they took there."""

    quote: str  # to the letter; "" where the document as a whole is meant
    outlet: str
    chain: str  # "L'Écho de Ouaga → AFP → l'état-major"
    title: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence and its notes."""

    text: str
    notes: tuple[Note, ...]

    def map_words(self, change: Callable[[str], str]) -> "Said":
        """The same with the words of articles changed."""
        notes = (
            replace(each, quote=change(each.quote), chain=change(each.chain), title=change(each.title))
            for each in self.notes
        )
        return Said(text=change(self.text), notes=tuple(notes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """An incident with what its sentences need."""

    incident: Incident
    contents: Mapping[str, str]
    wording: Wording

    def claims(self, field: str) -> list[IncidentClaim]:
        """The claims of a field, well-founded first."""
        found = [claim for claim in self.incident.claims if claim.field == field]
        return sorted(found, key=lambda claim: (-claim.origins.low, -claim.origins.high, -len(claim.documents)))

    def standing(self, field: str) -> list[IncidentClaim]:
        """Those that nobody replaced or denied."""
        return [claim for claim in self.claims(field) if not claim.superseded and not claim.denied_by]


def tell_incident(incident: Incident, contents: Mapping[str, str], wording: Wording) -> tuple[Said, ...]:
    """The sentences of an incident: what, how many, who, on whom, with what, how well founded."""
    teller = Teller(incident=incident, contents=contents, wording=wording)
    return (
        tell_what(teller),
        *tell_tolls(teller),
        *tell_perpetrators(teller),
        *tell_names(teller, "targets", "target"),
        *tell_names(teller, "weapons", "weapon"),
        *tell_conflicts(teller),
        tell_support(teller),
    )


def tell_what(teller: Teller) -> Said:
    """ "Armed attack, carried out: Koutougou (Burkina Faso), known to the town, Monday 19 August 2019."."""
    incident, wording = teller.incident, teller.wording
    kind = wording.word("types", incident.type.value)
    text = wording.say(
        "what",
        kind=kind[:1].upper() + kind[1:],
        outcome=wording.word("outcomes", incident.outcome.value),
        place=wording.place(incident.place),
        date=wording.when(incident.date),
    )
    claims = [claim for field in ("outcome", "date", "place") for claim in teller.standing(field)[:1]]
    return Said(text=text, notes=notes_of(teller, claims) or document_notes(teller))


def tell_tolls(teller: Teller) -> Iterator[Said]:
    """A sentence for each toll; several that exclude one another in one sentence that says so."""
    wording = teller.wording
    for field in FIGURES:
        name = wording.word("fields", field)
        claims = teller.standing(field)
        if len(claims) > 1 and any(conflict.field == field for conflict in teller.incident.conflicts):
            values = "; ".join(wording.say("value", **_held(teller, claim)) for claim in claims)
            text = wording.say("contested", field=name[:1].upper() + name[1:], values=values)
            yield Said(text=text, notes=notes_of(teller, claims))
        else:
            yield from (tell_toll(teller, field, claim) for claim in claims)
        yield from tell_replaced(teller, field)
    if not teller.claims("killed"):
        yield Said(text=wording.say("no_toll"), notes=document_notes(teller))


def tell_toll(teller: Teller, field: str, claim: IncidentClaim) -> Said:
    """ "24 killed, on the word of 1 to 2 independent origins."."""
    name = teller.wording.word("fields", field)
    text = teller.wording.say("toll", field=name, **_held(teller, claim))
    return Said(text=text[:1].upper() + text[1:], notes=notes_of(teller, [claim]))


def tell_replaced(teller: Teller, field: str) -> Iterator[Said]:
    """Tolls that their own source replaced, and those that somebody denies."""
    wording, name = teller.wording, teller.wording.word("fields", field)
    for claim in teller.claims(field):
        if claim.superseded and isinstance(claim.value, Figure):
            figure = wording.figure(claim.value)
            text = wording.say("superseded", field=name[:1].upper() + name[1:], figure=figure)
            yield Said(text=text, notes=notes_of(teller, [claim]))
        elif claim.denied_by and isinstance(claim.value, Figure):
            value = f"{wording.figure(claim.value)} {name}"
            text = wording.say("denied", value=value, deniers=", ".join(claim.denied_by))
            yield Said(text=text, notes=notes_of(teller, [claim]))


def tell_perpetrators(teller: Teller) -> Iterator[Said]:
    """Who is said to have done it, and on what ground; that nobody is named is said too."""
    wording, told = teller.wording, False
    for claim in teller.claims("perpetrators"):
        if isinstance(claim.value, Party) and not claim.superseded:
            told = True
            basis = f" ({wording.word('bases', claim.value.basis.value)})" if claim.value.basis else ""
            text = wording.say("perpetrator", origins=wording.origins(claim.origins), name=name_of(claim), basis=basis)
            yield Said(text=text, notes=notes_of(teller, [claim]))
            if claim.denied_by:
                denied = wording.say("denied", value=name_of(claim), deniers=", ".join(claim.denied_by))
                yield Said(text=denied, notes=notes_of(teller, [claim]))
    if not told:
        yield Said(text=wording.say("nobody_named"), notes=document_notes(teller))


def tell_names(teller: Teller, field: str, phrase: str) -> Iterator[Said]:
    """A sentence for each target or weapon that stands."""
    for claim in teller.standing(field):
        if isinstance(claim.value, Party | WeaponUse):
            origins = teller.wording.origins(claim.origins)
            text = teller.wording.say(phrase, origins=origins, name=name_of(claim))
            yield Said(text=text, notes=notes_of(teller, [claim]))


def tell_conflicts(teller: Teller) -> Iterator[Said]:
    """On what the accounts contradict one another."""
    fields = [conflict.field for conflict in teller.incident.conflicts]
    if fields:
        named = ", ".join(teller.wording.word("fields", field).lower() for field in fields)
        claims = [claim for field in fields for claim in teller.standing(field)]
        notes = notes_of(teller, claims) or document_notes(teller)
        yield Said(text=teller.wording.say("disagree", fields=named), notes=notes)


def tell_support(teller: Teller) -> Said:
    """ "Support: weak; 1 independent origin behind 4 outlets."."""
    incident, wording = teller.incident, teller.wording
    text = wording.say(
        "support",
        grade=wording.word("grades", incident.support.grade),
        origins=wording.origins(incident.independent_origins),
        outlets=wording.counted("outlet", len(incident.outlets)),
    )
    return Said(text=text, notes=document_notes(teller))


def notes_of(teller: Teller, claims: Sequence[IncidentClaim]) -> tuple[Note, ...]:
    """The notes of claims, each once."""
    return tuple(dict.fromkeys(note for claim in claims for note in claim_notes(teller, claim)))


def claim_notes(teller: Teller, claim: IncidentClaim) -> list[Note]:
    """The words that a value was read from, and further documents that have it on another word."""
    if decision := next((each for each in teller.incident.decisions if each.key == claim.decision), None):
        day = decision.made[:10]
        said = teller.wording.say("amended", user=decision.user, day=day)
        return [Note(quote=decision.reason, outlet=decision.user, chain=said)]
    tellings: dict[str, Telling] = {}
    for telling in teller.incident.tellings:
        tellings.setdefault(telling.passport.id, telling)
    held = [tellings[each] for each in claim.documents if each in tellings][:MOST_NOTES]
    return [
        make_note(telling.passport, words_for(claim, telling, teller.contents), chain_of(claim, telling.passport))
        for telling in held
    ]


def words_for(claim: IncidentClaim, telling: Telling, contents: Mapping[str, str]) -> str:
    """The words from which a document's like value was read; those that tell of the happening where it has none."""
    found = [value for value in values_of(telling, claim.field) if is_like(value, claim)]
    spans = (found[0].spans if found else ()) or telling.event.trigger.spans
    return " … ".join(quote(contents.get(telling.passport.id, ""), spans))


def values_of(telling: Telling, field: str) -> Iterator[EventDate | EventPlace | Party | WeaponUse | Figure]:
    """The values of a field in one telling, those of its claims behind."""
    held = getattr(telling.event, field, None)
    claimed = [claim.value for claim in telling.event.claims if claim.field == field]
    for value in (*(held if isinstance(held, tuple) else (held,)), *claimed):
        if isinstance(value, EventDate | EventPlace | Party | WeaponUse | Figure):
            yield value


def is_like(value: EventDate | EventPlace | Party | WeaponUse | Figure, claim: IncidentClaim) -> bool:
    """True for a value that goes for the claim's: an equal figure, one of its wordings; dates and places always."""
    if isinstance(value, Figure):
        held = claim.value
        return isinstance(held, Figure) and (value.low, value.high) == (held.low, held.high)
    return isinstance(value, EventDate | EventPlace) or value.text in claim.wordings


def document_notes(teller: Teller) -> tuple[Note, ...]:
    """The documents of an incident, each as a whole, with the words that tell of it."""
    first: dict[str, Telling] = {}
    for telling in teller.incident.tellings:
        first.setdefault(telling.passport.id, telling)
    return tuple(
        make_note(
            telling.passport,
            " … ".join(quote(teller.contents.get(telling.passport.id, ""), telling.event.trigger.spans)),
            telling.passport.outlet or telling.passport.id,
        )
        for telling in first.values()
    )


def chain_of(claim: IncidentClaim, passport: Passport) -> str:
    """The way of the words to a document; the outlet alone where no voice of it is known."""
    voices = [voice for voice in claim.voices if voice.outlet == passport.outlet and voice.chain]
    deepest = max(voices, key=lambda voice: len(voice.chain), default=None)
    return " → ".join(deepest.chain) if deepest else passport.outlet or passport.id


def make_note(passport: Passport, words: str, chain: str) -> Note:
    """A note to a document."""
    line = " ".join(clean(words).split())
    return Note(
        quote=line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1].rstrip()}…",
        outlet=clean(passport.outlet or passport.id),
        chain=clean(chain),
        title=" ".join(clean(passport.title or "").split()),
        published=passport.published.isoformat()[:10] if passport.published else "",
        url=passport.url or "",
    )


def name_of(claim: IncidentClaim) -> str:
    """The first wording of a party or weapon."""
    value = claim.value
    words = claim.wordings[0] if claim.wordings else getattr(value, "text", "")
    return clean(str(words)).partition(" || ")[0]


def _held(teller: Teller, claim: IncidentClaim) -> dict[str, object]:
    figure = teller.wording.figure(claim.value) if isinstance(claim.value, Figure) else ""
    return {"figure": figure, "origins": teller.wording.origins(claim.origins)}
