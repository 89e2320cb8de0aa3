"""spaCy imported without its command line, which it would bring along: a web client, templates, a project tool.

That is two fifths of the time spaCy takes to start. Importing this module first is all that is needed;
`spacy.info` and a later `import spacy.cli` work as ever.
"""

import importlib
import sys
from types import ModuleType
from typing import Any

COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Imports spaCy, where it is not yet imported, with a stand-in for its command line."""
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in COMMAND_LINE}
    stand_ins["spacy.cli.info"].__dict__["info"] = _info
    sys.modules.update(stand_ins)
    try:
        importlib.import_module("spacy")
    finally:
        for name in COMMAND_LINE:
            sys.modules.pop(name, None)


def _info(*arguments: Any, **options: Any) -> Any:
    """What `spacy.info` gives, from the command line itself."""
    return importlib.import_module("spacy.cli.info").info(*arguments, **options)


import_spacy()
