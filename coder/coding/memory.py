"""Story memory: who "Bayramov", "he", "the ministry", "the group", "both sides" are, from what the story said before.

Every resolution says why, and where its antecedent stands. It never crosses a doubt: a mention is given an actor only if
nothing else that the story has just named could be meant, known actor or not ("A farmer spoke. He ..." is nobody's). What
is in doubt stays unresolved, and no dyad is written for it. The place of the story (dateline, first place named, the only
country named) gives a country to bare roles such as "police" or "the government" as evidence of last resort.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from coder.coding.actors import BODIES, PLACES, Link, Resolved, SentenceActors, code_on
from coder.dictionaries.lexicon import Lexicon
from coder.dictionaries.names import fold
from coder.language.clauses import NONE
from coder.records import Event

MOST_TOGETHER = 6
"""Actors that a plural description ("the ministers") can gather from the story."""
REACH = 3
"""Sentences that a pronoun looks back; names and descriptions look back to the start of the story."""
MOST_STEPS = 100
"""Steps put off at most: they hold on to their sentences."""
LEAST_NAMED = 3
"""Times that a story names the country that it is about, at least."""
MOST_NAMESAKES = 8
"""Different actors remembered under one name or description: enough to know that it is in doubt."""

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "CD"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_PLACED = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "attr", "appos", "poss", "ROOT"))
_OBJECTS = frozenset(("dobj", "pobj", "attr"))
_PERSON, _BODY, _THING, _NAME = "person", "body", "thing", "name"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that a pronoun may stand for, whether or not it is a known actor.

    `actors`: who it is, several for a compound, none if unknown; `sort`: person, body, thing, or name (unknown which);
    `main`: subject of the main clause; `said`: subject of a verb of speech; `acts`: no event or time, which do nothing; `collective`: a body that can be "they".
    """

    actors: tuple[Resolved, ...]
    sentence: int
    start: int
    end: int
    text: str
    token: int
    sort: str
    plural: bool
    subject: bool
    main: bool
    said: bool
    female: bool | None
    acts: bool
    collective: bool

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(r.code for r in self.actors)


