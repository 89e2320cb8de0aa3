"""Chains: outlet, agency, cited outlet, speaker; and the root by which voices compare across documents."""

import pytest

from recoupe.claims.attribution import find_attributions, load_attribution
from recoupe.claims.attribution.credits import find_credits
from recoupe.claims.attribution.voices import find_body, find_person, load_voices, main_country
from recoupe.claims.chains import find_voices, load_outlets
from recoupe.language.sentences import find_sentences, load_sentence_rules
from recoupe.records import Document, Sentence, SourceKind, Voice

OUTLETS = load_outlets()
RULES = {language: load_attribution(language) for language in ("en", "fr")}
VOICES = {language: load_voices(language) for language in ("en", "fr")}


def voices_of(text: str, language: str = "fr", *, outlet: str | None = "Journal du Sahel", title: str | None = None):
    document = Document(id="d", text=text, title=title, outlet=outlet, language=language)
    spans = find_sentences(document.content, load_sentence_rules(language))
    sentences = tuple(Sentence(index=i, start=span.start, end=span.end) for i, span in enumerate(spans))
    attributions = find_attributions(document.content, sentences, RULES[language], OUTLETS)
    return find_voices(document, attributions, RULES[language], OUTLETS)


def last(text: str, language: str = "fr", **options: str | None) -> Voice:
    return voices_of(text, language, **options)[-1]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Dix soldats sont morts. (AFP)", "afp"),
        ("Dix soldats sont morts.\n\n(Avec Reuters)", "reuters"),
        ("Dix soldats sont morts. - AFP", "afp"),
        ("BAGDAD (Reuters) - Dix soldats sont morts.", "reuters"),
        ("BAGHDAD, Jan. 4 (Xinhua) -- Ten soldiers died.", "xinhua"),
        ("Par l'AFP\nDix soldats sont morts.", "afp"),
        ("Dix soldats sont morts.\nSource : Anadolu", "anadolu"),
        ("Dix soldats sont morts (dont deux officiers).", None),
    ],
)
def test_the_credit_names_the_agency(text: str, agency: str | None) -> None:
    found = find_credits(Document(id="d", text=text), OUTLETS)
    assert [outlet.id for outlet, _ in found] == ([agency] if agency else [])


@pytest.mark.parametrize(
    ("text", "language", "root"),
    [
        ("Au Burkina Faso, dix Burkinabè sont morts, a annoncé l'état-major.", "fr", "BF/army-staff"),
        ("Ten died in Burkina Faso, the Burkinabe army general staff said.", "en", "BF/army-staff"),
        ("Le ministère saoudien de l'Intérieur a annoncé deux morts.", "fr", "SA/interior-ministry"),
        ("The Saudi interior ministry said that two people had died.", "en", "SA/interior-ministry"),
        ("Les shebab ont revendiqué l'attaque.", "fr", "SO/al-shabaab"),
        ("Al Shabaab claimed the attack on the ministry.", "en", "SO/al-shabaab"),
        ("Téhéran dément toute implication.", "fr", "IR/government"),
        ("Iran denied any role.", "en", "IR/government"),
        ("Deux morts, a indiqué à l'AFP un responsable de la coalition.", "fr", "?coalition/official@afp"),
        ("Two died, a coalition official told AFP.", "en", "?coalition/official@afp"),
        ("Un élu de la région évoque trente morts.", "fr", "?local/elected-official@journal du sahel"),
        ("Le colonel Turki al-Malki a déclaré que deux drones étaient tombés.", "fr", "person:turki al malki"),
        ("Selon un décompte communiqué par l'état-major, dix soldats sont morts.", "fr", "army-staff"),
        ("Deux drones sont tombés, selon l'agence Amaq.", "fr", "islamic-state"),
        ("Deux drones sont tombés, selon le quotidien Le Monde.", "fr", "owner:le-monde-group"),
    ],
)
def test_the_root_is_the_deepest_voice_whoever_carries_it(text: str, language: str, root: str) -> None:
    assert last(text, language).root == root


