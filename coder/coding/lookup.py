"""`cameo actors`: what a name stands for on a day and why, and what it might have been meant to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coder.coding.actors import NameFinder, code_on
from coder.dictionaries.compile import name_key
from coder.dictionaries.lexicon import ALWAYS, Actor, Lexicon

if TYPE_CHECKING:
    from rich.console import Console

NEAR = 5
"""Near misses told."""
_ALIKE = 75.0
"""Likeness, of 100, from which a name is a near miss."""
_FORMS = {"name": "names", "adj": "adjectives", "people": "its people", "capital": "capital"}


@dataclass(frozen=True, slots=True)
class Answer:
    """An actor of that name. `words`: the name that was found; `taken`: the coder takes it without further evidence."""

    words: str
    code: str
    name: str
    kind: str
    origin: str
    taken: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What was found. `answers`: actors of the whole name, or of the names in it if the whole is none.

    `whole`: which of the two; `role`: code of a role phrase ("foreign minister"), "" for none; `discarded`: discards.yaml says it is no actor;
    `near`: near misses, if nothing was found.
    """

    answers: tuple[Answer, ...] = ()
    whole: bool = False
    role: str = ""
    discarded: bool = False
    near: tuple[str, ...] = ()

    @property
    def resolved(self) -> bool:
        """Whether the name, or a part of it, is an actor or a role."""
        return bool(self.answers or self.role)


def look_up(lexicon: Lexicon, name: str, day: dt.date | None) -> Lookup:
    """Everything the dictionaries know of a name. `day` None: codes as for a story without a date."""
    words = list(name_key(name))
    if words and words[0].lower() == "the":  # no part of a name
        words = words[1:]
    if words and words[-1] == "'s":
        words = words[:-1]
    whole = " ".join(words)
    on = day.toordinal() if day else None
    entries = lexicon.names.get(whole, ())
    if entries:
        taken = NameFinder(lexicon).find(words, _says(False), on)
        first = taken[0].actor if taken else None
        answers = [_answer(lexicon, whole, index, form, on, lexicon.actors[index] is first) for index, form in entries]
        return Lookup(
            tuple(sorted(answers, key=lambda a: not a.taken)), whole=True, discarded=whole in lexicon.discards
        )
    if whole in lexicon.discards:
        return Lookup(discarded=True)
    role, strength = lexicon.roles.get(whole.lower(), ("", ""))
    if role and strength != "not":
        return Lookup(role=role)
    inside = tuple(_inside(lexicon, words, on))
    return Lookup(inside, near=() if inside else tuple(_near(lexicon, whole, on)))


def _says(answer: bool) -> Callable[[tuple[str, ...]], bool]:
    """A story that has all words that an entry `needs`, or none of them."""
    return lambda needed: answer


def _inside(lexicon: Lexicon, words: list[str], on: int | None) -> Iterable[Answer]:
    """Names within the name: "President Vladimir Putin"."""
    for mention in NameFinder(lexicon).find(words, _says(True), on):
        if mention.actor is not None:
            index = next(i for i, actor in enumerate(lexicon.actors) if actor is mention.actor)
            found = " ".join(words[mention.first : mention.last + 1])
            yield _answer(lexicon, found, index, mention.form, on, not mention.actor.needs)


def _near(lexicon: Lexicon, name: str, on: int | None) -> list[str]:
    """People with that surname; names alike in spelling, or of the same words in another order. Each actor once."""
    from rapidfuzz import fuzz, process, utils

    scores = {
        " ".join(name_key(a.name)): 100.0 for a in lexicon.actors if a.kind == "person" and a.name.endswith(f" {name}")
    }
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        for key, score, _ in process.extract(
            name,
            lexicon.names.keys(),
            scorer=scorer,
            processor=utils.default_process,
            limit=8 * NEAR,
            score_cutoff=_ALIKE,
        ):
            scores[key] = max(score, scores.get(key, 0.0))
    found: dict[int, str] = {}
    for key in sorted(scores, key=lambda key: (-scores[key], key)):
        index = lexicon.names[key][0][0]
        found.setdefault(index, f"{key} ({code_on(lexicon.actors[index], on)})")
    return list(found.values())[:NEAR]


def _answer(lexicon: Lexicon, words: str, index: int, form: str, on: int | None, taken: bool) -> Answer:
    actor = lexicon.actors[index]
    code = code_on(actor, on)
    reasons = [*_of_form(form), *_of_time(actor, on, code)]
    if actor.needs:
        reasons.append(f"only in a story that also has one of: {', '.join(actor.needs)}")
    if form == "capital":
        code += "GOV"
    reasons += _names(lexicon, index)
    return Answer(words, code, actor.name, actor.kind, actor.origin, taken, tuple(reasons))


def _of_form(form: str) -> list[str]:
    return {
        "capital": ["its capital: where it acts, the government; as a place, the country"],
        "adj": ["an adjective of it: gives its country to what follows"],
        "people": ["its people: CVL where they are counted (“two Germans”)"],
    }.get(form, [])


def _of_time(actor: Actor, on: int | None, code: str) -> list[str]:
    """Each code with its time, and which of them holds on the day."""
    lines = []
    held = False
    for listed, first, last in actor.codes:
        if (first, last) == ALWAYS:
            if len(actor.codes) > 1:
                lines.append(f"{listed} at any other time")
                held = True
            continue
        now = on is not None and first <= on <= last
        held = held or now
        start = dt.date.fromordinal(first).isoformat() if first > ALWAYS[0] else "…"
        end = dt.date.fromordinal(last).isoformat() if last < ALWAYS[1] else "…"
        lines.append(f"{listed} from {start} to {end}" + (" (that day)" if now else ""))
    if not lines or held:
        return lines
    if on is None:
        return [*lines, "no date given: the last of these"]
    if actor.kind != "person":
        return [*lines, "that day is outside its dates: the last of these"]
    return [
        *lines,
        "after the last office or between two: ELI"
        if code.endswith("ELI")
        else "before the first office: the country alone",
    ]


def _names(lexicon: Lexicon, index: int) -> list[str]:
    """What the actor is called, by form, as names are looked up (diacritics, full stops and hyphens don't count)."""
    found: dict[str, list[str]] = {}
    for key, entries in lexicon.names.items():
        for i, form in entries:
            if i == index:
                found.setdefault(form, []).append(key)
    return [f"{_FORMS.get(form, form)}: {', '.join(found[form])}" for form in [*_FORMS] if form in found]


def render(found: Lookup, name: str, console: Console) -> None:
    """Print what was found, for people."""
    from rich.text import Text

    if found.discarded:
        console.print(f"{name!r} is in discards.yaml: it looks like an actor and is none", markup=False)
    elif found.role:
        console.print(Text(found.role, "bold") + Text(f"  {name} (role)", "not bold") + Text("  roles.yaml", "dim"))
        console.print("    its country comes from the words beside it, or from the story", style="dim")
    elif not found.answers:
        hint = f"; did you mean {', '.join(found.near)}?" if found.near else ""
        console.print(f"no actor is called {name!r}{hint}", markup=False)
    elif not found.whole:
        console.print(f"no actor is called {name!r}; in it:", markup=False)
    for answer in found.answers:
        line = Text.assemble((answer.code, "bold"), f"  {answer.name} ({answer.kind})  ", (answer.origin, "dim"))
        console.print(line)
        for reason in answer.reasons:
            console.print(Text(f"    {reason}", "dim"))
