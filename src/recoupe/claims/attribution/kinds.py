"""Tells what kind of source the words that name it stand for: agency, outlet, official, witness, nobody by name."""

import re

from recoupe.claims.attribution.tokens import Line
from recoupe.claims.outlets import OutletTable
from recoupe.records import SourceKind, Span

KIND_PATTERNS = (
    (SourceKind.WITNESS, r"témoins?|habitante?s?|rescapée?s?|survivante?s?|riverains?|commerçante?s?|voisine?s?|infirmi[eè]re?s?|médecins?|"
     r"villageoise?s?|orpailleurs?|chauffeurs?|étudiante?s?|enseignante?s?|passants?|parents?|proches|"
     r"witness(?:es)?|residents?|survivors?|villagers?|shopkeepers?|traders?|nurses?|doctors?|neighbou?rs?|relatives?|"
     r"bystanders?|drivers?|students?|teachers?|mother|father|brother|sister|aid workers?"),
    (SourceKind.DOCUMENT, r"communiqués?|déclarations?|rapports?|notes?|lettres?|documents?|messages?|vidéos?|bilans?|décomptes?|statements?|reports?|letters?|"
     r"memos?|videos?|posts?|tweets?|documents?|polls?|surveys?|studies|study|records|filings?"),
    (SourceKind.ANONYMOUS, r"sources?|anonymes?|responsables?|interlocuteurs?|unnamed|anonymous|officials?|expert?s|analysts?|experts?|spécialistes?|élus?"),
    (SourceKind.ORGANIZATION, r"groupes?|rebelles?|houthis?|shebab|mouvement|coalition|ONG|observatoire|organisation|association|"
     r"groups?|rebels?|militants?|movement|observatory|organi[sz]ation|union|party|company|hamas|hezbollah|taliban|ONU|UN"),
)  # fmt: skip
COMPILED = tuple((kind, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for kind, pattern in KIND_PATTERNS)


def kind_of(line: Line, source: tuple[Span, ...], outlets: OutletTable) -> SourceKind:
    """The kind of source that the words name; ANONYMOUS where there are none."""
    if not source:
        return SourceKind.ANONYMOUS
    text = line.content[source[0].start : source[-1].end]
    outlet = outlets.find_outlet(text)
    if outlet is not None:
        return SourceKind.AGENCY if outlet.is_agency else SourceKind.OUTLET
    for kind, pattern in COMPILED:
        if pattern.search(text):
            return kind
    return SourceKind.OFFICIAL
