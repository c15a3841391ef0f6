"""One run: a corpus through the engine into a table, with everything counted."""

from __future__ import annotations

import datetime as dt
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from coder.batch.dates import DateOrder
from coder.batch.duplicates import SeenIds
from coder.batch.lines import check_encoding
from coder.batch.readers import Columns, read_records
from coder.batch.sources import Corpus, Format, opened
from coder.batch.stories import Rejection, read_stories
from coder.batch.workers import Engine, Loads, team
from coder.batch.writers import Outputs, outputs
from coder.records import HEADER, Story

_ROOT = HEADER.index("root")
_SHOWN_REJECTIONS = 5


@dataclass(frozen=True, slots=True)
class Job:
    """What the user asked for. `output` is a path or "-"; the names in `corpus` are files, folders or "-"."""

    corpus: tuple[str, ...]
    output: str
    engine: Loads = field(default_factory=Engine)
    format: Format | None = None
    encoding: str = "utf-8"
    columns: Columns = field(default_factory=Columns)
    date_order: DateOrder | None = None
    workers: int = 1
    force: bool = False


@dataclass(slots=True)
class Counts:
    """Stories and events so far. read = coded + without_events + rejected, once a run is over."""

    read: int = 0
    coded: int = 0
    without_events: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    events: int = 0
    roots: Counter[str] = field(default_factory=Counter)
    duplicate_ids: int = 0

    @property
    def done(self) -> int:
        """Stories coded, with events or without."""
        return self.coded + self.without_events


@dataclass(slots=True)
class Result:
    """How a run went. `rejected_to` is empty where rejections were only counted."""

    counts: Counts = field(default_factory=Counts)
    seconds: float = 0.0
    rejected_to: str = ""
    rejections: list[Rejection] = field(default_factory=list)
    """The first few."""


Show = Callable[[Counts, Corpus], None]
"""Told after each story, to show how far the run is."""


def code_corpus(job: Job, show: Show = lambda counts, corpus: None) -> Result:
    """Codes the corpus into the table. Whatever the user must mend is an InputError, and then nothing is written.

    An empty corpus writes nothing either; `counts.read` tells.
    """
    begun, started = time.perf_counter(), _now()
    encoding = check_encoding(job.encoding)
    corpus = Corpus(job.corpus, job.format)
    files = outputs(job.output, force=job.force, inputs=job.corpus)
    _check_columns(corpus, job.columns, encoding)
    result = Result(rejected_to=str(files.rejected or ""))
    counts = result.counts
    with team(job.engine, job.workers) as coders, files:
        for rows in coders.code(_stories(corpus, job, encoding, files, result)):
            counts.coded += bool(rows)
            counts.without_events += not rows
            counts.events += len(rows)
            counts.roots.update(row[_ROOT] for row in rows)
            files.write(rows)
            show(counts, corpus)
        if counts.read != counts.done + counts.rejected.total():
            raise RuntimeError(f"the engine lost or invented stories: {counts}")
        result.seconds = time.perf_counter() - begun
        if counts.read:
            files.commit(_run_file(job, corpus, coders.description, result, started))
    return result


def _stories(corpus: Corpus, job: Job, encoding: str, files: Outputs, result: Result) -> Iterator[Story]:
    """What can be coded; the rest is counted and written aside as it passes."""
    counts, seen = result.counts, SeenIds()
    try:
        for item in read_stories(corpus, job.columns, encoding, job.date_order):
            counts.read += 1
            if isinstance(item, Rejection):
                counts.rejected[item.reason] += 1
                if len(result.rejections) < _SHOWN_REJECTIONS:
                    result.rejections.append(item)
                files.reject(item)
            else:
                counts.duplicate_ids += not seen.add(item.id)
                yield item
    finally:
        seen.close()


def _check_columns(corpus: Corpus, columns: Columns, encoding: str) -> None:
    """Finds the file without a text column now and not after three days. Pipes can't be looked at twice."""
    for name in corpus.names:
        for source in corpus.sources_of(name):
            if source.format is not Format.TXT and source.repeatable:
                with opened(source) as (stream, _):
                    next(read_records(source, stream, columns, encoding), None)


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
            "rejected_by_reason": dict(sorted(counts.rejected.items())),
            "events_by_root": dict(sorted(counts.roots.items())),
            "duplicate_ids": counts.duplicate_ids,
        },
        "options": asdict(job),
        "inputs": corpus.inputs,
    }


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
