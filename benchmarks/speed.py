"""Speed on a corpus, as ratios within one run: words a second against the stock pipeline, and what isn't parsing.

    python benchmarks/speed.py CORPUS.csv [--stories 900] [--rounds 3]

CORPUS has a column `text`. The stock pipeline is `spacy.load(MODEL)` with all its components on whole stories, as a
user would run it; both work on one core. Prints the medians of the rounds.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("corpus")
parser.add_argument("--stories", type=int, default=900)
parser.add_argument("--rounds", type=int, default=3)
options = parser.parse_args()

import spacy  # noqa: E402
from thinc.api import NumpyOps, set_current_ops  # noqa: E402

from coder.api import Coder, Story  # noqa: E402
from coder.language.pipeline import DEFAULT_MODEL, Pipeline  # noqa: E402

with open(options.corpus, newline="", encoding="utf-8") as handle:
    rows = [row for _, row in zip(range(options.stories), csv.DictReader(handle), strict=False)]
stories = [Story(str(i), row["text"]) for i, row in enumerate(rows)]

set_current_ops(NumpyOps(use_blis=True))
stock = spacy.load(DEFAULT_MODEL)
coder = Coder(pipeline=Pipeline())
inner = coder._coder
words = sum(len(stock.tokenizer(story.text)) for story in stories)


def timed(work):  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def parse_only() -> None:
    for story in stories:
        list(inner.sentences(story))


times: dict[str, list[float]] = {"stock": [], "whole": [], "parse": []}
sentences = [(s.text, s.start) for story in stories for _, s in inner.sentences(story)]
for _ in range(options.rounds):
    set_current_ops(NumpyOps(use_blis=True))
    times["stock"].append(timed(lambda: [None for _ in stock.pipe([s.text for s in stories])]))
    set_current_ops(NumpyOps(use_blis=False))
    times["parse"].append(timed(lambda: [None for _ in coder.pipeline.parse(sentences)]))
    times["whole"].append(timed(lambda: [None for _ in coder.code(stories)]))
median = {key: statistics.median(value) for key, value in times.items()}
print(f"{len(stories)} stories, {words} words, {len(sentences)} sentences; medians of {options.rounds} rounds")
print(f"stock pipeline      {words / median['stock']:>9,.0f} words/s")
print(f"coder, all of it    {words / median['whole']:>9,.0f} words/s   {median['stock'] / median['whole']:.2f} x stock")
print(f"parsing alone       {words / median['parse']:>9,.0f} words/s")
print(f"beyond the parse    {median['whole'] / median['parse'] - 1:>9.1%} of the parse")
