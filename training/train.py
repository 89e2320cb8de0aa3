"""Trains the syntax or the names of one language.

    python -m training.train fr syntax --source ../shared/training --out work/fr-syntax
    python -m training.train fr names --source ../shared/training --out work/fr-names

prints a line an epoch with the scores on the development part and writes the pipeline whose score is best.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed, load_config, load_model_from_config
from thinc.api import Adam, warmup_linear

import recoupe.language.parser  # noqa: F401  registers the layer and the tokenizer that the configs name
from training.examples import NameTask, SyntaxTask

CONFIGS = Path(__file__).parent / "configs"
# Words in a batch: below 500 an epoch takes twice as long, above 1500 it learns less of as many words.
BATCH = 700
WARM_UP = 150
TASKS = {"syntax": SyntaxTask, "names": NameTask}


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How long and how fast to learn."""

    epochs: int
    rate: float
    dropout: float
    seed: int


def train(nlp: Language, task: Any, course: Course, keep: Callable[[Language], None]) -> float:
    """Trains `nlp` in place over the task's sentences and hands each best state to `keep`; gives the best score."""
    rng = random.Random(course.seed)
    words = sum(task.size(sentence) for sentence in task.training)
    steps = course.epochs * words // BATCH
    optimizer = Adam(
        warmup_linear(course.rate, WARM_UP, int(steps * 1.02)),
        L2=0.01,
        grad_clip=1.0,
        use_averages=True,
        L2_is_weight_decay=True,
    )
    best, begun = 0.0, time.monotonic()
    for epoch in range(1, course.epochs + 1):
        losses: dict[str, float] = {}
        for batch in _batches(task, nlp, rng):
            nlp.update(batch, drop=course.dropout, sgd=optimizer, losses=losses)
            optimizer.step_schedules()
        with nlp.use_params(optimizer.averages):
            scores = task.score(nlp)
            if scores[task.goal] > best:
                best = scores[task.goal]
                keep(nlp)
        print(f"epoch {epoch:3} {time.monotonic() - begun:6.0f} s", _shown(losses, 0), _shown(scores, 2), flush=True)
    return best


def build(task: Any, name: str, seed: int) -> Language:
    """An untrained pipeline that knows the labels of the task's sentences."""
    fix_random_seed(seed)
    where = "components.tok2vec.model" if name == "syntax" else "components.ner.model.tok2vec"
    languages = dict.fromkeys((f"{where}.embed.language", "nlp.tokenizer.language"), task.language)
    config = load_config(CONFIGS / f"{name}.cfg", overrides=languages)
    nlp = load_model_from_config(config, auto_fill=True)
    nlp.initialize(lambda: [task.example(nlp, sentence) for sentence in task.training])
    return nlp


def go_on(trained: Path, seed: int) -> Language:
    """A pipeline already trained, to be trained further."""
    fix_random_seed(seed)
    nlp: Language = spacy.load(trained)
    nlp.resume_training()
    return nlp


def start_from(nlp: Language, syntax: Path) -> None:
    """Gives the names' word vectors the weights that the syntax of the language has learnt."""
    learnt = spacy.load(syntax).get_pipe("tok2vec").model
    vectors = nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]
    vectors.from_bytes(learnt.to_bytes())


def _batches(task: Any, nlp: Language, rng: random.Random) -> Iterator[list[Example]]:
    order: Sequence[Any] = rng.sample(task.training, len(task.training))
    batch: list[Example] = []
    for sentence in order:
        batch.append(task.example(nlp, task.vary(sentence, rng)))
        if sum(len(example) for example in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _shown(figures: dict[str, float], digits: int) -> str:
    return " ".join(f"{name} {value:.{digits}f}" for name, value in figures.items())


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=("fr", "en"))
    parser.add_argument("task", choices=tuple(TASKS))
    parser.add_argument("--source", type=Path, required=True, help="folder that holds ud/ and ner/")
    parser.add_argument("--out", type=Path, required=True, help="where the pipeline is written")
    parser.add_argument("--go-on", type=Path, help="trained pipeline of the same task to train further")
    parser.add_argument("--silver", type=Path, help="sentences of training.silver for the names to learn from as well")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--rate", type=float, default=0.001)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--start", type=Path, help="trained syntax whose word vectors the names start from")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    more = {"silver": given.silver} if given.silver else {}
    task = TASKS[given.task](given.source, given.language, **more)
    nlp = go_on(given.go_on, given.seed) if given.go_on else build(task, given.task, given.seed)
    if given.start:
        start_from(nlp, given.start)
    print(f"{len(task.training)} sentences, {sum(map(task.size, task.training))} words to train on", flush=True)
    course = Course(epochs=given.epochs, rate=given.rate, dropout=given.dropout, seed=given.seed)
    train(nlp, task, course, lambda trained: trained.to_disk(given.out))


if __name__ == "__main__":
    main()
