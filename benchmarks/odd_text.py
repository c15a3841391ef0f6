"""How far odd text is coded as the clean text would be: each kind of oddness, put into every story of a corpus.

    python benchmarks/odd_text.py CORPUS.csv [--stories 500] [--only caps]

CORPUS has the columns `text` and perhaps `date`. For each kind: the share of the clean text's events (source, target,
code) that are found, and the share of those found that the clean text gives; how many stories have the same events; and
how many events of a sentence that both have, have an offset that doesn't point at the same letters (exit code 1).
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import html
import random
import re
import sys
import textwrap
import unicodedata
from collections.abc import Callable

from coder.api import Coder, Story
from coder.language.plain import plain

BOILERPLATE = (
    "Read more: Iran attacks Israel\n\nFILE PHOTO: Iranian troops attack Iraq. REUTERS/Ann Smith\n\n",
    "\n\nReporting by Ann Smith in Baghdad; Editing by Bob Jones\n© 2004 Reuters. All rights reserved.\nClick here to see Russia bomb Georgia.",
)


def typographic(text: str) -> str:
    text = re.sub(r'"(?=\w)', "“", text).replace('"', "”").replace("'", "’")
    return text.replace(" -- ", " — ").replace(" - ", " – ")


def within_words(sign: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"\b([A-Za-z]{3})([a-z]{3,})", rf"\1{sign}\2", text)


def entities(text: str) -> str:
    return html.escape(text).replace(" ", "&nbsp;", 3)


KINDS: dict[str, Callable[[str], str]] = {
    "quotes and dashes": typographic,
    "mojibake": lambda t: typographic(t).encode().decode("cp1252", "replace") if "�" not in t else t,
    "entities": entities,
    "entities, coded twice": lambda t: html.escape(html.escape(t)),
    "mark-up": lambda t: "<p>" + re.sub(r"\b([A-Z][a-z]+)\b", r'<a href="x">\1</a>', t, count=5) + "</p>",
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "doubled spaces": lambda t: t.replace(" ", "  "),
    "soft hyphens": within_words("\u00ad"),
    "zero-width spaces": within_words("\u200b"),
    "direction marks": lambda t: re.sub(r"\b([A-Z]\w+)", "\u202b\\1\u202c\u200f", t),
    "emoji": lambda t: re.sub(r"([.!?]) ", "\\1 😀🇮🇷 ", t) + " 👍🏽",
    "decomposed letters": lambda t: unicodedata.normalize("NFD", t),
    "no blank after full stops": lambda t: re.sub(r"(?<=[a-z]{2}[.!?]) (?=[A-Z][a-z])", "", t),
    "wrapped lines": lambda t: textwrap.fill(t, 68) if len(t) > 150 else t,
    "list items": lambda t: "• " + t,
    "boilerplate": lambda t: BOILERPLATE[0] + t + BOILERPLATE[1],
    "NUL bytes": lambda t: "\x00".join(t),
    "all capitals": str.upper,
    "lower case": str.lower,
}

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("corpus")
parser.add_argument("--stories", type=int, default=500)
parser.add_argument("--only", default="")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--show", type=int, default=0, help="stories to show that differ")
options = parser.parse_args()

with open(options.corpus, newline="", encoding="utf-8") as handle:
    rows = list(csv.DictReader(handle))
random.Random(options.seed).shuffle(rows)
rows = rows[: options.stories]
coder = Coder()


Coded = dict[tuple[str, str, str], tuple[str, str]]
"""(source, target, code) -> the sentence, and the first letters at the event's offset."""


def coded(texts: list[str]) -> list[Coded]:
    stories = [
        Story(str(i), t, dt.date.fromisoformat(r["date"]) if r.get("date") else None)
        for i, (t, r) in enumerate(zip(texts, rows, strict=True))
    ]
    found = []
    for story, events in coder.code(stories):
        found.append(
            {
                (e.source, e.target, e.code): (
                    "".join(e.text.lower().split()),
                    " ".join(plain(story.text[e.start : e.start + 400]).text.split())[:3].lower(),
                )
                for e in events
            }
        )
    return found


failed = False
clean = coded([row["text"] for row in rows])
total = sum(map(len, clean))
print(f"{len(rows)} stories, {total} events")
print(f"{'':28}found  right  same stories  wrong offsets")
for kind, damage in KINDS.items():
    if options.only not in kind:
        continue
    odd = coded([damage(row["text"]) for row in rows])
    both = sum(len(a.keys() & b.keys()) for a, b in zip(clean, odd, strict=True))
    same = sum(a.keys() == b.keys() for a, b in zip(clean, odd, strict=True))
    told = [(a[key], b[key]) for a, b in zip(clean, odd, strict=True) for key in a.keys() & b.keys()]
    wrong = sum(one[0] == other[0] and one[1] != other[1] for one, other in told)
    found = sum(map(len, odd))
    print(
        f"{kind:28}{both / max(total, 1):5.1%} {both / max(found, 1):6.1%} {same / len(rows):8.1%} {wrong:10}",
        flush=True,
    )
    failed = failed or wrong > 0
    for a, b, row in list(zip(clean, odd, rows, strict=True)):
        if options.show and a.keys() != b.keys():
            options.show -= 1
            print("  ", [*a], [*b], damage(row["text"])[:600].replace("\n", "⏎"))
sys.exit(failed)
