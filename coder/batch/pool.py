"""Worker processes that code chunks of stories, and what happens when one of them dies or never comes back.

A worker loads the engine once and answers with plain rows. The parent gives it one chunk at a time through a pipe of
its own, so it always knows what a worker was at when it ended:

    chunk ─▶ died? ─▶ the same chunk again, in a new worker ─▶ died again? ─▶ one story at a time ─▶ this one, twice?
                                                                                        └─▶ rejected, the rest goes on

A death that comes from outside (an operator, the system short of memory) therefore changes no row, and a story that
kills is the only one that is lost. Chunks come back in the order in which they went in, whoever coded them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection
from typing import Any

from coder.batch import messages
from coder.batch.engine import Loads, Outcome, code_chunk
from coder.batch.lines import Fault
from coder.batch.messages import Reason
from coder.errors import InputError
from coder.records import Story

_AHEAD = 4  # chunks a worker that may be under way or done before their turn: reading waits for coding
_TICK = 1.0  # seconds between two looks at the clock
_PATIENCE = 20  # workers that may die in a row, with no story coded between: then the fault is not in a story


@dataclass(slots=True, eq=False)
class _Task:
    """A chunk on its way. `alone`: one story at a time, and `outcomes` has those that are done."""

    stories: Sequence[Story]
    outcomes: list[Outcome] = field(default_factory=list)
    alone: bool = False
    deaths: int = 0

    @property
    def done(self) -> bool:
        return len(self.outcomes) == len(self.stories)


class _Worker:
    """A process, the pipe to it, and the task it is at. `spent`: seconds at the task, or at its current story."""

    def __init__(self, engine: Loads) -> None:
        context = multiprocessing.get_context("spawn")  # the same on all systems; copies no thread or open file
        self.link, end = context.Pipe()
        self.process = context.Process(target=_serve, args=(engine, end), name="cameo worker", daemon=True)
        with _no_interrupt():
            self.process.start()
        end.close()  # now only the worker has it, and its death is an end of file here
        self.ready = False
        self.task: _Task | None = None
        self.spent = 0.0

    def give(self, task: _Task) -> None:
        self.task, self.spent = task, 0.0
        with suppress(OSError):  # it has just died: that is seen when it is listened to
            self.link.send((list(task.stories[len(task.outcomes) :]), task.alone))

    def end(self) -> int:
        """Kills what still lives; the exit code, negative for a signal."""
        self.process.kill()
        self.process.join()
        self.link.close()
        return self.process.exitcode or 0


class Pool:
    """Up to `workers` processes with the engine. `seconds`: how long a story may take before it is given up.

    A context: at its end no process is left. Processes are started only when there is a chunk for them.
    """

    def __init__(self, engine: Loads, workers: int, seconds: float) -> None:
        self._engine, self._number, self._seconds = engine, workers, seconds
        self._workers: list[_Worker] = []
        self._deaths = 0
        self._looked = time.monotonic()
        self.description: dict[str, str] = {}

    def __enter__(self) -> Pool:
        """Starts the first worker, so that what is wrong with model or dictionaries is told at once."""
        try:
            while not self.description:
                if not self._workers:
                    self._start()
                self._listen(deque())
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        while self._workers:
            self._workers.pop().end()

    def code(self, chunks: Iterable[Sequence[Story]]) -> Iterator[list[Outcome]]:
        """For each chunk, in order, what became of each of its stories: its rows, or the fault that it is."""
        source = iter(chunks)
        under_way: deque[_Task] = deque()
        waiting: deque[_Task] = deque()
        more = True
        while True:
            while under_way and under_way[0].done:
                yield under_way.popleft().outcomes
            self._assign(waiting)
            busy = sum(worker.task is not None for worker in self._workers)
            # One chunk lies ready for whoever is done first.
            if more and len(waiting) < max(1, self._number - busy) and len(under_way) < _AHEAD * self._number:
                chunk = next(source, None)
                if chunk is None:
                    more = False
                else:
                    under_way.append(_Task(chunk))
                    if chunk:
                        waiting.append(under_way[-1])
                continue
            if not under_way:
                return
            if not under_way[0].done:
                self._listen(waiting)

    def _assign(self, waiting: deque[_Task]) -> None:
        for worker in self._workers:
            if waiting and worker.ready and worker.task is None:
                worker.give(waiting.popleft())
        loading = sum(not worker.ready for worker in self._workers)
        for _ in range(min(len(waiting) - loading, self._number - len(self._workers))):
            self._start()

    def _start(self) -> None:
        self._workers.append(_Worker(self._engine))

    def _listen(self, waiting: deque[_Task]) -> None:
        """Waits for news of a worker, for a tick at most, and acts on it."""
        said = connection.wait([worker.link for worker in self._workers], _TICK)
        now = time.monotonic()
        # What was read late, or a machine that slept, is not held against a story.
        passed, self._looked = min(now - self._looked, 2 * _TICK), now
        for worker in list(self._workers):
            if worker.link in said:
                try:
                    self._hear(worker, worker.link.recv(), waiting)
                except (EOFError, OSError):
                    self._died(worker, waiting)
            elif worker.task is not None:
                worker.spent += passed
                if worker.spent > self._seconds:
                    self._slow(worker, waiting)

    def _hear(self, worker: _Worker, message: tuple[str, Any], waiting: deque[_Task]) -> None:
        kind, content = message
        task = worker.task
        if kind == "ready":
            self.description = self.description or content
            if content != self.description:
                raise messages.engine_changed(_changed(self.description, content))
            worker.ready = True
        elif kind == "unusable":
            raise InputError(content)
        elif kind == "failed":
            assert task is not None
            self._remove(worker)
            if task.alone:
                task.outcomes.append(Fault(Reason.FAILED, messages.coder_failed(content)))
            self._again(task, waiting)
        else:
            assert task is not None
            task.outcomes.extend(content)
            task.deaths, self._deaths, worker.spent = 0, 0, 0.0
            if task.done:
                worker.task = None

    def _slow(self, worker: _Worker, waiting: deque[_Task]) -> None:
        task = worker.task
        assert task is not None
        self._remove(worker)
        if task.alone:
            story = task.stories[len(task.outcomes)]
            task.outcomes.append(Fault(Reason.SLOW, messages.too_slow(self._seconds, len(story.text))))
        self._again(task, waiting)

    def _died(self, worker: _Worker, waiting: deque[_Task]) -> None:
        task, code = worker.task, self._remove(worker)
        self._deaths += 1
        if self._deaths >= _PATIENCE:
            raise messages.workers_die(self._deaths, code)
        if task is None:
            return
        task.deaths += 1
        if task.deaths < 2:  # perhaps not its fault
            waiting.appendleft(task)
            return
        if task.alone:
            story = task.stories[len(task.outcomes)]
            task.outcomes.append(Fault(Reason.KILLED, messages.killed_coder(code, len(story.text))))
        self._again(task, waiting)

    def _again(self, task: _Task, waiting: deque[_Task]) -> None:
        """What is left of a task, one story at a time."""
        task.alone, task.deaths = True, 0
        if not task.done:
            waiting.appendleft(task)

    def _remove(self, worker: _Worker) -> int:
        self._workers.remove(worker)
        return worker.end()


def _changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Processes that start here never see Ctrl-C: it is for the parent, which ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would lift the block when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(engine: Loads, link: connection.Connection[Any, Any]) -> None:
    """The life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        coder = engine.load()
        description = coder.description()
    except InputError as error:
        link.send(("unusable", str(error)))
        return
    except Exception as error:
        link.send(("unusable", str(messages.cannot_load(told(error)))))
        return
    link.send(("ready", description))
    with suppress(EOFError, OSError):  # the parent has gone
        while True:
            stories, alone = link.recv()
            try:
                for part in [[story] for story in stories] if alone else [stories]:
                    link.send(("rows", code_chunk(coder, part)))
            except Exception as error:  # a coder that failed once is not trusted with the next story
                link.send(("failed", told(error)))
                return


def told(error: Exception) -> str:
    """An exception in one line, with the place where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}{where}"


def _end_with_parent() -> None:
    """Kills this process when its parent is gone, even in the midst of a story."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
