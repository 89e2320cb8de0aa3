"""How a text is disguised: the edits that make one report look like many, each a function of the text and the dice."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from recoupe.records import Document

Edit = Callable[[Document, random.Random], Document]

# Words that stand for one another in news of attacks; the names, numbers and voices are left alone.
SYNONYMS = {
    "en": {
        "attack": "assault", "killed": "slain", "said": "stated", "people": "persons", "near": "close to",
        "shot": "gunned", "early": "shortly after dawn", "several": "a number of", "aimed": "directed",
        "including": "among them", "fled": "ran away", "village": "hamlet", "town": "locality", "blast": "explosion",
        "according to": "in the words of", "added": "went on", "armed": "weaponised", "troops": "soldiers",
        "told": "informed", "injured": "hurt",
    },
    "fr": {
        "attaque": "assaut", "tués": "abattus", "tué": "abattu", "blessés": "atteints", "près": "non loin",
        "affirmé": "assuré", "plusieurs": "divers", "selon": "d'après", "annoncé": "fait savoir", "visé": "ciblé",
        "ajouté": "poursuivi", "localité": "bourgade", "notamment": "entre autres", "tôt": "de bonne heure",
        "habitants": "villageois", "également": "aussi", "nombreux": "multiples", "importants": "considérables",
        "indiqué": "déclaré", "militaires": "soldats",
    },
}  # fmt: skip
FILLER = {
    "en": (
        "This page is brought up to date through the day as the desk receives word.",
        "Readers may write to us at the address below; letters are answered within the week.",
        "The region has lived with insecurity for years, and daily life goes on as best it can.",
    ),
    "fr": (
        "Cette page est mise à jour au fil de la journée, à mesure que la rédaction reçoit des nouvelles.",
        "Nos lecteurs peuvent nous écrire à l'adresse ci-dessous ; il est répondu sous huitaine.",
        "La région vit depuis des années dans l'insécurité, et le quotidien continue tant bien que mal.",
    ),
}
CREDIT = re.compile(r"\s*(?:\((?:avec |with )?[A-Z][\w ,/&]{1,30}\)|[-–—] ?[A-Z][A-Za-z]{1,12})\s*$")
DATELINE = re.compile(r"^[A-ZÀ-Ý][^()\n]{1,60}\((?:AFP|AP|Reuters|Xinhua)\) ?[-–—]{1,2} ?")
TYPOS, DROPPED = 0.03, 0.3  # shares of the words and of the sentences


def copy_text(document: Document, dice: random.Random) -> Document:
    """The text as it is."""
    return document


def edit_letters(document: Document, dice: random.Random) -> Document:
    """Small words dropped or doubled, a letter changed here and there; names and figures kept."""

    def change(word: str) -> str:
        if dice.random() >= TYPOS or not word.isalpha() or not word.islower():
            return word
        return "" if len(word) < 4 else word[:-2] + word[-1] + word[-2]

    return replace(document, text=re.sub(r"\w+", lambda match: change(match.group()), document.text))


def swap_synonyms(document: Document, dice: random.Random) -> Document:
    """Every word that the table knows replaced."""
    text = document.text
    for word, other in SYNONYMS[document.language or "en"].items():
        text = re.sub(rf"\b{word}\b", other, text)
    return replace(document, text=text)


def reorder_sentences(document: Document, dice: random.Random) -> Document:
    """The first sentence, and the others in any order."""
    first, *others = _sentences(document.text)
    dice.shuffle(others)
    return replace(document, text=" ".join((first, *others)))


def add_paragraphs(document: Document, dice: random.Random) -> Document:
    """Paragraphs of the desk's own that say nothing, before the last and at the end."""
    filler = FILLER[document.language or "en"]
    *head, last = document.text.split("\n\n")
    return replace(document, text="\n\n".join((*head, dice.choice(filler), last, dice.choice(filler))))


def drop_sentences(document: Document, dice: random.Random) -> Document:
    """The first sentence and about seven in ten of the others."""
    first, *others = _sentences(document.text)
    kept = [sentence for sentence in others if dice.random() >= DROPPED]
    return replace(document, text=" ".join((first, *kept)))


def change_credit(document: Document, dice: random.Random) -> Document:
    """Dateline and credit of the agency gone, a byline of the masthead's own in their place."""
    text = DATELINE.sub("", CREDIT.sub("", document.text))
    byline = "Par notre rédaction\n" if document.language == "fr" else "By our newsroom\n"
    return replace(document, text=byline + text)


def disguise(document: Document, dice: random.Random) -> Document:
    """Credit changed, words swapped, letters edited and a paragraph added, all at once."""
    for edit in (change_credit, swap_synonyms, edit_letters, add_paragraphs):
        document = edit(document, dice)
    return document


def backdate(document: Document, dice: random.Random) -> Document:
    """The text as it is, dated one to three days before it was written."""
    published = document.published
    return replace(document, published=published - timedelta(days=dice.randint(1, 3)) if published else None)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?»”\"])\s+(?=[A-ZÀ-Ý«“\"])", text.strip())


EDITS: dict[str, Edit] = {
    "as it is": copy_text,
    "small edits": edit_letters,
    "synonyms": swap_synonyms,
    "reordered": reorder_sentences,
    "paragraphs added": add_paragraphs,
    "sentences dropped": drop_sentences,
    "credit changed": change_credit,
    "disguised": disguise,
    "back-dated": backdate,
}
