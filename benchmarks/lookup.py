"""What finding names costs, by the number of names: a word must not cost more because the dictionaries know more.

    python benchmarks/lookup.py CORPUS.csv [--stories 900] [--rounds 5] [--names 5000 20000 80000]

CORPUS has a column `text`. The names of a size are drawn with a fixed seed from the built-in ones that the corpus does
not use; those that it does are in every size, for what is found has to be resolved and that isn't lookup. Prints
microseconds a word, the best of the rounds, the names found (the same in every size), and the ratio to the smallest.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from dataclasses import replace

from coder.coding.actors import NameFinder
from coder.dictionaries import Lexicon, load_dictionaries
from coder.dictionaries.names import name_key
from coder.language.pipeline import Pipeline


def part(lexicon: Lexicon, names: list[str]) -> Lexicon:
    """A lexicon that knows only some of the names."""
    lengths: dict[str, int] = {}
    for name in names:
        words = name.split(" ")
        for start in {words[0], " ".join(words[:2])}:
            lengths[start] = lengths.get(start, 0) | 1 << len(words)
    return replace(lexicon, names={name: lexicon.names[name] for name in names}, name_length=lengths)


def cost(finder: NameFinder, sentences: list[list[str]]) -> tuple[float, int]:
    """(Processor seconds for all sentences, names found)."""
    start = time.process_time()
    found = sum(len(finder.find(words, lambda needs: True, None)) for words in sentences)
    return time.process_time() - start, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--stories", type=int, default=900)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--names", type=int, nargs="+", default=[5_000, 20_000, 80_000])
    options = parser.parse_args()
    with open(options.corpus, newline="", encoding="utf-8") as handle:
        texts = [row["text"] for _, row in zip(range(options.stories), csv.DictReader(handle), strict=False)]
    pipeline = Pipeline()
    sentences = [pipeline.tokenize(text, 0).words for text in texts]
    count = sum(map(len, sentences))
    lexicon = load_dictionaries()
    finder = NameFinder(lexicon)
    used = {
        " ".join(name_key(" ".join(sentence[mention.first : mention.last + 1])))
        for sentence in sentences
        for mention in finder.find(sentence, lambda needs: True, None)
    } & lexicon.names.keys()
    others = sorted(lexicon.names.keys() - used)
    random.Random(0).shuffle(others)
    print(f"{len(texts)} stories, {count} words; best of {options.rounds} rounds")
    sizes = {size: NameFinder(part(lexicon, sorted([*used, *others][:size]))) for size in sorted(options.names)}
    best = dict.fromkeys(sizes, (float("inf"), 0))
    for _ in range(options.rounds):  # by turns, so that other load on the machine meets all sizes alike
        best = {size: min(best[size], cost(one, sentences)) for size, one in sizes.items()}
    smallest, _ = best[min(sizes)]
    for size, (seconds, found) in best.items():
        print(f"{size:>7,} names  {seconds / count * 1e6:.3f} us/word  {found:>6} found  {seconds / smallest:.2f} x")


if __name__ == "__main__":
    main()
