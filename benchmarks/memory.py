"""Memory over a long run: does anything grow with the corpus?

    python benchmarks/memory.py CORPUS.csv [--stories 1000000] [--workers 2] [--seconds 0] [--cameo COMMAND]

Makes short stories by sampling the column `text` of CORPUS and gives them to `cameo code` through a pipe. One story in
three gets a word that was never seen before: news keeps bringing new names, and what remembers words must forget them.
The resident memory of the parent and of each worker is looked at every few seconds. Printed are its means over tenths
of the stories; the last tenth is compared with the second, as the first is warm-up. With --seconds the run is ended then,
by SIGTERM, and the tenths are those of what was done. With --cameo "python tests/batch/fake_cameo.py" the engine is
a fake one: a million stories through the batch layer alone, in minutes.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import shlex
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SYLLABLES = [consonant + vowel for consonant in "bdfghjklmnprstvwz" for vowel in "aeiou"]


def stories(texts: list[str], number: int, seed: int = 1):  # type: ignore[no-untyped-def]
    chance = random.Random(seed)
    for i in range(number):
        words = chance.choice(texts).split()
        if i % 3 == 0:
            capitals = [k for k, word in enumerate(words) if word[:1].isupper()]
            if capitals:
                words[chance.choice(capitals)] = "".join(chance.choice(SYLLABLES) for _ in range(5)).title()
        yield f"s{i}", f"{1990 + i % 30}-{1 + i % 12:02}-{1 + i % 28:02}", " ".join(words)


def resident(pid: int) -> float:
    """MB; 0 for a process that has gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


def workers_of(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(c) for c in children if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]
    except OSError:
        return []


def done(journal: Path) -> int:
    try:
        with journal.open("rb") as file:
            file.seek(max(0, file.seek(0, 2) - 8192))
            lines = file.read().split(b"\n")
        return int(json.loads(lines[-2]).get("rows", 0)) if len(lines) > 1 else 0
    except (OSError, ValueError):
        return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--stories", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--cameo", default=f"{sys.executable} -c 'from coder.cli import main; main()'")
    options = parser.parse_args()
    with open(options.corpus, newline="", encoding="utf-8") as handle:
        texts = [row["text"] for row in csv.DictReader(handle)]
    with tempfile.TemporaryDirectory() as folder:
        command = [*shlex.split(options.cameo), "code", "-", "-o", f"{folder}/e.csv"]
        run = subprocess.Popen([*command, "--workers", str(options.workers)], stdin=subprocess.PIPE, text=True)

        def feed() -> None:
            assert run.stdin is not None
            try:
                writer = csv.writer(run.stdin)
                writer.writerow(["id", "date", "text"])
                writer.writerows(stories(texts, options.stories))
                run.stdin.close()
            except OSError:
                pass  # stopped

        threading.Thread(target=feed, daemon=True).start()
        begun, samples = time.monotonic(), []
        while run.poll() is None:
            rows = done(Path(folder) / "e.part.journal")
            workers = [resident(pid) for pid in workers_of(run.pid)]
            if rows and len(workers) == options.workers:
                samples.append((rows, resident(run.pid), sum(workers) / len(workers)))
            if options.seconds and time.monotonic() - begun > options.seconds:
                run.terminate()
                run.wait()
            time.sleep(2)
        seconds = time.monotonic() - begun
    most = samples[-1][0]
    print(
        f"{most:,} stories in {seconds:,.0f} s with {options.workers} workers; mean resident MB by tenths of the stories"
    )
    print("tenth  parent  worker")
    tenths = []
    for tenth in range(10):
        part = [s for s in samples if tenth * most / 10 < s[0] <= (tenth + 1) * most / 10]
        if part:
            tenths.append((sum(s[1] for s in part) / len(part), sum(s[2] for s in part) / len(part)))
            print(f"{tenth + 1:>5}  {tenths[-1][0]:>6.0f}  {tenths[-1][1]:>6.0f}")
    for name, k in (("parent", 0), ("worker", 1)):
        print(f"{name}: last tenth {tenths[-1][k] / tenths[1][k]:.3f} x second tenth")


if __name__ == "__main__":
    main()
