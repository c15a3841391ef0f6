"""What the dictionaries come to once they are checked and compiled: plain data that the coder looks things up in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coder.dictionaries.index import VerbIndex

Words = dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
"""Inflected form of a head word -> (words before it, words after it) of each phrase that it heads; both lower case."""

ALWAYS = (0, 9_999_999)
"""Proleptic Gregorian ordinals (datetime.date.toordinal) that no date is outside of."""


class Place(NamedTuple):
    """Compiled filler: what slot it is ("" for mere words) and the words that narrow it (None: any)."""

    slot: str
    words: Words | None


class Need(NamedTuple):
    """One item of a compiled pattern. `preps` is () for an object, complement or predicate."""

    preps: tuple[str, ...]
    place: Place
    optional: bool


class VerbRule(NamedTuple):
    """One pattern, compiled for one verb. Exactly one of `code`, `operator`, `transform` is set.

    `required`: sets of lower-case words of each of which the sentence must have one, or the rule can't fit;
    `takes_object`: whether it can only fit a clause with an object.
    """

    id: str
    text: str
    particle: str
    subject: Place | None
    needs: tuple[Need, ...]
    code: str = ""
    operator: str = ""
    transform: str = ""
    reciprocal: str = ""
    verb: str = ""
    first_of_two: Need | None = None
    required: tuple[frozenset[str], ...] = ()
    takes_object: bool = False


class NounRule(NamedTuple):
    """An event noun. `source`, `target`, `both` name the relations that say who is who: a preposition, or poss, mod
    (adjective or noun before it), subj (subject of the light verb), dative (indirect object of it). `of`: words of
    which its "of" phrase must be ("opening of the border")."""

    id: str
    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    both: tuple[str, ...]
    light: frozenset[str]
    passive_light: frozenset[str]
    code: str = ""
    operator: str = ""
    transform: str = ""
    reciprocal: str = ""
    alone: bool = True
    event: tuple[str, ...] = ()
    of: Words | None = None


def width(rule: NounRule) -> int:
    """How many words of context an event noun asks for."""
    return len(rule.before) + len(rule.after) + (rule.of is not None)


class Actor(NamedTuple):
    """A named actor. `codes` are (code, first day, last day) as ordinals; form: name, adj, people, capital, place.

    `needs` are the words of which a story must have one for the name to count; `evidence` these and, where they name
    the actor's country, all that its country and people are called, and "=GEO" for any other actor of that country.
    """

    name: str
    kind: str
    codes: tuple[tuple[str, int, int], ...]
    origin: str
    female: bool = False
    needs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operator:
    """A row of the operator table: how an operator turns a base into a code."""

    name: str
    default: str
    target: str
    bases: dict[str, str]
    becomes: dict[str, str]
    drop: tuple[str, ...]
    as_operator: str = ""
    needs_base: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """One CAMEO code with its label, quad class and Goldstein values."""

    code: str
    label: str
    quad: str
    goldstein: str


@dataclass(slots=True)
class Lexicon:
    """Everything the coder knows. Built by `coder.dictionaries.compile`, immutable by convention, picklable.

    `name_length`: the first word, and the first two, of names and discards -> how many words those that begin so have,
    bit n set for n; `families`: finished codes -> the operator that they are of;
    `uncapitalised`: first words of those that don't begin with a capital.
    """

    digest: str = ""
    codes: dict[str, Code] = field(default_factory=dict)
    virtual: frozenset[str] = frozenset()
    accusable: frozenset[str] = frozenset()
    reflexive: tuple[str, ...] = ()
    implied_sources: dict[str, str] = field(default_factory=dict)
    located_sources: dict[str, str] = field(default_factory=dict)
    rally: dict[str, str] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)
    cleared: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    operators: dict[str, Operator] = field(default_factory=dict)
    reduce: dict[str, dict[str, str]] = field(default_factory=dict)
    negation: dict[str, str] = field(default_factory=dict)
    transforms: dict[str, dict[str, str]] = field(default_factory=dict)

    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    verb_forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    light_forms: frozenset[str] = frozenset()
    verbs: dict[str, VerbIndex] = field(default_factory=dict)
    nouns: dict[str, list[NounRule]] = field(default_factory=dict)

    actors: list[Actor] = field(default_factory=list)
    names: dict[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    name_length: dict[str, int] = field(default_factory=dict)
    uncapitalised: frozenset[str] = frozenset()
    surnames: dict[str, tuple[int, ...]] = field(default_factory=dict)
    roles: dict[str, tuple[str, str]] = field(default_factory=dict)
    role_length: dict[str, int] = field(default_factory=dict)
    modifiers: dict[str, str] = field(default_factory=dict)
    transparent: frozenset[str] = frozenset()
    discards: frozenset[str] = frozenset()
    sports: dict[str, int] = field(default_factory=dict)
    sports_length: dict[str, int] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    topic_length: dict[str, int] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    _starts: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    _particles: dict[tuple[str, str], bool] = field(default_factory=dict, compare=False, repr=False)

    def starts(self, name: str) -> tuple[str, ...]:
        """A set of the ontology as beginnings of codes, for `str.startswith`."""
        found = self._starts.get(name)
        if found is None:
            found = self._starts[name] = tuple(sorted(self.sets[name]))
        return found

    def goes_with(self, form: str, particle: str) -> bool:
        """Whether a verb's form and a particle together take an object, and the two are never verb and preposition."""
        for lemma in self.verb_forms.get(form, ()):
            known = self._particles.get((lemma, particle))
            if known is None:
                rules = self.verbs[lemma].rules
                known = any(rule.particle == particle and rule.takes_object for rule in rules)
                known = known and not any(particle in need.preps for rule in rules for need in rule.needs)
                self._particles[lemma, particle] = known
            if known:
                return True
        return False

    def family(self, code: str) -> str:
        """The operator that a finished code belongs to; "" for a base."""
        return self.families.get(code, "")
