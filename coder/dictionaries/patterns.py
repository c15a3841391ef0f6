"""The pattern language: `SOURCE accuse|blame TARGET of &crime` <-> Pattern.

A pattern is a subject, a verb, and what the verb takes:

    pattern  = subject verb item...
    subject  = filler | "-"                      "-": any subject, or none
    verb     = alternative ("|" alternative)*    break_off: verb and particle; &list: a word list
    item     = group | "(" group ")"             in brackets: optional
    group    = [prepositions] filler             no preposition: object, complement or predicate
    preps    = word ("|" word)*                  ordered; "-" among them: also without a preposition; "that": a clause
    filler   = SLOT [":" words] | words          SOURCE TARGET BOTH EVENT ADDRESSEE; words narrow the slot by its head
    words    = alternative ("|" alternative)*    lemmas, phrases with "_" for the blank, &lists

Parsing never raises anything but PatternError; printing a pattern gives its canonical text, which parses to it again.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

SLOTS = ("SOURCE", "TARGET", "BOTH", "EVENT", "ADDRESSEE")

_TOKEN = re.compile(r"\(|\)|[^\s()]+")
_WORD = re.compile(r"&?[a-z0-9][a-z0-9'.-]*(?:_[a-z0-9'.-]+)*")


class PatternError(ValueError):
    """The pattern isn't in the language. The message says which part and what was expected."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a place: an actor or event slot, words, or a slot narrowed by words."""

    slot: str = ""
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.slot + (":" if self.slot and self.words else "") + "|".join(self.words)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a verb takes. `preps` is empty for an object, complement or predicate."""

    preps: tuple[str, ...]
    filler: Filler
    optional: bool = False

    def __str__(self) -> str:
        text = "|".join(self.preps) + " " * bool(self.preps) + str(self.filler)
        return f"({text})" if self.optional else text


@dataclass(frozen=True, slots=True)
class Pattern:
    """A checked pattern. `subject` is None for "-"."""

    subject: Filler | None
    verbs: tuple[str, ...]
    items: tuple[Item, ...] = ()

    def __str__(self) -> str:
        return " ".join([str(self.subject or "-"), "|".join(self.verbs), *map(str, self.items)])

    def fillers(self) -> list[Filler]:
        """Subject and items' fillers, in order."""
        return ([self.subject] if self.subject else []) + [item.filler for item in self.items]

    def slots(self) -> list[str]:
        """Names of the slots in the pattern, in order."""
        return [filler.slot for filler in self.fillers() if filler.slot]


def parse_pattern(text: str, prepositions: Container[str]) -> Pattern:
    """Read one pattern. `prepositions` are the words that open a prepositional group. Raises PatternError."""
    tokens = _TOKEN.findall(text)
    if not tokens:
        raise PatternError("the pattern is empty: write for example 'SOURCE accuse TARGET'")
    if tokens[0] in "()":
        raise PatternError(f"a pattern starts with its subject, not {tokens[0]!r}: a slot, words, or '-' for any")
    subject = None if tokens[0] == "-" else _filler(tokens[0])
    if len(tokens) < 2 or tokens[1] in "()" or tokens[1].split(":")[0] in SLOTS or tokens[1] == "-":
        raise PatternError(f"no verb after the subject {tokens[0]!r}: write 'SOURCE accuse TARGET', or '- VERB ...'")
    verbs = _alternatives(tokens[1], "verb")
    items = _items(tokens[2:], prepositions)
    pattern = Pattern(subject, verbs, tuple(items))
    slots = pattern.slots()
    for slot in SLOTS:
        if slots.count(slot) > 1:
            raise PatternError(
                f"{slot} stands twice: a slot can be filled once; use BOTH for a compound that acts on itself"
            )
    if "BOTH" in slots and ("SOURCE" in slots or "TARGET" in slots):
        raise PatternError("BOTH stands beside SOURCE or TARGET: it is source and target at once, so leave those out")
    return pattern


def _items(tokens: list[str], prepositions: Container[str]) -> list[Item]:
    items: list[Item] = []
    preps: tuple[str, ...] = ()
    optional = opened = False
    for i, token in enumerate(tokens):
        if token == "(":
            if optional or preps:
                raise PatternError("a bracket opens where a slot or words should stand")
            optional, opened = True, True
        elif token == ")":
            if not optional or opened or preps:
                raise PatternError("a bracket closes that holds nothing complete: write '(from TARGET)'")
            optional = False
        elif not preps and _is_preps(token, prepositions):
            preps = tuple(token.split("|"))
        else:
            following = tokens[i + 1] if i + 1 < len(tokens) else ")"
            if not preps and following not in "()" and not _is_preps(following, prepositions):
                _no_mixture(token, prepositions)
            if optional and not opened:
                raise PatternError("one bracket holds one group: write '(to TARGET) (from EVENT)'")
            items.append(Item(preps, _filler(token), optional))
            preps, opened = (), False
    if preps:
        raise PatternError(f"nothing follows the preposition {'|'.join(preps)!r}: name the slot or words after it")
    if optional:
        raise PatternError("a bracket is not closed")
    return items


def _is_preps(token: str, prepositions: Container[str]) -> bool:
    parts = token.split("|")
    return all(part in prepositions or part in ("-", "that") for part in parts)


def _no_mixture(token: str, prepositions: Container[str]) -> None:
    """Prepositions and other words together would silently be read as words: "against|facing TARGET"."""
    parts = token.split("|")
    opening = [part for part in parts if part in prepositions]
    others = [part for part in parts if part not in prepositions]
    if len(parts) > 1 and opening and others:
        raise PatternError(
            f"{others[0]!r} is no preposition, and so {token!r} would be read as words: leave it out, "
            "or add it to the list 'prepositions' in words.yaml"
        )


def _filler(token: str) -> Filler:
    slot, colon, words = token.partition(":")
    if slot in SLOTS:
        if colon and not words:
            raise PatternError(f"nothing follows the colon in {token!r}: write '{slot}:&list' or '{slot}:word'")
        return Filler(slot, _alternatives(words, "word") if words else ())
    if token.isupper() and token.isalpha():
        raise PatternError(f"unknown slot {token!r}: the slots are {', '.join(SLOTS)}; words are lower case")
    return Filler("", _alternatives(token, "word"))


def _alternatives(token: str, kind: str) -> tuple[str, ...]:
    parts = token.split("|")
    for part in parts:
        if not _WORD.fullmatch(part):
            raise PatternError(
                f"{part!r} is not a {kind}: lower-case letters, '_' between words, '&' before a list's name"
            )
    return tuple(parts)
