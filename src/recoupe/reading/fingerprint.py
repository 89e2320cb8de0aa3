"""What copies of a text are known by: a hash of the whole and a sketch of its word triples.

The sketch is the bottom-k sample of Broder ("On the resemblance and containment of documents", 1997): the share
of hashes that two sketches hold in common estimates the share of word triples that two texts hold in common.
"""

import re
from hashlib import blake2b

from anyascii import anyascii

from recoupe.records import Document

SKETCH_SIZE = 128
"""Hashes in a sketch: estimates resemblance to within 9 points nineteen times in twenty."""

HASH_BITS = 53
"""Bits of a hash: the widest whole number that every JSON reader keeps exactly."""

_WORD = re.compile(r"[^\W_]+")


def fingerprint(document: Document) -> tuple[int, ...]:
    """The smallest hashes, ascending and at most 128, of the text's accent-folded word triples.

    The title is left out, since copies under several mastheads keep the body and change the title.
    A text of fewer than three words is hashed whole. The same on every machine and in every run.
    """
    words = fold_words(document.text)
    triples = {" ".join(words[index : index + 3]) for index in range(max(1, len(words) - 2))}
    return tuple(sorted({hash_text(triple) for triple in triples})[:SKETCH_SIZE])


def content_hash(document: Document) -> str:
    """A hash (32 hexadecimal digits) that texts share when they differ in white space, case and accents alone."""
    return blake2b(" ".join(fold_words(document.text)).encode(), digest_size=16).hexdigest()


def short_hash(text: str) -> str:
    """Eight hexadecimal digits for the id of a document that was given none: the same text, the same id."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=4).hexdigest()


def fold_words(text: str) -> list[str]:
    """The words of a text in small letters without accents."""
    return _WORD.findall(anyascii(text).lower())


def hash_text(text: str) -> int:
    """A hash of 53 bits that is the same in every run."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> (64 - HASH_BITS)
