"""What makes coding faster must not change it: the same events with and without it, and what each is worth.

    python benchmarks/identity.py CORPUS.csv... [--rounds 3]

Each CORPUS has the columns `text` and perhaps `id` and `date`. Codes it as a user's run does; with every sentence parsed
(none skipped because it can't give an event); with no parse remembered; with other batches of the parser (1, 32, 512);
and once more with a third of the stories replaced by copies of earlier ones. Exit code 1 if a record differs.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import os
import random
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from coder.api import Coder, Story
from coder.batch.engine import settle_memory
from coder.coding import story as coding
from coder.dictionaries import load_dictionaries
from coder.language import pipeline as parsing
from coder.language.pipeline import Pipeline

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("corpus", nargs="+")
parser.add_argument("--rounds", type=int, default=3)
options = parser.parse_args()

lexicon, keeping, forgetting = load_dictionaries(), Pipeline(), Pipeline(remember=0)
CODERS = {
    "as usual": Coder(lexicon=lexicon, pipeline=keeping),
    "nothing skipped": Coder(lexicon=lexicon, pipeline=keeping, skip=False),
    "nothing remembered": Coder(lexicon=lexicon, pipeline=forgetting),
    "neither": Coder(lexicon=lexicon, pipeline=forgetting, skip=False),
}
settle_memory()


def read(path: str) -> list[Story]:
    with open(path, newline="", encoding="utf-8") as handle:
        return [
            Story(row.get("id") or str(i), row["text"], dt.date.fromisoformat(row["date"]) if row.get("date") else None)
            for i, row in enumerate(csv.DictReader(handle))
        ]


def with_copies(stories: list[Story]) -> list[Story]:
    """A third of the stories told again, some hundred stories later on average, as wires are syndicated."""
    chance = random.Random(1)
    out: list[Story] = []
    for story in stories:
        back = int(chance.expovariate(1 / 300)) + 1
        again = chance.random() < 1 / 3 and back <= len(out)
        out.append(Story(story.id, out[-back].text, story.date) if again else story)
    return out


def code(coder: Coder, stories: list[Story]) -> tuple[list[tuple[str, ...]], float]:
    coder.pipeline._parsed.clear()
    begun = time.process_time()
    rows = [event.row() for _, events in coder.code(stories) for event in events]
    return rows, time.process_time() - begun


failed = False
for path in options.corpus:
    for name, stories in ((path, read(path)), (f"{path}, a third of it copies", with_copies(read(path)))):
        reader = CODERS["as usual"]._coder.reader
        seen = [one for story in stories for one in reader.read(story)]
        texts = {one.sentence.text for one in seen if one.wanted}
        wanted = sum(one.wanted for one in seen)
        best: dict[str, float] = {}
        rows: dict[str, list[tuple[str, ...]]] = {}
        for _ in range(options.rounds):
            for kind, coder in CODERS.items():
                rows[kind], seconds = code(coder, stories)
                best[kind] = min(seconds, best.get(kind, seconds))
        usual = rows["as usual"]
        print(f"{name}: {len(stories)} stories, {len(usual)} events")
        print(
            f"  {wanted} of {len(seen)} sentences wanted ({wanted / len(seen):.1%}), {len(texts)} different ones parsed"
        )
        for kind, seconds in best.items():
            same = rows[kind] == usual
            failed |= not same
            print(
                f"  {kind:20}{seconds:7.2f} s  {seconds / best['as usual']:.2f}  {'same records' if same else 'OTHER RECORDS'}"
            )
        for size in (1, 32, 512):
            before = parsing.BATCH_SENTENCES, coding.BATCH_SENTENCES
            parsing.BATCH_SENTENCES = coding.BATCH_SENTENCES = size
            same = code(CODERS["neither"], stories)[0] == usual
            parsing.BATCH_SENTENCES, coding.BATCH_SENTENCES = before
            failed |= not same
            print(f"  batches of {size:<9}           {'same records' if same else 'OTHER RECORDS'}", flush=True)
sys.exit(failed)
