"""Focus: what a document is about, against what it recalls."""

from datetime import timedelta

from recoupe.claims.setting import LEGAL, RECALLED, date_of, find_dateline
from recoupe.claims.strands import Strand
from recoupe.claims.triggers import Pointing
from recoupe.records import AnnotatedDocument, Sentence

LEAD_SENTENCES = 2  # of the text, the dateline not counted
FRESH = timedelta(days=10)  # so long the survivors' stories are the news itself: "les rescapés racontent"
# Older than that a happening in the lead is what the news recalls: "trois mois après l'attentat du 14-Juillet".
RECALLED_AFTER = timedelta(days=60)


def find_lead(annotated: AnnotatedDocument) -> tuple[Sentence, ...]:
    """Title and first sentences, where news says what it is about."""
    offset = annotated.document.title_offset
    title = [sentence for sentence in annotated.sentences if sentence.start < offset]
    dateline = find_dateline(annotated.document)
    body = [
        sentence
        for sentence in annotated.sentences
        if sentence.start >= offset and not (dateline and dateline.covers(sentence.span))
    ]
    return (*title, *body[:LEAD_SENTENCES])


def is_focus(strand: Strand, annotated: AnnotatedDocument) -> bool:
    """True where title or lead tell of the happening as news, or of what follows from it in court."""
    lead = {sentence.index for sentence in find_lead(annotated)}
    told = [
        teller
        for teller in strand.tellers
        if teller.trigger.sentence in lead and teller.trigger.pointing is not Pointing.GENERAL
    ]
    when = date_of([teller.time for teller in told if teller.time], "told with it")
    published = annotated.document.published_day
    age = published - when.latest if when and published else None
    title = [teller.trigger.aside for teller in told if teller.trigger.title]
    if title and all(aside == RECALLED for aside in title) and (age is None or age > FRESH):
        return False
    own = bool(strand.times or strand.places)
    if not any(teller.trigger.aside is None or (teller.trigger.aside == LEGAL and own) for teller in told):
        return False
    return age is None or age <= RECALLED_AFTER
