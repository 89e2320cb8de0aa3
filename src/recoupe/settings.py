"""What a user may set, and where it is set: options, then the environment, then `recoupe.toml`, then defaults.

This is the only place that reads the environment, but for what every client of PostgreSQL takes from it
(`recoupe.store.postgresql.address`).
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from getpass import getuser
from pathlib import Path
from typing import Any

from recoupe.errors import FormatError
from recoupe.resources import LANGUAGES

SETTINGS_FILE = "recoupe.toml"
DEFAULT_STORE = "recoupe.db"
DEFAULT_PORTS = (80, 443)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set."""

    store: str = DEFAULT_STORE  # SQLite file or SQLAlchemy URL; RECOUPE_STORE
    pipelines: dict[str, str] = field(default_factory=dict)  # language -> an installed spaCy pipeline to read it with
    user: str = ""  # who signs decisions; RECOUPE_USER, else the login name
    ports: tuple[int, ...] = DEFAULT_PORTS  # that URLs may be fetched from


def load_settings(environment: Mapping[str, str] = os.environ, folder: Path | None = None) -> Settings:
    """The settings in force: RECOUPE_STORE over `recoupe.toml` (RECOUPE_SETTINGS names another file) over defaults.

    Raises FormatError naming the file and the entry that is wrong.
    """
    named = environment.get("RECOUPE_SETTINGS")
    path = Path(named) if named else (folder or Path.cwd()) / SETTINGS_FILE
    given = read_settings(path) if named or path.is_file() else {}
    return Settings(
        store=environment.get("RECOUPE_STORE") or given.get("store", DEFAULT_STORE),
        pipelines=given.get("pipelines", {}),
        user=environment.get("RECOUPE_USER") or login_name(),
        ports=tuple(given.get("fetching", {}).get("ports", DEFAULT_PORTS)),
    )


def login_name() -> str:
    """The name of the operating system's user; "local" in a container whose user has none."""
    try:
        return getuser()
    except (KeyError, OSError):
        return "local"


def read_settings(path: Path) -> dict[str, Any]:
    """What a settings file says, checked; raises FormatError."""
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise FormatError(
            f"{path}: {problem}; expected a TOML file with 'store', [pipelines] and [fetching]"
        ) from problem
    unknown = sorted(set(given) - {"store", "pipelines", "fetching"})
    if unknown:
        raise FormatError(f"{path}: there is no setting {', '.join(unknown)}; there are: fetching, pipelines, store")
    pipelines = given.get("pipelines", {})
    if not isinstance(given.get("store", ""), str) or not isinstance(pipelines, dict):
        raise FormatError(f"{path}: 'store' is a string, [pipelines] a table from language to pipeline name")
    if strange := sorted(set(pipelines) - set(LANGUAGES)):
        raise FormatError(f"{path}: [pipelines] names {', '.join(strange)}; languages are: {', '.join(LANGUAGES)}")
    _check_fetching(path, given.get("fetching", {}))
    return given


def _check_fetching(path: Path, fetching: object) -> None:
    ports = fetching.get("ports", []) if isinstance(fetching, dict) and not set(fetching) - {"ports"} else None
    if not isinstance(ports, list) or not all(type(port) is int and 0 < port < 65_536 for port in ports):
        raise FormatError(f"{path}: [fetching] has 'ports' alone, a list of numbers such as [80, 443, 8080]")
