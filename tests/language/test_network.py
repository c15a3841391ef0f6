"""The network computed in another way gives the same numbers, to the bit; one built otherwise is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from coder.language import encoder, transitions
from coder.language.embedding import remember_embeddings
from coder.language.encoder import compute_in_pieces
from coder.language.pipeline import DEFAULT_MODEL
from coder.language.transitions import Stepwise

TEXTS = (Path(__file__).parents[1] / "data" / "sentences.txt").read_text(encoding="utf-8").splitlines()[:250]


def model() -> Language:
    set_current_ops(NumpyOps(use_blis=False))  # as the coder does
    return spacy.load(DEFAULT_MODEL, exclude=["ner", "senter"])


def docs(nlp: Language) -> list[Doc]:
    return [nlp.make_doc(text) for text in (*TEXTS[:100], "", *TEXTS[100:])]


def test_vectors_are_the_same_to_the_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    usual, pieces = model(), model()
    assert remember_embeddings(pieces.get_pipe("tok2vec"))
    assert compute_in_pieces(pieces.get_pipe("tok2vec"))
    monkeypatch.setattr(encoder, "ROWS", 300)
    wanted = usual.get_pipe("tok2vec").predict(docs(usual))  # type: ignore[attr-defined]
    found = pieces.get_pipe("tok2vec").predict(docs(pieces))  # type: ignore[attr-defined]
    assert [x.tobytes() for x in found] == [x.tobytes() for x in wanted]


@pytest.mark.parametrize("together", [7, 96, 1000])
def test_steps_are_the_same(together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = model()
    read = list(nlp.get_pipe("tok2vec").pipe(docs(nlp)))  # type: ignore[attr-defined]
    again = list(nlp.get_pipe("tok2vec").pipe(docs(nlp)))  # type: ignore[attr-defined]
    parser = nlp.get_pipe("parser")
    assert Stepwise.takes(parser)
    monkeypatch.setattr(transitions, "TOGETHER", together)
    wanted = list(parser.pipe(read))  # type: ignore[attr-defined]
    found = list(Stepwise(parser).pipe(again))
    assert [[(t.head.i, t.dep_) for t in doc] for doc in found] == [[(t.head.i, t.dep_) for t in doc] for doc in wanted]
    assert found == again


def test_other_networks_are_left_alone() -> None:
    nlp = spacy.blank("en")
    wide = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 32,
        "depth": 2,
        "window_size": 2,
        "maxout_pieces": 3,
    }
    mish = {"@architectures": "spacy.MishWindowEncoder.v2", "width": 32, "depth": 2, "window_size": 1}
    for name, encode in (("wide", wide), ("mish", mish)):
        embed = {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 32,
            "attrs": ["NORM"],
            "rows": [100],
            "include_static_vectors": False,
        }
        config = {"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}}
        pipe = nlp.add_pipe("tok2vec", name, config=config)
        assert not compute_in_pieces(pipe)
    beam = nlp.add_pipe("beam_parser")
    assert not Stepwise.takes(beam)
    assert not Stepwise.takes(nlp.add_pipe("tagger"))
