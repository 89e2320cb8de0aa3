"""The table of outlets and agencies: who publishes, under which names and domains, owned by whom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from anyascii import anyascii

from recoupe.errors import DataError
from recoupe.resources import read_rows

FILE = "outlets.tsv"
KINDS = ("agency", "outlet", "platform")
ADDRESS = re.compile(r"^(?:[a-z]+://)?(?:www\.|m\.|amp\.)?([\w-]+(?:\.[\w-]+)+)(?:[/:?#].*)?$", re.IGNORECASE)
ARTICLES = re.compile(r"^(?:the |le |la |les |l'|l’|l |d'|d’|d |de l'|de l’|du |de la |al )+")
GENERIC = re.compile(
    r"^(?:(?:the |l'|l’|la |le )?(?:(?:state|official|semi official|public|private|local|national) )?"
    r"(?:news agency|news channel|agence de presse|agence officielle|agence|agency|chaine de television|chaine|television|quotidien|journal|"
    r"newspaper|daily|broadcaster|radio|website|site) )+"
)


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
        None  # "state" (run by a state), "public" (public service), "party" (run by a party to conflicts)
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
        name = fold(wanted)
        return self.by_name.get(name) or self.by_name.get(GENERIC.sub("", name))

    def _by_domain(self, domain: str) -> Outlet | None:
        while "." in domain:
            if domain in self.by_domain:
                return self.by_domain[domain]
            domain = domain.partition(".")[2]
        return None


def load_outlets() -> OutletTable:
    """The packaged table of outlets; raises DataError naming the entry that two outlets claim."""
    outlets = tuple(_read(row) for row in read_rows(FILE))
    return OutletTable(
        outlets=outlets,
        by_name=_index(
            outlets, ((fold(name), outlet) for outlet in outlets for name in (outlet.name, *outlet.aliases))
        ),
        by_domain=_index(outlets, ((domain, outlet) for outlet in outlets for domain in outlet.domains)),
    )


def fold(name: str) -> str:
    """A name as the table compares it: ASCII, lower case, no article, no marks."""
    plain = ARTICLES.sub("", anyascii(name).lower().replace("'", " ' ").replace(" ' ", "'").strip())
    return re.sub(r"[^\w]+", " ", plain).strip()


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


def _index(outlets: tuple[Outlet, ...], pairs: Iterable[tuple[str, Outlet]]) -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for key, outlet in pairs:
        if found.setdefault(key, outlet).id != outlet.id:
            raise DataError(f"data/{FILE}: {key!r} stands for both {found[key].id!r} and {outlet.id!r}; keep one")
    return found
