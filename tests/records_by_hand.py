"""Records built by hand, for tests that need a document and what it says without reading anything."""

from datetime import date

from recoupe.records import (
    Account,
    Basis,
    Certainty,
    Claim,
    DatePrecision,
    Document,
    Event,
    EventDate,
    EventPlace,
    EventType,
    Figure,
    Outcome,
    Party,
    PartyKind,
    PlacePrecision,
    Source,
    SourceKind,
    Span,
    Voice,
    WeaponUse,
    Wording,
)

TEXT = "Vingt-quatre soldats ont été tués lundi à Koutougou par des hommes armés, a annoncé l'état-major."


def span(words: str, text: str = TEXT) -> tuple[Span, ...]:
    """Where the words stand in the text."""
    start = text.index(words)
    return (Span(start, start + len(words)),)


def make_voice(outlet: str = "Journal du Sahel", root: str = "BF/army-staff") -> Voice:
    return Voice(
        outlet=outlet,
        agency=None,
        speaker="l'état-major",
        body="army-staff",
        country="BF",
        named=True,
        kind=SourceKind.OFFICIAL,
        root=root,
        chain=(outlet, "l'état-major"),
        spans=span("l'état-major"),
    )


def make_source(outlet: str = "Journal du Sahel") -> Source:
    return Source(
        text="l'état-major",
        kind=SourceKind.OFFICIAL,
        chain=("l'état-major",),
        spans=span("l'état-major"),
        rule="verb before speaker",
        voice=make_voice(outlet),
    )


def make_event(identifier: str = "e1", killed: int = 24, outlet: str = "Journal du Sahel") -> Event:
    toll = Figure(low=killed, high=killed, of="soldats", spans=span("Vingt-quatre soldats"), rule="killed")
    when = EventDate(
        earliest=date(2019, 8, 19),
        latest=date(2019, 8, 19),
        precision=DatePrecision.DAY,
        spans=span("lundi"),
        rule="weekday before publication",
    )
    where = EventPlace(
        name="Koutougou",
        country="BF",
        latitude=14.45,
        longitude=-0.13,
        precision=PlacePrecision.TOWN,
        identifier="recoupe:koutougou",
        spans=span("Koutougou"),
        rule="town of the gazetteer",
    )
    source = make_source(outlet)
    return Event(
        id=identifier,
        type=EventType.ARMED_ATTACK,
        outcome=Outcome.CARRIED_OUT,
        focus=True,
        claim=Certainty.ASSERTED,
        trigger=Wording(text="tués", spans=span("tués"), rule="killed"),
        date=when,
        place=where,
        perpetrators=(
            Party(text="des hommes armés", kind=PartyKind.UNKNOWN, basis=Basis.STATED, spans=span("des hommes armés")),
        ),
        targets=(Party(text="soldats", kind=PartyKind.PERSON, spans=span("soldats")),),
        weapons=(WeaponUse(text="armés", weapon=None, count=None, spans=span("armés")),),
        killed=toll,
        sources=(source,),
        loaded=(),
        claims=(Claim(field="killed", value=toll, source=source, spans=span("Vingt-quatre")),),
    )


def make_document(identifier: str = "d1", outlet: str = "Journal du Sahel", text: str = TEXT) -> Document:
    return Document(id=identifier, text=text, outlet=outlet, published=date(2019, 8, 20), language="fr")


def make_account(identifier: str = "d1", outlet: str = "Journal du Sahel", *, killed: int = 24) -> Account:
    own = Voice(outlet=outlet, agency=None, kind=SourceKind.OUTLET, root=f"outlet:{outlet}", chain=(outlet,))
    return Account(
        document=make_document(identifier, outlet),
        language="fr",
        events=(make_event(killed=killed, outlet=outlet),),
        voices=(own,),
    )
