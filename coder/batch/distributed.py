"""A dask cluster as the team that codes: `cameo code … --dask tcp://…`.

    chunk of stories ─▶ scheduler ─▶ any worker: the coder of its process ─▶ rows, in the order of the corpus

Reading, counting, checkpoints and writing are those of a run on one machine, so the table has the same bytes. A lost
worker's chunk is coded by another one; a chunk that loses several is coded story by story, and the story that kills is
rejected. dask itself limits no task's time: `--time-limit` has no effect.

For speed, workers should start with these settings (`dask.config`, key distributed.nanny.pre-spawn-environ): its own
makes a process give memory back to the system again and again, and BLAS threads of several processes stand in each
other's way. `cluster` tells when they don't; docs/scale.md shows how to set them.

    MALLOC_TRIM_THRESHOLD_=2000000000 MALLOC_MMAP_THRESHOLD_=1000000000 OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from coder.batch import messages
from coder.batch.engine import Engine, Loads, Outcome, code_chunk
from coder.batch.lines import Fault
from coder.batch.messages import Reason
from coder.batch.pool import told
from coder.batch.workers import Team
from coder.errors import InputError
from coder.frames import coder_here, lock
from coder.records import Story

CONNECT_SECONDS = 30.0
WORKER_SECONDS = 300.0
"""How long to wait for the first worker: queues of computing centres are slow, but then one looks first."""

_TRIES = 2  # of a story alone, each of as many lost workers as the scheduler allows
_AHEAD = 4  # chunks a worker that are under way or done before their turn

Say = Callable[[str], None]
Answer = tuple[dict[str, str], list[Outcome]]
"""What coded a chunk, and what became of its stories."""


@contextmanager
def cluster(engine: Loads, address: str, say: Say = lambda message: None) -> Iterator[Team]:
    """The workers of the dask scheduler at `address` (tcp://HOST:PORT) as a team, for as long as the context lasts.

    Raises InputError if dask isn't installed, nobody answers, no worker comes, or the workers' versions, model or
    dictionaries differ from each other or (dictionaries) from those here. `say` is told what makes workers slow.
    """
    try:
        from distributed import Client
        from distributed.comm.core import CommClosedError
    except ImportError as error:
        raise messages.needs_extra("--dask", "distributed", "dask") from error
    if isinstance(engine, Engine):  # workers stand in other folders
        engine = replace(engine, dictionaries=tuple(os.path.abspath(folder) for folder in engine.dictionaries))
        for folder in engine.dictionaries:
            if not Path(folder).is_dir():
                raise messages.no_such_dictionaries(folder)
    try:
        client: Any = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise messages.no_scheduler(address, error) from error
    try:
        try:
            client.wait_for_workers(1, timeout=WORKER_SECONDS)
        except TimeoutError as error:
            raise messages.no_dask_workers(address, WORKER_SECONDS) from error
        description = _same_everywhere(client, engine)
        _advise(client, say)
        yield Team(description, lambda chunks: _code(client, address, engine, description, chunks))
    except CommClosedError as error:
        raise messages.dask_gone(address, str(error)) from error
    finally:
        client.close()


def _same_everywhere(client: Any, engine: Loads) -> dict[str, str]:
    """What the workers are, asked of each; loads the coder in all of them."""
    found: dict[str, dict[str, str] | str] = client.run(_describe, engine)
    for worker, answer in sorted(found.items()):
        if isinstance(answer, str):
            raise messages.dask_worker_unusable(worker, answer)
    descriptions = {worker: answer for worker, answer in sorted(found.items()) if isinstance(answer, dict)}
    wanted = dict(next(iter(descriptions.values())))
    if isinstance(engine, Engine):
        from coder.dictionaries import load_dictionaries

        wanted["dictionaries"] = load_dictionaries(engine.dictionaries).digest
    for worker, description in descriptions.items():
        _check_same(worker, wanted, description)
    return wanted


def _check_same(worker: str, wanted: dict[str, str], found: dict[str, str]) -> None:
    if found != wanted:
        names = wanted.keys() | found.keys()
        raise messages.dask_workers_differ(worker, [name for name in names if wanted.get(name) != found.get(name)])


def _advise(client: Any, say: Say) -> None:
    threads = max((info["nthreads"] for info in client.scheduler_info(n_workers=-1)["workers"].values()), default=1)
    if threads > 1:
        say(messages.dask_threads(threads))
    trims = client.run(_trim_threshold)
    if any(value and int(value) < 1_000_000 for value in trims.values()):
        say(messages.dask_memory_settings())


def _code(
    client: Any, address: str, engine: Loads, description: dict[str, str], chunks: Iterable[Sequence[Story]]
) -> Iterator[list[Outcome]]:
    """Never more chunks under way than keep the workers busy, so that reading waits for coding."""
    source = iter(chunks)
    waiting: deque[tuple[Sequence[Story], Any]] = deque()
    try:
        while True:
            workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))  # they come and go
            while len(waiting) < _AHEAD * workers:
                chunk = next(source, None)
                if chunk is None:
                    break
                waiting.append((chunk, client.submit(_work, engine, list(chunk), pure=False) if chunk else None))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            yield _outcomes(client, address, engine, description, chunk, future) if chunk else []
    finally:
        client.cancel([future for _, future in waiting if future is not None])


def _outcomes(
    client: Any, address: str, engine: Loads, description: dict[str, str], chunk: Sequence[Story], future: Any
) -> list[Outcome]:
    from distributed import KilledWorker

    try:
        found, outcomes = _result(future, address)
    except KilledWorker:  # a story of the chunk, or of another one that lay with the same worker
        return [_outcome(client, address, engine, story) for story in chunk]
    _check_same("that joined", description, found)
    return outcomes


def _outcome(client: Any, address: str, engine: Loads, story: Story) -> Outcome:
    """A story by itself, more than once: it may be lost together with another one that kills."""
    from distributed import KilledWorker

    for _ in range(_TRIES):
        try:
            return _result(client.submit(_work, engine, [story], pure=False), address)[1][0]
        except KilledWorker:
            continue
    return Fault(Reason.KILLED, messages.killed_dask_worker(len(story.text)))


def _result(future: Any, address: str) -> Answer:
    from concurrent.futures import CancelledError

    try:
        answer: Answer = future.result()
    except CancelledError as error:  # the scheduler has gone, or was started anew
        raise messages.dask_gone(address, type(error).__name__) from error
    return answer


# -- in the workers ----------------------------------------------------------------------------------------------------


def _describe(engine: Loads) -> dict[str, str] | str:
    """What codes in this worker, or why nothing does."""
    try:
        with lock:
            return coder_here(engine).description()
    except InputError as error:
        return str(error)
    except Exception as error:
        return str(messages.cannot_load(told(error)))


def _trim_threshold() -> str:
    return os.environ.get("MALLOC_TRIM_THRESHOLD_", "")


def _work(engine: Loads, stories: list[Story]) -> Answer:
    with lock:
        coder = coder_here(engine)
        try:
            return coder.description(), list(code_chunk(coder, stories))
        except Exception:
            return coder.description(), [_alone(coder, story) for story in stories]


def _alone(coder: Any, story: Story) -> Outcome:
    try:
        return code_chunk(coder, [story])[0]
    except Exception as error:
        return Fault(Reason.FAILED, messages.coder_failed(told(error)))
