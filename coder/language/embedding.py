"""Each word's embedding computed once, not at every occurrence.

The first layer of spaCy's small models is a function of a word alone (its form, affixes and shape); only the layers after
it see the neighbours. It costs a quarter of the network, and most words of a text are the same few thousand. The vectors
are the very same, to the bit, so parses are too.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.api import Model, NumpyOps, Ragged, chain

REMEMBERED_WORDS = 20_000
"""Words whose vectors are kept (8 MB of them); when there are more, all are forgotten and learned anew."""

_LAYERS = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]


def remember_embeddings(tok2vec: Any) -> bool:
    """Make a spaCy `tok2vec` component remember the vectors of words; tell whether it is built as that needs.

    Only the layout of spaCy's MultiHashEmbed without static vectors, on a CPU, is taken: features, their hash tables, and
    a mixing layer that looks at one word at a time. Anything else is left as it is.
    """
    model = tok2vec.model
    embed = model.layers[0] if getattr(model, "layers", None) else None
    if embed is None or [layer.name.split("(")[0] for layer in embed.layers] != _LAYERS:
        return False
    if not isinstance(model.ops, NumpyOps):
        return False
    features, ragged, tables, mixing, lists = embed.layers
    model.replace_node(embed, chain(features, ragged, _remembered(chain(tables, mixing)), lists))
    return True


def _remembered(layer: Model[Any, Any]) -> Model[Any, Any]:
    vectors: Any = None
    places: dict[bytes, int] = {}

    def forward(model: Model[Any, Any], words: Ragged, is_train: bool) -> tuple[Ragged, Any]:
        nonlocal vectors
        rows = words.data
        width = rows.shape[1] * rows.itemsize
        raw = rows.tobytes()
        keys = [raw[i : i + width] for i in range(0, len(raw), width)]
        new = {key: i for i, key in enumerate(keys) if key not in places}
        if len(places) + len(new) > REMEMBERED_WORDS:
            places.clear()
            new = {key: i for i, key in enumerate(keys)}
        if new:
            lengths: Any = np.asarray([len(new)], dtype=words.lengths.dtype)
            fresh = layer.predict(Ragged(rows[list(new.values())], lengths)).data
            if vectors is None or len(places) + len(new) > len(vectors):
                known = vectors[: len(places)] if places else fresh[:0]
                room = np.zeros((max(REMEMBERED_WORDS, len(new)), fresh.shape[1]), dtype=fresh.dtype)
                room[: len(known)] = known
                vectors = room
            first = len(places)
            vectors[first : first + len(new)] = fresh
            places.update(zip(new, range(first, first + len(new)), strict=True))
        return Ragged(vectors[[places[key] for key in keys]], words.lengths), lambda gradient: gradient

    return Model("remembered", forward, layers=[layer])
