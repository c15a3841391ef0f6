"""What a second worker is worth: stories a second of 1, 2, … workers, as ratios within one run.

    python benchmarks/workers.py CORPUS.csv [--workers 1 2] [--rounds 3] [--times 2]

CORPUS has a column `text`; it is coded --times over in each round. All workers have loaded the model and coded once
before the clock starts, and rounds take turns, so that other load on the machine falls on all alike. `0` workers is
this process alone, without a pool.

On a machine with other work to do the clock says little. So processor time is told too: that of the workers for the
same stories shows what they cost each other (caches, memory, pool), and that of the parent how many it could feed.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import os
import time
from contextlib import ExitStack
from pathlib import Path

from coder.batch.engine import Engine
from coder.batch.lines import Fault
from coder.batch.run import chunks
from coder.batch.stories import Placed
from coder.batch.workers import team
from coder.records import Story


def spent() -> tuple[float, float]:
    """Processor seconds so far: of this process, and of its workers."""
    ticks = os.sysconf("SC_CLK_TCK")
    children = 0.0
    for child in multiprocessing.active_children():
        fields = Path(f"/proc/{child.pid}/stat").read_text().rsplit(")", 1)[1].split()
        children += (int(fields[11]) + int(fields[12])) / ticks
    return time.process_time(), children


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--times", type=int, default=2)
    options = parser.parse_args()
    with open(options.corpus, newline="", encoding="utf-8") as handle:
        texts = [row["text"] for row in csv.DictReader(handle)] * options.times
    placed = [Placed(Story(str(i), text), "", i, i) for i, text in enumerate(texts)]
    given = [chunk.stories for chunk in chunks(iter(placed), 500)]
    times: dict[int, list[float]] = {number: [] for number in options.workers}
    costs: dict[int, list[tuple[float, float]]] = {number: [] for number in options.workers}
    with ExitStack() as stack:
        teams = {number: stack.enter_context(team(Engine(), number)) for number in options.workers}
        for turn in range(options.rounds + 1):
            for number, coders in teams.items():
                begun, before = time.perf_counter(), spent()
                rows = [outcome for outcomes in coders.code(given) for outcome in outcomes]
                if turn:
                    times[number].append(time.perf_counter() - begun)
                    after = spent()
                    costs[number].append((after[0] - before[0], after[1] - before[1]))
                if len(rows) != len(texts) or any(isinstance(outcome, Fault) for outcome in rows):
                    raise SystemExit("stories were lost")
    first = min(times[options.workers[0]])
    load = os.getloadavg()[0]
    print(f"{len(texts)} stories, best of {options.rounds} rounds; {os.cpu_count()} cores, load {load:.1f}")
    print("workers  stories/s          processor seconds: parent  workers   on cores of their own")
    one = min(map(sum, costs[options.workers[0]]))
    for number, found in times.items():
        best = min(found)
        parent, workers = min(costs[number], key=sum)
        alone = f"{number * one / (parent + workers):.2f} x" if number else ""
        print(
            f"{number:>7}  {len(texts) / best:>9,.0f}  {first / best:.2f} x {parent:>26.2f} {workers:>8.2f}   {alone:>9}"
        )


if __name__ == "__main__":
    main()
