"""Knows how a language names those who speak: bodies, roles in them, countries; reads a source's words into these."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from anyascii import anyascii

from recoupe.errors import DataError
from recoupe.records import SourceKind
from recoupe.resources import read_rows, read_toml

WORDS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
POSSESSIVE = re.compile(r"['’]s?$|^[LlDd]['’]")
NAME_PARTS = r"(?:[A-ZÀ-Ý][\w’'-]+|[A-Z]\.|(?:al|el|Al|El|ibn|bin|ben|de|von|van|da|dos|Abu|abu)[ -](?=[A-ZÀ-Ý]))"
PERSON = re.compile(rf"{NAME_PARTS}(?:[ -]?{NAME_PARTS})*")
TITLES = re.compile(
    r"\b(?:[Cc]olonels?|[Gg](?:é|e)n(?:é|e)ral|[Mm]ajor|[Cc]ommandant|[Cc]apita(?:in|ine)|[Ll]ieutenant|[Aa]dmiral|[Aa]miral|"
    r"[Dd]octor|[Dd]r\.?|M\.|Mme|Mr\.?|Mrs\.?|Ms\.?|[Pp]resident|[Pp]r(?:é|e)sident|[Mm]inist(?:er|re)|[Ss]ecretary|[Ss]enator|"
    r"[Gg]overnor|[Gg]ouverneur|[Mm]ayor|[Mm]aire|[Ii]mam|[Pp]rince|[Kk]ing|[Rr]oi|[Bb]rigadier|[Ss]ergeant|[Cc]hief|[Cc]hef)\b"
)
PARTICLES = ("de", "du", "des", "d", "von", "van", "da", "dos")
SUFFIXES = ("", "s", "e", "es", "ne", "nes", "le", "les", "te", "tes")  # of French demonyms: "irakienne", "somaliennes"
PLAIN = 2  # mentions from which on a document is plainly about a country
DATELINE = re.compile(r"\s*[A-ZÀ-Ý][A-ZÀ-Ý\w' -]{2,40}(?=[,(])")
DATELINE_SHARE = 3
MAIN_SHARE = 2  # a title's mention of a country counts this many times one in the text


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class BodyRule:
    """A body that speaks or a role in one, by the key it has in every language."""

    key: str
    pattern: re.Pattern[str]
    example: str
    country: str | None = None
    state: bool = False


@dataclass(frozen=True, eq=False, kw_only=True)
class VoiceRules:
    """How one language names those who speak."""

    bodies: tuple[BodyRule, ...]
    roles: tuple[BodyRule, ...]
    countries: dict[str, str]  # folded name, capital or demonym -> code
    definite: re.Pattern[str]
    same: re.Pattern[str]
    indefinite: re.Pattern[str]
    nobody: re.Pattern[str]
    things: re.Pattern[str]
    not_names: frozenset[str]
    outlet_words: re.Pattern[str]
    document: re.Pattern[str]
    toll: re.Pattern[str]
    ranked: re.Pattern[str]
    kinds: tuple[tuple[SourceKind, re.Pattern[str]], ...]  # in order of trial

    @cached_property
    def openings(self) -> dict[str, int]:
        """The first words of names of several words, with the words of the longest: "ivory", 2."""
        lengths: dict[str, int] = {}
        for name in self.countries:
            words = name.split()
            lengths[words[0]] = max(len(words), lengths.get(words[0], 1))
        return lengths


def load_voices(language: str) -> VoiceRules:
    """The rules of voices.toml with the names of countries; raises DataError naming the entry that is wrong."""
    file = f"languages/{language}/voices.toml"
    table = read_toml(file)
    try:
        return VoiceRules(
            bodies=tuple(_body(entry) for entry in table["body"]),
            roles=tuple(_body(entry) for entry in table["role"]),
            countries=_countries(language),
            definite=re.compile(table["definite"], re.IGNORECASE),
            same=re.compile(table["same"], re.IGNORECASE),
            indefinite=re.compile(table["indefinite"], re.IGNORECASE),
            things=re.compile(table["things"], re.IGNORECASE),
            nobody=re.compile(table["nobody"], re.IGNORECASE),
            not_names=frozenset(table["not_names"].split()),
            outlet_words=re.compile(table["outlet_words"]),
            document=re.compile(table["document"], re.IGNORECASE),
            toll=re.compile(table["toll"], re.IGNORECASE),
            ranked=re.compile(table["ranked"]),
            kinds=tuple(
                (SourceKind(kind), re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
                for kind, pattern in table["kinds"].items()
            ),
        )
    except (KeyError, ValueError, re.error) as problem:
        raise DataError(f"data/{file}: {problem!r}; each body and role needs key and pattern") from problem


def _body(entry: dict[str, Any]) -> BodyRule:
    return BodyRule(
        key=entry["key"],
        pattern=re.compile(rf"(?<!\w)(?:{entry['pattern']})"),
        example=entry["example"],
        country=entry.get("country"),
        state=entry.get("state", False),
    )


def _countries(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_rows("country_names.tsv"):
        for name in row[language].split("|"):
            found.setdefault(fold_name(name), row["code"])
    for row in read_rows("places/countries.tsv"):
        for name in re.split(r"[|/]", "|".join((row[f"demonyms_{language}"], row["aliases"]))):
            if len(name) > 2 or name == "US":
                found.setdefault(fold_name(name), row["code"])
        if (row["capital"] and language == "en") or row["capital"] not in ("Victoria", "Mexico City"):
            found.setdefault(fold_name(row["capital"]), row["code"])
    found.pop("", None)
    return found


@lru_cache(maxsize=50_000)  # some 10 MB: the words of a language come again and again
def fold_name(name: str) -> str:
    """A name without accents, capitals and marks, by which names are compared."""
    return re.sub(r"[^a-z0-9]+", " ", anyascii(name).lower()).strip()


def find_countries(text: str, rules: VoiceRules) -> tuple[str, ...]:
    """The countries named in `text` by name, capital or demonym, one for each mention in order."""
    words = [_fold_possessive(word) for word in WORDS.findall(text)]
    found: list[str] = []
    index = 0
    while index < len(words):
        longest = min(rules.openings.get(words[index].partition(" ")[0], 1), len(words) - index)
        for size in range(longest, 0, -1):
            code = _country(" ".join(words[index : index + size]), rules, inflected=size == 1)
            if code:
                found.append(code)
                index += size - 1
                break
        index += 1
    return tuple(found)


@lru_cache(maxsize=50_000)
def _fold_possessive(word: str) -> str:
    return fold_name(POSSESSIVE.sub("", word))


@lru_cache(maxsize=50_000)
def _country(name: str, rules: VoiceRules, *, inflected: bool) -> str | None:
    if name in rules.countries or not inflected or len(name) < 5:
        return rules.countries.get(name)
    stems = (name.removesuffix(suffix) for suffix in SUFFIXES[1:] if name.endswith(suffix))
    return next((rules.countries[stem] for stem in stems if len(stem) > 3 and stem in rules.countries), None)


def main_country(title: str | None, text: str, rules: VoiceRules) -> str | None:
    """The country a document is about: the one it names most, its title counting double; the first of equals."""
    weights: dict[str, int] = {}
    dateline = DATELINE.match(text)
    for code in find_countries(dateline.group().title(), rules) * DATELINE_SHARE if dateline else ():
        weights[code] = weights.get(code, 0) + 1
    for code in find_countries(title or "", rules) * MAIN_SHARE + find_countries(text, rules):
        weights[code] = weights.get(code, 0) + 1
    best = max(weights, key=lambda code: weights[code], default=None)
    return best if best is not None and weights[best] >= PLAIN else None


def is_country(text: str, rules: VoiceRules) -> bool:
    """Whether the words are nothing but a country's or capital's name, which stands for its government: "Téhéran"."""
    bare = fold_name(re.sub(r"^(?:[Ll]['’]|[Ll]a |[Ll]es? |[Tt]he )", "", text))
    return bare in rules.countries


@lru_cache(maxsize=2_000)  # a document's speakers are compared with each other
def find_body(text: str, rules: tuple[BodyRule, ...]) -> BodyRule | None:
    """The first of the rules that the words fit."""
    return next((rule for rule in rules if rule.pattern.search(text)), None)


@lru_cache(maxsize=2_000)
def find_person(text: str, rules: VoiceRules) -> str | None:
    """The name of a person in the words that name a source, as written; None where there is none.

    Titles, bodies and countries are taken out first: "US Secretary of State Mike Pompeo" leaves "Mike Pompeo". A full
    name before the first comma goes before what stands beside it: "Nick Witney, a fellow at the Council on Foreign
    Relations".
    """
    head, comma, _ = text.partition(",")
    first = find_person(head, rules) if comma else None
    if first and " " in first:
        return first
    if not PERSON.search(text):
        return None
    bare = text
    for pattern in (*(rule.pattern for rule in (*rules.bodies, *rules.roles)), TITLES):
        bare = pattern.sub(lambda match: "," * len(match.group()), bare)
    names = (_trim_name(bare, match, rules) for match in PERSON.finditer(bare))
    persons = [name for name in names if name and _is_person(name, rules)]
    return max(persons, key=lambda name: (name.count(" ") + name.count("-"), len(name)), default=None)


def _trim_name(text: str, match: "re.Match[str]", rules: VoiceRules) -> str:
    """A run of capitals without the article or particle it begins with; "" for one word behind a preposition.

    "les rescapés de Solhan" names a place, "Malki" alone a person.
    """
    words = match.group().strip(" '’-").split()
    while words and (words[0] in rules.not_names or words[0].lower() in PARTICLES):
        words = words[1:]
    alone = len(words) == 1 and "-" not in words[0]
    before = text[: match.start()].strip(" ,;")
    return "" if alone and before else " ".join(words)


def _is_person(name: str, rules: VoiceRules) -> bool:
    compound = re.search(r"(?<![AaEe]l)-[a-zà-ÿ]", name) is not None  # "US-led", "Iran-backed"
    return len(name) > 2 and not name.isupper() and not compound and not find_countries(name, rules)
