"""`cameo actors`: what a name stands for on a day, and what it might have been meant to be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from coder.coding.actors import code_on
from coder.dictionaries.compile import name_key
from coder.dictionaries.lexicon import ALWAYS, Actor, Lexicon


@dataclass(frozen=True, slots=True)
class Answer:
    """One actor of that name: its code on the day, and why."""

    code: str
    name: str
    kind: str
    origin: str
    reasons: tuple[str, ...]


def look_up(lexicon: Lexicon, name: str, day: dt.date | None) -> tuple[list[Answer], list[str]]:
    """(the actors of a name, near names if there are none). `day` None: codes as for a story without a date."""
    entries = lexicon.names.get(" ".join(name_key(name)), ())
    ordinal = day.toordinal() if day else None
    answers = [_answer(lexicon.actors[index], form, ordinal) for index, form in entries]
    if answers:
        return answers, []
    from rapidfuzz import fuzz, process

    wanted = " ".join(name_key(name))
    near = process.extract(wanted, lexicon.names.keys(), scorer=fuzz.WRatio, limit=5, score_cutoff=80)
    return [], [key for key, _, _ in near]


def _answer(actor: Actor, form: str, ordinal: int | None) -> Answer:
    code = code_on(actor, ordinal)
    reasons = [_span(*entry) for entry in actor.codes]
    if form == "capital":
        code += "GOV"
        reasons.append("a capital: as an actor its government, as a place its country")
    elif form in ("adj", "people"):
        reasons.append("an adjective of it" if form == "adj" else "its people")
    if actor.kind == "person" and code.endswith("ELI"):
        reasons.append("after the last office, or between two: ELI")
    if actor.needs:
        reasons.append(f"counts only in a story that also has: {', '.join(actor.needs)}")
    return Answer(code, actor.name, actor.kind, actor.origin, tuple(reasons))


def _span(code: str, first: int, last: int) -> str:
    if (first, last) == ALWAYS:
        return f"{code} at any other time"
    start = dt.date.fromordinal(first).isoformat() if first > ALWAYS[0] else "…"
    end = dt.date.fromordinal(last).isoformat() if last < ALWAYS[1] else "…"
    return f"{code} {start} to {end}"
