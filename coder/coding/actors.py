"""Who a noun phrase is: country, role and more, with the reason.

A name is looked up in the actor dictionaries (longest match, dated on the story's day). A description ("Azerbaijan's
foreign minister", "Burmese troops", "protesters in Yerevan") is a role word whose country comes from its modifiers, its
possessor, what follows it, or its apposition. What can't be resolved stays apart: a role without a country is kept as
such, and is no actor of a dyad until something in the clause or the story gives its country.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from coder.dictionaries.lexicon import ALWAYS, Actor, Lexicon
from coder.dictionaries.names import fold
from coder.language.clauses import NONE, Grammar
from coder.language.parse import Parse

PLACES = frozenset(("country", "city", "place"))
BODIES = frozenset(("organization", "armed", "party", "institution", "company", "media", "people"))
_ALONE = 0b10
"""Lengths of names, as bits, of a name of one word."""
_HYPHENS = frozenset(("-", "–", "‑"))
REMEMBERED_WORDS = 50_000
"""Words of which it is remembered whether they begin a name."""


@dataclass(frozen=True, slots=True)
class Link:
    """What story memory took a mention for: `how`, and where that stands (characters `start` to `end` of the story's text).

    `base` is why that in turn is the actor it is, the same through a chain of pronouns.
    """

    how: str
    sentence: int
    start: int
    end: int
    text: str
    base: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """An actor of the text. `country` is three letters ("" if unknown), `role` the rest of the code.

    `first`, `last`: tokens of the phrase; `kind`: as in the actor files, or "role"; `why`: how it was resolved;
    `origin`: file:line of the dictionary entry, "" for roles; `link`: what the story resolved it by, if it did.
    """

    country: str
    role: str
    first: int
    last: int
    head: int
    kind: str
    why: str
    origin: str = ""
    plural: bool = False
    capital: bool = False
    female: bool = False
    individual: bool = False
    link: Link | None = None

    @property
    def code(self) -> str:
        """Country and role together; "" as long as the country is unknown."""
        return self.country + self.role if self.country else ""


class Mention(NamedTuple):
    """A dictionary name in the sentence: tokens, and the actor it can be with the form of the name."""

    first: int
    last: int
    actor: Actor | None
    form: str
    others: tuple[tuple[Actor, str], ...] = ()


def code_on(actor: Actor, day: int | None) -> str:
    """The actor's code on a day (ordinal). Without a day: the undated code, else the last office held.

    A person is country+ELI after the last office and in gaps, and a plain citizen's country before the first one.
    """
    undated = next((code for code, *span in actor.codes if tuple(span) == ALWAYS), "")
    dated = [c for c in actor.codes if c[1:] != ALWAYS]
    if day is None:
        return undated or dated[-1][0]
    for code, first, last in dated:
        if first <= day <= last:
            return code
    if undated:
        return undated
    if actor.kind != "person":
        return dated[-1][0]
    country = dated[0][0][:3]
    return country if day < dated[0][1] else country + "ELI"


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else 0


class NameFinder:
    """Longest-match lookup of names: its cost a word does not depend on how many names there are."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._starts: dict[str, tuple[str, int]] = {}
        lists = (lexicon.lists.get(name, frozenset()) for name in ("localities", "settlements", "between_places"))
        self._between = frozenset().union(*lists)

    def find(self, words: list[str], evidence: Callable[[tuple[str, ...]], bool], day: int | None) -> list[Mention]:
        """Mentions in a tokenised sentence, left to right, not overlapping."""
        names, discards = self.lexicon.names, self.lexicon.discards
        starts, start_of = self._starts, self._start
        found: list[Mention] = []
        taken = 0
        for i, word in enumerate(words):
            key, known = starts.get(word) or start_of(word)
            if not known or i < taken:
                continue
            if known > _ALONE and i + 1 < len(words) and words[i + 1].isalpha():
                # Hardly ever do two words begin a name by chance, so that most of them need no closer look.
                known = self.lexicon.name_length.get(f"{key} {fold(words[i + 1])}", 0) | (known & _ALONE)
                if not known:
                    continue
            longest = known.bit_length() - 1
            parts, ends = self._ahead(words, i, key, longest)
            for length in range(min(len(parts), longest), 0, -1):
                if not known >> length & 1:
                    continue
                if length == 2 and self._goes_on(words, i, ends[1]):
                    continue
                text = " ".join(parts[:length])
                if text in discards:
                    found.append(Mention(i, ends[length - 1], None, "discard"))
                    taken = ends[length - 1] + 1
                    break
                entries = names.get(text)
                if entries:
                    mention = self._choose(entries, words, i, ends[length - 1], evidence, day)
                    if mention is not None:
                        found.append(mention)
                        taken = mention.last + 1
                        break
        return found

    def _goes_on(self, words: list[str], first: int, last: int) -> bool:
        """Whether an article and a word are only the beginning of what is named: "the South African envoy"."""
        return words[first].lower() == "the" and last + 1 < len(words) and words[last + 1][0].isupper()

    def _start(self, word: str) -> tuple[str, int]:
        """A word as names have it, and the lengths (as bits) of the names that it begins; 0 if it begins none."""
        key, known = word, 0
        if word[0].isupper() or word[0].isdigit() or word in self.lexicon.uncapitalised:
            key = fold(word)
            known = self.lexicon.name_length.get(key, 0)
        if len(self._starts) >= REMEMBERED_WORDS:
            self._starts.clear()
        self._starts[word] = (key, known)
        return key, known

    def _ahead(self, words: list[str], i: int, key: str, longest: int) -> tuple[list[str], list[int]]:
        """The words from `i` on as names have them, no more than the longest name needs, and where each stands.

        Hyphens and initials are passed over: "Colin L. Powell" is Colin Powell.
        """
        parts, ends = [key], [i]
        for j in range(i + 1, len(words)):
            if len(parts) >= longest:
                break
            word = words[j]
            initial = len(word) == 2 and word[1] == "." and word[0].isupper()
            if not initial and word not in _HYPHENS and not word.isspace():
                parts.append("'s" if word == "'s" else fold(word))
                ends.append(j)
        return parts, ends

    def _choose(
        self,
        entries: tuple[tuple[int, str], ...],
        words: list[str],
        first: int,
        last: int,
        evidence: Callable[[tuple[str, ...]], bool],
        day: int | None,
    ) -> Mention | None:
        actors = self.lexicon.actors
        usable = []
        for index, form in entries:
            actor = actors[index]
            # "Revolutionary United Front": nobody else bears such a name
            peculiar = len(entries) == 1 and sum(word[0].isupper() for word in words[first : last + 1]) > 2
            if actor.needs and not peculiar and not evidence(actor.evidence):
                continue
            usable.append((actor, form))
        if not usable:
            return None
        if day is not None and len(usable) > 1:
            current = [(a, f) for a, f in usable if any(x <= day <= y for _, x, y in a.codes)]
            usable = current or usable
        elif day is None and len(usable) > 1:  # a story without a date: the actor that still exists
            usable = [(a, f) for a, f in usable if any(y == ALWAYS[1] for _, _, y in a.codes)] or usable
        supported = [(a, f) for a, f in usable if a.needs]
        if supported and len(usable) > 1:
            supported = [(a, f) for a, f in usable if not a.needs and evidence(a.evidence)] + supported
            if len(supported) > 1:  # a story of both: who is named beside it, "Tripoli, Lebanon"
                beside = self._beside(words, first, last)
                supported = [(a, f) for a, f in supported if not beside.isdisjoint(a.evidence)] or supported
        actor, form = (supported or usable)[0]
        return Mention(first, last, actor, form, tuple(usable[1:]))

    def _beside(self, words: list[str], first: int, last: int) -> set[str]:
        """What is named right before or after a name: "the Lebanese port of Tripoli", "Tripoli in northern Lebanon"."""
        before, after = first - 1, last + 1
        while before >= 0 and (words[before].lower() in self._between or not words[before][0].isalnum()):
            before -= 1
        while after < len(words) and (words[after].lower() in self._between or not words[after][0].isalnum()):
            after += 1
        return {*words[max(before, 0) : first], " ".join(words[max(before - 1, 0) : before + 1])} | {
            *words[last + 1 : after + 1],
            " ".join(words[after : after + 2]),
        }


class SentenceActors:
    """Resolves the noun phrases of one sentence; each head once.

    `day` is the story's date as an ordinal or None; `evidence` tells whether one of some words occurs in the story;
    `memory(actors, head)` is asked for pronouns and unresolved descriptions, and may answer with actors of the story.
    """

    def __init__(
        self, parse: Parse, grammar: Grammar, lexicon: Lexicon, mentions: list[Mention], day: int | None,
        memory: Callable[[SentenceActors, int], list[Resolved]] | None = None,
    ) -> None:  # fmt: skip
        self.parse, self.grammar, self.lexicon, self.mentions, self.day = parse, grammar, lexicon, mentions, day
        self.memory = memory
        self.at: dict[int, Mention] = {i: m for m in mentions for i in range(m.first, m.last + 1)}
        self._known: dict[int, list[Resolved]] = {}
        self._single: dict[int, Resolved | None] = {}
        lists = lexicon.lists
        self._hyphen_agents = lists.get("hyphen_agents", frozenset())
        self._prefixes = lists.get("hyphen_prefixes", frozenset())
        self._aimed = lists.get("aimed_prepositions", frozenset())
        self._country_preps = lists.get("country_prepositions", frozenset())

    # -- noun phrases --------------------------------------------------------------------------------------------

    def resolve(self, head: int) -> list[Resolved]:
        """The actors that a noun phrase stands for: several for a compound, none if it is no actor."""
        known = self._known.get(head)
        if known is None:
            self._known[head] = []
            known = self._known[head] = self._resolve(head)
        return known

    def _resolve(self, head: int) -> list[Resolved]:
        found: list[Resolved] = []
        heads = self.grammar.conjuncts(head)
        heads = [k for h in heads for k in self._coordinated_before(h)] + heads
        heads = heads + [a for h in heads for a in self.grammar.appositions(h) if self._listed(h, a)]
        for h in heads:
            found += self._phrase(h)
        if len(heads) > 1:  # "Israeli soldiers and settlers": the country is said once
            countries = {r.country for r in found if r.country}
            if len(countries) == 1:
                country = next(iter(countries))
                against = any(
                    not r.country and r.role[:3] in self.lexicon.sets["armed_opposition"] for r in found
                )  # "insurgents and US troops", but "the Nepalese government and rebels"
                against = against and any(r.country and r.role[:3] not in self.lexicon.sets["hosts"] for r in found)
                if country not in self.lexicon.sets["international"] and not against:
                    why = "; country from its coordinate"
                    found = [r if r.country else replace(r, country=country, why=r.why + why) for r in found]
        unique: dict[tuple[str, str], Resolved] = {}
        for r in found:
            unique.setdefault((r.country, r.role), r)
        result = list(unique.values())
        if self.memory is not None and not any(r.country for r in result):
            result = self.memory(self, head) or result
        return result

    def _coordinated_before(self, h: int) -> list[int]:
        """ "The Malian government and Tuareg rebels", parsed as one phrase: a role before an "and" is somebody else."""
        parse = self.parse
        return [
            k
            for k in self.grammar.children(h, "nmod")
            if k < h - 2
            and parse.tags[k] in ("NN", "NNS")
            and k not in self.at
            and parse.lower[k + 1] == "and"
            and any(
                parse.deps[x] == "conj" and (x in self.at or parse.lower[x] in self.lexicon.modifiers)
                for x in parse.kids[k]
            )
        ]

    def _listed(self, h: int, a: int) -> bool:
        """ "Iran, Iraq hold talks": a second state or person after a comma is no other name of the first."""
        one, other = self.at.get(h), self.at.get(a)
        if one is None or other is None or one.actor is None or other.actor is None:
            return False
        kinds = {one.actor.kind, other.actor.kind}
        if any(self.parse.lower[k] == "not" for k in range(h + 1, a)):
            return False
        return one.form == other.form == "name" and len(kinds) == 1 and kinds <= {"country", "person"} and a > h

    def introduce(self, head: int, actor: Resolved) -> None:
        """Say who an unknown name is that the sentence introduces with a title: "foreign minister X"."""
        if not self._known.get(head):
            self._known[head] = [actor]

    def own(self, head: int) -> list[Resolved]:
        """What the phrase itself says, without coordination and story memory."""
        return self._phrase(head)

    def _phrase(self, h: int) -> list[Resolved]:
        mention = self.at.get(h)
        if mention is not None:
            if mention.actor is None:
                return []
            return self._named(h, mention)
        if self.grammar.is_pronoun(h):
            return []
        return self._described(h)

    # -- names ---------------------------------------------------------------------------------------------------

    def _named(self, h: int, mention: Mention) -> list[Resolved]:
        actor = mention.actor
        assert actor is not None
        code = code_on(actor, self.day)
        country, role, kind = code[:3], code[3:], actor.kind
        first = min(
            [
                mention.first,
                *(
                    k
                    for k in self.parse.kids[h]
                    if k < mention.first and self.parse.deps[k] in ("compound", "amod", "poss", "nmod", "det")
                ),
            ]
        )
        why = f"{self.parse.span(mention.first, mention.last)} = {actor.name}"
        if kind == "country" and not self._acts(mention):
            return []
        if kind == "person":
            said = self._modifier_role(h, mention.first)
            if said == "ELI" and role in ("GOV", "MIL", "LEG", "OPP"):
                role, why = "ELI", why + ", said to be a former one"
            elif (
                self.day is None and said and said not in ("CVL",) and country not in self.lexicon.sets["international"]
            ):
                role, why = said, why + ", role as told (story without date)"
        elif mention.form != "capital" and kind in ("country", "people") and not role and self._ethnic(mention):
            # "ethnic Albanians in Serbia": a people of wherever they live, not of the state that bears its name
            country, role, kind, why = "", code[:3], "role", f"{why}, as a people"
        elif mention.form == "people" and kind in ("country", "place", "city"):
            said = self._modifier_role(h, mention.first)
            counted = any(
                self.parse.deps[k] in ("nummod", "quantmod") or self.parse.lower[k] in ("a", "an")
                for k in self.parse.kids[h]
            )
            role = said or ("CVL" if counted else role)
            kind = "people"
        elif mention.form == "capital":
            role = "GOV"
        elif country in self.lexicon.sets["international"] and (office := self.role_ending(h)[0]):
            # "Ecuador's U.N. envoy" is Ecuador's
            possessor = self.grammar.possessor(h)
            owners = [r for r in self.resolve(possessor) if r.kind in PLACES] if possessor != NONE else []
            if len(owners) == 1:
                country, role, kind = owners[0].country, office, "role"
                why = f"{why}, of {owners[0].country}"
        elif kind == "people":
            modifiers = [m for m in self._modifier_mentions(h, mention.first) if m.actor and m.actor.kind == "country"]
            if modifiers and modifiers[-1].actor and len(code) == 3:
                country, role = code_on(modifiers[-1].actor, self.day)[:3], code
        plural = self.parse.tags[h] in ("NNS", "NNPS")
        return [
            Resolved(
                country,
                role,
                first,
                mention.last,
                h,
                kind,
                why,
                actor.origin,
                plural,
                mention.form == "capital",
                actor.female,
            )
        ]

    def _acts(self, mention: Mention) -> bool:
        """Whether a country's name is used as the country: not inside "anti-American" and the like."""
        i = mention.first
        return not (i >= 2 and self.parse.words[i - 1] in _HYPHENS and self.parse.lower[i - 2] in self._prefixes)

    def _ethnic(self, mention: Mention) -> bool:
        words = self.parse.lower[max(mention.first - 1, 0) : mention.first + 1]
        return not self.lexicon.lists["ethnic_words"].isdisjoint(words)

    def _modifier_mentions(self, h: int, before: int) -> list[Mention]:
        found: dict[int, Mention] = {}
        for k in self._modifiers(h):
            mention = self.at.get(k)
            if mention is None or mention.last >= before or mention.actor is None or self._ethnic(mention):
                continue
            if self._acts(mention):
                found.setdefault(mention.first, mention)
        return [found[i] for i in sorted(found)]

    def _modifiers(self, h: int) -> list[int]:
        found = []
        for k in self.grammar.modifiers(h):
            if self.parse.deps[k] == "poss":
                continue
            found.append(k)
            found += [x for x in self.grammar.conjuncts(k) if x != k and x < h]
        return found

    # -- descriptions --------------------------------------------------------------------------------------------

    def _described(self, h: int) -> list[Resolved]:
        parse, grammar = self.parse, self.grammar
        role, strength, first = self._role(h)
        if strength == "not":
            return []
        if parse.tags[h] == "CD" and parse.deps[h] in ("dobj", "nsubjpass") and self._bare_number(h):
            if among := self._counted_among(h):
                return among
            return [Resolved("", "CVL", h, h, h, "role", f"{parse.words[h]}: people counted", "", True)]
        if parse.lower[h] in self.lexicon.lists["settlements"]:
            for argument in grammar.prepositions(h):  # "the city of Aleppo" is Aleppo
                named_place = self.at.get(argument.head) if argument.prep == "of" else None
                if named_place is not None and named_place.actor is not None and named_place.actor.kind in PLACES:
                    place = self.place(argument.head)
                    return [replace(place, head=h)] if place is not None else []
        if parse.lower[h] in self.lexicon.lists["counterpart_states"]:
            possessor = grammar.possessor(h)
            whose = self.resolve(possessor) if possessor != NONE else []
            if any(r.kind in PLACES or r.capital or r.role == "GOV" for r in whose):
                return []  # "Peru's neighbour" is a state
        if parse.lower[h] in self.lexicon.lists["country_words"]:
            possessor = grammar.possessor(h)
            if possessor != NONE and grammar.is_pronoun(possessor):  # "his country": without his office
                states = {r.country: r for r in self.resolve(possessor) if r.country}
                if len(states) != 1 or not states.keys().isdisjoint(self.lexicon.sets["international"]):
                    return []
                ((country, r),) = states.items()
                how = f"own country of {parse.words[possessor]!r}: {r.why}"
                return [Resolved(country, "", min(possessor, h), h, h, "country", how, r.origin)]
        transparent = parse.lower[h] in self.lexicon.transparent
        some = parse.tags[h] == "CD" or parse.lower[h] in self.lexicon.lists["some_words"]
        if (role == "" and transparent) or some:  # "two of the group's leaders"
            for argument in grammar.prepositions(h):
                if argument.prep == "of" and not argument.kind:
                    inner = self.resolve(argument.head)
                    if inner:
                        return [replace(r, why=f"{parse.words[h]} of: {r.why}") for r in inner]
        if transparent and (itself := self._calling_itself(h)):
            return itself
        modifier = self._modifier_role(h, first)
        if modifier and (
            strength != "strong"
            or modifier == "ELI"
            or (
                modifier in ("REB", "INS", "SEP", "UAF", "OPP", "RAD", "REF")
                and role in ("MIL", "CVL", "PTY", "GOV", "UAF", "OPP", "COP", "")
            )
        ):
            role, strength = modifier, "strong"
        named = grammar.is_name(h)
        if role == "IGO":
            # "allies", "world powers" are nobody in particular, but "NATO's secretary-general" speaks for it
            bodies = self._countries(h, first, strength) if parse.tags[h] not in ("NNS", "NNPS") else []
            return [
                Resolved(code[:3], code[3:], min(first, h), h, h, "role", f"{parse.span(first, h)}, {how}", origin)
                for code, _, how, origin in bodies
                if code[:3] in self.lexicon.sets["international"]
            ]
        if not role and not transparent and not named:
            return []
        if named and parse.lower[h] in self.lexicon.lists["company_suffixes"]:  # "Renault SA"
            before = self.at.get(h - 1)
            if before is not None and before.actor is not None and before.actor.kind == "company":
                return self._named(h - 1, before)
        if named and not role:
            appositions = [r for a in grammar.appositions(h) for r in self.resolve(a)]
            return appositions
        countries = self._countries(h, first, strength)
        if not countries and (role or transparent):  # "the group Hezbollah"
            for a in grammar.appositions(h):
                renamed = [r for r in self.resolve(a) if r.country]
                if renamed:
                    return renamed
        if not countries and named and role:
            countries = self._office_holder(h, role)
        single = (
            parse.lower[h] in self.lexicon.lists["single_words"]
        )  # "a spokesman of": one person, as "a group of" isn't
        plural = parse.tags[h] in ("NNS", "NNPS") or (transparent and not single)
        individual = not plural and parse.lower[h] not in self.lexicon.lists.get("body_roles", ())
        phrase_first = min(first, *(k for k in [*grammar.modifiers(h), h]))
        why = f"{parse.span(first, h)}: role {role}" if role else parse.words[h]
        if not countries:
            return (
                [Resolved("", role, phrase_first, h, h, "role", why, "", plural, individual=individual)] if role else []
            )
        found = []
        for code, kind, how, origin in countries:
            if (
                kind in PLACES
                or kind == "capital"
                or (kind == "person" and strength == "strong" and role)
                or (kind == "people" and len(code) == 3)
            ):
                if not role and not transparent:  # "the Israeli side" is Israel
                    continue
                own = role
            elif kind == "role":
                own = role if strength == "strong" and role else code[3:] or role
            elif role or transparent:
                own = code[3:] or role
                if code[:3] in self.lexicon.sets["international"] or strength != "strong":
                    own = code[3:]
                elif kind == "people" and role:  # "Tamil rebels": what they do says more than what they are
                    own = role
                elif code[3:6] in self.lexicon.sets["employers"] and role in self.lexicon.sets["employed"]:
                    own = role  # "Lufthansa pilots": its workers are not the company
            else:
                continue
            found.append(
                Resolved(
                    code[:3],
                    own,
                    phrase_first,
                    h,
                    h,
                    "role",
                    f"{why}, {how}",
                    origin,
                    plural,
                    individual=individual,
                )
            )
        return found

    def _calling_itself(self, h: int) -> list[Resolved]:
        """ "A group calling itself the Ivory Front": that front."""
        for k in self.grammar.children(h, "acl"):
            if self.parse.lower[k] in self.lexicon.lists["naming_words"]:
                names = [
                    *self.grammar.children(k, "oprd", "attr"),
                    *(a.head for a in self.grammar.prepositions(k) if a.prep == "as"),
                ]
                found = [r for x in names for r in self.resolve(x)]
                if any(r.country for r in found):
                    return found
        return []

    def _counted_among(self, h: int) -> list[Resolved]:
        """ "attacked a convoy of French soldiers, killing three": three of those, if they are people."""
        parse, grammar = self.parse, self.grammar
        verb = parse.heads[h]
        above = parse.heads[verb]
        if parse.deps[verb] not in ("advcl", "conj") or not grammar.is_verb(above):
            return []
        whole = grammar.clause(above).object
        found = [] if whole in (NONE, h) or self.at.get(whole) is not None else self.resolve(whole)
        found = [r for r in found if r.country and r.role]
        if not found:  # "opened fire on a bus carrying French soldiers, killing three"
            aimed = [a.head for a in grammar.clause(above).of("prep") if a.prep in self._aimed and not a.kind]
            aboard = [x for a in aimed for k in grammar.children(a, "acl") for x in grammar.children(k, "dobj")]
            found = [r for x in (*aboard, *aimed) for r in self.resolve(x) if r.country and r.role and r.plural][:1]
        return [replace(r, head=h, first=h, last=h, why=f"{parse.words[h]} of them: {r.why}") for r in found]

    def _bare_number(self, h: int) -> bool:
        """Whether a number counts people ("killed 5"): no year, sum or share."""
        parse = self.parse
        if parse.kids[h] and any(parse.tags[k] in ("$", "NN", "NNS", "CD") for k in parse.kids[h]):
            return False
        following = parse.lower[h + 1] if h + 1 < len(parse) else ""
        return following not in ("percent", "%", "million", "billion") and not 1900 <= _number(parse.words[h]) <= 2100

    def _role(self, h: int) -> tuple[str, str, int]:
        """(role, strength, first token) of the role phrase that a token heads."""
        lower, lengths, roles = self.parse.lower, self.lexicon.role_length, self.lexicon.roles
        ends = [h]
        if h + 2 < len(lower) and lower[h + 1] in ("of", "for"):
            ends = [*range(min(h + 5, len(lower) - 1), h + 1, -1), h]
        for end in ends:
            longest = lengths.get(lower[end], 0)
            for length in range(longest, 0, -1):
                first = end - length + 1
                if first < 0 or first > h or any(x in self.at and self.at[x].actor for x in range(first, h)):
                    continue  # "State Department official": the name counts as a name
                known = roles.get(" ".join(lower[first : end + 1]))
                if known:
                    return known[0], known[1], first
        # "Foreign Minister X": the role stands before a name
        if self.grammar.is_name(h):
            for k in reversed(self.grammar.modifiers(h)):
                if self.at.get(k) is None and lower[k] in lengths:
                    role, strength, first = self.role_ending(k)
                    if role:
                        return role, strength, first
        return "", "", h

    def role_ending(self, end: int) -> tuple[str, str, int]:
        """(role, strength, first token) of the longest role phrase that ends at a token; "" if there is none."""
        lower, roles = self.parse.lower, self.lexicon.roles
        for length in range(self.lexicon.role_length.get(lower[end], 0), 0, -1):
            first = end - length + 1
            known = roles.get(" ".join(lower[first : end + 1])) if first >= 0 else None
            if known:
                return known[0], known[1], first
        return "", "", end

    def _modifier_role(self, h: int, before: int) -> str:
        """Role that the words before a role phrase or name give: "former", "opposition", "army" (spokesman)."""
        best = ""
        for k in reversed(self._modifiers(h)):
            if k >= before or k in self.at:
                continue
            word = self.parse.lower[k]
            changed = self.lexicon.modifiers.get(word)
            if changed == "ELI":
                return "ELI"
            if not best:
                if changed:
                    best = changed
                elif word in self.lexicon.role_length:
                    role, strength, _ = self.role_ending(k)
                    if role and strength == "strong":
                        best = role
        if (
            before >= 2
            and self.parse.words[before - 1] in _HYPHENS
            and self.lexicon.modifiers.get(self.parse.lower[before - 2]) == "ELI"
        ):
            return "ELI"
        return best

    def _countries(self, h: int, first: int, strength: str) -> list[tuple[str, str, str, str]]:
        """Where a role belongs: (code, kind, how, origin), the best evidence only; several if coordinated."""
        grammar, parse = self.grammar, self.parse
        # A faith ("Muslim militants") says no country: what else is said counts.
        faiths = self.lexicon.lists["faiths"]
        found = [f for f in self.modifier_actors(h, first) if not (f[1] == "people" and f[0][:3].lower() in faiths)]
        possessor = grammar.possessor(h)
        if found and not (
            possessor != NONE
            and {f[0][:3] for f in found} <= self.lexicon.sets["international"]
            and any(r.country and r.country not in self.lexicon.sets["international"] for r in self.resolve(possessor))
        ):  # "Iran's U.N. envoy" is Iran's
            return found
        if possessor == NONE:
            for k in grammar.modifiers(h):
                possessor = grammar.possessor(k)
                if possessor != NONE:
                    break
        if possessor != NONE:
            resolved = [r for r in self.resolve(possessor) if r.country]
            if resolved:
                return [self._as_country(r, f"of {parse.span(r.first, r.last)}") for r in resolved]
        candidates = [(a.prep, a.head) for a in grammar.prepositions(h) if not a.kind and a.prep in self._country_preps]
        candidates += [  # "rebels based in Congo"
            (a.prep, a.head)
            for k in grammar.children(h, "acl")
            if parse.lower[k] in self.lexicon.lists["background_forms"]
            for a in grammar.prepositions(k)
            if not a.kind and a.prep in self.lexicon.lists["place_prepositions"]
        ]
        if parse.lower[h] in self.lexicon.lists["captors"]:  # "the kidnappers of two Italians" are not theirs
            candidates = [(prep, head) for prep, head in candidates if prep != "of"]
        led = self.lexicon.lists["led_forms"]
        for k in grammar.children(h, "acl"):  # "a delegation led by the French envoy"
            if parse.lower[k] in led:
                candidates += [("by", a.head) for a in grammar.prepositions(k) if a.prep == "by" and not a.kind]
        for prep, head in candidates:
            resolved = [r for r in self.resolve(head) if r.country]
            if not resolved:  # "minister of foreign affairs of X": one step further
                resolved = [
                    r
                    for a in grammar.prepositions(head)
                    if a.prep in ("of", "in") and not a.kind
                    for r in self.resolve(a.head)
                    if r.country
                ]
            if not resolved:
                resolved = self._whose_thing(head)
            if resolved:
                return [self._as_country(r, f"{prep} {parse.span(r.first, r.last)}") for r in resolved]
        return []

    def _whose_thing(self, head: int) -> list[Resolved]:
        """ "Rebels from Ethiopia's Ogaden region", "a convoy of UN trucks", "victims of the Manila attack"."""
        lists, word = self.lexicon.lists, self.parse.lower[head]
        if word in lists["borders"]:
            return []
        if word in lists["localities"]:
            possessor = self.grammar.possessor(head)
            if possessor != NONE and (found := [r for r in self.resolve(possessor) if r.country]):
                return found
        elif word not in lists["vehicles"] and word not in self.lexicon.nouns:
            return []
        named = self.modifier_actors(head)
        event = word in self.lexicon.nouns
        if not named or (event and named[-1][1] not in ("city", "place") and not self.placed_by_name(head)):
            return []  # victims of a Russian attack aren't Russians
        return [Resolved(code[:3], code[3:], head, head, head, kind, how, origin) for code, kind, how, origin in named]

    def _office_holder(self, h: int, role: str) -> list[tuple[str, str, str, str]]:
        """ "President Bush": the country of those of that surname who hold such an office on the day, if it is one."""
        found: dict[str, Actor] = {}
        for index in self.lexicon.surnames.get(fold(self.parse.words[h]), ()):
            actor = self.lexicon.actors[index]
            codes = [code_on(actor, self.day)] if self.day is not None else [code for code, _, _ in actor.codes]
            for code in codes:
                if code[3:6] == role:
                    found[code[:3]] = actor
        if len(found) != 1:
            return []
        country, actor = next(iter(found.items()))
        return [(country, "country", f"{actor.name} holds that office", actor.origin)]

    def _as_country(self, r: Resolved, how: str) -> tuple[str, str, str, str]:
        if r.kind in PLACES or r.capital:
            return r.country, "country", how, r.origin
        return r.country + r.role, r.kind, how, r.origin

    def modifier_actors(self, h: int, before: int | None = None) -> list[tuple[str, str, str, str]]:
        """Actors named by the adjectives and nouns before a noun: "Russian (attack)", "US and British (forces)"."""
        parse = self.parse
        mentions = self._modifier_mentions(h, h if before is None else before)
        usable: list[Mention] = []
        for m in mentions:
            after = m.last + 1
            hyphenated = after < h and parse.words[after] in _HYPHENS and after + 1 not in self.at
            if hyphenated and parse.lower[after + 1] not in self._hyphen_agents:
                continue
            usable.append(m)
        if not usable:
            return []
        nearest = usable[-1]
        chosen = [nearest]
        for m in usable[:-1]:  # coordinated or hyphenated with the nearest: "US and British", "Indian-Pakistani"
            between = parse.lower[m.last + 1 : usable[usable.index(m) + 1].first]
            if between and all(w in ("and", ",", "-", "–", "or", "/") for w in between):
                chosen.insert(-1, m)
        result = []
        for m in chosen:
            assert m.actor is not None
            code = code_on(m.actor, self.day)
            result.append((code, m.actor.kind, parse.span(m.first, m.last), m.actor.origin))
        return result

    def named_before(self, h: int) -> bool:
        """Whether an actor's name (not its adjective) stands before a noun: "Sudan assistance"."""
        found = self._modifier_mentions(h, h)
        return bool(found) and found[-1].form == "name" and found[-1].last == h - 1

    def placed_by_name(self, h: int) -> bool:
        """Whether the country's name before a noun says where that was: "Iraq bombings", as "Iraqi bombings" doesn't."""
        word, lists = self.parse.lower[h], self.lexicon.lists
        strikes = word in lists["placed_strikes"]
        before = self._modifier_mentions(h, h) if strikes or word in lists["placed_events"] else []
        if not before or before[-1].form != "name":
            return False
        actor = before[-1].actor
        army = actor is not None and actor.codes[0][0][:3] not in self.lexicon.sets["no_army"]
        if strikes and (actor is None or (army and actor.kind not in ("city", "place"))):
            return False  # "the Gaza raids" were on Gaza, "the Israel raids" may be by it
        name = " ".join(fold(word) for word in self.parse.words[before[-1].first : before[-1].last + 1])
        return all(form != "adj" for _, form in self.lexicon.names.get(name, ()))

    def modifiers_as_actors(self, h: int) -> list[Resolved]:
        """The actors that a noun's own adjectives and possessive-like modifiers name, as actors in their own right."""
        found = []
        for code, kind, how, origin in self.modifier_actors(h):
            mention = next((m for m in self.mentions if self.parse.span(m.first, m.last) == how and m.last < h), None)
            first, last = (mention.first, mention.last) if mention else (h, h)
            found.append(Resolved(code[:3], code[3:], first, last, h, kind, how, origin))
        if self.parse.lower[h] in self.lexicon.nouns:
            # "opposition demands", "Chadian rebel attacks": who makes them
            before = [self.parse.lower[k] for k in self._modifiers(h) if k not in self.at]
            role = next((r for word in reversed(before) if (r := self.lexicon.modifiers.get(word, ""))), "")
            if role in self.lexicon.sets["demanding"] and found:
                return [replace(r, role=role) if r.kind == "country" and not r.role else r for r in found]
            if role and role != "ELI" and not found:
                return [Resolved("", role, h, h, h, "role", f"{role} by the word before {self.parse.words[h]}")]
        return found

    def place(self, head: int) -> Resolved | None:
        """The country of a place name (or of a phrase that lies in one), as a bare country."""
        mention = self.at.get(head)
        if mention is not None and mention.form == "adj":
            return None  # "said in Polish"
        if mention is not None and mention.actor is not None and mention.actor.kind in PLACES:
            code = code_on(mention.actor, self.day)
            return Resolved(
                code[:3],
                "",
                mention.first,
                mention.last,
                head,
                "country",
                f"{mention.actor.name} lies there",
                mention.actor.origin,
            )
        locality = self.parse.lower[head] in self.lexicon.lists["localities"]
        for code, kind, how, origin in self.modifier_actors(head) if locality else ():
            if kind in PLACES or (kind == "people" and len(code) > 3):  # "the Tigrayan town": a people of one country
                return Resolved(code[:3], "", head, head, head, "country", f"{how} is there", origin)
        for argument in self.grammar.prepositions(head):
            lies = argument.prep == "of" or argument.prep in self.lexicon.lists["place_prepositions"]
            if lies and not argument.kind and argument.head != head:
                mention = self.at.get(argument.head)
                named = mention is not None and mention.actor is not None and mention.actor.kind in PLACES
                if named or (locality and self.parse.lower[argument.head] in self.lexicon.lists["localities"]):
                    return self.place(argument.head)  # "a village in the mountains of Yemen"
        return None
