"""One run: a corpus through the engine into a table, with everything counted, and safe against whatever may happen.

The corpus is cut into chunks of consecutive rows. A chunk is written when all of it is coded; between two chunks stand
the checkpoints from which a run that was broken off goes on.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import platform
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, astuple, dataclass, field
from typing import Any

from coder.batch import messages
from coder.batch.aside import SeenIds
from coder.batch.columns import Columns
from coder.batch.dates import DateOrder
from coder.batch.engine import Engine, Loads, Outcome
from coder.batch.journal import Checkpoint
from coder.batch.lines import Fault, check_encoding
from coder.batch.readers import read_records
from coder.batch.sources import Corpus, Format
from coder.batch.stories import Placed, Rejection, place_stories
from coder.batch.workers import STORY_SECONDS, Team, team
from coder.batch.writers import Outputs, outputs
from coder.errors import InputError
from coder.records import HEADER, Story

CHUNK_CHARACTERS = 50_000  # some hundred sentences: a second of work, and batches of the parser stay full
CHUNK_ROWS = 500
CHECKPOINT_SECONDS = 5.0
"""So much work is lost at most when the power goes; putting a checkpoint on the disk takes some milliseconds."""

_ROOT = HEADER.index("root")
_SHOWN_REJECTIONS = 5
_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class Job:
    """What the user asked for. `output` is a path or "-"; the names in `corpus` are files, patterns, folders or "-".

    `workers`: processes, 0 for none but this one, where a story that kills it ends the run. `batch`: rows of the corpus
    that a worker gets at a time, at most. `time_limit`: seconds for a story. `one_a_day`: see `aside.one_a_day`. `dask`:
    address of the scheduler of a cluster that codes in place of workers here.
    """

    corpus: tuple[str, ...]
    output: str
    engine: Loads = field(default_factory=Engine)
    format: Format | None = None
    encoding: str = "utf-8"
    columns: Columns = field(default_factory=Columns)
    date_order: DateOrder | None = None
    workers: int = 0
    batch: int = CHUNK_ROWS
    time_limit: float = STORY_SECONDS
    one_a_day: bool = False
    dask: str | None = None
    force: bool = False
    resume: bool = False


@dataclass(slots=True)
class Counts:
    """Rows and events so far. read = coded + without_events + rejected, between any two chunks.

    `events` are those of the table; `merged` those that --one-a-day left out of it.
    """

    read: int = 0
    coded: int = 0
    without_events: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    events: int = 0
    roots: Counter[str] = field(default_factory=Counter)
    duplicate_ids: int = 0
    merged: int = 0

    @property
    def done(self) -> int:
        """Stories coded, with events or without."""
        return self.coded + self.without_events

    def as_data(self) -> dict[str, Any]:
        """For a checkpoint."""
        return {**asdict(self), "rejected": dict(self.rejected), "roots": dict(self.roots)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Counts:
        counters = {name: Counter(data.get(name, {})) for name in ("rejected", "roots")}
        return cls(**{**data, **counters})


@dataclass(slots=True)
class Result:
    """How a run went. `rejected_to` is empty where rejections were only counted. `seconds` are those of all sittings."""

    counts: Counts = field(default_factory=Counts)
    seconds: float = 0.0
    rejected_to: str = ""
    rejections: list[Rejection] = field(default_factory=list)
    """The first few."""
    changed: list[str] = field(default_factory=list)
    """Files of the corpus that were not the same when they were read as before the run."""


class Stopped(Exception):
    """Ctrl-C. The message says what is left."""


Show = Callable[[Counts, Corpus], None]
"""Told after each chunk, to show how far the run is."""

Say = Callable[[str], None]
"""Told once, in words, where the run begins."""


@dataclass(slots=True)
class Chunk:
    """Consecutive rows of the corpus; after them the hash of all rows so far is `digest`."""

    items: list[Placed | Rejection] = field(default_factory=list)
    duplicates: int = 0
    digest: str = ""

    @property
    def stories(self) -> list[Story]:
        return [item.story for item in self.items if isinstance(item, Placed)]


def code_corpus(job: Job, show: Show = lambda counts, corpus: None, say: Say = lambda message: None) -> Result:
    """Codes the corpus into the table. Whatever the user must mend is an InputError, which says what is left.

    An empty corpus writes nothing; `counts.read` tells. Ctrl-C (KeyboardInterrupt) ends as Stopped.
    """
    begun, started = time.perf_counter(), _now()
    encoding = check_encoding(job.encoding)
    corpus = Corpus(job.corpus, job.format)
    files = outputs(job.output, force=job.force, resume=job.resume, inputs=_paths(corpus), daily=job.one_a_day)
    try:
        survey = _survey(job, encoding)
        with _coders(job, say) as coders, files:
            start = files.begin(_plan(job, encoding, survey, coders.description))
            if job.resume:
                say(messages.resumed(start.rows) if start.rows else messages.nothing_broken_off())
            run = _Run(job, encoding, corpus, files, coders, start, show, begun, started)
            try:
                return run.whole(survey)
            except InputError as error:
                raise InputError(f"{error}\n{_left(files, error)}".rstrip()) from error
    except KeyboardInterrupt:
        raise Stopped(messages.stopped(files.safe() or messages.not_all())) from None


def _coders(job: Job, say: Say) -> AbstractContextManager[Team]:
    if job.dask is None:
        return team(job.engine, job.workers, job.time_limit)
    from coder.batch.distributed import cluster

    return cluster(job.engine, job.dask, say)


def _left(files: Outputs, error: BaseException) -> str:
    files.__exit__(type(error), error, None)  # what can be saved is, before it is told
    return files.safe()


class _Run:
    """The state of a run, from a checkpoint on."""

    def __init__(
        self,
        job: Job,
        encoding: str,
        corpus: Corpus,
        files: Outputs,
        coders: Team,
        start: Checkpoint,
        show: Show,
        begun: float,
        started: str,
    ) -> None:
        self.job, self.encoding, self.corpus = job, encoding, corpus
        self.files, self.coders, self.start, self.show = files, coders, start, show
        self.begun, self.started = begun, started
        self.result = Result(rejected_to=str(files.rejected or ""), seconds=start.seconds)
        if start.rows:
            self.result.counts = Counts.from_data(start.counts)
            self.result.rejections = [Rejection(*cells) for cells in start.shown]
        self.pending: deque[Chunk] = deque()

    def whole(self, survey: list[dict[str, Any]]) -> Result:
        result, counts = self.result, self.result.counts
        if not self.start.ended:
            self._code()
        else:
            for _ in self._chunks():  # whether it is still the same corpus
                pass
        if counts.read:
            told = counts.events
            roots = self.files.finish()
            if roots is not None:
                counts.roots, counts.events, counts.merged = roots, roots.total(), told - roots.total()
            result.changed = _read_otherwise(survey, self.corpus.inputs)
            result.seconds = self._seconds()
            self.files.publish(_run_file(self.job, self.corpus, self.coders.description, result, self.started))
        result.seconds = self._seconds()
        return result

    def _code(self) -> None:
        digest = self.start.digest
        due = time.monotonic() + CHECKPOINT_SECONDS
        for outcomes in self.coders.code(self._fed()):
            chunk = self.pending.popleft()
            self._write(chunk, outcomes)
            digest = chunk.digest
            self.files.mark(self._checkpoint(digest))
            if time.monotonic() >= due:
                self.files.checkpoint()
                due = time.monotonic() + CHECKPOINT_SECONDS
            self.show(self.result.counts, self.corpus)
        if self.result.counts.read:
            self.files.mark(self._checkpoint(digest, ended=True))
            self.files.checkpoint()

    def _fed(self) -> Iterator[Sequence[Story]]:
        for chunk in self._chunks():
            self.pending.append(chunk)
            yield chunk.stories

    def _chunks(self) -> Iterator[Chunk]:
        items = place_stories(self.corpus, self.job.columns, self.encoding, self.job.date_order)
        return chunks(items, self.job.batch, self.start.rows, self.start.digest)

    def _write(self, chunk: Chunk, outcomes: Sequence[Outcome]) -> None:
        counts, rows_of = self.result.counts, iter(outcomes)
        for item in chunk.items:
            counts.read += 1
            if isinstance(item, Placed):
                outcome = next(rows_of)
                if not isinstance(outcome, Fault):
                    counts.coded += bool(outcome)
                    counts.without_events += not outcome
                    counts.events += len(outcome)
                    counts.roots.update(row[_ROOT] for row in outcome)
                    self.files.write(outcome)
                    continue
                item = item.rejected(outcome)
            counts.rejected[item.reason] += 1
            if len(self.result.rejections) < _SHOWN_REJECTIONS:
                self.result.rejections.append(item)
            self.files.reject(item)
        counts.duplicate_ids += chunk.duplicates

    def _checkpoint(self, digest: str, ended: bool = False) -> Checkpoint:
        counts = self.result.counts
        return Checkpoint(
            rows=counts.read,
            digest=digest,
            counts=counts.as_data(),
            shown=[list(astuple(rejection)) for rejection in self.result.rejections],
            seconds=round(self._seconds(), 1),
            ended=ended,
        )

    def _seconds(self) -> float:
        return self.start.seconds + time.perf_counter() - self.begun


def chunks(items: Iterator[Placed | Rejection], batch: int, skip: int = 0, digest: str = "") -> Iterator[Chunk]:
    """Consecutive rows, about as many as keep a worker busy for a second or two, but no more than `batch`.

    The first `skip` rows are left out; raises InputError if they are not those whose hash is `digest`.
    """
    hashed, seen, chunk = hashlib.blake2b(digest_size=16), SeenIds(), Chunk()
    characters = rows = 0
    try:
        for item in items:
            _add(hashed, item)
            new = isinstance(item, Rejection) or seen.add(item.story.id)
            rows += 1
            if rows <= skip:
                if rows == skip and hashed.hexdigest() != digest:
                    raise messages.changed([messages.rows_changed(skip)])
                continue
            chunk.items.append(item)
            chunk.duplicates += not new
            characters += len(item.story.text) if isinstance(item, Placed) else 0
            if characters >= CHUNK_CHARACTERS or len(chunk.items) >= batch:
                chunk.digest = hashed.hexdigest()
                yield chunk
                chunk, characters = Chunk(), 0
        if rows < skip:
            raise messages.changed([messages.rows_changed(skip)])
        if chunk.items:
            chunk.digest = hashed.hexdigest()
            yield chunk
    finally:
        seen.close()


def _add(hashed: Any, item: Placed | Rejection) -> None:
    """All that the rows of the table depend on, each part with its length."""
    parts = astuple(item.story) if isinstance(item, Placed) else astuple(item)
    for part in parts:
        data = str(part).encode("utf-8", "surrogatepass")
        hashed.update(b"%d:" % len(data) + data)


def _paths(corpus: Corpus) -> Iterator[str]:
    for name in corpus.names:
        yield from (str(source.path) for source in corpus.sources_of(name) if source.path is not None)


def _survey(job: Job, encoding: str) -> list[dict[str, Any]]:
    """What the corpus is, with a hash of every file; pipes can't be looked at twice and are left out.

    Reads it once and takes a minute for 20 GB: a file without a text column, a broken archive or bad XML is found now
    and not after three days.
    """
    corpus = Corpus(job.corpus, job.format)
    for source in corpus.sources():
        if source.repeatable:
            with corpus.open(source) as stream:
                records = read_records(source, stream, job.columns, encoding)
                if source.format in (Format.XML, Format.PARQUET) or "\n".encode(encoding) != b"\n":
                    for _ in records:  # where one fault makes the rest unreadable
                        pass
                elif source.format is not Format.TXT:
                    next(records, None)
                while stream.read(_PIECE):
                    pass
    return corpus.inputs


def _plan(job: Job, encoding: str, survey: list[dict[str, Any]], description: Mapping[str, str]) -> dict[str, Any]:
    """All that the bytes of the table depend on, as it is written to the journal. Workers and batches are not."""
    engine: Any = asdict(job)["engine"]
    engine = engine if isinstance(engine, dict) else {}
    plan: dict[str, Any] = {
        **description,
        **{f"--{name.replace('_', '-')}": value for name, value in engine.items() if name not in description},
        **{f"--{name}-column": value for name, value in asdict(job.columns).items()},
        "-o": os.path.basename(job.output),
        "--format": job.format,
        "--encoding": encoding,
        "--date-order": job.date_order,
        "--one-a-day": job.one_a_day,
        "--time-limit": job.time_limit,
        "corpus": [{name: entry[name] for name in ("path", "bytes", "sha256")} for entry in survey],
    }
    loaded: dict[str, Any] = json.loads(json.dumps(plan))  # as it will come back from the journal
    return loaded


def _read_otherwise(survey: list[dict[str, Any]], inputs: list[dict[str, Any]]) -> list[str]:
    read = {entry["path"]: entry["sha256"] for entry in inputs}
    return [entry["path"] for entry in survey if read.get(entry["path"]) != entry["sha256"]]


def _run_file(job: Job, corpus: Corpus, description: dict[str, str], result: Result, started: str) -> dict[str, Any]:
    """What one must know to get the same table again, and whether the numbers add up."""
    counts = result.counts
    return {
        **description,
        "platform": platform.platform(),
        "started": started,
        "ended": _now(),
        "seconds": round(result.seconds, 1),
        "counts": {
            "read": counts.read,
            "coded": counts.coded,
            "without_events": counts.without_events,
            "rejected": counts.rejected.total(),
            "events": counts.events,
            "merged_by_one_a_day": counts.merged,
            "rejected_by_reason": dict(sorted(counts.rejected.items())),
            "events_by_root": dict(sorted(counts.roots.items())),
            "duplicate_ids": counts.duplicate_ids,
        },
        "options": asdict(job),
        "inputs": corpus.inputs,
    }


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
