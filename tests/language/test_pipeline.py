"""The fast pipeline reads as the stock one does, and says what is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc
from thinc.api import use_ops

from coder.errors import InputError
from coder.language.parse import Parse
from coder.language.pipeline import BATCH_SENTENCES, DEFAULT_MODEL, Pipeline

SENTENCES = (Path(__file__).parents[1] / "data" / "sentences.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def stock() -> list[Doc]:
    """The sentences as the model's own pipeline reads them, with the numerical library it comes with."""
    with use_ops("numpy"):
        nlp = spacy.load(DEFAULT_MODEL, exclude=["ner"])
        return list(nlp.pipe(SENTENCES))


@pytest.fixture(scope="module")
def fast(parsed: Callable[..., list[Parse]]) -> list[Parse]:
    return parsed(*SENTENCES)


def test_there_are_enough_sentences_to_prove_it() -> None:
    assert len(SENTENCES) >= 300
    assert len(set(SENTENCES)) == len(SENTENCES)


def different(stock: list[Doc], found: list[list[object]], name: str) -> list[str]:
    """Sentences in which a property of the tokens differs."""
    wanted = [[getattr(token, name) for token in doc] for doc in stock]
    return [doc.text for doc, one, other in zip(stock, wanted, found, strict=True) if one != other]


def test_words_are_the_stock_pipelines(stock: list[Doc], fast: list[Parse]) -> None:
    assert different(stock, [parse.words for parse in fast], "text") == []


def test_tags_are_the_stock_pipelines(stock: list[Doc], fast: list[Parse]) -> None:
    assert different(stock, [parse.tags for parse in fast], "tag_") == []


def test_dependencies_are_the_stock_pipelines(stock: list[Doc], fast: list[Parse]) -> None:
    assert different(stock, [parse.deps for parse in fast], "dep_") == []


def test_heads_are_the_stock_pipelines(stock: list[Doc], fast: list[Parse]) -> None:
    wanted = [[token.head.i for token in doc] for doc in stock]
    assert [parse.heads for parse in fast] == wanted


def lemmas(fast: list[Parse], pipeline: Pipeline) -> list[list[str]]:
    return [[pipeline.lemma(*x) for x in zip(parse.words, parse.tags, parse.deps, strict=True)] for parse in fast]


def test_lemmas_are_the_stock_pipelines(stock: list[Doc], fast: list[Parse], pipeline: Pipeline) -> None:
    assert different(stock, lemmas(fast, pipeline), "lemma_") == []


def test_parts_of_speech_are_the_stock_pipelines(stock: list[Doc], fast: list[Parse], pipeline: Pipeline) -> None:
    for doc, parse in zip(stock, fast, strict=True):
        for token in doc:
            if token.i and parse.deps[token.i - 1] == "expl":
                continue  # "there is": a verb to the stock pipeline because of the word before it, which isn't asked for
            found = pipeline.pos(token.text, parse.tags[token.i], parse.deps[token.i])
            assert found == token.pos_, (token.text, parse.text)


def test_offsets_point_at_the_words(fast: list[Parse]) -> None:
    for parse in fast:
        for word, offset in zip(parse.words, parse.offsets, strict=True):
            assert parse.text[offset : offset + len(word)] == word


