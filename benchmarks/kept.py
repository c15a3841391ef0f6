"""How well the dictionaries code sentences that nobody looked at while writing them.

    python benchmarks/kept.py [ROOT ...] [--misses]

Each file of tests/data/kept holds fresh sentences of a root code, one a line: `text => SOURCE CODE TARGET, ...` or
`text => nothing`. They were written from the codebook's meaning of the code before any pattern, and kept apart. Printed
for each root: `root`, the share of the wanted events for which an event with the same root and the same countries is
coded; `exact`, the same with the whole code; `false`, the events coded that no wanted one answers for (by root and
countries). `--misses` prints the sentences: only when a round is over, for who has read them can't be measured by them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from coder.api import Coder, Story

FOLDER = Path(__file__).parent.parent / "tests" / "data" / "kept"


def wanted(page: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Sentences of a page with the events they should give."""
    found = []
    for line in page.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        text, _, events = line.rpartition(" => ")
        found.append((text, [] if events.strip() == "nothing" else [_triple(e) for e in events.split(",")]))
    return found


def _triple(event: str) -> tuple[str, str, str]:
    source, code, target = event.split()
    return source, code, target


def _key(event: tuple[str, str, str]) -> tuple[str, str, str]:
    """Root and countries."""
    return event[0][:3], event[1][:2], event[2][:3]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("roots", nargs="*")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    coder = Coder()
    total = [0, 0, 0, 0]
    for path in sorted(FOLDER.glob("*.txt")):
        if options.roots and path.stem not in options.roots:
            continue
        sentences = wanted(path.read_text(encoding="utf-8"))
        counts = [0, 0, 0, 0]
        stories = (Story(str(i), text) for i, (text, _) in enumerate(sentences))
        for (text, events), (_, coded) in zip(sentences, coder.code(stories), strict=True):
            got = {(e.source, e.code, e.target) for e in coded}
            roots = {_key(e) for e in got}
            exact = {(s[:3], c, t[:3]) for s, c, t in got}
            right = [e for e in events if _key(e) in roots]
            whole = [e for e in events if (e[0][:3], e[1], e[2][:3]) in exact]
            false = [e for e in got if _key(e) not in {_key(w) for w in events}]
            for i, n in enumerate((len(events), len(right), len(whole), len(false))):
                counts[i] += n
            if options.misses and (len(whole) < len(events) or false):
                print(f"  {text}\n    wanted {events}\n    coded  {sorted(got)}")
        _print(path.stem, len(sentences), counts)
        total = [a + b for a, b in zip(total, counts, strict=True)]
    _print("all", 0, total)


def _print(name: str, sentences: int, counts: list[int]) -> None:
    events, root, exact, false = counts
    print(
        f"{name}: {sentences or ''} sentences, {events} events: root {100 * root / max(events, 1):.1f} %, "
        f"exact {100 * exact / max(events, 1):.1f} %, false {false}"
    )


if __name__ == "__main__":
    main()
