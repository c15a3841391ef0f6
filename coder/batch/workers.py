"""The engine at work: in this process, or in several that each load it once and return plain rows.

Stories go in by chunks and come out in order: the rows are the same for any number of workers.
"""

from __future__ import annotations

import functools
import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from coder.batch import messages
from coder.batch.lines import Fault
from coder.batch.pool import Pool, code_chunk
from coder.records import Event, Story

Rows = list[tuple[str, ...]]
"""The records of one story."""

Outcome = Rows | Fault
"""What became of a story: its records, or the reason why it could not be coded."""

STORY_SECONDS = 120.0
"""How long a story may take. News of a thousand words takes a tenth of a second."""


class Coder(Protocol):
    """What the batch layer asks of the engine."""

    def code(self, stories: Iterable[Story]) -> Iterator[tuple[Story, list[Event]]]:
        """Each story with its events, in order. Never raises for odd text."""
        ...

    def description(self) -> dict[str, str]:
        """Versions of coder, spaCy and model, and the hash of the dictionaries."""
        ...


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


class Loads(Protocol):
    """Anything that makes a coder and can be pickled."""

    def load(self) -> Coder: ...


@dataclass(frozen=True, slots=True)
class Team:
    """A running engine: what it is, and the way from chunks of stories to an outcome for each story, in order."""

    description: dict[str, str]
    code: Callable[[Iterable[Sequence[Story]]], Iterator[Sequence[Outcome]]]


@contextmanager
def team(engine: Loads, workers: int = 0, seconds: float = STORY_SECONDS) -> Iterator[Team]:
    """Loads the engine in up to `workers` own processes, for as long as the context lasts; 0: in this process.

    Only own processes survive a story that kills its process, takes longer than `seconds` or makes the coder fail:
    such a story becomes a Fault. Raises InputError where the engine cannot be loaded, or workers die again and again.
    """
    if workers == 0:
        coder = engine.load()
        yield Team(coder.description(), lambda chunks: (code_chunk(coder, chunk) for chunk in chunks))
        return
    with Pool(engine, workers, seconds) as pool:
        yield Team(pool.description, pool.code)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
