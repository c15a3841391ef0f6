"""All that a notebook needs: `Coder().code(stories)` gives events."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from coder.coding.sentence import CodedSentence
from coder.coding.story import StoryCoder
from coder.dictionaries import Lexicon, load_dictionaries
from coder.language.pipeline import DEFAULT_MODEL, REMEMBERED, Pipeline
from coder.records import Event, Story


class Coder:
    """Codes stories into CAMEO events.

    `model`: name of an installed spaCy English pipeline; `dictionaries`: folders that extend the built-in ones;
    `partial`: also give events with one unknown actor (empty string); `story_memory`: resolve surnames, descriptions
    and pronouns from the story; `dedupe`: one event for an act told several times in a story. Two ways to be faster that
    change no event, and can be switched off to prove it: `skip` leaves sentences unparsed that can't give one;
    `remember` is the number of sentences whose parse is kept in case they come again.
    Raises InputError for a missing model or faulty dictionaries.
    """

    def __init__(
        self, model: str = DEFAULT_MODEL, dictionaries: Sequence[Path | str] = (), *, partial: bool = False,
        story_memory: bool = True, dedupe: bool = True, skip: bool = True, remember: int = REMEMBERED,
        lexicon: Lexicon | None = None, pipeline: Pipeline | None = None,
    ) -> None:  # fmt: skip
        self.lexicon = lexicon or load_dictionaries(dictionaries)
        self.pipeline = pipeline or Pipeline(model, remember=remember)
        self._coder = StoryCoder(
            self.lexicon, self.pipeline, partial=partial, story_memory=story_memory, dedupe=dedupe, skip=skip
        )

    def code(self, stories: Iterable[Story]) -> Iterator[tuple[Story, list[Event]]]:
        """Yield each story with its events, in order. Sentences are parsed in batches across stories."""
        return self._coder.code(stories)

    def code_text(self, text: str, story_id: str = "text", date: object = None) -> list[Event]:
        """Events of one text. `date`: a datetime.date or None."""
        import datetime as dt

        story = Story(story_id, text, date if isinstance(date, dt.date) else None)
        return next(iter(self.code([story])))[1]

    def inspect(self, story: Story) -> list[CodedSentence]:
        """What was seen in each sentence of a story, for explanations."""
        return self._coder.inspect(story)

    def description(self) -> dict[str, str]:
        """What makes a run reproducible: versions, model and dictionary digest."""

        return {
            "coder": package_version(), "python": sys.version.split()[0], "spacy": version("spacy"),
            "model": self.pipeline.version, "dictionaries": self.lexicon.digest,
        }  # fmt: skip


def package_version() -> str:
    """Version of the installed distribution."""
    try:
        return version("cameo-coder")
    except PackageNotFoundError:
        return "0.1.0"


__all__ = ["Coder", "Event", "Story", "load_dictionaries"]