def test_the_chain_runs_from_outlet_to_agency_to_speaker() -> None:
    voice = last("Selon l'AFP, citant un responsable de la coalition, deux drones ont été abattus.")
    assert voice.chain == ("Journal du Sahel", "AFP", "un responsable de la coalition")
    assert (voice.agency, voice.anonymous, voice.kind) == ("afp", True, SourceKind.ANONYMOUS)


def test_an_agency_that_is_spoken_to_in_the_lead_owns_the_copy() -> None:
    own, *_ = voices_of("Two drones were shot down, a coalition official told AFP.", "en")
    assert (own.agency, own.root) == ("afp", "agency:afp")


def test_voices_point_back_to_those_met_before() -> None:
    text = (
        "Deux drones ont été abattus, a indiqué à l'AFP un responsable de la coalition. « Ils sont tombés », a raconté "
        "ce responsable. Aucun dégât, a-t-il précisé. Une enquête est ouverte, selon la même source."
    )
    assert {voice.root for voice in voices_of(text)[1:]} == {"?coalition/official@afp"}


def test_a_surname_points_back_to_the_full_name() -> None:
    text = "Eighteen drones came, Colonel Turki al-Malki said. They came from the north, Malki argued."
    assert [voice.person for voice in voices_of(text, "en")[1:]] == ["turki al malki"] * 2


def test_hearsay_is_the_document_s_own_word() -> None:
    own, hearsay = voices_of("Les assaillants auraient fui à pied.")
    assert hearsay.root == own.root == "outlet:journal du sahel"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("l'agence Tasnim", "tasnim"),
        ("the state news agency SANA", "sana"),
        ("https://www.lemonde.fr/afrique/article/1", "le-monde"),
        ("arabic.rt.com", "rt"),
        ("la chaîne Al Jazeera", "al-jazeera"),
        ("the citizen", None),
        ("état-major", None),
    ],
)
def test_outlets_are_found_by_name_domain_and_address(wanted: str, found: str | None) -> None:
    outlet = OUTLETS.find_outlet(wanted)
    assert (outlet.id if outlet else None) == found


def test_the_table_holds_at_least_three_hundred_outlets() -> None:
    assert len(OUTLETS.outlets) >= 300
    assert sum(outlet.is_agency for outlet in OUTLETS.outlets) >= 80


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_body_and_role_is_found_in_its_example(language: str) -> None:
    rules = VOICES[language]
    for kind in (rules.bodies, rules.roles):
        for rule in kind:
            found = find_body(rule.example, kind)
            assert found is not None
            assert found.key == rule.key, rule.example


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("US Secretary of State Mike Pompeo", "Mike Pompeo"),
        ("Somalia's president, Hassan Sheikh Mohamud", "Hassan Sheikh Mohamud"),
        ("an official of the US-led coalition", None),
        ("Another coalition official", None),
    ],
)
def test_the_person_is_told_from_bodies_titles_and_countries(text: str, person: str | None) -> None:
    assert find_person(text, VOICES["en"]) == person


def test_a_document_is_about_the_country_it_names_most() -> None:
    text = "RIYADH (Reuters) - Iran was the sponsor, the ministry said. Saudi Arabia showed debris."
    assert main_country("Saudi Arabia shows debris", text, VOICES["en"]) == "SA"
    assert main_country(None, "Il pleut sur la ville.", VOICES["fr"]) is None


def test_what_is_told_of_a_speaker_is_no_part_of_the_name() -> None:
    text = '"It will pass," said Nick Witney, a fellow at the Council on Foreign Relations.'
    assert last(text, "en").root == "person:nick witney"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dix soldats ont été tués, selon l'AFP.", "fr"),
        ("Ten soldiers were killed, according to AFP.", "en"),
        ("L'AFP rapporte que dix soldats ont été tués.", "fr"),
    ],
)
def test_who_cites_an_agency_carries_no_copy_of_it(text: str, language: str) -> None:
    own, cited = voices_of(text, language)[0], last(text, language)
    assert own.agency is None
    assert (cited.agency, cited.cited, cited.root) == (None, ("afp",), "agency:afp")
