"""`cameo actors`: what a name stands for on a day and why, and what it might have been meant to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coder.coding.actors import NameFinder, code_on
from coder.dictionaries.lexicon import ALWAYS, Actor, Lexicon
from coder.dictionaries.names import name_key

if TYPE_CHECKING:
    from rich.console import Console

NEAR = 5
"""Near misses told."""
_ALIKE = 75.0
"""Likeness, of 100, from which a name is a near miss; near misses differ by no more than `_SPREAD` among them."""
_SPREAD = 12.0
_FORMS = {
    "name": ("names", ""),
    "adj": ("adjectives", "an adjective of it: gives its country to what follows"),
    "people": ("its people", "its people: CVL where they are counted (“two Germans”)"),
    "capital": ("capital", "its capital: where it acts, the government; as a place, the country"),
}
"""Form of a name -> what the names of this form are called, and what using it means."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An actor or a role. `taken`: the coder takes it in a story that says nothing else."""

    code: str
    name: str
    kind: str
    origin: str
    reasons: tuple[str, ...]
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Lookup:
    """What was found. `answers`: who has the name; if nobody has, and `whole` is False, who is named in it.

    `discarded`: discards.yaml says that it is no actor; `near`: near misses, if nothing was found.
    """

    answers: tuple[Answer, ...] = ()
    whole: bool = False
    discarded: bool = False
    near: tuple[str, ...] = ()


def look_up(lexicon: Lexicon, name: str, day: dt.date | None) -> Lookup:
    """Everything the dictionaries know of a name. `day` None: codes as for a story without a date."""
    words = list(name_key(name))
    if words and words[0].lower() == "the":  # no part of a name
        words = words[1:]
    if words and words[-1] == "'s":
        words = words[:-1]
    on = day.toordinal() if day else None
    key = " ".join(words)
    if key in lexicon.discards:
        return Lookup(whole=True, discarded=True)
    if key in lexicon.names:
        return Lookup(tuple(_of_that_name(lexicon, words, on)), whole=True)
    inside = [*_inside(lexicon, words, on), *_role(lexicon, words)]
    if inside:
        return Lookup(tuple(inside), whole=key.lower() in lexicon.roles)
    return Lookup(near=tuple(_near(lexicon, key, on)))


def render(found: Lookup, name: str, console: Console) -> None:
    """Print what was found, for people."""
    from rich.text import Text

    if found.discarded:
        console.print(Text(f"{name!r} is in discards.yaml: it looks like an actor and is none"))
    elif not found.answers:
        hint = f"; did you mean {', '.join(found.near)}?" if found.near else ""
        console.print(Text(f"no actor is called {name!r}{hint}"))
    elif not found.whole:
        console.print(Text(f"no actor is called {name!r}; in it:"))
    for answer in found.answers:
        line = Text.assemble((answer.code, "bold"), f"  {answer.name} ({answer.kind})  ", (answer.origin, "dim"))
        console.print(line)
        for reason in answer.reasons:
            console.print(Text(f"    {reason}", "dim"))


# -- actors ------------------------------------------------------------------------------------------------------------


def _of_that_name(lexicon: Lexicon, words: list[str], on: int | None) -> list[Answer]:
    """All actors of a name, the one that the coder takes first."""
    forms: dict[int, list[str]] = {}
    for index, form in lexicon.names[" ".join(words)]:
        forms.setdefault(index, []).append(form)
    mentions = NameFinder(lexicon).find(words, _story_with(False), on)
    first = mentions[0].actor if mentions else None
    answers = []
    for index, found in forms.items():
        actor = lexicon.actors[index]
        answer = _answer(lexicon, index, found, on)
        if first is not None and actor is not first:
            why = () if actor.needs else (f"not taken here: {first.name} ({first.kind}) is",)
            answer = replace(answer, taken=False, reasons=(*why, *answer.reasons))
        answers.append(answer)
    return sorted(answers, key=lambda answer: not answer.taken)


def _inside(lexicon: Lexicon, words: list[str], on: int | None) -> Iterator[Answer]:
    """Actors named within a name: "President Vladimir Putin"."""
    for mention in NameFinder(lexicon).find(words, _story_with(True), on):
        if mention.actor is not None:
            index = next(i for i, actor in enumerate(lexicon.actors) if actor is mention.actor)
            yield _answer(lexicon, index, [mention.form], on)


