"""The rules by which roles are filled, as one language's `roles.toml` gives them."""

from dataclasses import dataclass
from typing import Any

from recoupe.errors import DataError
from recoupe.mentions.tokens import fold_text
from recoupe.records import EventType, PartyKind
from recoupe.resources import read_toml

SLOTS = (
    "subject",
    "object",
    "of",
    "by",
    "against",
    "to",
    "at",
    "between",
    "with",
    "poss",
    "adjective",
    "compound",
    "appos",
)
ROLES = (
    "perpetrator",
    "target",
    "victim",
    "defender",
    "foe",
    "captive",
    "claimer",
    "accused",
    "suspect",
    "party",
    "either",
    "accuser",
)
NAMED_KINDS = ("person", "organization", "facility", "vehicle", "place", "nobody")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Words of one meaning, and the role of what stands in each position beside them."""

    name: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    slots: tuple[tuple[str, str], ...]
    with_object: frozenset[str] = frozenset()
    with_event: bool = False
    with_weapon: bool = False  # or with an attack: "lancer une roquette", not "lancer un appel"
    defence: bool = False
    types: frozenset[EventType] = frozenset()


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class RoleRules:
    """Everything that one language's folder says about roles."""

    language: str
    verb_frames: dict[str, tuple[Frame, ...]]
    noun_frames: dict[str, tuple[Frame, ...]]
    attackers: frozenset[str]
    suspects: frozenset[str]
    suspect_adjectives: frozenset[str]
    hedges: frozenset[str]
    kinds: dict[str, PartyKind | None]  # lemma -> kind; None for what can never be a party
    prepositions: dict[str, str]  # word -> slot
    naming: frozenset[str]
    singular_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    relatives: frozenset[str]
    event_nouns: frozenset[str]
    endings: dict[str, str]  # ending of a form -> that of its lemma
    articles: frozenset[str]
    vague: frozenset[str]
    guards: frozenset[str]
    hollow: frozenset[str]  # in folded letters
    killings: frozenset[str]  # words after which those named are dead
    comitatives: frozenset[str]
    projectiles: frozenset[str]  # what is shot down
    negatives: frozenset[str]
    recalled: tuple[str, ...]  # in folded letters
    memorial: tuple[str, ...]  # in folded letters
    reasons: tuple[str, ...]  # in folded letters
    speechless: frozenset[str]
    weights: dict[str, dict[str, float]]  # role -> feature -> points


def load_role_rules(language: str) -> RoleRules:
    """The role rules of `language`; raises DataError naming the entry that cannot be used."""
    name = f"languages/{language}/roles.toml"
    table = read_toml(name)
    frames = tuple(read_frame(entry, name) for entry in table["frame"])
    patterns = table["patterns"]
    return RoleRules(
        language=language,
        verb_frames=index_frames(frames, "verbs"),
        noun_frames=index_frames(frames, "nouns"),
        attackers=frozenset(table["attackers"]["nouns"]),
        suspects=frozenset(table["suspects"]["nouns"]),
        suspect_adjectives=frozenset(table["suspects"]["adjectives"]),
        hedges=frozenset(table["hedges"]["words"]),
        kinds=read_kinds(table["kinds"], name),
        prepositions={word: slot for slot in SLOTS for word in patterns.get(slot, ())},
        naming=frozenset(patterns["naming"]),
        singular_pronouns=frozenset(patterns["singular_pronouns"]),
        plural_pronouns=frozenset(patterns["plural_pronouns"]),
        relatives=frozenset(patterns["relatives"]),
        event_nouns=frozenset(patterns["event_nouns"]),
        endings=dict(patterns["endings"]),
        articles=frozenset(patterns["articles"]),
        vague=frozenset(patterns["vague"]),
        guards=frozenset(table["guards"]["nouns"]),
        projectiles=frozenset(patterns["projectiles"]),
        negatives=frozenset(patterns["negatives"]),
        killings=frozenset(patterns["killings"]),
        comitatives=frozenset(patterns["comitatives"]),
        hollow=frozenset(fold_text(word) for word in patterns["hollow"]),
        recalled=tuple(fold_text(cue) for cue in table["recalled"]["cues"]),
        memorial=tuple(fold_text(cue) for cue in table["memorial"]["cues"]),
        reasons=tuple(fold_text(cue) for cue in table["memorial"]["reasons"]),
        speechless=frozenset(table["speechless"]["words"]),
        weights=read_toml("roles/weights.toml"),
    )


def read_frame(entry: dict[str, Any], file: str) -> Frame:
    """One [[frame]] entry, its slots and roles checked."""
    slots = tuple((slot, entry[slot]) for slot in SLOTS if slot in entry)
    for slot, role in slots:
        if role not in ROLES:
            raise DataError(
                f"{file}: frame {entry['name']!r} gives {slot!r} the role {role!r}; known: {', '.join(ROLES)}"
            )
    return Frame(
        name=entry["name"],
        verbs=frozenset(entry.get("verbs", ())),
        nouns=frozenset(entry.get("nouns", ())),
        slots=slots,
        with_object=frozenset(entry.get("with_object", ())),
        with_event=entry.get("with_event", False),
        with_weapon=entry.get("with_weapon", False),
        defence=entry.get("defence", False),
        types=frozenset(EventType(name) for name in entry.get("types", ())),
    )


def index_frames(frames: tuple[Frame, ...], part: str) -> dict[str, tuple[Frame, ...]]:
    """Lemma -> frames, for "verbs" or "nouns"."""
    found: dict[str, tuple[Frame, ...]] = {}
    for frame in frames:
        for lemma in sorted(getattr(frame, part)):
            found[lemma] = (*found.get(lemma, ()), frame)
    return found


def read_kinds(table: dict[str, list[str]], file: str) -> dict[str, PartyKind | None]:
    """Lemma -> kind of party, from the lists of [kinds]; where a lemma stands twice the first list holds."""
    unknown = sorted(set(table) - set(NAMED_KINDS))
    if unknown:
        raise DataError(f"{file}: [kinds] has {', '.join(unknown)}; known: {', '.join(NAMED_KINDS)}")
    kinds: dict[str, PartyKind | None] = {}
    for kind in NAMED_KINDS:
        for lemma in table.get(kind, ()):
            kinds.setdefault(lemma, None if kind == "nobody" else PartyKind(kind))
    return kinds
