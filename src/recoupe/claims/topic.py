"""What a document is about: a learned score that tells public violence from sport, accidents, weather and courts.

A word such as "combat" or "attaque" says little by itself; the words around it in the whole document say which.
The score is the sum of the weights of the document's words over the square root of their number, and a bias; it
is a log-odds. Weights are trained by `training/topic.py`.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from anyascii import anyascii

from recoupe.resources import read_rows

_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRules:
    """Weights by folded word; positive ones speak for public violence."""

    bias: float
    weights: Mapping[str, float]


def load_topic(language: str) -> TopicRules:
    """The packaged weights of one language."""
    weights = {row["word"]: float(row["weight"]) for row in read_rows(f"topic/{language}.tsv")}
    return TopicRules(bias=weights.pop(""), weights=weights)


def topic_words(content: str) -> frozenset[str]:
    """The folded words of a document that the score looks at."""
    return frozenset(_WORD.findall(anyascii(content).lower()))


def score_topic(words: frozenset[str], rules: TopicRules) -> float:
    """Log-odds that the document tells of public violence."""
    known = [rules.weights[word] for word in sorted(words) if word in rules.weights]
    return rules.bias + sum(known) / math.sqrt(max(1, len(known)))


def explain_topic(words: frozenset[str], rules: TopicRules, most: int = 5) -> tuple[str, ...]:
    """The words that weigh most, either way, as "combat +1.2"."""
    known = sorted(words & rules.weights.keys(), key=lambda word: (-abs(rules.weights[word]), word))[:most]
    return tuple(f"{word} {rules.weights[word]:+.1f}" for word in known)
