"""Matrix products, where more than half of a parse goes: by numpy's library on one thread, in place of thinc's own.

thinc multiplies with BLIS, whose wheel does a third of what numpy's OpenBLAS does on a core of 2023 (what that comes to
is shown by `python -m benchmarks.speed --costs`). OpenBLAS would share one product out to all cores, which gains
nothing on matrices as small as a sentence's and takes the cores of other workers; it is held to one thread while a
parse runs.
"""

from contextlib import AbstractContextManager
from functools import cache

import recoupe.language.quick_spacy  # noqa: F401  before any other part of spaCy

# isort: split
from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController


def multiply_with_numpy(nlp: Language) -> None:
    """Has every layer of a pipeline that multiplies with BLIS use numpy's library from now on."""
    operations = NumpyOps(use_blis=False)
    for _, part in nlp.components:
        model = getattr(part, "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            if type(layer.ops) is NumpyOps:  # others, Apple's or a graphics card's, stay
                layer.ops = operations


def on_one_thread() -> AbstractContextManager[object]:
    """While it is entered, matrix products of this process run on one thread."""
    limit: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limit


@cache  # finding the loaded libraries takes a thousand times what entering takes
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
