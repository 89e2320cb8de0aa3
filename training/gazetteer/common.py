"""Names that are also common words: `python -m training.gazetteer.common TREEBANKS` writes them for each language.

TREEBANKS is a folder of Universal Dependencies treebanks. A word counts as common when a treebank has it in lower case
at least twice and at least as often as a proper noun; only words that some place bears are kept.
"""

import sys
from collections import Counter
from pathlib import Path

from recoupe.mentions.places.gazetteer import load_gazetteer
from recoupe.mentions.places.names import fold_word

LANGUAGES = {"en": "UD_English*", "fr": "UD_French*"}
TARGET = Path(__file__).parents[2] / "src/recoupe/data/languages"
LEAST = 2


def main() -> None:
    """Writes the list of each language."""
    gazetteer = load_gazetteer()
    for language, pattern in LANGUAGES.items():
        lower, proper = count_words(Path(sys.argv[1]), pattern)
        words = sorted(
            word for word, times in lower.items()
            if times >= LEAST and times >= proper[word] and word.isalpha() and gazetteer.find_exactly(word)
        )  # fmt: skip
        (TARGET / language / "place_names_that_are_words.txt").write_text("\n".join(words) + "\n", "utf-8")


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
