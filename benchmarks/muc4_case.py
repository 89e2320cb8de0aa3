"""Gives the capitals-only text of MUC-4 small letters again, so that a reader of newspapers can read it.

Same length, so that offsets hold. A word that no English word list has is taken for a name; words in brackets of
their own, "[FMLN]", for abbreviations.
"""

import re

from simplemma import is_known

WORD = re.compile(r"[A-Z]+(?:'[A-Z]+)?")
ABBREVIATION = re.compile(r"[\[(]([A-Z]{2,6}(?:-\d+)?)[\])]")
ALWAYS_NAMES = frozenset(
    "january february march april june july august september october november december jan feb mar apr jun jul aug sep"
    " oct nov dec monday tuesday wednesday thursday friday saturday sunday american spanish british french german"
    " italian cuban soviet catholic jesuit maryknoll marxist united states u.s. us garcia castro roman valencia montes"
    " rosa martin lopez hernandez martinez gonzalez rodriguez perez sanchez ramirez torres flores rivera gomez diaz cruz"
    " morales reyes gutierrez ortiz ramos ruiz alvarez mendoza castillo romero herrera medina aguilar vargas guzman"
    " mendez munoz salazar soto delgado rojas vega campos guerrero navarro dominguez vasquez leon marin cardenas pena"
    " molina silva guerra santos paredes duarte pinto luna fuentes robles franco mora vera rios carrillo miranda pardo"
    " leal escobar galan jaramillo ossa samper restrepo botero toro velez arango ochoa lara betancur barco gaviria duque"
    " angel gabriel joaquin ignacio segundo amando celina elba ivan augusto ernesto enrique andres marco mauricio gilberto"
    " armando guillermo german jaime javier jesus josue napoleon nelson orlando oswaldo raul rene ruben salvador samuel"
    " santiago sergio simon tomas vicente walter william edgar edward robert richard michael paul peter thomas elizabeth"
    " ana gloria marta martha isabel teresa carmen rosario patricia claudia monica sandra diana lucia juana elena"
    " ricardo arturo alfonso alfredo gonzalo gustavo humberto leopoldo lorenzo luz maria omar pilar ramiro rodolfo".split()
)
# Countries, capitals and provinces that an English word list also has, or that are two words.
PLACES = (
    "el salvador|san salvador|san miguel|santa ana|san vicente|la paz|la libertad|la union|san jose|costa rica|puerto rico"
    "|santa cruz|san pedro sula|buenos aires|rio de janeiro|sao paulo|new york|los angeles|united nations|latin america"
    "|central america|south america|north america|guatemala city|panama city|mexico city|national guard|armed forces"
    "|santa tecla|san martin|santo domingo|san francisco|quezaltepeque|jose|juan|carlos|maria|roberto|rafael|antonio"
    "|francisco|pedro|luis|jorge|mario|fernando|eduardo|alberto|ricardo|oscar|hector|hugo|cesar|julio|ramon|pablo|diego"
    "|miguel|manuel|felix|victor|daniel|david|john|james|george|bush|bogota|lima|medellin|cali|peru|chile|bolivia"
    "|colombia|ecuador|honduras|guatemala|nicaragua|panama|mexico|cuba|venezuela|argentina|brazil|spain|france|germany"
    "|washington|havana|managua|tegucigalpa|santiago|caracas|quito|asuncion|montevideo|paraguay|uruguay|san|santa|el"
)
KEPT = frozenset(
    "US USA CIA DEA AFP EFE UPI AP UN OAS FMLN FARC ELN EPL DAS ARENA DNC USSR FBI GMT TV FENASTRAS M MRTA COPREFA UNO".split()
)
PLACE = re.compile(rf"\b(?:{PLACES})(?='?s?\b)")
ENDING = re.compile(r"[.!?:]\s+[\"'\[(]*$|\n\s*[\"'\[(]*$|\]\s*[\"']*$|^$|[.!?]\"\s+$")


def recase_text(text: str) -> str:
    """`text` with small letters where English has them; character for character as long as before."""
    abbreviations = set(ABBREVIATION.findall(text)) | KEPT
    recased = WORD.sub(lambda match: _recase_word(match, text, abbreviations), text)
    return PLACE.sub(lambda match: match.group().title(), recased)


def _recase_word(match: re.Match[str], text: str, abbreviations: set[str]) -> str:
    word = match.group()
    if word in abbreviations:
        return word
    small = word.lower()
    before = text[max(0, match.start() - 4) : match.start()]
    if text[match.end() : match.end() + 2] == ".S" or before.endswith("U."):
        return word
    if small in ALWAYS_NAMES or not is_known(small.removesuffix("'s"), lang="en") or ENDING.search(before):
        return word[0] + small[1:]
    return small
