"""What a user may set, and where it is set: options, then the environment, then `recoupe.toml`, then defaults.

This is the only place that reads the environment.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recoupe.errors import FormatError
from recoupe.resources import LANGUAGES

SETTINGS_FILE = "recoupe.toml"
DEFAULT_STORE = "recoupe.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set."""

    store: str = DEFAULT_STORE  # SQLite file or SQLAlchemy URL; RECOUPE_STORE
    pipelines: dict[str, str] = field(default_factory=dict)  # language -> an installed spaCy pipeline to read it with


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
    )


def read_settings(path: Path) -> dict[str, Any]:
    """What a settings file says, checked; raises FormatError."""
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise FormatError(f"{path}: {problem}; expected a TOML file with 'store' and [pipelines]") from problem
    unknown = sorted(set(given) - {"store", "pipelines"})
    if unknown:
        raise FormatError(f"{path}: there is no setting {', '.join(unknown)}; there are: pipelines, store")
    pipelines = given.get("pipelines", {})
    if not isinstance(given.get("store", ""), str) or not isinstance(pipelines, dict):
        raise FormatError(f"{path}: 'store' is a string, [pipelines] a table from language to pipeline name")
    if strange := sorted(set(pipelines) - set(LANGUAGES)):
        raise FormatError(f"{path}: [pipelines] names {', '.join(strange)}; languages are: {', '.join(LANGUAGES)}")
    return given