@dataclass(frozen=True, slots=True)
class Known:
    """An actor as the story named or described it. `extra`: first names, or the nouns before a role word."""

    actor: Resolved
    sentence: int
    start: int
    end: int
    text: str
    extra: frozenset[str] = frozenset()
    named: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An event that the story has told."""

    sentence: int
    code: str
    source: Resolved
    target: Resolved


@dataclass(slots=True)
class StoryMemory:
    """What one story has said so far. Create one a story; `enter` and `observe` each sentence, in order.

    `named`: how often the whole story names each country, what is still to come included.
    """

    lexicon: Lexicon
    sentence: int = 0
    dateline: Resolved | None = None
    hub: bool = False
    first_place: Resolved | None = None
    recent: list[Phrase] = field(default_factory=list)
    names: dict[str, list[Known]] = field(default_factory=dict)
    given: dict[str, list[Known]] = field(default_factory=dict)
    heads: dict[str, list[Known]] = field(default_factory=dict)
    together: list[tuple[str, tuple[Known, ...]]] = field(default_factory=list)
    bodies: dict[str, Known] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    at_home: Resolved | None = None
    armies: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    speaker: Known | None = None
    quoted: bool = False
    named: dict[str, int] = field(default_factory=dict)
    groups: list[tuple[Known, ...]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    _steps: list[tuple[int, Callable[[], None]]] = field(default_factory=list)
    _busy: bool = False

    # -- reading when asked ----------------------------------------------------------------------------------------

    def _later(self, step: Callable[[], None]) -> None:
        """Put off what a sentence teaches until something asks for it: most stories never ask."""
        self._steps.append((self.sentence, step))
        if len(self._steps) > MOST_STEPS:
            self._catch_up()

    def close(self) -> None:
        """The story is over: let go of what was put off, and with it of the sentences, which hold this memory."""
        self._steps.clear()

    def _catch_up(self) -> None:
        """Take the steps put off, in their order and as of their sentences, so that it's all one when they are taken."""
        if self._busy or not self._steps:
            return
        now, self._busy = self.sentence, True
        for self.sentence, step in self._steps:  # noqa: B020
            step()
        self._steps.clear()
        self.sentence, self._busy = now, False

    # -- asking ----------------------------------------------------------------------------------------------------

    def resolve(self, actors: SentenceActors, head: int) -> list[Resolved]:
        """Actors for a mention that its own sentence doesn't identify; [] if the story doesn't either."""
        lower = actors.parse.lower[head]
        if actors.grammar.is_pronoun(head):
            return self._pronoun(actors, head, lower)
        if actors.grammar.is_name(head):
            return self._name(actors, head) or self._description(actors, head, lower)
        return self._description(actors, head, lower)

    def _is(self, word: str, name: str) -> bool:
        return word in self.lexicon.lists[name]

    def _as(self, actors: SentenceActors, head: int, found: Resolved, how: str, at: Known | Phrase) -> Resolved:
        parse = actors.parse
        before = [k for k in parse.kids[head] if k < head and parse.deps[k] in ("det", "amod", "compound", "nummod")]
        first = min([head, *before])
        base = found.link.base if found.link is not None else found.why
        link = Link(how, at.sentence, at.start, at.end, at.text, base)
        why = f"{parse.span(first, head)!r}: {how}: {base}"
        return replace(found, first=first, last=head, head=head, why=why, link=link)

    def _the_one(self, actors: SentenceActors, head: int, known: Iterable[Known], how: str) -> list[Resolved]:
        """The actor that all of these are; [] if they are different ones, or none."""
        found = list(known)
        if len({k.actor.code for k in found}) != 1:
            return []
        return [self._as(actors, head, found[-1].actor, how, found[-1])]

    # -- names -----------------------------------------------------------------------------------------------------

    def _name(self, actors: SentenceActors, head: int) -> list[Resolved]:
        if actors.parse.deps[head] in ("compound", "nmod"):
            return []  # a part of a longer name
        self._catch_up()
        word, first = fold(actors.parse.words[head]), self._first_names(actors, head)
        known = self.names.get(word, [])
        if first:  # "Sami Nazari" is not the Karim Nazari named before
            known = [k for k in known if not k.extra or any(_same_first(x, y) for x in first for y in k.extra)]
        if known or first:
            return self._the_one(actors, head, known, "named before")
        return self._the_one(actors, head, self.given.get(word, []), "first name of somebody named before")

    def _first_names(self, actors: SentenceActors, head: int) -> frozenset[str]:
        """Names right before a surname that are no titles or role words."""
        parse, found = actors.parse, set()
        i = head - 1
        while i >= 0 and actors.grammar.is_name(i) and parse.heads[i] == head and i not in actors.at:
            word = parse.lower[i].rstrip(".")
            if word in self.lexicon.role_length or self._is(word, "titles"):
                break
            found.add(fold(parse.words[i]))
            i -= 1
        return frozenset(found)

    # -- descriptions ----------------------------------------------------------------------------------------------

    def _description(self, actors: SentenceActors, head: int, lower: str) -> list[Resolved]:
        parse = actors.parse
        words = [parse.lower[k] for k in parse.kids[head] if k < head]
        definite = any(self._is(w, "definite_words") for w in words)
        if self._is(lower, "counterpart_states") and actors.grammar.possessor(head) != NONE:
            self._catch_up()
            return self._other_state(actors, head)
        many = self._how_many(lower, words, definite)
        if many:
            self._catch_up()
            return self._pair(actors, head, lower) if many == 2 else self._group(actors, head, lower, many)
        if definite and self._is(lower, "side_words") and parse.tags[head] == "NNS" and self.bare(actors, head):
            self._catch_up()
            return self._sides(actors, head)
        if definite and self._is(lower, "state_words") and any(self._is(w, "pointing_words") for w in words):
            self._catch_up()
            last = self.groups[-1] if self.groups and parse.tags[head] == "NNS" else ()
            near = last if last and self.sentence - last[0].sentence <= REACH else ()
            return [self._as(actors, head, replace(k.actor, role="", kind="country"), "named before", k) for k in near]
        if not definite or not self.bare(actors, head):
            return []
        own = actors.own(head)
        role = own[0].role if own else ""
        titled = bool(role) or actors.grammar.is_name(head) or lower in self.lexicon.roles
        if not titled and not any(self._is(lower, name) for name in ("group_words", "country_words", "latter_words")):
            return []
        self._catch_up()
        if parse.tags[head] == "NNS":
            several = self._several(actors, head, lower, role)
            if several:
                return several
        known = self._described(actors, head, lower, role)
        if known or self._is(lower, "group_words"):
            if self._is(lower, "group_words"):
                known = [*known, *self._groups(actors, head)]
            named = bool(known) and known[-1].named and self._is(lower, "group_words")
            return self._the_one(actors, head, known, "the group named before" if named else "described so before")
        if self._is(lower, "country_words"):
            return self._country(actors, head)
        if self._is(lower, "latter_words"):
            return self._latter(actors, head)
        if role and self._is(lower, "body_words"):
            return self._only_such(actors, head, lower, role)
        return []

    def _how_many(self, lower: str, words: list[str], definite: bool) -> int:
        """How many "the two countries", "all four", "each side" or "the trio" are: 0 if the phrase doesn't tell."""
        each = self._is(lower, "pair_words") and any(self._is(w, "each_words") for w in words)
        if each or self._is(lower, "each_words") or self._is(lower, "both_words"):
            return 2
        whole = definite or any(self._is(w, "all_words") for w in words)
        for n in range(2, MOST_TOGETHER + 1) if whole else ():
            counted = any(self._is(w, f"number_{n}") for w in words) or (n == 2 and not {*words}.isdisjoint(self._both))
            if (counted and self._is(lower, "pair_words")) or self._is(lower, f"number_{n}"):
                return n
        return 0

    @property
    def _both(self) -> frozenset[str]:
        return self.lexicon.lists["both_words"]

    def _other_state(self, actors: SentenceActors, head: int) -> list[Resolved]:
        """ "its neighbour", "Peru's rival": the one other country that the story has just named, or is about."""
        whose = {r.country for r in actors.resolve(actors.grammar.possessor(head)) if r.country}
        if len(whose) != 1 or not whose.isdisjoint(self.lexicon.sets["international"]):
            return []
        found: dict[str, tuple[Resolved, Known | Phrase]] = {}
        for r, at in self._backwards(actors, head, NONE):
            if r.country not in whose and r.country not in self.lexicon.sets["international"]:
                found.setdefault(r.country, (r, at))
        about = self.theme(whose)
        if about is not None and about.country in found:
            r, at = found[about.country]
        elif len(found) == 1:
            ((r, at),) = found.values()
        else:
            return []
        return [self._as(actors, head, replace(r, role="", kind="country"), "the other country of the story", at)]

    def bare(self, actors: SentenceActors, head: int) -> bool:
        """Whether nothing in the phrase points to some other country or owner."""
        parse = actors.parse
        owner = actors.grammar.possessor(head)
        if owner != NONE and (not (own := actors.resolve(owner)) or any(r.country for r in own)):
            return False  # but "the opposition's protests"
        if actors.grammar.is_name(head):  # "opposition leader Jan Nowak": his first name points nowhere
            return not any(
                k in actors.at and actors.at[k] is not actors.at.get(head) for k in actors.grammar.modifiers(head)
            )
        return not any(
            parse.tags[k] in ("NNP", "NNPS")
            and parse.words[k][0].isupper()  # "the prime minister" is named by nothing
            and parse.lower[k] not in self.lexicon.role_length
            for k in actors.grammar.modifiers(head)
        )

    def _nouns_before(self, actors: SentenceActors, head: int) -> frozenset[str]:
        """What tells one minister from another: the nouns before a role word, and the rest of a role phrase."""
        parse, found = actors.parse, set()
        for k in actors.grammar.modifiers(head):
            word = parse.lower[k]
            if k in actors.at or parse.deps[k] == "poss":
                continue
            phrase = " ".join(parse.lower[k : head + 1])
            noun = parse.tags[k] in ("NN", "NNS") or (parse.tags[k] == "NNP" and word in self.lexicon.role_length)
            if noun or phrase in self.lexicon.roles or word in self.lexicon.modifiers:
                found.add(word)
        return frozenset(found)

    def _described(self, actors: SentenceActors, head: int, lower: str, role: str) -> list[Known]:
        known = [
            k
            for k in self.heads.get(lower, [])
            if not role or k.actor.role == role or k.named or k.actor.country in self.lexicon.sets["international"]
        ]
        extra = self._nouns_before(actors, head)
        if not extra:  # "the minister" is no prime minister
            return [k for k in known if k.extra.isdisjoint(self.lexicon.lists["titles_apart"])]
        return [k for k in known if extra <= k.extra] or [k for k in known if not k.extra]

    def _several(self, actors: SentenceActors, head: int, lower: str, role: str) -> list[Resolved]:
        """ "the ministers": those named together, else those described so one by one; [] if such were named in plural."""
        extra, singular = self._nouns_before(actors, head), lower.removesuffix("s")
        if any(actors.parse.deps[k] == "nummod" for k in actors.parse.kids[head]):
            return []
        told = max((k.sentence for k in self.heads.get(lower, [])), default=-1)
        for word, group in reversed(self.together):
            if word == singular and group[0].sentence > told:
                return [self._as(actors, head, k.actor, "named together before", k) for k in group]
        single = [k for k in self.heads.get(singular, []) if not extra or extra <= k.extra]
        if told < 0 and 1 < len({k.actor.code for k in single}) <= MOST_TOGETHER:
            return [self._as(actors, head, k.actor, "described so before, one by one", k) for k in single]
        return []

    def _groups(self, actors: SentenceActors, head: int) -> list[Known]:
        """Named groups that "the group" can be, those of the sentence included."""
        here = [
            self._known(actors, r, r.head, named=True)
            for r in self._named_here(actors, head)
            if r.kind in ("armed", "organization", "party")
        ]
        return [*(k for k in self.bodies.values() if self.sentence - k.sentence <= REACH), *here]

    def _country(self, actors: SentenceActors, head: int) -> list[Resolved]:
        found = [
            (r, p) for p in self.recent for r in p.actors if r.kind in PLACES and self.sentence - p.sentence <= REACH
        ]
        here = [self._known(actors, r, r.head) for r in self._named_here(actors, head) if r.kind in PLACES]
        beside = {r.country for r in self._beside(actors, head)}
        countries = {r.country for r, _ in found} | {k.actor.country for k in here}
        pointed = any(self._is(actors.parse.lower[k], "pointing_singular") for k in actors.parse.kids[head])
        last = [(r, p) for r, p in found if p.sentence == self.sentence - 1]
        if pointed and last and not here:  # "He lives in Togo. That country ..."
            nearest, named = max(last, key=lambda one: one[1].start)
            return [self._as(actors, head, replace(nearest, role=""), "the country named last", named)]
        about = self.theme()
        if (
            about is not None
            and about.country not in beside
            and (not countries or countries & {about.country, *beside})
        ):
            at = next((p for r, p in reversed(found) if r.country == about.country), None) or self._last_named(
                actors, head
            )
            if at is not None:  # "Chile's president flew to the country"
                return [self._as(actors, head, about, "the country that the story is about", at)]
        if countries and countries <= beside:  # "the Chilean minister left for the country"
            place = self.place
            at = self._last_named(actors, head)
            if place is None or place.country in beside or at is None:
                return []
            return [self._as(actors, head, replace(place, role=""), "the country where the story is set", at)]
        if len(countries) != 1 or next(iter(countries)) in self.lexicon.sets["international"]:
            return []
        actor, at = found[-1] if found else (here[-1].actor, here[-1])
        return [self._as(actors, head, replace(actor, role=""), "the country named before", at)]

    def _beside(self, actors: SentenceActors, head: int) -> list[Resolved]:
        """Who acts on the phrase: it is nobody of those."""
        subject = self._subject_beside(actors, head)
        return actors.resolve(subject) if subject not in (NONE, head) else []

    def _last_named(self, actors: SentenceActors, head: int) -> Known | Phrase | None:
        """Any actor last named, to point to."""
        return next((at for _, at in self._backwards(actors, head, NONE)), None)

    def _pair(self, actors: SentenceActors, head: int, lower: str) -> list[Resolved]:
        """ "the two countries", "both sides": the last two that the story named together or in turn, if they are two."""
        states = self._is(lower, "state_words")
        sides = self._sides(actors, head) if self._is(lower, "side_words") or self._is(lower, "both_words") else None
        if sides:
            return sides
        own = actors.own(head)
        role = own[0].role if own else ""
        single = self.heads.get(lower[:-1], [])
        if not states and len({k.actor.code for k in single}) == 2:
            return [
                self._as(actors, head, k.actor, "described so before, one by one", k) for k in _last_of_each(single)
            ]
        subject = self._subject_beside(actors, head)
        found: dict[str, tuple[Resolved, Known | Phrase]] = {}
        for r, at in self._backwards(actors, head, subject):
            if r.country in self.lexicon.sets["international"] and states:
                continue
            found.setdefault(r.country, (r, at))
        if len(found) > 2:  # the two that the sentence itself names
            here = {r.country: (r, at) for r, at in found.values() if at.sentence == self.sentence}
            found = here if len(here) == 2 else found
        if len(found) > 2:  # the two that the sentence before names
            last = {r.country: (r, at) for r, at in found.values() if at.sentence == self.sentence - 1}
            found = last if len(last) == 2 else found
        if len(found) > 2 and states:  # the two that the story is about
            about = self.main_two()
            found = {country: at for country, at in found.items() if country in about}
        if len(found) != 2:
            return []
        return self._counted(actors, head, found.values(), "one of the two named before", states, role)

    def _sides(self, actors: SentenceActors, head: int) -> list[Resolved]:
        """ "Both sides", "the parties": the two who did most to each other, as far as the story has told; if equal, the last.
        Those of whom one has struck the other are it sooner than others who have only met."""
        last = self.struggle()
        if last is None:
            return []
        how = f"one of the two of {last.code} in sentence {last.sentence}"
        return [
            replace(r, first=head, last=head, head=head, why=f"{actors.parse.span(head, head)!r}: {how}: {r.why}")
            for r in (last.source, last.target)
        ]

    def struggle(self) -> Told | None:
        """The last of what the two sides of the story have done to each other."""
        dyads = self._between_two()
        return max(dyads, key=lambda d: (len(d), d[-1].sentence))[-1] if dyads else None

    def _between_two(self) -> list[list[Told]]:
        """What has been told of each two who both did something to the other; if they only met, of whom one struck another."""
        dyads: dict[frozenset[str], list[Told]] = {}
        for told in self.told:
            if told.source.code != told.target.code:
                dyads.setdefault(frozenset((told.source.code, told.target.code)), []).append(told)
        both_ways = [d for d in dyads.values() if len({t.source.code for t in d}) == 2]
        visits, violent = self.lexicon.starts("mere_visits"), self.lexicon.sets["violent"]
        opposed = [d for d in both_ways if any(not t.code.startswith(visits) for t in d)]
        armed = self.lexicon.sets["armed_opposition"] | self.lexicon.sets["forces"]
        fought = [
            d
            for d in dyads.values()
            if any(t.code[:2] in violent and {t.source.role[:3], t.target.role[:3]} <= armed for t in d)
        ]
        return opposed or fought or both_ways

    def main_two(self) -> set[str]:
        """The two countries that the story names most, if they stand out."""
        ranked = sorted(self.named.items(), key=lambda one: -one[1])
        third = ranked[2][1] if len(ranked) > 2 else 0
        if len(ranked) < 2 or ranked[1][1] < max(LEAST_NAMED, 2 * third):
            return set()
        return {country for country, _ in ranked[:2]}

    def _group(self, actors: SentenceActors, head: int, lower: str, many: int) -> list[Resolved]:
        """ "the three leaders", "all four": so many as were named together, or in a sentence or two before."""
        states = self._is(lower, "state_words")
        own = actors.own(head)
        role = own[0].role if own else ""
        how = "one of those named before"
        for group in reversed(self.groups):
            if len(group) == many:
                return self._counted(actors, head, ((k.actor, k) for k in group), how, states, role)
        found: dict[str, tuple[Resolved, Known | Phrase]] = {}
        last = self.sentence
        for r, at in self._backwards(actors, head, self._subject_beside(actors, head)):
            if at.sentence != last and len(found) == many:
                break
            last = at.sentence
            if r.country not in self.lexicon.sets["international"] or not states:
                found.setdefault(r.country, (r, at))
        if len(found) != many:
            return []
        return self._counted(actors, head, found.values(), how, states, role)

    def _counted(
        self,
        actors: SentenceActors,
        head: int,
        found: Iterable[tuple[Resolved, Known | Phrase]],
        how: str,
        states: bool,
        role: str,
    ) -> list[Resolved]:
        resolved = []
        for r, at in found:
            if states:
                r = replace(r, role="", kind="country")
            elif role in self.lexicon.sets["offices"] and not r.role:  # "the two presidents"
                r = replace(r, role=role)
            resolved.append(self._as(actors, head, r, how, at))
        return resolved

    def _backwards(self, actors: SentenceActors, head: int, but: int) -> Iterator[tuple[Resolved, Known | Phrase]]:
        for r in self._named_here(actors, head):
            if r.head != but:
                yield r, self._known(actors, r, r.head)
        for p in reversed(self.recent):
            if self.sentence - p.sentence <= REACH:
                yield from ((r, p) for r in reversed(p.actors))

    def _subject_beside(self, actors: SentenceActors, head: int) -> int:
        """Subject of the clause that a phrase is an object of, which it can't be itself: not the "him" of "saw him"."""
        parse, above, label = actors.parse, actors.parse.heads[head], actors.parse.deps[head]
        if label == "poss" or self._is(parse.lower[head], "pronouns_reflexive"):
            return NONE
        if label in _SUBJECTS and not self._is(parse.lower[head], "pronouns_object"):
            return NONE
        while label == "pobj" and actors.grammar.is_noun(parse.heads[above]) and parse.heads[above] != above:
            head = parse.heads[above]  # "congratulated all of them"
            above, label = parse.heads[head], parse.deps[head]
        if label == "pobj" or label in _SUBJECTS:  # "held him down": parsed as the subject of a clause of its own
            above = parse.heads[above]
        return actors.grammar.subject(above) if actors.grammar.is_verb(above) else NONE

    def _latter(self, actors: SentenceActors, head: int) -> list[Resolved]:
        """ "the latter": the second of the two that were last named, if they were two."""
        before = [p for p in self.recent if p.sentence == self.sentence - 1 and p.actors]
        beside = self._subject_beside(actors, head)
        here = [self._known(actors, r, r.head) for r in self._named_here(actors, head) if r.head != beside]
        named = list(reversed(here)) or [self._of(p, r) for p in before for r in p.actors]
        codes = list(dict.fromkeys(k.actor.code for k in named))
        if len(codes) != 2:
            return []
        return self._the_one(actors, head, [k for k in named if k.actor.code == codes[1]], "the second of the two")

    def _only_such(self, actors: SentenceActors, head: int, lower: str, role: str) -> list[Resolved]:
        """ "the soldiers" after "Georgian troops": the only actor of the story with that role, if bodies both."""
        bodies = [
            k
            for word, known in self.heads.items()
            if self._is(word, "body_words")
            for k in known
            if k.actor.role == role
        ]
        office = self._is(lower, "office_words")
        bodies = [k for k in bodies if self._is(k.text.split()[-1].lower(), "office_words") == office]
        return self._the_one(actors, head, bodies, "the only such actor of the story")

    # -- pronouns ----------------------------------------------------------------------------------------------------

    def _pronoun(self, actors: SentenceActors, head: int, lower: str) -> list[Resolved]:
        self._catch_up()
        if self._is(lower, "pronouns_speaker"):
            return self._said_by(actors, head)
        if self._is(lower, "pronouns_addressee"):
            return self._spoken_to(actors, head)
        kind = next((k for k in ("he", "she", "it", "they") if self._is(lower, f"pronouns_{k}")), "")
        if not kind:
            return []
        emphatic = self._is(lower, "pronouns_reflexive") and actors.grammar.is_noun(actors.parse.heads[head])
        if emphatic or (kind == "it" and self._is_empty(actors, head)):
            return []  # "Saddam himself" is Saddam already
        found = self._in_sentence(actors, head, kind)
        if found is not None:
            return found
        return self._before(actors, head, kind)

    def _is_empty(self, actors: SentenceActors, head: int) -> bool:
        """ "it is Ali we fear": nobody."""
        parse, verb = actors.parse, actors.parse.heads[head]
        if parse.deps[head] != "nsubj" or not self._is(parse.lower[verb], "copulas"):
            return False
        return any(parse.deps[k] == "attr" for k in parse.kids[verb])

    def _agrees(self, p: Phrase, kind: str) -> bool:
        if kind == "they":  # "the police said they", "Hamas said they"; a state is "it"
            return p.plural or (p.sort == _BODY and p.collective)
        if p.plural:
            return False
        if kind == "it":
            return p.sort != _PERSON
        return p.sort in (_PERSON, _NAME) and p.female is not (kind == "he")

    def _meant(self, actors: SentenceActors, head: int, phrase: Phrase, kind: str, how: str) -> list[Resolved]:
        """The actors of a phrase: [] if it is nobody known."""
        if phrase.actors:
            chosen = phrase.actors if kind == "they" else phrase.actors[:1]
            return [self._as(actors, head, r, how, phrase) for r in chosen]
        return []

    def _in_sentence(self, actors: SentenceActors, head: int, kind: str) -> list[Resolved] | None:
        """From the pronoun's own sentence: None if nothing in it can be meant, [] if that stays in doubt."""
        parse, lower = actors.parse, actors.parse.lower[head]
        beside = self._partner(actors, head)
        if beside != NONE and self._agrees(phrase := self._phrase(actors, beside), kind):
            return self._meant(actors, head, phrase, kind, "whom it is named with")
        above = [(self._phrase(actors, subject), how) for subject, how in self._governing(actors, head)]
        above = [(phrase, how) for phrase, how in above if self._agrees(phrase, kind)]
        if kind == "they" and any(phrase.plural for phrase, _ in above):
            above = [(phrase, how) for phrase, how in above if phrase.plural]
        if kind == "it" and parse.deps[head] in ("dobj", "pobj") and self._things_before(actors, head):
            return []  # "where to locate it": the project, or who decides?
        if kind == "they" and self._is(lower, "pronouns_object") and self._things_before(actors, head, plural=True):
            return []  # "criticised the sanctions, while Peru hailed them"
        for phrase, how in above:
            if kind == "it" and self._is_site(phrase) and not phrase.plural:
                continue  # "using the corridor to advance its threats": a state sooner than a place
            meant = self._meant(actors, head, phrase, kind, how)
            if phrase.token > head:  # "As they marched, police fired": those of the sentence before, or the police?
                earlier = {r.code for r in self._before(actors, head, kind)}
                earlier |= {r.code for p in self._others(actors, head, kind) for r in p.actors}
                return [] if earlier - {r.code for r in meant} else meant
            return [] if self._between(actors, head, phrase, kind) else meant
        subject = self._subject_beside(actors, head)
        beside = parse.heads[head]
        for i in range(head - 1, -1, -1):
            other = i != subject and parse.heads[i] != beside and not actors.grammar.is_pronoun(i)
            if parse.deps[i] in _SUBJECTS and other:
                phrase = self._phrase(actors, i)
                if self._agrees(phrase, kind):
                    return self._meant(actors, head, phrase, kind, "earlier in the sentence")
        others = self._others(actors, head, kind)
        if not others:
            return None
        codes = {p.codes for p in others}
        if kind in ("he", "she") and len(codes) == 1 and others[-1].actors:
            return self._meant(actors, head, others[-1], kind, "the only one in the sentence that fits")
        return []

    def _partner(self, actors: SentenceActors, head: int) -> int:
        """ "fighters and their allies": whose the possessive before a coordinate noun is."""
        parse, noun = actors.parse, actors.parse.heads[head]
        partner = parse.heads[noun]
        if (
            parse.deps[head] == "poss"
            and parse.deps[noun] == "conj"
            and partner < head
            and actors.grammar.is_noun(partner)
        ):
            return partner
        return NONE

    def _others(self, actors: SentenceActors, head: int, kind: str) -> list[Phrase]:
        """Actors and people named before the pronoun in its sentence, but as subjects, that it can be."""
        parse, subject = actors.parse, self._subject_beside(actors, head)
        barred = actors.grammar.conjuncts(subject) if subject != NONE else []
        found = []
        for i in self._nouns(actors, head):
            if i not in barred and parse.deps[i] not in ("appos", "attr") and not actors.grammar.is_pronoun(i):
                p = self._phrase(actors, i)
                if (p.actors or p.sort == _PERSON) and self._agrees(p, kind) and (p.plural or kind != "they"):
                    found.append(p)
        return found

    def _things_before(self, actors: SentenceActors, head: int, plural: bool = False) -> bool:
        """Whether the sentence has named a thing that an object "it" can be, or (`plural`) "them"."""
        phrases = (self._phrase(actors, i) for i in self._nouns(actors, head) if actors.parse.deps[i] in _OBJECTS)
        return any(p.sort == _THING and p.plural is plural and not p.actors for p in phrases)

    def _between(self, actors: SentenceActors, head: int, subject: Phrase, kind: str) -> bool:
        """Whether somebody else stands between a subject and a pronoun that may be either.

        "Hu congratulated him on his election", "X met Y after he had ...": a possessive, or a clause added to another.
        """
        parse = actors.parse
        if kind == "they" or (parse.deps[head] != "poss" and parse.deps[parse.heads[head]] != "advcl"):
            return False
        for i in range(subject.token + 1, head):
            objects = parse.deps[i] in ("dobj", "dative", "pobj") and actors.grammar.is_noun(i)
            if not objects or i == parse.heads[head]:
                continue
            other = self._phrase(actors, i)
            known = other.sort in (_PERSON, _NAME)
            if kind == "it":
                known = bool(other.actors) and other.sort == _BODY and not self._is_site(other)
            if known and other.acts and self._agrees(other, kind) and other.codes.isdisjoint(subject.codes):
                return True
        return False

    def _is_site(self, p: Phrase) -> bool:
        return bool(p.actors) and p.actors[0].kind in ("city", "place") and not p.actors[0].capital

    def _governing(self, actors: SentenceActors, head: int) -> list[tuple[int, str]]:
        """Subjects of the clauses above the pronoun, innermost first: "X said it would ..."."""
        parse, grammar = actors.parse, actors.grammar
        found: list[tuple[int, str]] = []
        barred = self._subject_beside(actors, head)
        x = head
        while parse.heads[x] != x and len(found) < 4:
            x = parse.heads[x]
            if not grammar.is_verb(x):
                continue
            subject = grammar.subject(x)
            if subject in (head, NONE, barred):
                continue  # an object can't be the subject of its own clause
            if self._inside(actors, head, subject) and not self._inside(actors, x, subject):
                continue  # part of the subject itself; in a relative clause on it is another matter
            same = "as the subject" if grammar.is_pronoun(subject) else "subject"
            found.append((subject, f"{same} of the clause above"))
        return found

    def _inside(self, actors: SentenceActors, i: int, root: int) -> bool:
        x = i
        while actors.parse.heads[x] != x and x != root:
            x = actors.parse.heads[x]
        return x == root

    def _before(self, actors: SentenceActors, head: int, kind: str) -> list[Resolved]:
        """From the sentences before: the subject, or the only one that fits in the nearest sentence where one does."""
        near = [
            p
            for p in self.recent
            if self.sentence - p.sentence <= REACH and self._agrees(p, kind) and (p.acts or p.main)
        ]
        if not near:
            return []
        last = max(p.sentence for p in near)
        fits = [p for p in near if p.sentence == last]
        if kind == "they" and any(p.plural for p in fits):
            fits = [p for p in fits if p.plural]
        speaking = self._says(actors, head)
        if speaking:  # only somebody speaks, and who spoke last goes on
            fits = [p for p in fits if p.sort != _THING] or fits
            said = [p for p in fits if p.said]
            if said:
                return self._chosen(actors, head, said, kind, "speaker of the sentence before")
        if last < self.sentence - 1 and kind in ("he", "she"):
            return self._chosen(actors, head, fits, kind, "the only one that fits")
        main = [p for p in fits if p.main]
        if main:
            told = [p for p in fits if p.subject and not p.main and p.codes != main[0].codes]
            if told and main[0].said:
                return []  # "X said Y had ...": either
            return self._chosen(actors, head, main, kind, "subject of the sentence before")
        subjects = [p for p in fits if p.subject]
        if subjects and len({p.codes for p in subjects}) == 1:
            return self._chosen(actors, head, subjects, kind, "subject of the sentence before")
        return self._chosen(actors, head, fits, kind, "the only one that fits")

    def _chosen(self, actors: SentenceActors, head: int, fits: list[Phrase], kind: str, how: str) -> list[Resolved]:
        if len({p.codes for p in fits}) != 1:
            return []
        return self._meant(actors, head, fits[-1], kind, how)

    def _says(self, actors: SentenceActors, head: int) -> bool:
        parse = actors.parse
        return parse.deps[head] == "nsubj" and self._is(parse.lower[parse.heads[head]], "speech_verbs")

    # -- speech --------------------------------------------------------------------------------------------------------

    def _said_by(self, actors: SentenceActors, head: int) -> list[Resolved]:
        """ "I" and "we" in a quotation: who says it."""
        parse, grammar = actors.parse, actors.grammar
        x = head
        while parse.heads[x] != x:
            x = parse.heads[x]
            if self._is(parse.lower[x], "report"):
                subject = grammar.subject(x)
                if subject in (NONE, head) or self._is(parse.lower[subject], "pronouns_speaker"):
                    continue
                at = self._phrase(actors, subject)
                return [self._as(actors, head, r, "the speaker", at) for r in self._speaking(at)]
        subject = self._quoting(actors, head)
        if subject != NONE:
            at = self._phrase(actors, subject)
            return [self._as(actors, head, r, "the speaker", at) for r in self._speaking(at)]
        if self.speaker is not None and (self.quoted or '"' in parse.text):
            return [self._as(actors, head, self.speaker.actor, "the speaker of the sentence before", self.speaker)]
        return []

    def _speaking(self, p: Phrase) -> tuple[Resolved, ...]:
        """Who "we" are: all of "the four", but only the first of "the general and his men"."""
        word = p.text.split()[-1].lower()
        counted = any(self._is(word, f"number_{n}") for n in range(2, MOST_TOGETHER + 1))
        return p.actors if counted or self._is(word, "pair_words") else p.actors[:1]

    def _quoting(self, actors: SentenceActors, head: int) -> int:
        """Who the sentence says utters the quotation that a token stands in: 'X said: "Y is large. We ..."'."""
        parse, grammar = actors.parse, actors.grammar
        within, inside = False, []
        for word in parse.words:
            within = within != (word == '"')
            inside.append(within)
        if not inside[head]:
            return NONE
        verbs = [
            i
            for i, word in enumerate(parse.lower)
            if not inside[i] and self._is(word, "speech_verbs") and grammar.subject(i) != NONE
        ]
        before, after = [i for i in verbs if i < head], [i for i in verbs if i > head]
        return grammar.subject((before[-1:] or after[:1] or [NONE])[0]) if verbs else NONE

    def _spoken_to(self, actors: SentenceActors, head: int) -> list[Resolved]:
        """ "you" in a quotation: who the sentence says is spoken to."""
        parse, grammar = actors.parse, actors.grammar
        if '"' not in parse.text:
            return []
        x = head
        while parse.heads[x] != x:
            x = parse.heads[x]
            if self._is(parse.lower[x], "report") and grammar.is_verb(x):
                clause = grammar.clause(x)
                to = [a.head for a in (*clause.of("iobj"), *clause.of("obj")) if not self._inside(actors, head, a.head)]
                to += [a.head for a in clause.of("prep") if a.prep == "to" and not a.kind]
                for i in to:
                    if not grammar.is_pronoun(i) and (found := self._phrase(actors, i)).actors:
                        return [self._as(actors, head, r, "who is spoken to", found) for r in found.actors]
        return []

    # -- noun phrases ----------------------------------------------------------------------------------------------------

    def _nouns(self, actors: SentenceActors, before: int) -> Iterator[int]:
        parse = actors.parse
        for i in range(before):
            if parse.tags[i] in _NOUNS and parse.deps[i] in _PLACED:
                yield i

    def _named_here(self, actors: SentenceActors, before: int) -> list[Resolved]:
        """Actors named earlier in the same sentence, nearest first."""
        found = []
        for mention in reversed(actors.mentions):
            k = mention.last
            if k < before and mention.actor is not None and actors.parse.deps[k] in _PLACED:
                found += [r for r in reversed(actors.resolve(k)) if r.country and r.head <= before]
        return found

    def _phrase(self, actors: SentenceActors, i: int) -> Phrase:
        """The noun phrase that a token heads."""
        parse, grammar = actors.parse, actors.grammar
        mention = actors.at.get(i)
        word = parse.lower[i]
        telling = mention is not None or word in self.lexicon.role_length or parse.tags[i] not in ("NN", "NNS")
        telling = telling or self._is(word, "group_words")  # "Burundi's rebel group said it ..."
        found = actors.resolve(i) if telling else []
        known = [r for r in found if r.country]
        if not known and len(found) == 1:
            known = self._at_the_place(actors, found[0])
        nouns = [k for k in grammar.conjuncts(i) if grammar.is_noun(k)]
        together = len(nouns) > 1
        plural = self._is_plural(actors, i, known)
        plural = plural or together or len({r.code for r in known}) > 1 or self._is(word, "pronouns_they")
        if found:
            sort = _PERSON if is_person(found[0]) and not self._is(word, "group_words") else _BODY
        elif parse.tags[i] == "PRP":
            sort = _NAME
        else:
            sort = _NAME if grammar.is_name(i) and not self._is(word, "times") else _THING
        female = _female(known[0]) if known and not together else None
        female = self._told_gender(actors, i) if female is None and sort == _PERSON else female
        named = known[0].kind in ("armed", "party", "company", "role") if known else mention is None
        collective = named and parse.tags[i] != "PRP"
        event = word in self.lexicon.nouns or self._is(word, "times") or self._is(word, "quantity_words")
        subject = parse.deps[i] in _SUBJECTS
        above = parse.heads[i]
        said = subject and self._is(parse.lower[above], "speech_verbs")
        first = known[0].first if len(known) == 1 and known[0].head == i and known[0].first <= i else i
        return Phrase(
            tuple(known), self.sentence, parse.begins(first),
            parse.ends(i), parse.span(first, i),
            i, sort, plural, subject, subject and parse.heads[above] == above, said, female,
            bool(known) or not event, collective,
        )  # fmt: skip

    def _is_plural(self, actors: SentenceActors, i: int, known: list[Resolved]) -> bool:
        tag, mention = actors.parse.tags[i], actors.at.get(i)
        if len(known) == 1 and known[0].kind == "person":
            return False  # whatever the tagger makes of "Guterres"
        if mention is not None and mention.actor is not None and actors.parse.words[i][0].isupper():
            # "the Philippines", "the Tamil Tigers": the form of a name doesn't tell
            return tag in ("NNS", "NNPS") and (mention.form == "people" or mention.actor.kind == "people")
        if tag == "NN" and self._is(actors.parse.lower[i], "group_words"):
            return False
        return tag == "NNS" or (len(known) == 1 and known[0].plural)

    def _at_the_place(self, actors: SentenceActors, r: Resolved) -> list[Resolved]:
        """A bare body ("police") that a pronoun stands for, with the country of the story's place."""
        word = actors.parse.lower[r.head]
        if not r.role or not self._is(word, "body_words") or not self.bare(actors, r.head):
            return []
        place = self.place_for([word], r.role)
        if place is None:
            return []
        return [
            replace(r, country=place.country, why=f"{r.why}; country from the place: {place.why}", origin=place.origin)
        ]

    def _told_gender(self, actors: SentenceActors, i: int) -> bool | None:
        """Whether a word of the phrase says man or woman: "spokeswoman", "Mr."."""
        parse = actors.parse
        for k in (i, *actors.grammar.modifiers(i)):
            word = parse.lower[k].rstrip(".")
            if self._is(word, "female_words"):
                return True
            if self._is(word, "male_words"):
                return False
        return None

    def _known(
        self, actors: SentenceActors, r: Resolved, i: int, extra: frozenset[str] = frozenset(), named: bool = False
    ) -> Known:
        parse = actors.parse
        first = r.first if 0 <= r.first <= i and r.head == i else i
        start = parse.begins(first)
        return Known(
            r,
            self.sentence,
            start,
            parse.ends(i),
            parse.span(first, i),
            extra,
            named,
        )

    def _of(self, p: Phrase, r: Resolved) -> Known:
        return Known(r, p.sentence, p.start, p.end, p.text)

    # -- what was told -------------------------------------------------------------------------------------------------

    def remember(self, events: list[Event]) -> None:
        """Remember who did what to whom, as it was told."""
        for event in events:
            if event.source and event.target:
                why = f"{event.code} in sentence {event.sentence}"
                source = Resolved(
                    event.source_country, event.source_role, 0, 0, NONE, "role", f"{event.source_text} ({why})"
                )
                target = Resolved(
                    event.target_country, event.target_role, 0, 0, NONE, "role", f"{event.target_text} ({why})"
                )
                self.told.append(Told(event.sentence, event.code, source, target))

    def done(self, roots: tuple[str, ...], reach: int) -> list[Told]:
        """Events of these roots in the last sentence before this one that tells any; of any root if none is given."""
        last = NONE
        found: list[Told] = []
        for told in reversed(self.told):
            if told.sentence >= self.sentence or (roots and not told.code.startswith(roots)):
                continue
            if self.sentence - told.sentence > reach or (last != NONE and told.sentence != last):
                break
            last = told.sentence
            found.append(told)
        return found

    # -- observing -----------------------------------------------------------------------------------------------------

    def enter(self, actors: SentenceActors) -> None:
        """Before a sentence is coded: which countries and armies it names."""
        self._later(lambda: self._enter(actors))

    def _enter(self, actors: SentenceActors) -> None:
        for mention in actors.mentions:
            actor = mention.actor
            if actor is None or not actor.codes:
                continue
            code = code_on(actor, actors.day)
            state = code[:3] not in self.lexicon.sets["international"] and not self._is(code[:3].lower(), "faiths")
            if state and (actor.kind in PLACES or len(code) > 3):
                self.countries.add(code[:3])
            if actor.kind in PLACES and mention.last + 1 < len(actors.parse):
                following = actors.parse.lower[mention.last + 1 : mention.last + 3]
                if any(self.lexicon.roles.get(w, ("", "", 0))[0] == "MIL" for w in following):
                    self.armies.add(code[:3])

    def observe(self, actors: SentenceActors) -> None:
        """Remember the actors of a sentence once it is coded."""
        self._later(lambda: self._observe(actors))

    def _observe(self, actors: SentenceActors) -> None:
        self.recent = [p for p in self.recent if self.sentence - p.sentence < REACH]
        parse = actors.parse
        for i, tag in enumerate(parse.tags):
            if tag not in _NOUNS or parse.deps[i] not in _PLACED:
                continue
            phrase = self._phrase(actors, i)
            if tag == "PRP":
                if phrase.actors:
                    self.recent.append(phrase)
                continue
            if parse.deps[i] not in ("appos", "poss", "attr", "conj") or phrase.actors:
                self.recent.append(phrase)
            for r in phrase.actors:
                if r.head == i:
                    self._remember(actors, i, r)
            if phrase.main and phrase.actors and (phrase.actors[0].kind in PLACES or phrase.actors[0].capital):
                self.states.add(phrase.actors[0].country)
            if phrase.plural and len(phrase.actors) > 1:
                self._remember_together(actors, i, phrase)
                if parse.deps[i] != "conj" and actors.grammar.conjuncts(i) != [i]:
                    self.groups.append(tuple(self._known(actors, r, r.head) for r in phrase.actors))
        self._hear(actors)
        self._acronyms(actors)

    def _add(self, table: dict[str, list[Known]], word: str, known: Known) -> None:
        before = table.setdefault(word, [])
        if len(before) < MOST_NAMESAKES and all(
            k.actor.code != known.actor.code or k.extra != known.extra for k in before
        ):
            before.append(known)

    def _remember(self, actors: SentenceActors, i: int, r: Resolved) -> None:
        parse, grammar = actors.parse, actors.grammar
        mention, person = actors.at.get(i), is_person(r)
        if r.role[:3] in self.lexicon.sets["domestic"] and self.at_home is None:
            why = f"the only country of the story so far: {self._known(actors, r, i).text}"
            self.at_home = Resolved(r.country, "", 0, 0, 0, "country", why, r.origin)
        if r.role[:3] == "MIL":
            self.armies.add(r.country)
        self._remember_name(actors, i, r)
        for title, extra in self._titles(actors, i) if person else ():
            self._add(self.heads, title, self._known(actors, r, i, extra, named=True))
        if not grammar.is_name(i) and mention is None:
            self._add(self.heads, parse.lower[i], self._known(actors, r, i, self._nouns_before(actors, i)))
        if mention is not None and r.kind in ("organization", "armed", "party", "institution"):
            known = self._known(actors, r, i, named=True)
            if r.kind != "institution":
                self.bodies[r.code] = known
            word = parse.lower[i]  # "the International Court": later "the court"
            if mention.last > mention.first and (word in self.lexicon.role_length or self._is(word, "group_words")):
                self._add(self.heads, word, known)

    def _remember_together(self, actors: SentenceActors, i: int, phrase: Phrase) -> None:
        """ "The French foreign minister and his German counterpart": a group that "the ministers" can be."""
        offices = {r.role for r in phrase.actors if r.country not in self.lexicon.sets["international"]}
        if len(offices) > 1:
            return  # a minister and the son of another
        words = [actors.parse.lower[i], *(title for title, _ in self._titles(actors, i))]
        group = tuple(self._known(actors, r, r.head if 0 <= r.head < len(actors.parse) else i) for r in phrase.actors)
        for word in words:
            if word in self.lexicon.role_length:
                self.together.append((word.removesuffix("s"), group))
        del self.together[:-MOST_NAMESAKES]

    def _titles(self, actors: SentenceActors, i: int) -> list[tuple[str, frozenset[str]]]:
        """Role words that stand before a name or rename it: "foreign minister X", "X, the envoy"; with their nouns."""
        parse, found = actors.parse, []
        before = [k for k in actors.grammar.modifiers(i) if parse.deps[k] in ("compound", "nmod")]
        for n, k in enumerate(before):
            if actors.role_ending(k)[0]:
                words = (parse.lower[x] for x in before[:n] if x not in actors.at)
                found.append((parse.lower[k], frozenset(words)))
        for a in actors.grammar.appositions(i):
            if actors.role_ending(a)[0]:
                found.append((parse.lower[a], self._nouns_before(actors, a)))
        return found

    def _remember_name(self, actors: SentenceActors, i: int, r: Resolved) -> None:
        parse, grammar = actors.parse, actors.grammar
        mention = actors.at.get(i)
        titled = mention is None and parse.lower[i] in self.lexicon.role_length  # "the Assistant Secretary"
        heads = [i] if grammar.is_name(i) and not titled and (r.kind in ("person", "role") or mention is None) else []
        # "the minister, Ararat Mirzoyan," and "Mirzoyan, the minister,"
        heads += [a for a in grammar.appositions(i) if grammar.is_name(a) and a not in actors.at]
        above = parse.heads[i]
        if parse.deps[i] == "appos" and grammar.is_name(above) and above not in actors.at:
            heads.append(above)
        if parse.deps[i] == "attr" and self._is(parse.lower[above], "copulas"):  # "Mirzoyan is the minister"
            subject = grammar.subject(above)
            if subject != NONE and grammar.is_name(subject) and subject not in actors.at:
                heads.append(subject)
        if titled and not heads and is_person(r):
            heads += self._trailing_name(actors, i)
        for k in heads:
            word = parse.words[k]
            if len(word) < 3 or not word[0].isupper():
                continue
            first = self._first_names(actors, k)
            if k == i and mention is not None and mention.last == i:
                first = frozenset(fold(parse.words[x]) for x in range(mention.first, i))
            known = self._known(actors, r, k, first, named=True)
            if k != i:
                actors.introduce(k, self._as(actors, k, r, "introduced as", self._known(actors, r, i)))
            self._add(self.names, fold(word), known)
            for name in first if is_person(r) else ():
                if len(name) > 2:
                    self._add(self.given, name, known)

    def _trailing_name(self, actors: SentenceActors, i: int) -> list[int]:
        """ "Assistant Secretary of State for European Affairs Karen Donfried": the name that ends a long title.

        Read from the order of the words: where such a title ends and the name begins, parsers are at a loss.
        """
        parse, last = actors.parse, min(len(actors.parse), i + 14)
        for k in range(i + 1, last):
            if parse.tags[k] not in ("IN", "CC", "DT", "JJ", "NNP", "NNPS"):
                break
            if not self._is(parse.lower[k], "affairs_words") or not parse.words[k][0].isupper():
                continue
            end = k
            while end + 1 < len(parse) and actors.grammar.is_name(end + 1) and end + 1 not in actors.at:
                end += 1
            if end - k >= 2:
                return [end]
        return []

    def _hear(self, actors: SentenceActors) -> None:
        """Remember who speaks, and whether a quotation is still open."""
        parse, grammar, report = actors.parse, actors.grammar, self.lexicon.lists["report"]
        for i, word in enumerate(parse.lower):
            if word in report and grammar.is_verb(i):
                speaker = grammar.subject(i)
                if speaker != NONE and not self._is(parse.lower[speaker], "pronouns_speaker"):
                    said = [r for r in actors.resolve(speaker) if r.country]
                    if said:
                        self.speaker = self._known(actors, said[0], speaker)
                    elif self._is(word, "speech_verbs"):
                        self.speaker = None  # somebody unknown speaks now
        self._follow(parse.text)

    def pass_over(self, text: str) -> None:
        """Follow quotation marks through a sentence that isn't parsed."""
        if '"' in text:
            self._later(lambda: self._follow(text))

    def _follow(self, text: str) -> None:
        odd = text.count('"') % 2 == 1
        self.quoted = odd if text.startswith('"') or not self.quoted else not odd

    def _acronyms(self, actors: SentenceActors) -> None:
        """ "the Moro Islamic Liberation Front (MILF)": the letters in brackets stand for the name before them."""
        parse = actors.parse
        for i in range(1, len(parse) - 2):
            letters = parse.words[i + 1]
            if parse.words[i] == "(" and parse.words[i + 2] == ")" and letters.isupper() and len(letters) > 1:
                found = [r for r in actors.resolve(i - 1) if r.country]
                if found and i + 1 not in actors.at:
                    self._add(self.names, fold(letters), self._known(actors, found[0], i - 1, named=True))

    # -- the place of the story ----------------------------------------------------------------------------------------

    @property
    def place(self) -> Resolved | None:
        """Where the story is set: its dateline, else the first place named, else the only country it names.

        Agencies write about elsewhere from some cities: a dateline there counts only if the story names its country.
        What nearly all of the story is about says more than either.
        """
        self._catch_up()
        about = self.theme()
        if (
            about is not None
            and self._about_one()
            and (self.dateline is None or self.dateline.country not in self.named)
        ):
            return about
        if self.dateline is not None:
            if not self.hub or self.dateline.country in self.countries or not self.countries:
                return self.dateline
            return None
        if self.first_place is not None:
            return self.first_place
        if len(self.countries) == 1 and self.at_home is not None and self.at_home.country in self.countries:
            return self.at_home
        return about

    def foreign_armies(self, countries: set[str]) -> set[str]:
        """The armies told of so far, but for those of some countries."""
        self._catch_up()
        return self.armies - countries

    def theme(self, but: Iterable[str] = ()) -> Resolved | None:
        """The country that the story is about, these apart: the one that it names twice as often as any other."""
        ranked = sorted(((n, country) for country, n in self.named.items() if country not in but), reverse=True)
        if not ranked or ranked[0][0] < LEAST_NAMED or (len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]):
            return None
        n, country = ranked[0]
        return Resolved(country, "", 0, 0, 0, "country", f"the country that the story is about, named {n} times")

    def _about_one(self) -> bool:
        """Whether most names of the story are of one country."""
        return max(self.named.values()) * 5 >= 3 * sum(self.named.values())

    def place_for(self, words: list[str], role: str = "") -> Resolved | None:
        """The place of the story, unless such an actor of another country has been described."""
        place = self.place
        if place is None:
            return None
        known = [k.actor for word in words for k in self.heads.get(word, [])]
        if any(r.country != place.country for r in known):
            return None
        most = max(self.named.values(), default=0)
        if place is self.first_place and most >= LEAST_NAMED and self.named.get(place.country, 0) < most:
            return None  # the story tells more of another
        armed = role[:3] == "MIL" or any(self.lexicon.roles.get(word, ("", "", 0))[0] == "MIL" for word in words)
        if armed and self.armies - {place.country}:
            return None  # foreign troops are there too
        if (
            self.named.get(place.country, 0) >= LEAST_NAMED
            and self._about_one()
            and (about := self.theme()) is not None
        ):
            return about if about.country == place.country else None
        office = role[:3] == "GOV" or any(self._is(word, "office_words") for word in words)
        if office and (self.countries if place is self.first_place else self.states) - {place.country}:
            return None  # another state is told of
        return place

    def set_place(self, actor: Resolved | None, *, dateline: bool = False, hub: bool = False) -> None:
        """The place of the story; the first one told stays. `hub`: a dateline from where much is about elsewhere."""
        if actor is None or actor.country in self.lexicon.sets["international"]:
            return
        self._later(lambda: self._set_place(actor, dateline, hub))

    def _set_place(self, actor: Resolved, dateline: bool, hub: bool) -> None:
        if dateline and self.dateline is None:
            self.dateline, self.hub = actor, hub
        elif not dateline and self.first_place is None:
            self.first_place = actor


def is_person(r: Resolved) -> bool:
    """Whether an actor is a single human being: a named person, or a role that one person holds."""
    if r.kind == "person":
        return True
    if r.kind in PLACES or r.kind in BODIES:
        return False
    return r.individual


def _female(r: Resolved) -> bool | None:
    return r.female if r.kind == "person" else None


def _same_first(one: str, other: str) -> bool:
    """Whether two first names can be of one person: the same, or an initial of it."""
    one, other = one.rstrip("."), other.rstrip(".")
    return one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1])


def _last_of_each(known: list[Known]) -> list[Known]:
    return list({k.actor.code: k for k in known}.values())
