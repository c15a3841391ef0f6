"""Clusters against own workers: the same events, and stories a second, in one run.

    python benchmarks/clusters.py CORPUS.csv [--workers 2] [--times 5] [--rounds 2] [--only dask]

CORPUS has `id`, `date` and `text`; it is told `--times` over, with other ids. Own workers and dask are started once and
code the whole corpus once before the clock runs, as loading isn't what a long run spends its time on; so is Spark.
Exit code 1 if the events differ.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
from coder.batch.engine import Engine
from coder.batch.workers import Team, team
from coder.frames import EVENT_SCHEMA, code_frames
from coder.records import Story

SETTINGS = {"MALLOC_TRIM_THRESHOLD_": 2_000_000_000, "MALLOC_MMAP_THRESHOLD_": 1_000_000_000, "OPENBLAS_NUM_THREADS": 1}
Row = tuple[str, ...]


def read(path: str, times: int) -> list[Story]:
    with open(path, newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    day = dt.date.fromisoformat
    return [
        Story(f"{r['id']}-{k}", r["text"], day(r["date"]) if r.get("date") else None)
        for k in range(times)
        for r in rows
    ]


def coded(one: Team, stories: Sequence[Story]) -> list[Row]:
    chunks = [stories[i : i + 200] for i in range(0, len(stories), 200)]
    return [row for outcomes in one.code(chunks) for outcome in outcomes for row in outcome]  # type: ignore[misc]


def own(stack: ExitStack, workers: int) -> Callable[[list[Story]], list[Row]]:
    one = stack.enter_context(team(Engine(), workers))
    return lambda stories: coded(one, stories)


def dask(stack: ExitStack, workers: int) -> Callable[[list[Story]], list[Row]]:
    import dask
    from distributed import LocalCluster

    from coder.batch.distributed import cluster

    dask.config.set({"distributed.nanny.pre-spawn-environ": SETTINGS})
    local = stack.enter_context(LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None))
    one = stack.enter_context(cluster(Engine(), local.scheduler_address, print))
    return lambda stories: coded(one, stories)


def spark(stack: ExitStack, workers: int) -> Callable[[list[Story]], list[Row]]:
    from pyspark.sql import SparkSession

    os.environ.update({name: str(value) for name, value in SETTINGS.items()}, PYSPARK_PYTHON=sys.executable)
    builder = SparkSession.builder.master(f"local[{workers}]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "500").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    stack.callback(session.stop)

    def code(stories: list[Story]) -> list[Row]:
        rows = [(s.id, s.date.isoformat() if s.date else None, s.text) for s in stories]
        frame = session.createDataFrame(rows, "id string, date string, text string").repartition(2 * workers)
        return [tuple(map(str, row)) for row in frame.mapInPandas(code_frames, EVENT_SCHEMA).collect()]

    return code


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("corpus")
parser.add_argument("--workers", type=int, default=2)
parser.add_argument("--times", type=int, default=5)
parser.add_argument("--rounds", type=int, default=2)
parser.add_argument("--only", default="")

if __name__ == "__main__":
    options = parser.parse_args()
    stories = read(options.corpus, options.times)
    best: dict[str, float] = {}
    events: dict[str, list[Row]] = {}
    for name, start in {"own workers": own, "dask": dask, "spark": spark}.items():
        if options.only not in name and name != "own workers":
            continue
        with ExitStack() as stack:
            code = start(stack, options.workers)
            code(stories[: len(stories) // options.times])
            for _ in range(options.rounds):
                begun = time.perf_counter()
                events[name] = sorted(code(stories))
                best[name] = min(best.get(name, 1e9), time.perf_counter() - begun)
        print(
            f"{name:12} {len(stories) / best[name]:8,.0f} stories/s  {best['own workers'] / best[name]:.2f} of own workers  "
            f"{len(events[name])} events, {'the same' if events[name] == events['own workers'] else 'OTHER'}",
            flush=True,
        )
    sys.exit(any(found != events["own workers"] for found in events.values()))
