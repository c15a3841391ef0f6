"""The engine at work: in this process, or in several that each load it once and return plain rows.

Stories go in by chunks and come out in order: the rows are the same for any number of workers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from coder.batch.engine import Loads, Outcome, code_chunk
from coder.batch.pool import Pool
from coder.records import Story

STORY_SECONDS = 120.0
"""How long a story may take. News of a thousand words takes a tenth of a second."""


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
