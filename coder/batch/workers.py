"""The engine at work: in this process, or in several that each load it once and return plain rows.

Stories go in by chunks whose borders depend on the stories alone, and come out in order: the rows are the same for
any number of workers.
"""

from __future__ import annotations

import functools
import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from coder.batch import messages
from coder.records import Event, Story

CHUNK_CHARACTERS = 50_000  # some hundred sentences: a second of work, and batches of the parser stay full
CHUNK_STORIES = 500

Rows = list[tuple[str, ...]]
"""The records of one story."""


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
    """A running engine: what it is, and the way from stories to rows."""

    description: dict[str, str]
    code: Callable[[Iterable[Story]], Iterator[Rows]]


@contextmanager
def team(engine: Loads, workers: int = 1) -> Iterator[Team]:
    """Loads the engine in this process, or in `workers` own ones, for as long as the context lasts."""
    if workers == 1:
        coder = engine.load()
        yield Team(coder.description(), lambda stories: _code_here(coder, stories))
        return
    # spawn: the same on all systems, and no thread or open file of the parent is copied
    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(engine,))
    try:
        description = pool.submit(_describe).result()
        yield Team(description, lambda stories: _code_there(pool, stories, 2 * workers))
    except BaseException as error:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()  # nobody waits for what they are at
        if isinstance(error, BrokenProcessPool):
            raise messages.worker_died() from error
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def chunks(stories: Iterable[Story]) -> Iterator[list[Story]]:
    """Consecutive stories, about as many as keep a worker busy for a second or two."""
    chunk: list[Story] = []
    characters = 0
    for story in stories:
        chunk.append(story)
        characters += len(story.text)
        if characters >= CHUNK_CHARACTERS or len(chunk) >= CHUNK_STORIES:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _rows(coder: Coder, chunk: list[Story]) -> Iterator[Rows]:
    for _, events in coder.code(chunk):
        yield [event.row() for event in events]


def _code_here(coder: Coder, stories: Iterable[Story]) -> Iterator[Rows]:
    for chunk in chunks(stories):
        yield from _rows(coder, chunk)


def _code_there(pool: ProcessPoolExecutor, stories: Iterable[Story], ahead: int) -> Iterator[Rows]:
    """Never more than `ahead` chunks are under way, so that reading waits for coding."""
    waiting: deque[Future[list[Rows]]] = deque()
    for chunk in chunks(stories):
        waiting.append(pool.submit(_work, chunk))
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


_engine: Loads | None = None
_coder: Coder | None = None


def _begin(engine: Loads) -> None:
    """In a new worker. The engine is loaded by the first task, whose error reaches the parent with its message."""
    global _engine
    _engine = engine
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends the workers


def _loaded() -> Coder:
    global _coder
    assert _engine is not None
    _coder = _coder or _engine.load()
    return _coder


def _describe() -> dict[str, str]:
    return _loaded().description()


def _work(chunk: list[Story]) -> list[Rows]:
    return list(_rows(_loaded(), chunk))
