"""A codebook as data: rules from our types, outcomes, actors and weapons to its codes, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from recoupe.errors import DataError, QueryError
from recoupe.resources import read_toml

CODEBOOKS = ("acled", "ucdp", "plover", "cameo", "gtd")
CONDITIONS = frozenset({"type", "outcome", "weapon", "perpetrator", "target", "killed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRule:
    """One line of a codebook: when it holds, the codes it gives, or why the incident is left out."""

    when: Mapping[str, frozenset[str]]
    code: Mapping[str, str]
    leave_out: str | None
    source: str

    def holds(self, facts: Mapping[str, frozenset[str]]) -> bool:
        """True when every condition is met by one of the incident's facts."""
        return all(accepted & facts[name] for name, accepted in self.when.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """All rules of one codebook, in the order in which they are tried."""

    name: str
    title: str
    version: str
    columns: tuple[str, ...]
    traps: tuple[str, ...]
    rules: tuple[CodeRule, ...]


@cache
def load_codebook(name: str) -> Codebook:
    """The packaged codebook; raises QueryError naming those there are."""
    if name not in CODEBOOKS:
        raise QueryError(f"there is no codebook {name!r}; there are: {', '.join(CODEBOOKS)}")
    table = read_toml(f"codebooks/{name}.toml")
    rules = tuple(
        _read_rule(entry, f"data/codebooks/{name}.toml, rule {n}") for n, entry in enumerate(table["rule"], 1)
    )
    return Codebook(
        name=table["name"],
        title=table["title"],
        version=table["version"],
        columns=tuple(table["columns"]),
        traps=tuple(table["traps"]),
        rules=rules,
    )


def _read_rule(entry: dict[str, Any], where: str) -> CodeRule:
    unknown = set(entry["when"]) - CONDITIONS
    if unknown:
        raise DataError(f"{where}: unknown conditions {sorted(unknown)}; known are {sorted(CONDITIONS)}")
    if ("code" in entry) == ("leave_out" in entry):
        raise DataError(f"{where}: give either 'code' or 'leave_out'")
    return CodeRule(
        when={name: frozenset(accepted) for name, accepted in entry["when"].items()},
        code=entry.get("code", {}),
        leave_out=entry.get("leave_out"),
        source=entry["source"],
    )
