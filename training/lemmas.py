"""Makes the lemma tables of the package from the treebanks.

python -m training.lemmas --source ../shared/training
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from training.treebanks import read_labels, read_treebank

DATA = Path(__file__).parent.parent / "src" / "recoupe" / "data" / "languages"
LEFT_OUT = ("PROPN", "PUNCT", "SYM", "X", "NUM")


def collect_lemmas(source: Path, language: str) -> dict[tuple[str, str], str]:
    """Gives the most frequent lemma of every form and part of speech that the training treebanks hold."""
    labels = read_labels()
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name in labels["treebanks"][language]["train"]:
        for sentence in read_treebank(source / "ud" / name, language, labels):
            for word in sentence:
                if word.pos not in LEFT_OUT and not any(c.isdigit() or c.isspace() for c in word.form):
                    counts[word.form.lower().replace("’", "'"), word.pos][word.lemma.replace("’", "'")] += 1
    return {key: max(sorted(found), key=found.__getitem__) for key, found in sorted(counts.items())}


def main() -> None:
    """Writes languages/LANG/lemmas.tsv for both languages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, required=True, help="folder that holds ud/")
    source = parser.parse_args().source
    for language in ("fr", "en"):
        rows = [f"{form}\t{pos}\t{lemma}\n" for (form, pos), lemma in collect_lemmas(source, language).items()]
        (DATA / language / "lemmas.tsv").write_text("form\tpos\tlemma\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
