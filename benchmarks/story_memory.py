"""What story memory costs: its time as a share of the parse on a corpus, and the memory that one long story takes.

    python benchmarks/story_memory.py CORPUS.csv [--stories 1800] [--rounds 3] [--long 2000000]

CORPUS has a column `text`. Processor time of this process, so that other load disturbs little; the first round warms up
and isn't counted. The long story is the corpus glued together to `--long` characters.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from coder.api import Coder, Story
from coder.coding.memory import StoryMemory
from coder.language.pipeline import Pipeline

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("corpus")
parser.add_argument("--stories", type=int, default=1800)
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--long", type=int, default=2_000_000)
options = parser.parse_args()

spent = {"parse": 0.0, "memory": 0.0}
within = False


def timed(name: str) -> None:
    """Count the time of a method of the memory, but what it calls of its own only once."""
    method = getattr(StoryMemory, name)

    def count(*arguments: Any, **keywords: Any) -> Any:
        global within
        if within:
            return method(*arguments, **keywords)
        within, start = True, time.process_time()
        try:
            return method(*arguments, **keywords)
        finally:
            within = False
            spent["memory"] += time.process_time() - start

    setattr(StoryMemory, name, count)


def counted(parse: Callable[[Iterable[Any]], Iterator[Any]]) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """The same parses, with the time until each counted."""

    def parses(tokens: Iterable[Any]) -> Iterator[Any]:
        found, end = parse(tokens), object()
        while True:
            start = time.process_time()
            one = next(found, end)
            spent["parse"] += time.process_time() - start
            if one is end:
                return
            yield one

    return parses


for name in ("resolve", "observe", "enter", "set_place", "pass_over", "remember", "accuser", "place_for"):
    timed(name)
with open(options.corpus, newline="", encoding="utf-8") as handle:
    texts = [row["text"] for _, row in zip(range(options.stories), csv.DictReader(handle), strict=False)]
coder = Coder(pipeline=Pipeline(remember=0))  # each round parses anew
coder.pipeline.parse = counted(coder.pipeline.parse)  # type: ignore[method-assign]
for number in range(options.rounds + 1):
    spent.update(parse=0.0, memory=0.0)
    for _ in coder.code(Story(str(i), text) for i, text in enumerate(texts)):
        pass
    share = 100 * spent["memory"] / spent["parse"]
    if number:
        print(f"parse {spent['parse']:.2f} s, story memory {spent['memory']:.3f} s: {share:.1f} % of the parse")
whole = "\n\n".join(texts)
long = (whole * (options.long // len(whole) + 1))[: options.long]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
((_, events),) = coder.code([Story("long", long)])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"one story of {len(long):,} characters: {len(events)} events, peak {peak} MB ({before} MB before)")
