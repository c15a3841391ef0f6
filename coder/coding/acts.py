"""Acts: who does what to whom, before its actors are resolved and its code is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from coder.language.clauses import NONE

Ref = tuple[str, int]
"""Where an actor is named: ("np", head of a noun phrase) or ("mod", noun whose modifiers name it)."""


class Step(NamedTuple):
    """One reason: the rule that fired, what it matched, and on which words."""

    rule: str
    text: str
    words: tuple[int, ...]
    note: str = ""


class Act(NamedTuple):
    """Who does what to whom, before actors are resolved. `operator` "" means the base happened; `strict`: the target is
    who `target` says, or nobody."""

    operator: str
    base: str
    trigger: int
    source: tuple[Ref, ...] = ()
    target: tuple[Ref, ...] = ()
    both: bool = False
    reciprocal: str = ""
    hints: tuple[Ref, ...] = ()
    excluded: tuple[int, ...] = ()
    clause: int = NONE
    inner: Act | None = None
    strict: bool = False
    trail: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule of a verb that nearly fitted, and what it lacked."""

    rule: str
    text: str
    lacks: str
    trigger: int
    fit: int
