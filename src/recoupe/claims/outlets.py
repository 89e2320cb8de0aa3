"""The table of outlets and agencies: who publishes, under which names and domains, owned by whom."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from anyascii import anyascii

from recoupe.errors import DataError
from recoupe.resources import read_rows

FILE = "outlets.tsv"
LONGEST_ACRONYM = 5  # letters up to which a name in capitals must be written in capitals
KINDS = ("agency", "outlet", "platform")
ADDRESS = re.compile(r"^(?:[a-z]+://)?(?:www\.|m\.|amp\.)?([\w-]+(?:\.[\w-]+)+)(?:[/:?#].*)?$", re.IGNORECASE)
ARTICLE = re.compile(r"^(?:[Tt]he |[Ll]es? |[Ll]a |[Ll]['’]|[Dd]['’]|[Dd]es? |[Dd]u |[Dd]e la |[Dd]e l['’])")
STATE = r"(?:(?:state|official|semi-official|public|private|local|national|Iranian|Russian|Syrian) )?"
MEDIUM = (
    r"(?:news agency|news channel|agence de presse|agence officielle|agence|agency|chaîne de télévision|chaîne|"
    r"télévision|quotidien|journal|newspaper|daily|broadcaster|radio|website|site|hebdomadaire|magazine)"
)
GENERIC = re.compile(rf"^(?:[\w-]+ ){{0,3}}?{MEDIUM} (?:{STATE}|\w+ienne? |\w+aise? )?(?=[A-ZÀ-Ý0-9])")
AGENCY_TAIL = re.compile(r" (?:news agency|agency|newspaper|daily|channel|television|TV)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher of news; blank fields are not known for certain."""

    id: str
    name: str
    kind: str  # "agency", "outlet", or "platform" for a social network
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-2 of its seat
    languages: tuple[str, ...] = ()
    owner: str | None = None  # owner family: outlets that share it are not independent of one another
    state: str | None = (
        None  # "state" (run by one), "public" (service), "affiliated" (to its forces), "party" (to a conflict)
    )

    @property
    def is_agency(self) -> bool:
        """Whether others reprint its copy as a business."""
        return self.kind == "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletTable:
    """All known outlets, looked up by name or by domain."""

    outlets: tuple[Outlet, ...]
    by_name: dict[str, Outlet]
    by_domain: dict[str, Outlet]

    def find_outlet(self, wanted: str) -> Outlet | None:
        """The outlet that a name ("l'agence Tasnim"), domain ("lemonde.fr") or address stands for, else None.

        A subdomain stands for its domain: "arabic.rt.com" is found under "rt.com".
        """
        address = ADDRESS.match(wanted.strip())
        if address:
            found = self._by_domain(address.group(1).lower())
            if found is not None or "/" in wanted:
                return found
        for text in _readings(wanted.strip()):
            named = self.by_name.get(fold(text))
            if named is not None and _fits_case(text, named):
                return named
        return None

    def _by_domain(self, domain: str) -> Outlet | None:
        while "." in domain:
            if domain in self.by_domain:
                return self.by_domain[domain]
            domain = domain.partition(".")[2]
        return None


def load_outlets() -> OutletTable:
    """The packaged table of outlets; raises DataError naming the entry that two outlets claim."""
    outlets = tuple(_read(row) for row in read_rows(FILE))
    by_name = _index((fold(name), outlet) for outlet in outlets for name in (outlet.name, *outlet.aliases))
    return OutletTable(
        outlets=outlets,
        by_name=_short_names(outlets) | by_name,
        by_domain=_index((domain, outlet) for outlet in outlets for domain in outlet.domains),
    )


def fold(name: str) -> str:
    """A name as the table compares it: ASCII, lower case, marks as blanks."""
    return re.sub(r"[^\w]+", " ", anyascii(name).lower()).strip()


def _readings(wanted: str) -> Iterator[str]:
    """The words that may be a name in the table: as they are, without article, without "l'agence"."""
    bare = ARTICLE.sub("", wanted)
    yield from dict.fromkeys((wanted, bare, GENERIC.sub("", bare), AGENCY_TAIL.sub("", bare)))


def _fits_case(text: str, outlet: Outlet) -> bool:
    """Whether the words are written as that name: "the citizen" is nobody's newspaper, "map" no agency."""
    key = fold(text)
    written = [name for name in (outlet.name, *outlet.aliases) if key in (fold(name), fold(ARTICLE.sub("", name)))]
    shouted = all(name.isupper() and len(name) <= LONGEST_ACRONYM for name in written)
    last = text.rsplit(maxsplit=1)[-1]
    return (text == outlet.id and outlet.is_agency) or (text.isupper() if shouted else not last[:1].islower())


def _short_names(outlets: tuple[Outlet, ...]) -> dict[str, Outlet]:
    """Names without their article ("Guardian"), where only one outlet has them."""
    found: dict[str, list[Outlet]] = {}
    for outlet in outlets:
        for name in (outlet.name, *outlet.aliases):
            found.setdefault(fold(ARTICLE.sub("", name)), []).append(outlet)
    return {key: claims[0] for key, claims in found.items() if len({outlet.id for outlet in claims}) == 1}


def _read(row: dict[str, str]) -> Outlet:
    if row["kind"] not in KINDS:
        raise DataError(f"data/{FILE}: {row['id']!r} has kind {row['kind']!r}; known are {', '.join(KINDS)}")
    return Outlet(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        aliases=_several(row["aliases"]),
        domains=_several(row["domains"]),
        country=row["country"] or None,
        languages=_several(row["languages"]),
        owner=row["owner"] or None,
        state=row["state"] or None,
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _index(pairs: Iterable[tuple[str, Outlet]]) -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for key, outlet in pairs:
        if found.setdefault(key, outlet).id != outlet.id:
            raise DataError(f"data/{FILE}: {key!r} stands for both {found[key].id!r} and {outlet.id!r}; keep one")
    return found
