"""The layers of spaCy's encoder that look at a word's neighbours, computed piece by piece.

Each layer is a matrix product and some ten passes over its result. Done for a whole batch at once, as the library does
it, every pass goes through memory; done for a few hundred words at a time it stays in the processor's cache. The
library also lays the three candidates of a maximum side by side, where they can't be compared many at a time, and keeps
which one won, for training. Nothing is rounded otherwise: the vectors are the very same, to the bit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.api import Model, NumpyOps

ROWS = 512
"""Words computed together: with what is made of them they fit the cache, and the matrix product is as fast as for more."""

_WINDOW = ("expand_window", "maxout", "layernorm", "dropout")


def compute_in_pieces(tok2vec: Any) -> bool:
    """Make a spaCy `tok2vec` component compute its window layers so; tell whether it is built as that needs.

    Only the layout of spaCy's MaxoutWindowEncoder with one neighbour on each side, on a CPU, is taken. Anything else is
    left as it is.
    """
    layers = getattr(tok2vec.model, "layers", [])
    encoder = layers[1] if len(layers) == 2 and isinstance(tok2vec.model.ops, NumpyOps) else None
    if encoder is None or not encoder.name.startswith("with_array(residual(") or len(encoder.layers) != 1:
        return False
    windows = [_Window.of(layer) for layer in encoder.layers[0].layers]
    known = [window for window in windows if window is not None]
    if not known or len(known) != len(windows) or encoder.attrs["pad"] < 1:
        return False
    tok2vec.model.replace_node(encoder, _in_pieces(encoder, known))
    return True


class _Window:
    """One layer: a word's new vector from its own and its two neighbours', and its own added."""

    def __init__(self, maxout: Model[Any, Any], norm: Model[Any, Any]) -> None:
        weights: Any = maxout.get_param("W")  # (width, candidates, inputs)
        bias: Any = maxout.get_param("b")
        self.width, self.candidates, self.inputs = weights.shape
        # All first candidates, then all second ones ...
        by_candidate = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, self.inputs))
        self.weights, self.bias = by_candidate.T, np.ascontiguousarray(bias.T.reshape(-1))
        self.scale: Any = norm.get_param("G")
        self.shift: Any = norm.get_param("b")

    @staticmethod
    def of(residual: Model[Any, Any]) -> _Window | None:
        """The layer that a node of the library's network is, if it is one."""
        if residual.name != f"residual({'>>'.join(_WINDOW)})":
            return None
        parts = {node.name: node for node in residual.walk()}
        if parts["expand_window"].attrs["window_size"] != 1:
            return None
        weights: Any = parts["maxout"].get_param("W")
        fits = weights.shape[2] == 3 * weights.shape[0] and weights.dtype == np.float32
        return _Window(parts["maxout"], parts["layernorm"]) if fits else None

    def apply(self, old: Any, new: Any) -> None:
        """Fill rows of `new` from those of `old`; the first and the last row of each are no words."""
        width, last = self.width, len(old) - 1
        room = min(2 * ROWS, last)
        inputs = np.empty((room, self.inputs), dtype=np.float32)
        products = np.empty((room, self.candidates * width), dtype=np.float32)
        start = 1
        while start < last:
            end = start + ROWS if last - start >= 2 * ROWS else last  # no small rest: it would be rounded otherwise
            x, y = inputs[: end - start], products[: end - start]
            x[:, :width] = old[start - 1 : end - 1]
            x[:, width : 2 * width] = old[start:end]
            x[:, 2 * width :] = old[start + 1 : end + 1]
            np.dot(x, self.weights, out=y)
            y += self.bias
            best = new[start:end]
            best[:] = y[:, :width]
            for i in range(1, self.candidates):
                np.maximum(best, y[:, i * width : (i + 1) * width], out=best)
            best -= np.add.reduce(best, axis=1, keepdims=True) / np.float32(width)
            squares = np.multiply(best, best, out=x[:, :width])
            variance = np.add.reduce(squares, axis=1, keepdims=True) / np.float32(width) + 1e-08
            best *= variance ** (-1.0 / 2)
            best *= self.scale
            best += self.shift
            best += old[start:end]
            start = end


def _in_pieces(encoder: Model[Any, Any], windows: list[_Window]) -> Model[Any, Any]:
    pad = encoder.attrs["pad"]  # rows of zeros between sentences, so that none sees another
    width = windows[0].width

    def forward(model: Model[Any, Any], sentences: list[Any], is_train: bool) -> tuple[list[Any], Any]:
        places: list[tuple[int, int]] = []
        at = 1 + pad
        for sentence in sentences:
            places.append((at, at + len(sentence)))
            at += len(sentence) + pad if len(sentence) else 0
        old = np.zeros((at + 1, width), dtype=np.float32)
        new = np.zeros((at + 1, width), dtype=np.float32)
        for sentence, (first, end) in zip(sentences, places, strict=True):
            old[first:end] = sentence
        for window in windows:
            window.apply(old, new)
            old, new = new, old
        return [old[first:end] for first, end in places], lambda gradient: gradient

    return Model("in_pieces", forward, layers=[encoder])
