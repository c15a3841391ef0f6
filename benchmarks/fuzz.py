"""Broken stories and files: no traceback, the counts add up, and every event's offset lies in the story it came from.

    python benchmarks/fuzz.py CORPUS.csv [--stories 20000] [--files 2000] [--seed 1]

Two halves. Stories: each is a story of the corpus with up to 20 mutations (bytes flipped, cut, doubled, wrongly decoded;
odd characters, mark-up and entities put in; case, blanks and full stops lost; spliced with another), coded as any other.
Files: tables of 10 rows (csv, tsv, jsonl) and texts, mutated as bytes, gone through a run as `cameo code` does, with the
real reader, writer and counts and an engine without a model, which is what the other half is for. Exit code 1 on any
fault; each is printed with the seed that makes it again: --seed N --stories 1.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from coder.api import Coder, Event, Story
from coder.batch.messages import Reason
from coder.batch.run import Job, code_corpus
from coder.errors import InputError
from coder.records import HEADER

PIECES = [
    "“", "”", "’", "—", "–", "…", "\u00a0", "\u00ad", "\u200b", "\u200f", "\u202e", "\ufeff", "\x00", "\x07", "\x1b[0m", "\r", "\n\n", "\t", "|", "•", "😀", "🇮🇷",
    "\ud83d", "e\u0301", "ﬁ", "ŉ", "İ", "ß", "â€™", "Ã©", "&amp;", "&#39;", "&#xD800;", "&#0;", "&lt;b&gt;", "<b>", "</p>", "<!--", "-->", "<script>", "<td>",
    "(AP)", "REUTERS/", "BAGHDAD (Reuters) - ", "U.S.", "N.Y.", "Mr.", "?!", '"', "'s", "''", "``", "(", ")", "[", "-", "--", "/", "http://a.b/?c=d&e", "a@b.com",
    "Read more:", "© 2004", "Photo:", " and ", " who ", " not ", " if ", ", said ", "he", "they", "Iran", "Israel", "Georgia", "the president", "$", "1,000", "%", "中国", "Россия", "العراق",
]  # fmt: skip


def mutated(text: str, others: list[str], chance: random.Random) -> str:
    for _ in range(chance.randint(1, 20)):
        kind = chance.randrange(14)
        a, b = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        if kind < 5:
            text = text[:a] + chance.choice(PIECES) + text[a:]
        elif kind == 5:
            text = text[:a] + text[min(b, a + 40) :]
        elif kind == 6:
            text = text[:b] + text[a:]
        elif kind == 7:
            data = bytearray(text.encode("utf-8", "surrogatepass"))
            for _ in range(chance.randint(1, 5)):
                if data:
                    data[chance.randrange(len(data))] = chance.randrange(256)
            text = bytes(data).decode(chance.choice(["utf-8", "cp1252", "latin-1"]), "replace")
        elif kind == 8:
            text = text[:a] + chance.choice([str.upper, str.lower, str.title, str.swapcase])(text[a:b]) + text[b:]
        elif kind == 9:
            text = text.replace(chance.choice([" ", ". ", ", ", "\n"]), chance.choice(["", " ", "  ", "\n", ".", "\t"]))
        elif kind == 10:
            text = text[:a] + chance.choice(others)[:200] + text[a:]
        elif kind == 11:
            words = text.split(" ")
            chance.shuffle(words)
            text = " ".join(words)
        elif kind == 12:
            text = text[:a] + chance.choice(PIECES) * chance.randint(2, 300) + text[a:]
        else:
            text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 40)))
        text = text[:20_000]
    return text


def story(seed: int, texts: list[str]) -> Story:
    chance = random.Random(seed)
    return Story(str(seed), mutated(chance.choice(texts), texts, chance))


def fuzz_stories(coder: Coder, texts: list[str], seeds: Iterable[int]) -> tuple[int, list[str]]:
    """Events, and what went wrong. Stories are coded together, as in a run, and one by one where that fails."""
    events, faults = 0, []
    seeds = list(seeds)
    for first in range(0, len(seeds), 200):
        stories = [story(seed, texts) for seed in seeds[first : first + 200]]
        try:
            found = list(coder.code(stories))
        except Exception:
            found = []
            for one in stories:
                try:
                    found += coder.code([one])
                except Exception:
                    faults.append(f"seed {one.id}: {traceback.format_exc()}")
        else:
            if [one for one, _ in found] != stories:
                faults.append(f"seeds from {first}: stories lost, invented or changed")
        for one, coded in found:
            events += len(coded)
            faults += [
                f"seed {one.id}: offset {event.start} in a text of {len(one.text)}"
                for event in coded
                if not 0 <= event.start < len(one.text)
            ]
    return events, faults


@dataclass(frozen=True)
class Quick:
    """An engine without a model: an event for each story with an even number of characters."""

    def load(self) -> Quick:
        return self

    def description(self) -> dict[str, str]:
        return {"coder": "fuzz"}

    def code(self, stories: Iterable[Story]) -> Iterator[tuple[Story, list[Event]]]:
        blank = {name: "" for name in HEADER if name != "event_id"} | {"sentence": 0, "start": 0, "mentions": 1}
        for one in stories:
            fields = {
                **blank,
                "story_id": one.id,
                "text": one.text,
                "publisher": one.publisher,
                "code": "010",
                "root": "01",
            }
            yield one, [Event(**fields)] if len(one.text) % 2 == 0 else []  # type: ignore[arg-type]


ENDINGS = [".csv", ".tsv", ".jsonl", ".txt"]
ODD_BYTES = [b'"', b'""', b",", b"\t", b"\n", b"\r", b"\r\n", b"\x00", b"\xff", b"\xef\xbb\xbf", b"{", b"}", b"[", b"\\", b"\\ud800", b"null", b"1e999", b";", b"'", b"\xe2\x80", b"\x1a", b"\x85"]  # fmt: skip


def table(ending: str, rows: list[dict[str, str]]) -> bytes:
    if ending == ".txt":
        return rows[0]["text"].encode("utf-8", "surrogatepass")
    if ending == ".jsonl":
        return "".join(json.dumps(row) + "\n" for row in rows).encode()
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, ["id", "date", "text"], delimiter="\t" if ending == ".tsv" else ",")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8", "replace")


def file_of(seed: int, texts: list[str]) -> tuple[str, bytes]:
    chance = random.Random(seed)
    days = ["2004-11-01", "", "03/04/2005", "soon", "1 May 2004"]
    rows = []
    for i in range(10):
        text = chance.choice(texts)
        text = mutated(text, texts, chance) if chance.random() < 0.5 else text
        rows.append({"id": str(i), "date": chance.choice(days), "text": text.replace("\x00", "")})
    ending = chance.choice(ENDINGS)
    data = bytearray(table(ending, rows))
    for _ in range(chance.randint(0, 8)):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            data[at:at] = chance.choice(ODD_BYTES)
        elif kind == 1:
            del data[at : at + chance.randint(1, 60)]
        elif kind == 2 and at < len(data):
            data[at] = chance.randrange(256)
        else:
            data[at:at] = data[max(0, at - chance.randint(1, 300)) : at]
    return ending, bytes(data)


def fuzz_files(folder: Path, texts: list[str], seeds: Iterable[int]) -> tuple[Counter[str], list[str]]:
    """What became of files and rows, and what went wrong."""
    seen: Counter[str] = Counter()
    faults = []
    for seed in seeds:
        ending, data = file_of(seed, texts)
        corpus, target = folder / f"c{ending}", folder / "e.csv"
        corpus.write_bytes(data)
        try:
            counts = code_corpus(Job((str(corpus),), str(target), Quick(), force=True)).counts
        except InputError:
            seen["files refused with a message"] += 1
            continue
        except Exception:
            faults.append(f"seed {seed}: {traceback.format_exc()}")
            continue
        seen["files read"] += 1
        seen["rows coded"] += counts.done
        seen["rows rejected"] += counts.rejected.total()
        if counts.read != counts.done + counts.rejected.total():
            faults.append(f"seed {seed}: {counts} don't add up")
        if not set(counts.rejected) <= set(Reason):
            faults.append(f"seed {seed}: unknown reasons {counts.rejected}")
        if counts.read:
            with target.open(newline="", encoding="utf-8") as handle:
                written = sum(1 for _ in csv.reader(handle)) - 1
            if written != counts.events:
                faults.append(f"seed {seed}: {written} rows written for {counts.events} events")
    return seen, faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus")
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with open(options.corpus, newline="", encoding="utf-8") as handle:
        texts = [row["text"] for row in csv.DictReader(handle)]
    begun = time.perf_counter()
    events, faults = fuzz_stories(Coder(), texts, range(options.seed, options.seed + options.stories))
    print(f"{options.stories} stories, {events} events, {len(faults)} faults, {time.perf_counter() - begun:.0f} s")
    csv.field_size_limit(2**30)
    with tempfile.TemporaryDirectory() as folder:
        seen, more = fuzz_files(Path(folder), texts, range(options.seed, options.seed + options.files))
    print(
        f"{options.files} files, {len(more)} faults: {', '.join(f'{number} {what}' for what, number in seen.items())}"
    )
    print(*(faults + more), sep="\n")
    sys.exit(bool(faults or more))


if __name__ == "__main__":
    main()
