"""Speed on a corpus, as ratios within one run: words a second against the stock pipeline, and what isn't parsing.

    python benchmarks/speed.py CORPUS.csv [--stories 900] [--rounds 3]

CORPUS has a column `text`. The stock pipeline is `spacy.load(MODEL)` with all its components on whole stories, as a
user would run it; both work on one core. Prints the best of the rounds, which other load on the machine disturbs least.
"""

from __future__ import annotations

import argparse
import csv
import os
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
from coder.batch.engine import settle_memory  # noqa: E402
from coder.language.pipeline import DEFAULT_MODEL, Pipeline  # noqa: E402

with open(options.corpus, newline="", encoding="utf-8") as handle:
    rows = [row for _, row in zip(range(options.stories), csv.DictReader(handle), strict=False)]
stories = [Story(str(i), row["text"]) for i, row in enumerate(rows)]

set_current_ops(NumpyOps(use_blis=True))
stock = spacy.load(DEFAULT_MODEL)
coder = Coder(pipeline=Pipeline(remember=0))  # a round would find what the one before had parsed
inner = coder._coder
settle_memory()
words = sum(len(stock.tokenizer(story.text)) for story in stories)


def timed(work):  # type: ignore[no-untyped-def]
    start = time.process_time()
    work()
    return time.process_time() - start


times: dict[str, list[float]] = {"stock": [], "whole": [], "parse": [], "all": []}
seen = [one for story in stories for one in inner.reader.read(story)]
sentences = [(one.sentence.text, one.sentence.start) for one in seen if one.wanted]
everything = [(one.sentence.text, one.sentence.start) for one in seen]


def parse(texts: list[tuple[str, int]]) -> None:
    for _ in coder.pipeline.parse(coder.pipeline.tokenize(text, start) for text, start in texts):
        pass


for _ in range(options.rounds):
    set_current_ops(NumpyOps(use_blis=True))
    times["stock"].append(timed(lambda: [None for _ in stock.pipe([s.text for s in stories])]))
    set_current_ops(NumpyOps(use_blis=False))
    times["parse"].append(timed(lambda: parse(sentences)))
    times["all"].append(timed(lambda: parse(everything)))
    times["whole"].append(timed(lambda: [None for _ in coder.code(stories)]))
best = {key: min(value) for key, value in times.items()}
print(
    f"{len(stories)} stories, {words} words, {len(sentences)} of {len(seen)} sentences parsed; best of {options.rounds} rounds"
)
print(f"stock pipeline      {words / best['stock']:>9,.0f} words/s")
print(f"coder, all of it    {words / best['whole']:>9,.0f} words/s   {best['stock'] / best['whole']:.2f} x stock")
print(f"parsing everything  {words / best['all']:>9,.0f} words/s   {best['stock'] / best['all']:.2f} x stock")
print(f"parsing what counts       {words / best['parse']:>9,.0f} words/s")
print(f"beyond the parse    {best['whole'] / best['parse'] - 1:>9.1%} of the parse")
