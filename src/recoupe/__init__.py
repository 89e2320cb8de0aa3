"""Reads conflict news and keeps a cross-checked record of incidents.

In Python and notebooks: `recoupe.read("articles/")` gives a `Record` with its accounts and incidents.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recoupe.export.notebook import Record

__all__ = ["read"]


def read(*sources: Any, **given: Any) -> "Record":
    """What documents say, cross-checked with one another; nothing is kept.

    `sources`: paths of files of any format or of folders, and `Document`s. `published` (a date), `language` and
    `outlet` stand for what documents do not say themselves; `text` is an article given as a string.
    See `recoupe.export.notebook.read_record`.
    """
    from recoupe.export.notebook import read_record  # noqa: PLC0415 - `import recoupe` stays quick

    return read_record(*sources, **given)