def _story_with(needed: bool) -> Callable[[tuple[str, ...]], bool]:
    """Evidence of a story that has whatever entries need, or nothing of it."""
    return lambda words: needed


def _answer(lexicon: Lexicon, index: int, forms: list[str], on: int | None) -> Answer:
    actor = lexicon.actors[index]
    code = code_on(actor, on)
    reasons = [meaning for form in forms if (meaning := _FORMS.get(form, ("", ""))[1])]
    reasons += _times(actor, on, code)
    if actor.needs:
        reasons.append(f"only in a story that also has one of: {', '.join(actor.needs)}")
    reasons += _names(lexicon, index)
    return Answer(code + "GOV" * ("capital" in forms), actor.name, actor.kind, actor.origin, tuple(reasons))


def _times(actor: Actor, on: int | None, code: str) -> list[str]:
    """Each dated code with its time, which of them holds on the day, and what holds if none does."""
    lines = []
    settled = all((first, last) == ALWAYS for _, first, last in actor.codes)
    for listed, first, last in actor.codes if not settled else ():
        if (first, last) == ALWAYS:
            lines.append(f"{listed} at any other time")
            settled = True
            continue
        now = on is not None and first <= on <= last
        settled = settled or now
        start = dt.date.fromordinal(first).isoformat() if first > ALWAYS[0] else "…"
        end = dt.date.fromordinal(last).isoformat() if last < ALWAYS[1] else "…"
        lines.append(f"{listed} from {start} to {end}" + " (that day)" * now)
    if settled:
        return lines
    if on is None:
        return [*lines, "no date given: the last of these"]
    if actor.kind != "person":
        return [*lines, "that day is outside its dates: the last of these"]
    if code.endswith("ELI"):
        return [*lines, "after the last office, or between two: ELI"]
    return [*lines, "before the first office: the country alone"]


def _names(lexicon: Lexicon, index: int) -> list[str]:
    """What an actor is called, by form, as names are looked up: without diacritics, full stops and hyphens."""
    found: dict[str, list[str]] = {}
    for key, entries in lexicon.names.items():
        for i, form in entries:
            if i == index:
                found.setdefault(form, []).append(key.replace(" 's", "'s"))
    return [f"{title}: {', '.join(found[form])}" for form, (title, _) in _FORMS.items() if form in found]


# -- roles, and what is near -------------------------------------------------------------------------------------------


def _role(lexicon: Lexicon, words: list[str]) -> Iterable[Answer]:
    """The role phrase that a description ends with: "Azerbaijan's foreign minister"."""
    for start in range(len(words)):
        phrase = " ".join(words[start:]).lower()
        role, strength = lexicon.roles.get(phrase, ("", ""))
        if strength == "not":
            return []
        if role:
            why = "a role: its country comes from the words beside it, or from the story"
            return [Answer(role, phrase, "role", "roles.yaml", (why,))]
    return []


def _near(lexicon: Lexicon, name: str, on: int | None) -> list[str]:
    """People with that surname; names alike in spelling, or of the same words in another order. Each actor once."""
    from rapidfuzz import fuzz, process, utils

    scores = {
        " ".join(name_key(actor.name)): 100.0
        for actor in lexicon.actors
        if actor.kind == "person" and actor.name.endswith(f" {name}")
    }
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        alike = process.extract(
            name,
            lexicon.names.keys(),
            scorer=scorer,
            processor=utils.default_process,
            limit=8 * NEAR,
            score_cutoff=_ALIKE,
        )
        for key, score, _ in alike:
            scores[key] = max(score, scores.get(key, 0.0))
    best = max(scores.values(), default=0.0)
    found: dict[int, str] = {}
    for key in sorted(scores, key=lambda key: (-scores[key], key)):
        index = lexicon.names[key][0][0]
        if scores[key] >= best - _SPREAD:
            found.setdefault(index, f"{key} ({code_on(lexicon.actors[index], on)})")
    return list(found.values())[:NEAR]
