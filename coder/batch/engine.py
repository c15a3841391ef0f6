"""The engine as the batch layer sees it: how it is made, what is asked of it, and what becomes of a story."""

from __future__ import annotations

import functools
import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from coder.batch import messages
from coder.batch.lines import Fault
from coder.records import Event, Story

Rows = list[tuple[str, ...]]
"""The records of one story."""

Outcome = Rows | Fault
"""What became of a story: its records, or the reason why it could not be coded."""


class Coder(Protocol):
    """What the batch layer asks of the engine."""

    def code(self, stories: Iterable[Story]) -> Iterator[tuple[Story, list[Event]]]:
        """Each story with its events, in order. Never raises for odd text."""
        ...

    def description(self) -> dict[str, str]:
        """Versions of coder, spaCy and model, and the hash of the dictionaries."""
        ...


class Loads(Protocol):
    """Anything that makes a coder and can be pickled."""

    def load(self) -> Coder: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """How to make a coder: plain data that can be sent to another process and written to the run file."""

    model: str | None = None
    dictionaries: tuple[str, ...] = ()
    partial: bool = False
    story_memory: bool = True
    dedupe: bool = True

    def load(self) -> Coder:
        # more BLAS threads than processes make each other slow; read when numpy is first imported
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        for folder in self.dictionaries:
            if not Path(folder).is_dir():
                raise messages.no_such_dictionaries(folder)
        from coder import api

        make = api.Coder if self.model is None else functools.partial(api.Coder, self.model)
        coder = make(
            dictionaries=[Path(folder) for folder in self.dictionaries],
            partial=self.partial,
            story_memory=self.story_memory,
            dedupe=self.dedupe,
        )
        settle_memory()
        return coder


def settle_memory() -> None:
    """Call once in a process of its own, after the coder is loaded: coding is then a third faster.

    Dictionaries and model live as long as the process, so the garbage collector need not walk them again and again, and
    the many small objects of a sentence, which are freed without it, need not wake it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def code_chunk(coder: Coder, stories: Sequence[Story]) -> list[Rows]:
    """The rows of each story. Raises RuntimeError if the coder does not answer for just these stories."""
    rows = [(story.id, [event.row() for event in events]) for story, events in coder.code(stories)]
    if [story_id for story_id, _ in rows] != [story.id for story in stories]:
        raise RuntimeError(f"the engine lost or invented stories: {len(rows)} came back for {len(stories)}")
    return [one for _, one in rows]
