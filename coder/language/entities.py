"""Named entities: what the language model takes a name for. `cameo suggest` needs it; coding does without."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coder.errors import InputError
from coder.language.pipeline import DEFAULT_MODEL

KINDS = {"PERSON": "person", "ORG": "organization", "NORP": "people", "GPE": "place", "LOC": "place", "FAC": "place"}
"""Types of entities that can act, or that tell a country -> what the actor files call them."""

_NOT_NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter")


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in a text: characters `start` to `end` (behind its last one), and the model's type, such as PERSON."""

    start: int
    end: int
    type: str


class EntityFinder:
    """Finds entities. `model` is the name of an installed spaCy English pipeline with an entity recognizer.

    Raises InputError if the model is missing or has none.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        import spacy

        try:
            self._nlp = spacy.load(model, exclude=list(_NOT_NEEDED))
        except OSError as error:
            raise InputError(
                f"the language model {model!r} is not installed: install it with "
                f"'python -m pip install {model.replace('_', '-')}' or 'python -m spacy download {model}', "
                f"or leave out --model for {DEFAULT_MODEL}"
            ) from error
        if "ner" not in self._nlp.pipe_names:
            raise InputError(
                f"the language model {model!r} has no entity recognizer ('ner'), which tells people from organizations: "
                "choose an English pipeline such as en_core_web_sm"
            )

    def find(self, texts: Iterable[str]) -> list[list[Entity]]:
        """The entities of each text, in order."""
        with self._nlp.memory_zone():  # what the texts add to spaCy's vocabulary is forgotten
            return [[Entity(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in self._nlp.pipe(texts)]
