"""What the dictionaries come to once they are checked and compiled: plain data that the coder looks things up in."""

from __future__ import annotations

from dataclasses import dataclass, field

Words = dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
"""Inflected form of a head word -> (words before it, words after it) of each phrase that it heads; both lower case."""

ALWAYS = (0, 9_999_999)
"""Proleptic Gregorian ordinals (datetime.date.toordinal) that no date is outside of."""


@dataclass(frozen=True, slots=True)
class Place:
    """Compiled filler: what slot it is ("" for mere words) and the words that narrow it (None: any)."""

    slot: str
    words: Words | None


@dataclass(frozen=True, slots=True)
class Need:
    """One item of a compiled pattern. `preps` is () for an object, complement or predicate."""

    preps: tuple[str, ...]
    place: Place
    optional: bool


@dataclass(frozen=True, slots=True)
class VerbRule:
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


@dataclass(slots=True)
class VerbIndex:
    """The rules of a verb, in order: those that may always fit, and those that need one of some words.

    `by_word`: word -> positions in `rules`; only rules reached by a word of the sentence are looked at.
    """

    rules: list[VerbRule] = field(default_factory=list)
    always: list[int] = field(default_factory=list)
    by_word: dict[str, list[int]] = field(default_factory=dict)

    def add(self, rule: VerbRule) -> None:
        """Index one more rule under the words of its first requirement."""
        position = len(self.rules)
        self.rules.append(rule)
        if not rule.required:
            self.always.append(position)
            return
        for word in rule.required[0]:
            self.by_word.setdefault(word, []).append(position)

    def near(self, words: frozenset[str]) -> list[VerbRule]:
        """Rules that a sentence of these words might fit, in order."""
        reached = words & self.by_word.keys()
        if not reached:
            return [self.rules[i] for i in self.always]
        found = set(self.always)
        for word in reached:
            found.update(self.by_word[word])
        return [self.rules[i] for i in sorted(found)]


@dataclass(frozen=True, slots=True)
class NounRule:
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


@dataclass(frozen=True, slots=True)
class Actor:
    """A named actor. `codes` are (code, first day, last day) as ordinals; form: name, adj, people, capital, place."""

    name: str
    kind: str
    codes: tuple[tuple[str, int, int], ...]
    origin: str
    female: bool = False
    needs: tuple[str, ...] = ()


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
    """Everything the coder knows. Built by `coder.dictionaries.compile`, immutable by convention, picklable."""

    digest: str = ""
    codes: dict[str, Code] = field(default_factory=dict)
    virtual: frozenset[str] = frozenset()
    accusable: frozenset[str] = frozenset()
    reflexive: tuple[str, ...] = ()
    implied_sources: dict[str, str] = field(default_factory=dict)
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
    surnames: dict[str, tuple[int, ...]] = field(default_factory=dict)
    roles: dict[str, tuple[str, str]] = field(default_factory=dict)
    role_length: dict[str, int] = field(default_factory=dict)
    modifiers: dict[str, str] = field(default_factory=dict)
    transparent: frozenset[str] = frozenset()
    discards: frozenset[str] = frozenset()
    discard_length: dict[str, int] = field(default_factory=dict)
    sports: dict[str, int] = field(default_factory=dict)
    sports_length: dict[str, int] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    topic_length: dict[str, int] = field(default_factory=dict)
