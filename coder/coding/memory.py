"""Story memory: who "Bayramov", "he", "the ministry", "the group", "both sides" are, from what the story said before.

Every resolution says why. It never crosses a doubt: where two actors of different countries fit equally well, the
mention stays unresolved and no dyad is written for it. The place of the story (dateline, first mention) gives a country
to bare roles such as "police" or "the government" as evidence of last resort.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from coder.coding.actors import BODIES, PLACES, Resolved, SentenceActors
from coder.dictionaries.lexicon import Lexicon
from coder.dictionaries.names import fold
from coder.language.clauses import NONE
from coder.records import Event

_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_IT = frozenset(("it", "its", "itself"))
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_SPEAKER = frozenset(("i", "me", "my", "we", "us", "our", "ours", "myself", "ourselves"))
MOST_TOGETHER = 6
"""Actors that a plural description ("the ministers") can gather from the story."""
REACH = 3
"""Sentences that a pronoun looks back; names and descriptions look back to the start of the story."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor that the story has mentioned. `sentence` and `token` say where, `word` is the head as written."""

    actor: Resolved
    sentence: int
    token: int
    word: str
    person: bool
    plural: bool
    subject: bool
    female: bool | None


@dataclass(slots=True)
class StoryMemory:
    """What one story has said so far. Create one a story and `observe` its sentences in order."""

    lexicon: Lexicon
    place: Resolved | None = None
    sentence: int = 0
    entities: list[Entity] = field(default_factory=list)
    names: dict[str, list[Resolved]] = field(default_factory=dict)
    heads: dict[str, list[Resolved]] = field(default_factory=dict)
    speaker: Resolved | None = None
    aimed_at: list[tuple[str, str, Resolved]] = field(default_factory=list)

    # -- asking ----------------------------------------------------------------------------------------------------

    def resolve(self, actors: SentenceActors, head: int) -> list[Resolved]:
        """Actors for a mention that its own sentence doesn't identify; [] if the story doesn't either."""
        lower = actors.parse.lower[head]
        if actors.grammar.is_pronoun(head):
            return self._pronoun(actors, head, lower)
        if actors.grammar.is_name(head):
            return self._name(actors, head)
        return self._description(actors, head, lower)

    def _as(self, actors: SentenceActors, head: int, found: Resolved, how: str) -> Resolved:
        first = min(
            [
                head,
                *(
                    k
                    for k in actors.parse.kids[head]
                    if k < head and actors.parse.deps[k] in ("det", "amod", "compound", "nummod")
                ),
            ]
        )
        word = actors.parse.span(first, head)
        return replace(found, first=first, last=head, head=head, why=f"{word!r}: {how}: {found.why}")

    def _name(self, actors: SentenceActors, head: int) -> list[Resolved]:
        known = self.names.get(fold(actors.parse.words[head]))
        if not known:
            return []
        if len({r.code for r in known}) > 1:
            return []
        return [self._as(actors, head, known[-1], "named before")]

    def _description(self, actors: SentenceActors, head: int, lower: str) -> list[Resolved]:
        parse = actors.parse
        lists = self.lexicon.lists
        definite = any(parse.lower[k] in ("the", "this", "that", "these", "those", "both") for k in parse.kids[head])
        modified = [parse.lower[k] for k in actors.grammar.modifiers(head)]
        if lower in lists.get("pair_words", ()) and any(
            w in ("two", "both") for w in [*modified, *(parse.lower[k] for k in parse.kids[head])]
        ):
            return self._pair(actors, head)
        own = actors.own(head)
        role = own[0].role if own else ""
        if definite:
            known = self.heads.get(lower, [])
            if known and (not role or known[-1].role == role or not own):
                codes = {r.code for r in known}
                if len(codes) == 1:
                    return [self._as(actors, head, known[-1], "described so before")]
                return []
            several = self.heads.get(lower[:-1], []) if lower.endswith("s") and parse.tags[head] == "NNS" else []
            if 1 < len({r.code for r in several}) <= MOST_TOGETHER:
                return [self._as(actors, head, r, "described so before, one by one") for r in several]
            if lower in lists.get("group_words", ()):
                return self._group(actors, head)
            if lower in lists.get("country_words", ()):
                return self._country(actors, head)
        if role and role not in ("CVL",) and self.bare(actors, head):
            same = {
                e.actor.country
                for e in self.entities
                if e.actor.role == role and e.actor.kind == "role" and not e.person
            }
            if len(same) == 1 and definite:
                match = next(
                    e.actor for e in reversed(self.entities) if e.actor.role == role and e.actor.kind == "role"
                )
                return [self._as(actors, head, match, "the only such actor of the story")]
        return []

    def bare(self, actors: SentenceActors, head: int) -> bool:
        """Whether nothing in the phrase points to some other country or owner."""
        parse = actors.parse
        if actors.grammar.possessor(head) != NONE:
            return False
        return not any(parse.tags[k] in ("NNP", "NNPS") for k in actors.grammar.modifiers(head))

    def _pair(self, actors: SentenceActors, head: int) -> list[Resolved]:
        """ "the two countries", "both sides": the last two countries that the story named together or in turn."""
        found: dict[str, Resolved] = {}
        here = [(self.sentence, r) for r in self._here(actors, head)]
        for _, r in [
            *here,
            *((e.sentence, e.actor) for e in reversed(self.entities) if self.sentence - e.sentence <= REACH),
        ]:
            if r.country not in found:
                found[r.country] = r
            if len(found) > 2:
                break
        if len(found) != 2:
            return []
        return [self._as(actors, head, r, "one of the two named before") for r in found.values()]

    def _group(self, actors: SentenceActors, head: int) -> list[Resolved]:
        found = [e.actor for e in reversed(self.entities) if e.actor.kind in ("armed", "organization", "party")]
        if not found or (
            len({r.code for r in found[:3]}) > 1 and found[0].code != found[1].code and len({r.code for r in found}) > 1
        ):
            return []
        return [self._as(actors, head, found[0], "the group named before")]

    def _country(self, actors: SentenceActors, head: int) -> list[Resolved]:
        found = [
            e.actor for e in reversed(self.entities) if e.actor.kind in PLACES and self.sentence - e.sentence <= REACH
        ]
        if not found or len({r.country for r in found}) > 1:
            return []
        return [self._as(actors, head, replace(found[0], role=""), "the country named before")]

    # -- pronouns ----------------------------------------------------------------------------------------------------

    def _pronoun(self, actors: SentenceActors, head: int, lower: str) -> list[Resolved]:
        if lower in _SPEAKER:
            return self._said_by(actors, head)
        if lower not in _HE and lower not in _SHE and lower not in _IT and lower not in _THEY:
            return []
        for candidate, where in self._governing(actors, head):
            fits = [r for r in candidate if r.country and self._agrees(actors, r, lower)]
            if fits:
                return [self._as(actors, head, r, where) for r in (fits if lower in _THEY else fits[:1])]
        earlier = self._before(actors, head, lower)
        if earlier:
            return [self._as(actors, head, r, "earlier in the sentence") for r in earlier]
        if self._some_candidate(actors, head, lower):
            return []
        return self._previous(actors, head, lower)

    def _governing(self, actors: SentenceActors, head: int) -> list[tuple[list[Resolved], str]]:
        """Subjects of the clauses above the pronoun, innermost first: "X said it would ..."."""
        parse, grammar = actors.parse, actors.grammar
        found: list[tuple[list[Resolved], str]] = []
        x = head
        own = True
        while parse.heads[x] != x and len(found) < 4:
            x = parse.heads[x]
            if not grammar.is_verb(x):
                continue
            subject = grammar.subject(x)
            is_own_subject = subject in (head, NONE)
            if not is_own_subject and subject not in (head,) and not self._inside(actors, head, subject):
                if own and parse.deps[head] != "poss":
                    own = False
                    continue  # an object can't be the subject of its own clause
                if not grammar.is_pronoun(subject):
                    found.append((actors.resolve(subject), "subject of the clause above"))
                else:
                    found.append((actors.resolve(subject), "as the subject of the clause above"))
            own = False
        return found

    def _inside(self, actors: SentenceActors, i: int, root: int) -> bool:
        x = i
        while actors.parse.heads[x] != x:
            if x == root:
                return True
            x = actors.parse.heads[x]
        return x == root

    def _here(self, actors: SentenceActors, before: int) -> list[Resolved]:
        """Actors named earlier in the same sentence, nearest first."""
        found = []
        for mention in reversed(actors.mentions):
            if mention.last < before and mention.actor is not None:
                k = mention.last
                if actors.parse.deps[k] in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "ROOT", "appos", "poss"):
                    found += [r for r in actors.resolve(k) if r.country and r.head <= before]
        return found

    def _before(self, actors: SentenceActors, head: int, lower: str) -> list[Resolved]:
        """The subject of an earlier coordinate or subordinate clause of the same sentence."""
        parse = actors.parse
        for i in range(head - 1, -1, -1):
            if (
                parse.deps[i] in ("nsubj", "nsubjpass")
                and not actors.grammar.is_pronoun(i)
                and parse.heads[i] != parse.heads[head]
            ):
                fits = [r for r in actors.resolve(i) if r.country and self._agrees(actors, r, lower)]
                if fits:
                    return fits if lower in _THEY else fits[:1]
        return []

    def _some_candidate(self, actors: SentenceActors, head: int, lower: str) -> bool:
        return any(self._agrees(actors, r, lower) for r in self._here(actors, head))

    def _previous(self, actors: SentenceActors, head: int, lower: str) -> list[Resolved]:
        """The subject of the sentence before, else the one person or body that fits within reach."""
        near = [e for e in self.entities if self.sentence - e.sentence <= REACH]
        fits = [e for e in near if self._fits(e, lower)]
        if not fits:
            return []
        last = max(e.sentence for e in fits)
        subjects = [e for e in fits if e.sentence == last and e.subject]
        chosen = subjects or [e for e in fits if e.sentence == last]
        codes = {e.actor.code for e in chosen}
        if len(codes) > 1:
            first = chosen[0]
            if subjects and lower in _THEY and len(subjects) > 1:
                return [self._as(actors, head, e.actor, "the subjects of the sentence before") for e in subjects]
            if not subjects or lower in _IT | _THEY:
                return []
            return [self._as(actors, head, first.actor, "subject of the sentence before")]
        return [
            self._as(
                actors,
                head,
                chosen[0].actor,
                "subject of the sentence before" if subjects else "the only one that fits",
            )
        ]

    def _said_by(self, actors: SentenceActors, head: int) -> list[Resolved]:
        """ "I" and "we" in a quotation: who says it."""
        parse, grammar = actors.parse, actors.grammar
        x = head
        while parse.heads[x] != x:
            x = parse.heads[x]
            if parse.lower[x] in self.lexicon.lists["report"]:
                subject = grammar.subject(x)
                if subject not in (NONE, head) and not grammar.is_pronoun(subject):
                    return [self._as(actors, head, r, "the speaker") for r in actors.resolve(subject) if r.country][:1]
        if self.speaker is not None and '"' in parse.text:
            return [self._as(actors, head, self.speaker, "the speaker of the sentence before")]
        return []

    def _agrees(self, actors: SentenceActors, r: Resolved, lower: str) -> bool:
        person = is_person(r)
        if lower in _HE:
            return person and not r.plural and not self._female(r)
        if lower in _SHE:
            return person and not r.plural and self._female(r) is not False
        if lower in _IT:
            return not person and not r.plural
        return not person or r.plural

    def _fits(self, e: Entity, lower: str) -> bool:
        if lower in _HE:
            return e.person and not e.plural and e.female is not True
        if lower in _SHE:
            return e.person and not e.plural and e.female is not False
        if lower in _IT:
            return not e.person and not e.plural
        return not e.person or e.plural

    def _female(self, r: Resolved) -> bool | None:
        if r.kind != "person":
            return None
        return r.female

    def accuser(self, country: str, codes: frozenset[str]) -> Resolved | None:
        """Who in the story last did one of these to an actor of the country: asked, demanded, accused, protested."""
        for target, code, source in reversed(self.aimed_at):
            if target == country and (code in codes if codes else code[:2] in self.lexicon.sets["aimed"]):
                return source
        return None

    def remember(self, events: list[Event]) -> None:
        """Remember who was accused or asked by whom."""
        for event in events:
            if (event.root in self.lexicon.sets["aimed"] or event.root == "14") and event.source and event.target:
                why = f"{event.source_text} ({event.code} in sentence {event.sentence})"
                source = Resolved(event.source_country, event.source_role, 0, 0, NONE, "role", why)
                self.aimed_at.append((event.target_country, event.code, source))

    # -- observing -----------------------------------------------------------------------------------------------------

    def observe(self, actors: SentenceActors) -> None:
        """Remember the actors of a sentence once it is coded."""
        parse, grammar = actors.parse, actors.grammar
        seen: set[tuple[int, str]] = set()
        reports = self.lexicon.lists["report"]
        for i, tag in enumerate(parse.tags):
            if tag not in ("NN", "NNS", "NNP", "NNPS", "PRP", "JJ") or parse.deps[i] in ("compound", "amod", "nmod"):
                continue
            mention = actors.at.get(i)
            if (
                mention is None
                and parse.lower[i] not in self.lexicon.role_length
                and not grammar.is_name(i)
                and tag != "PRP"
            ):
                continue
            for r in actors.resolve(i):
                if not r.country or r.head != i or (i, r.code) in seen:
                    continue
                seen.add((i, r.code))
                person = is_person(r)
                subject = parse.deps[i] in ("nsubj", "nsubjpass") or (
                    parse.deps[i] == "conj" and parse.deps[parse.heads[i]] in ("nsubj", "nsubjpass")
                )
                self.entities.append(
                    Entity(r, self.sentence, i, parse.words[i], person, r.plural, subject, self._female(r))
                )
                if tag == "PRP":
                    continue
                self._remember_name(actors, i, r, person)
                for title in self._title_heads(actors, i) if person else ():
                    known = self.heads.setdefault(title, [])
                    if all(k.code != r.code for k in known):
                        known.append(r)
                if not grammar.is_name(i) and mention is None:
                    known = self.heads.setdefault(parse.lower[i], [])
                    if all(k.code != r.code for k in known):
                        known.append(r)
        for i, word in enumerate(parse.lower):
            if word in reports and grammar.is_verb(i):
                speaker = grammar.subject(i)
                if speaker != NONE:
                    said = [r for r in actors.resolve(speaker) if r.country]
                    if said:
                        self.speaker = said[0]
        self._acronyms(actors)

    def _title_heads(self, actors: SentenceActors, i: int) -> list[str]:
        """Role words that stand before a name or rename it: "foreign minister X", "X, the envoy"."""
        parse = actors.parse
        words = [parse.lower[k] for k in parse.kids[i] if parse.deps[k] in ("compound", "nmod") and k < i]
        words += [parse.lower[a] for a in actors.grammar.appositions(i)]
        return [w for w in words if w in self.lexicon.role_length]

    def _remember_name(self, actors: SentenceActors, i: int, r: Resolved, person: bool) -> None:
        parse = actors.parse
        words: list[str] = []
        if actors.grammar.is_name(i) and (r.kind in ("person", "role") or actors.at.get(i) is None):
            words.append(parse.words[i])
        for a in actors.grammar.appositions(i):  # "the minister, Ararat Mirzoyan," and "Mirzoyan, the minister,"
            if actors.grammar.is_name(a) and actors.at.get(a) is None:
                words.append(parse.words[a])
        for word in words:
            if len(word) < 3 or not word[0].isupper():
                continue
            known = self.names.setdefault(fold(word), [])
            if all(k.code != r.code for k in known):
                known.append(r)

    def _acronyms(self, actors: SentenceActors) -> None:
        """ "the Moro Islamic Liberation Front (MILF)": the letters in brackets stand for the name before them."""
        parse = actors.parse
        for i in range(1, len(parse) - 2):
            if (
                parse.words[i] == "("
                and parse.words[i + 2] == ")"
                and parse.words[i + 1].isupper()
                and len(parse.words[i + 1]) > 1
            ):
                found = [r for r in actors.resolve(i - 1) if r.country]
                if found and i + 1 not in actors.at:
                    self.names.setdefault(fold(parse.words[i + 1]), [found[0]])

    def place_for(self, words: list[str]) -> Resolved | None:
        """The place of the story, unless such an actor of another country has been described."""
        if self.place is None:
            return None
        known = [r for word in words for r in self.heads.get(word, [])]
        return self.place if all(r.country == self.place.country for r in known) else None

    def set_place(self, actor: Resolved | None) -> None:
        """The place of the story; the first one told stays."""
        if self.place is None and actor is not None and actor.country not in self.lexicon.sets["international"]:
            self.place = actor


def is_person(r: Resolved) -> bool:
    """Whether an actor is a single human being: a named person, or a role that one person holds."""
    if r.kind == "person":
        return True
    if r.kind in PLACES or r.kind in BODIES:
        return False
    return r.individual
