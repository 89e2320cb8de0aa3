from threadpoolctl import threadpool_info

from recoupe.language.parser import load_parser
from recoupe.language.products import on_one_thread
from recoupe.records import Span

SENTENCE = "Le commandement a indiqué mardi que deux drones ont été abattus près de la base."


def read_threads():
    return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]


def list_products(language):
    """Whether BLIS multiplies, of each layer of the packaged pipeline."""
    parts = dict(load_parser(language).nlp.components)
    return {layer.ops.use_blis for part in ("tok2vec", "parser", "ner") for layer in parts[part].model.walk()}


def test_no_layer_multiplies_with_blis():
    assert list_products("fr") == {False}


def test_one_thread_multiplies_and_as_many_as_before_afterwards():
    before = read_threads()
    with on_one_thread():
        assert set(read_threads()) == {1}
    assert read_threads() == before


def test_sentences_parsed_alone_and_together_come_out_the_same():
    parser, text = load_parser("fr"), " ".join([SENTENCE] * 50)
    spans = [Span(index * (len(SENTENCE) + 1), (index + 1) * (len(SENTENCE) + 1) - 1) for index in range(50)]
    alone = [parser.parse(text, [span])[0].words for span in spans]
    assert [sentence.words for sentence in parser.parse(text, spans)] == alone
