"""How well whole stories are coded that nobody looked at while writing the dictionaries.

    python benchmarks/kept_stories.py [FOLDER] [--misses]

Each file of tests/data/kept_stories is a news report in our own words, one sentence a line: `text => SOURCE CODE TARGET,
...` or `text => nothing`; `# date:` says when. Who acts is often told by another sentence only. An event counts once a
story, as cameo writes it. Printed: recall and precision by root and countries, and recall by whole code and countries.
`--misses` prints them sentence by sentence: for stories to work with, in a folder of their own, never for the kept ones.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from kept import wanted

from coder.api import Coder, Story
from coder.records import Event

FOLDER = Path(__file__).parent.parent / "tests" / "data" / "kept_stories"

Triple = tuple[str, str, str]


def by_root(events: set[Triple]) -> set[Triple]:
    """Root and countries of events."""
    return {(source[:3], code[:2], target[:3]) for source, code, target in events}


def by_code(events: set[Triple]) -> set[Triple]:
    """Code and countries of events."""
    return {(source[:3], code, target[:3]) for source, code, target in events}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    coder = Coder()
    total = [0, 0, 0, 0, 0]
    for path in sorted(options.folder.glob("*.txt")):
        page = path.read_text(encoding="utf-8")
        told = page.partition("# date:")[2].split()
        day = date.fromisoformat(told[0]) if told else None
        sentences = wanted(page)
        story = Story(path.stem, "\n".join(text for text, _ in sentences), day)
        [(_, events)] = coder.code([story])
        want = {e for _, each in sentences for e in each}
        got = {(e.source, e.code, e.target) for e in events}
        roots, wanted_roots = by_root(got), by_root(want)
        codes, wanted_codes = by_code(got), by_code(want)
        counts = [
            len(wanted_roots),
            len(wanted_roots & roots),
            len(roots - wanted_roots),
            len(wanted_codes),
            len(wanted_codes & codes),
        ]
        total = [a + b for a, b in zip(total, counts, strict=True)]
        _print(path.stem, counts)
        if options.misses:
            _misses(sentences, events)
    _print("all", total)


def _misses(sentences: list[tuple[str, list[Triple]]], events: list[Event]) -> None:
    got = by_root({(e.source, e.code, e.target) for e in events})
    want = by_root({e for _, each in sentences for e in each})
    for number, (text, each) in enumerate(sentences):
        missed = [e for e in each if not by_root({e}) <= got]
        false = [
            (e.source, e.code, e.target)
            for e in events
            if e.sentence == number and not by_root({(e.source, e.code, e.target)}) <= want
        ]
        if missed or false:
            print(f"  [{number}] {text}")
            if missed:
                print("      missed", ", ".join(map(" ".join, missed)))
            if false:
                print("      FALSE ", ", ".join(map(" ".join, false)))


def _print(name: str, counts: list[int]) -> None:
    events, right, false, codes, exact = counts
    print(
        f"{name}: {events} events: recall {100 * right / max(events, 1):.1f} %, precision "
        f"{100 * right / max(right + false, 1):.1f} %, exact recall {100 * exact / max(codes, 1):.1f} %"
    )


if __name__ == "__main__":
    main()