def test_a_sentence_reads_the_same_alone_and_in_a_batch(fast: list[Parse], parsed: Callable[..., list[Parse]]) -> None:
    for parse in fast[:: len(fast) // 25]:
        assert parsed(parse.text) == [parse]


def test_order_and_places_are_kept_over_several_batches(pipeline: Pipeline) -> None:
    asked = [(f"Iran met envoy {i}.", 7 * i) for i in range(2 * BATCH_SENTENCES + 3)]
    found = pipeline.parse(pipeline.tokenize(text, start) for text, start in asked)
    assert [(parse.text, parse.start) for parse in found] == asked


def test_words_are_known_before_the_parse(fast: list[Parse], pipeline: Pipeline) -> None:
    for parse in fast:
        tokens = pipeline.tokenize(parse.text, 5)
        assert (tokens.words, tokens.offsets, tokens.start) == (parse.words, parse.offsets, 5)


def test_nothing_to_read_gives_nothing(pipeline: Pipeline) -> None:
    assert list(pipeline.parse([])) == []


def test_an_empty_sentence_has_no_words(pipeline: Pipeline) -> None:
    assert pipeline.tokenize("", 0).words == []
    assert [len(parse) for parse in pipeline.parse([pipeline.tokenize("", 0), pipeline.tokenize("War.", 1)])] == [0, 2]


def test_memory_is_emptied_without_changing_a_parse(fast: list[Parse], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.language.pipeline.ZONE_CHARACTERS", 500)
    pipeline = Pipeline()
    tokens = []
    for text in SENTENCES:
        pipeline.renew(len(text))
        tokens.append(pipeline.tokenize(text, 0))
    assert list(pipeline.parse(tokens)) == fast


def test_the_model_is_told_with_its_version(pipeline: Pipeline) -> None:
    assert pipeline.model == DEFAULT_MODEL
    name, version = pipeline.version.split()
    assert name.startswith("en_")
    assert version.count(".") == 2


def test_a_missing_model_is_told_with_how_to_install_it() -> None:
    with pytest.raises(InputError) as raised:
        Pipeline("en_no_such_model")
    assert str(raised.value) == (
        "the language model 'en_no_such_model' is not installed: install it with "
        "'python -m pip install en-no-such-model' or 'python -m spacy download en_no_such_model', "
        f"or leave out --model for {DEFAULT_MODEL}"
    )


def model_of(folder: Path, *pipes: str) -> str:
    """The path of a model with these parts only."""
    nlp = spacy.blank("en")
    for pipe in pipes:
        nlp.add_pipe(pipe).add_label("x")  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(folder)
    return str(folder)


PARTS = [
    ((), "no parser and no tagger"),
    (("tagger",), "no parser"),
    (("parser",), "no tagger"),
]


@pytest.mark.parametrize(("pipes", "lacks"), PARTS, ids=[lacks for _, lacks in PARTS])
def test_a_model_that_cannot_parse_is_refused(pipes: tuple[str, ...], lacks: str, tmp_path: Path) -> None:
    model = model_of(tmp_path / "model", *pipes)
    with pytest.raises(InputError) as raised:
        Pipeline(model)
    assert str(raised.value) == (
        f"the language model {model!r} has {lacks}: the coder needs both; choose an English pipeline such as en_core_web_sm"
    )


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not installed"):
        Pipeline(str(tmp_path))


def plain(parses: list[Parse]) -> list[tuple[object, ...]]:
    return [(p.text, p.start, p.words, p.tags, p.deps, p.heads, p.offsets) for p in parses]


def read(pipeline: Pipeline, texts: list[str]) -> list[tuple[object, ...]]:
    return plain(list(pipeline.parse([pipeline.tokenize(text, 7 * i) for i, text in enumerate(texts)])))


@pytest.mark.parametrize("remember", [1, 3, 1000])
def test_remembered_parses_are_those_of_a_pipeline_that_forgets(remember: int) -> None:
    texts = [SENTENCES[i] for i in (0, 1, 0, 2, 3, 1, 4, 0, 0)]
    forgetting, remembering = Pipeline(remember=0), Pipeline(remember=remember)
    for _ in range(2):
        assert read(remembering, texts) == read(forgetting, texts)
        for text in texts:
            assert read(remembering, [text]) == read(forgetting, [text])
        assert len(remembering._parsed) <= remember


def test_a_remembered_parse_cannot_be_spoilt() -> None:
    pipeline = Pipeline(remember=10)
    (first,) = pipeline.parse([pipeline.tokenize(SENTENCES[0], 0)])
    wanted = plain([first])
    tags = list(first.tags)
    first.tags[0], first.heads[0] = "X", 5
    (second,) = pipeline.parse([pipeline.tokenize(SENTENCES[0], 0)])
    assert second.tags == tags
    assert plain([second])[0][:3] == wanted[0][:3]


def test_a_parse_does_not_depend_on_its_batch() -> None:
    pipeline = Pipeline(remember=0)
    together = read(pipeline, SENTENCES)
    alone = [read(pipeline, [text])[0] for text in SENTENCES[::4]]
    assert [(p[0], *p[2:]) for p in alone] == [(p[0], *p[2:]) for p in together[::4]]
