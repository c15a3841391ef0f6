"""spaCy's parser, step by step from here.

The library takes all steps of a parse in one loop that lets go of Python's lock, and its innermost functions then take
that lock again and give it back, hundreds of thousands of times a second, only to see that nothing failed: a quarter of
the time of the whole network. The same functions are fast when the lock is held. They are called here as they are when
the parser is trained, with the same numbers in the same order: the parses are the very same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from thinc.api import NumpyOps

TOGETHER = 96
"""Sentences, of like length, that take their steps together."""

_SCORES = NumpyOps(use_blis=True)
"""What the library multiplies with within its loop, whatever it uses elsewhere."""


class Stepwise:
    """In place of a spaCy parser, which must be one that it `takes`."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    @staticmethod
    def takes(pipe: Any) -> bool:
        """Whether a component is a parser that decides greedily, with a layer of scores, on a CPU."""
        from spacy.pipeline import DependencyParser

        if type(pipe) is not DependencyParser or pipe.cfg["beam_width"] != 1:
            return False
        model = pipe.model
        usual = model.name == "parser_model" and model.attrs["has_upper"] and not model.attrs["unseen_classes"]
        return usual and isinstance(model.ops, NumpyOps)

    def pipe(self, docs: Iterable[Any], *, batch_size: int = 0) -> Iterator[Any]:
        """Parse documents, all of them one batch, in place; yield them in order."""
        docs = list(docs)
        by_length = sorted((doc for doc in docs if len(doc)), key=len)
        groups = -(-len(by_length) // TOGETHER)
        for i in range(groups):  # of equal size: a small rest would be slow, and rounded otherwise
            group = by_length[i * len(by_length) // groups : (i + 1) * len(by_length) // groups]
            self._parser.set_annotations(group, self._states(group))
        empty = [doc for doc in docs if not len(doc)]
        self._parser.set_annotations(empty, self._parser.moves.init_batch(empty))
        yield from docs

    def _states(self, docs: list[Any]) -> list[Any]:
        """The state in which the parser ends for each document."""
        parser = self._parser
        states: list[Any] = parser.moves.init_batch(docs)
        model = parser.model.predict(docs)
        weights, bias = model.vec2scores.get_param("W"), model.vec2scores.get_param("b")
        going = [state for state in states if not state.is_final()]
        while going:
            vectors = model.state2vec.predict(model.get_token_ids(going))
            scores = _SCORES.gemm(vectors, weights, trans2=True)
            scores += bias
            going = parser.transition_states(going, scores)
        model.clear_memory()
        return states
