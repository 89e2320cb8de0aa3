"""Ordinary words: `python -m training.gazetteer.common TREEBANKS` writes those of each language.

TREEBANKS is a folder of Universal Dependencies treebanks. A word counts as ordinary when the treebanks have it in lower
case at least twice and at least as often as a proper noun. Many such words are names of places too ("Union", "Nice").
"""

import sys
from collections import Counter
from pathlib import Path

from recoupe.mentions.places.names import fold_word

LANGUAGES = {"en": "UD_English*", "fr": "UD_French*"}
TARGET = Path(__file__).parents[2] / "src/recoupe/data/languages"
LEAST = 2


def main() -> None:
    """Writes the list of each language."""
    for language, pattern in LANGUAGES.items():
        lower, proper = count_words(Path(sys.argv[1]), pattern)
        words = sorted(
            word for word, times in lower.items()
            if times >= LEAST and times >= proper[word] and word.isalpha() and len(word) > 1
        )  # fmt: skip
        (TARGET / language / "ordinary_words.txt").write_text("\n".join(words) + "\n", "utf-8")


def count_words(folder: Path, pattern: str) -> tuple[Counter[str], Counter[str]]:
    """How often each folded word is written in lower case, and how often it is a proper noun."""
    lower: Counter[str] = Counter()
    proper: Counter[str] = Counter()
    for path in sorted(folder.glob(f"{pattern}/*.conllu")):
        for line in path.read_text("utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > 3 and cells[0].isdigit():
                counts = proper if cells[3] == "PROPN" else lower
                if cells[3] == "PROPN" or cells[1][:1].islower():
                    counts[fold_word(cells[1])] += 1
    return lower, proper


if __name__ == "__main__":
    main()
