"""Puts trained syntax and names of a language together as the pipeline that the package ships.

python -m training.assemble fr --syntax work/fr-syntax --names work/fr-names
"""

import argparse
import json
import shutil
from pathlib import Path

import spacy
from spacy.language import Language

import recoupe.language.parser  # noqa: F401  registers the layer and the tokenizer that the configs name

MODELS = Path(__file__).parent.parent / "src" / "recoupe" / "models"


def assemble(language: str, syntax: Path, names: Path) -> Language:
    """The whole pipeline: word vectors, morphology, parser, names."""
    nlp: Language = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(names), last=True)
    nlp.meta["name"] = f"recoupe_{language}"
    nlp.meta["lang"] = "xx"
    nlp.meta["version"] = "0.1.0"
    nlp.meta["license"] = "CC BY-SA 4.0"
    nlp.meta["description"] = f"Parts of speech, morphology, parse and names for the language {language!r}; see CARD.md"
    return nlp


def write_pipeline(nlp: Language, folder: Path) -> None:
    """Writes the pipeline without the strings met in training, of which only the labels are needed."""
    card = folder / "CARD.md"
    kept = card.read_text(encoding="utf-8") if card.is_file() else None
    shutil.rmtree(folder, ignore_errors=True)
    nlp.to_disk(folder)
    strings = folder / "vocab" / "strings.json"
    strings.write_text(json.dumps(sorted(_labels(nlp)), ensure_ascii=False, indent=0), encoding="utf-8")
    for meta in folder.rglob("meta.json"):
        content = json.loads(meta.read_text(encoding="utf-8"))
        content.pop("performance", None)
        meta.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    if kept is not None:
        card.write_text(kept, encoding="utf-8")


def _labels(nlp: Language) -> set[str]:
    found: set[str] = set()
    for name in nlp.pipe_names:
        for label in nlp.pipe_labels.get(name, ()):
            found.add(label)
            found.update(part for part in label.replace("||", "-").split("-") if part)
            pairs = [pair for pair in label.split("|") if not pair.startswith("POS=")]
            found.add("|".join(pairs))
            found.update(pair.removeprefix("POS=") for pair in label.split("|"))
    return {label for label in found if label}


def main() -> None:
    """Reads the command line and writes src/recoupe/models/LANG."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=("fr", "en"))
    parser.add_argument("--syntax", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    given = parser.parse_args()
    write_pipeline(assemble(given.language, given.syntax, given.names), MODELS / given.language)


if __name__ == "__main__":
    main()
