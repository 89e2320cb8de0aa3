"""Times: a grammar for each language, found in the text and resolved against story and narrative."""

from recoupe.mentions.times.find import find_times
from recoupe.mentions.times.grammar import TimeGrammar, load_times

__all__ = ["TimeGrammar", "find_times", "load_times"]
