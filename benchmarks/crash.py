"""What happens to a run when the machine does not: kills, a full disk, Ctrl-C; and whether workers or batches matter.

    python benchmarks/crash.py CORPUS.csv [--kills 25] [--seed 1] [--only kills|disk|ctrl-c|same]

Every part codes CORPUS with the real engine and compares the table, byte by byte, with that of a run that nobody
disturbed. Exit code 1 if any differs.

kills   kill -9 at random moments: of the parent, of a worker, of all at once, in turn; --resume after each end
disk    into a tmpfs that is too small, made larger after the run has stopped (needs the right to mount)
ctrl-c  Ctrl-C at random moments, to the whole process group as a terminal does, and --resume
same    1, 2 and 4 workers with batches of 32 and 512
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CAMEO = [sys.executable, "-c", "from coder.cli import main; main()", "code"]
failures: list[str] = []


def start(corpus: str, table: Path, *options: str) -> subprocess.Popen[str]:
    command = [*CAMEO, corpus, "-o", str(table), *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def whole(corpus: str, table: Path, *options: str) -> float:
    """Codes to the end; seconds."""
    begun = time.monotonic()
    run = start(corpus, table, *options)
    said = run.communicate()[1]
    if run.returncode:
        sys.exit(f"the run that nobody disturbed failed:\n{said}")
    return time.monotonic() - begun


def workers_of(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(c) for c in children if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]
    except OSError:
        return []


def kill(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def compare(what: str, table: Path, expected: bytes) -> None:
    same = table.exists() and table.read_bytes() == expected
    left = [path.name for path in table.parent.glob(f"{table.stem}.part*")]
    print(
        f"{what}: {'the same bytes' if same else 'DIFFERENT BYTES'}{f'; left behind: {left}' if left else ''}",
        flush=True,
    )
    if not same or left:
        failures.append(what)


def kills(corpus: str, folder: Path, expected: bytes, seconds: float, number: int, chance: random.Random) -> None:
    """Each round kills twice at most and then lets the run end, until `number` kills have hit."""
    hits = {"parent": 0, "worker": 0, "both": 0}
    rounds = 0
    while sum(hits.values()) < number:
        rounds += 1
        table = folder / f"k{rounds}.csv"
        run = start(corpus, table, "--workers", "2")
        for _ in range(3):
            deadline = time.monotonic() + chance.uniform(0.2, 0.8 * seconds)
            while time.monotonic() < deadline and run.poll() is None:
                time.sleep(0.02)
            if run.poll() is not None or sum(hits.values()) >= number:
                break
            whom = ("parent", "worker", "both")[sum(hits.values()) % 3]
            workers = workers_of(run.pid)
            if whom == "worker":
                hit = bool(workers) and kill(chance.choice(workers))
            elif whom == "parent":
                hit = kill(run.pid)
            else:
                hit = kill(run.pid) + sum(map(kill, workers)) > 1
            hits[whom] += hit
            if whom != "worker":
                run.communicate()
                run = start(corpus, table, "--resume", "--workers", "2")
        said = run.communicate()[1]
        if run.returncode:
            print(said)
        compare(
            f"kills, round {rounds} ({', '.join(f'{n} {whom}' for whom, n in hits.items())} so far)", table, expected
        )
    print(f"{sum(hits.values())} kills in {rounds} rounds: {hits}")


def full_disk(corpus: str, folder: Path, expected: bytes) -> None:
    disk = folder / "disk"
    disk.mkdir()
    size = len(expected) // 2
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], check=False).returncode:
        print("disk: not tried, as this user may not mount a tmpfs")
        failures.append("disk")
        return
    try:
        table = disk / "e.csv"
        run = start(corpus, table, "--workers", "2")
        said = run.communicate()[1]
        print(f"disk of {size:,} bytes, exit code {run.returncode}: {said.strip()}")
        print(f"on it: {sorted(path.name for path in disk.iterdir())}")
        for larger in (size * 5 // 4, size * 5):
            subprocess.run(["mount", "-o", f"remount,size={larger}", str(disk)], check=True)
            run = start(corpus, table, "--resume", "--workers", "2")
            said = run.communicate()[1]
            print(f"disk of {larger:,} bytes, exit code {run.returncode}: {said.strip().splitlines()[0]}")
        compare("disk", table, expected)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def ctrl_c(corpus: str, folder: Path, expected: bytes, seconds: float, chance: random.Random) -> None:
    table = folder / "c.csv"
    run = start(corpus, table, "--workers", "2")
    for _ in range(5):
        time.sleep(chance.uniform(0.5, 0.6 * seconds))
        if run.poll() is not None:
            break
        os.killpg(run.pid, signal.SIGINT)
        pressed = time.monotonic()
        said = run.communicate()[1]
        part = table.with_name("c.part.csv")
        if run.returncode == 130 and (not part.exists() or expected.startswith(part.read_bytes())):
            print(f"ctrl-c: over after {time.monotonic() - pressed:.1f} s; {said.strip().splitlines()[-1]}")
        else:
            print(f"ctrl-c: exit code {run.returncode}: {said}")
            failures.append("ctrl-c")
        run = start(corpus, table, "--resume", "--workers", "2")
    run.communicate()
    compare("ctrl-c", table, expected)


def same(corpus: str, folder: Path, expected: bytes) -> None:
    for workers in (1, 2, 4):
        for batch in (32, 512):
            table = folder / f"s{workers}-{batch}.csv"
            seconds = whole(corpus, table, "--workers", str(workers), "--batch", str(batch))
            compare(f"{workers} workers, batches of {batch} ({seconds:.1f} s)", table, expected)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["kills", "disk", "ctrl-c", "same"])
    options = parser.parse_args()
    chance = random.Random(options.seed)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background would hand on that it is deaf
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds = whole(options.corpus, folder / "whole.csv", "--workers", "1")
        expected = (folder / "whole.csv").read_bytes()
        print(f"undisturbed: {seconds:.1f} s, {len(expected):,} bytes")
        if options.only in (None, "same"):
            same(options.corpus, folder, expected)
        if options.only in (None, "ctrl-c"):
            ctrl_c(options.corpus, folder, expected, seconds, chance)
        if options.only in (None, "disk"):
            full_disk(options.corpus, folder, expected)
        if options.only in (None, "kills"):
            kills(options.corpus, folder, expected, seconds, options.kills, chance)
    if failures:
        sys.exit(f"{len(failures)} failed: {', '.join(failures)}")


if __name__ == "__main__":
    main()
