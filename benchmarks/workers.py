"""What a second worker is worth: stories a second of 1, 2, … workers, as ratios within one run.

    python benchmarks/workers.py CORPUS.csv [--workers 1 2] [--rounds 3] [--times 2]

CORPUS has a column `text`; it is coded --times over in each round. All workers have loaded the model and coded once
before the clock starts, and rounds take turns, so that other load on the machine falls on all alike. `0` workers is
this process alone, without a pool.
"""

from __future__ import annotations

import argparse
import csv
import os
import time
from contextlib import ExitStack

from coder.batch.lines import Fault
from coder.batch.run import chunks
from coder.batch.stories import Placed
from coder.batch.workers import Engine, team
from coder.records import Story


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
    with ExitStack() as stack:
        teams = {number: stack.enter_context(team(Engine(), number)) for number in options.workers}
        for turn in range(options.rounds + 1):
            for number, coders in teams.items():
                begun = time.perf_counter()
                rows = [outcome for outcomes in coders.code(given) for outcome in outcomes]
                if turn:
                    times[number].append(time.perf_counter() - begun)
                if len(rows) != len(texts) or any(isinstance(outcome, Fault) for outcome in rows):
                    raise SystemExit("stories were lost")
    first = min(times[options.workers[0]])
    load = os.getloadavg()[0]
    print(f"{len(texts)} stories, best of {options.rounds} rounds; {os.cpu_count()} cores, load {load:.1f}")
    for number, found in times.items():
        best = min(found)
        print(f"{number} workers  {len(texts) / best:>7,.0f} stories/s  {first / best:.2f} x")


if __name__ == "__main__":
    main()
