"""From a dependency parse to clauses: who does what to whom in grammar, whatever the surface order.

This is the only module that knows parser labels (CLEAR dependencies, Penn tags). It resolves passives, control and
raising, relative and reduced relative clauses, participles, purpose clauses and coordination, so that the matcher
sees one shape: a head with a subject, objects, prepositional arguments and complements.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coder.language.parse import Parse

NONE = -1

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
_VERBAL = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"))
_NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "CD"))
_RELATIVE = frozenset(("WDT", "WP", "WP$"))
_MODIFIERS = frozenset(("amod", "compound", "nmod", "poss", "npadvmod", "advmod", "quantmod"))
_OBJECT_CONTROL = frozenset(("of", "for", "from", "into", "against", "to"))
_NO_WORDS: frozenset[str] = frozenset()
_BE = frozenset(("is", "are", "was", "were", "'s", "'re"))
_WHERE = frozenset(("in", "at", "on", "near", "outside", "inside", "from", "to", "into", "along", "with"))
_HAVE = frozenset(("have", "has", "had", "'ve"))


@cache
def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.partition("_")[0] for phrase in phrases)


@dataclass(slots=True, init=False)  # compiled, an __init__ of one's own is six times as fast
class Argument:
    """One thing a head takes.

    `relation` is subj, obj, iobj, pred (predicate noun or adjective), prep or comp; `prep` the preposition of a prep;
    `head` the token that heads it; `own` is False where the parser hung it on the object instead. `kind` of a comp:
    inf, ing, that (finite), wh (if, whether, what ...).
    """

    relation: str
    head: int
    prep: str
    own: bool
    kind: str

    def __init__(self, relation: str, head: int, prep: str = "", own: bool = True, kind: str = "") -> None:
        self.relation, self.head, self.prep, self.own, self.kind = relation, head, prep, own, kind


_EMPTY: list[Argument] = []


@dataclass(slots=True, init=False)
class Clause:
    """A verb with what it takes. Indices are tokens of the parse, NONE where there is nothing."""

    head: int
    subject: int
    object: int
    passive: bool
    negated: bool
    modal: str
    infinitive: bool
    mark: str
    particles: tuple[str, ...]
    arguments: dict[str, list[Argument]]

    def __init__(
        self,
        head: int,
        subject: int = NONE,
        object: int = NONE,
        passive: bool = False,
        negated: bool = False,
        modal: str = "",
        infinitive: bool = False,
        mark: str = "",
        particles: tuple[str, ...] = (),
        arguments: dict[str, list[Argument]] | None = None,
    ) -> None:
        self.head, self.subject, self.object, self.passive, self.negated = head, subject, object, passive, negated
        self.modal, self.infinitive, self.mark, self.particles = modal, infinitive, mark, particles
        self.arguments = {} if arguments is None else arguments

    def of(self, relation: str) -> list[Argument]:
        """Arguments of one relation, in order of preference. The list is the clause's own: don't change it."""
        return self.arguments.get(relation, _EMPTY)


class Grammar:
    """The clauses of one parsed sentence; each is worked out once, when it is first asked for."""

    def __init__(self, parse: Parse, lists: Mapping[str, frozenset[str]] | None = None) -> None:
        """`lists`: the word lists; of these, nouns that speak for who makes them ("issued a statement condemning ..."),
        and verbs of who gets them ("vetoed a resolution condemning ...")."""
        lists = lists or {}
        self.parse, self.messages = parse, lists.get("message_nouns", _NO_WORDS)
        self.answers = lists.get("message_answers", _NO_WORDS)
        self.speech = lists.get("speech_verbs", _NO_WORDS)
        self._quick = lists.get("quick_words", _NO_WORDS)
        self._with_things = lists.get("thing_prepositions", _NO_WORDS)
        self._asking = lists.get("subjunctive_verbs", _NO_WORDS)
        self._phrase_prepositions = lists.get("phrase_prepositions", _NO_WORDS)
        self._phrase_starts = _first_words(self._phrase_prepositions)
        self._answering = lists.get("answering_forms", _NO_WORDS)
        self._owning = lists.get("owning_forms", _NO_WORDS)
        self._clauses: dict[int, Clause] = {}
        self._subjects: dict[int, int] = {}
        self._passive: dict[int, bool] = {}
        self._modifiers: dict[int, list[int]] = {}
        self._conjuncts: dict[int, list[int]] = {}
        self._prepositions: dict[tuple[int, bool], list[Argument]] = {}

    # -- tokens ------------------------------------------------------------------------------------------------

    def is_verb(self, i: int) -> bool:
        """Whether the token is tagged as a verb form."""
        return self.parse.tags[i] in _VERBAL

    def is_noun(self, i: int) -> bool:
        """Whether the token is tagged as a noun, name, pronoun or number."""
        return self.parse.tags[i] in _NOMINAL

    def is_name(self, i: int) -> bool:
        """Whether the token is tagged as a proper name."""
        return self.parse.tags[i] in ("NNP", "NNPS")

    def is_pronoun(self, i: int) -> bool:
        """Whether the token is a personal or possessive pronoun."""
        return self.parse.tags[i] in ("PRP", "PRP$")

    def children(self, i: int, *deps: str) -> list[int]:
        """Children of a token with one of these labels, left to right."""
        labels = self.parse.deps
        return [k for k in self.parse.kids[i] if labels[k] in deps]

    def conjuncts(self, i: int) -> list[int]:
        """The token and what is coordinated with it ("A, B and C" from A), without a contrasted "not X". Don't change it."""
        known = self._conjuncts.get(i)
        if known is not None:
            return known
        found = self._conjuncts[i] = [i]
        for k in self.parse.kids[i]:
            if self.parse.deps[k] == "conj" and not any(self.parse.deps[x] == "neg" for x in self.parse.kids[k]):
                found += self.conjuncts(k)
        return found

    def modifiers(self, i: int) -> list[int]:
        """Premodifiers of a noun, possessors included, left to right, with modifiers of modifiers."""
        found = self._modifiers.get(i)
        if found is None:
            found = self._modifiers[i] = []
            deps = self.parse.deps
            for k in self.parse.kids[i]:
                if k < i and deps[k] in _MODIFIERS:
                    if deps[k] != "poss" and self.parse.kids[k]:
                        found += self.modifiers(k)
                    found.append(k)
                elif k < i and deps[k] == "nummod" and self.parse.kids[k]:  # "an Israeli F-16 jet"
                    found += self.modifiers(k)
        return found

    def possessor(self, i: int) -> int:
        """Head of "X's" or "its" before a noun."""
        for k in self.parse.kids[i]:
            if self.parse.deps[k] == "poss":
                return self.antecedent(k)
        return NONE

    def appositions(self, i: int) -> list[int]:
        """What renames a noun: "X, the minister"."""
        return self.children(i, "appos")

    def prepositions(self, i: int, own: bool = True) -> list[Argument]:
        """Prepositional arguments that hang on a token, coordinated ones included."""
        known = self._prepositions.get((i, own))
        if known is not None:
            return known
        found: list[Argument] = []
        self._prepositions[i, own] = found
        labels, lower = self.parse.deps, self.parse.lower
        for k in self.parse.kids[i]:
            label = labels[k]
            if label in ("prep", "agent", "dative") or (label in ("prt", "advmod") and self.children(k, "pobj")):
                self._preposition(k, lower[k], own, found)
            elif label in ("prt", "advmod") and k > i and self.is_verb(i):  # "pull back from Syria"
                for x in self.children(k, "prep"):
                    self._preposition(x, lower[x], own, found)
        found += [b for k in self.parse.kids[i] for b in self._phrases(k, own)]
        head = self.parse.heads[i]
        if labels[i] == "dobj" and self.is_verb(head) and not self.passive(head):
            for k in self.parse.kids[head]:  # "denied the accusation by France": an active verb has no "by" of its own
                if lower[k] == "by" and labels[k] in ("prep", "agent"):
                    self._preposition(k, "by", False, found)
        return found

    def _preposition(self, k: int, word: str, own: bool, found: list[Argument]) -> None:
        labels = self.parse.deps
        for x in self.parse.kids[k]:
            if labels[x] in ("pcomp", "prep") and x == k + 1 and self.parse.tags[x] == "IN" and not self.parse.kids[x]:
                word = f"{word}_{self.parse.lower[x]}"  # "because of X", with X on the first of the two
            elif labels[x] == "pobj":
                found.append(Argument("prep", self.antecedent(x), word, own))
                for g in self.parse.kids[x]:  # "accused of destabilizing Lebanon", read as a participle before a noun
                    if g == k + 1 and labels[g] == "amod" and self.parse.tags[g] == "VBG":
                        found.append(Argument("prep", g, word, own, "modifier"))
            elif labels[x] == "pcomp" and self.parse.tags[x] == "IN":  # "because of X"
                self._preposition(x, f"{word}_{self.parse.lower[x]}", own, found)
            elif labels[x] == "pcomp":
                kind = "ing" if self.parse.tags[x] == "VBG" else "wh"
                found.append(Argument("prep", x, word, own, kind))
            elif word == "as" and labels[x] in ("amod", "acomp", "advmod"):
                found.append(Argument("prep", x, word, own))
            elif labels[x] == "prep":
                self._preposition(x, f"{word}_{self.parse.lower[x]}", own, found)
            elif labels[x] == "conj" and self.parse.tags[x] in ("IN", "TO"):
                self._preposition(x, self.parse.lower[x], own, found)

    def _phrases(self, k: int, own: bool) -> list[Argument]:
        """ "in honour of X", "away from X", "a bus carrying X", "land held by X": what a phrase like a preposition governs."""
        parse, phrases = self.parse, self._phrase_prepositions
        label, word = parse.deps[k], parse.lower[k]
        if word not in self._phrase_starts:
            return []
        if label == "acl" and self.is_verb(k):
            below = [(f"{word}_{a.prep}", a) for a in self.prepositions(k) if not a.kind]
            found = [Argument("prep", x, word, own) for x in self.children(k, "dobj") if word in phrases]
            found += [Argument("prep", a.head, prep, own) for prep, a in below if prep in phrases]
            if found:  # "fired shells filled with gas at X": what else hangs there may be the verb's
                found += [Argument("prep", a.head, a.prep, False) for prep, a in below if prep not in phrases]
            return found
        elif label == "prep":
            below = [
                (f"{word}_{parse.lower[x]}_{a.prep}", a) for x in self.children(k, "pobj") for a in self.prepositions(x)
            ]
        elif label in ("advmod", "prt"):
            below = [
                (f"{word}_{parse.lower[x]}", Argument("prep", y, parse.lower[x]))
                for x in self.children(k, "prep")
                for y in self.children(x, "pobj")
            ]
        else:
            return []
        return [Argument("prep", a.head, prep, own) for prep, a in below if prep in phrases and not a.kind]

    # -- subjects ----------------------------------------------------------------------------------------------

    def antecedent(self, i: int) -> int:
        """What a relative pronoun stands for; the token itself otherwise."""
        parse = self.parse
        if parse.tags[i] not in _RELATIVE or parse.lower[i] == "what":
            return i
        verb = parse.heads[i]
        if parse.deps[i] == "dobj" and parse.lower[i - 1] == "," and parse.lower[verb] in self._answering:
            return i  # "accused Chad of arming the rebels, which N'Djamena denies": all that
        x = i
        for _ in range(len(parse)):
            label, head = parse.deps[x], parse.heads[x]
            if label == "relcl":
                nearest = i - 1
                name_meant = self.is_name(head) and parse.lower[i] == "that" and head < nearest
                # "a report by Interpol on the blast that wounded ...": "that" narrows no name
                return nearest if name_meant and parse.tags[nearest] in ("NN", "NNS") else head
            if head == x:
                break
            x = head
        return i

    def makers(self, noun: int) -> list[int]:
        """Agents of the participles that hang on a noun, and owners: "a law passed by parliament", "land belonging to X"."""
        found = []
        for k in self.children(noun, "acl"):
            prep = "by" if self.parse.tags[k] == "VBN" else "to" if self.parse.lower[k] in self._owning else ""
            found += [a.head for a in self.prepositions(k) if prep and a.prep == prep and not a.kind]
        return found

    def passive(self, i: int) -> bool:
        """Whether a verb is in the passive voice, reduced relatives and coordinated participles included."""
        known = self._passive.get(i)
        if known is None:
            known = self._passive[i] = self._is_passive(i)
        return known

    def _is_passive(self, i: int) -> bool:
        parse = self.parse
        labels = [parse.deps[k] for k in parse.kids[i]]
        if "nsubj" in labels and "auxpass" not in labels and parse.tags[i] != "VBN":
            return False  # an active verb whose object's "by" phrase the parser hung on it
        if "nsubjpass" in labels or "auxpass" in labels or "csubjpass" in labels or "agent" in labels:
            return True
        if parse.tags[i] != "VBN":
            return False
        if "aux" in labels or "nsubj" in labels or "dobj" in labels:
            return False
        label = parse.deps[i]
        if label == "conj":
            head = parse.heads[i]
            return self.is_verb(head) and self.passive(head)
        return label in ("acl", "advcl", "ROOT", "amod", "ccomp", "relcl", "xcomp")

    def subject(self, i: int) -> int:
        """Surface subject of a verb: its own, or the one it takes over from the clause it depends on."""
        known = self._subjects.get(i)
        if known is None:
            self._subjects[i] = NONE  # a malformed parse may run in circles
            known = self._subjects[i] = self._find_subject(i)
        return known

    def _find_subject(self, i: int) -> int:
        parse = self.parse
        own = [k for k in parse.kids[i] if parse.deps[k] in _SUBJECTS]
        if own:  # the nearest one before the verb: a fronted phrase may leave the parser with two
            before = [k for k in own if k < i]
            chosen = before[-1] if before else own[0]
            if parse.tags[chosen] == "VBG":  # "The Red Cross operating in X said": the participle's own subject
                chosen = next((k for k in parse.kids[chosen] if parse.deps[k] == "nsubj"), chosen)
            return self.antecedent(chosen)
        label, head = parse.deps[i], parse.heads[i]
        if label == "advcl":  # "after Peru threatened to leave", with its subject read as the mark's object
            for k in parse.kids[i]:
                if parse.deps[k] == "mark" and (marked := [x for x in self.children(k, "pobj") if x < i]):
                    return self.antecedent(marked[0])
        first = self.headline_series(i)
        if first != NONE:
            return self.subject(first)
        if head == i:
            return NONE
        if label == "conj":
            if (teller := self.teller(i)) != NONE:
                return self.subject(teller)
            if self.is_verb(head) or parse.deps[head] in ("ROOT", "ccomp", "xcomp", "advcl"):
                return self._not_itself(i, self.subject(head), parse.heads[head])
            return NONE
        if label == "xcomp" and parse.deps[head] == "acomp" and parse.lower[head] in self._quick:
            return self.subject(parse.heads[head])  # "was quick to praise X"
        if label in ("xcomp", "ccomp"):
            return self._controller(head, parse.tags[i] == "VBG" or self._has_to(i))
        if label in ("advcl", "prep"):
            return self.subject(head)
        if label == "amod" and parse.deps[head] == "pobj":  # "of destabilizing Lebanon"
            governor = parse.heads[parse.heads[head]]
            if self.is_verb(governor):
                return self._controller(governor, parse.lower[parse.heads[head]] in _OBJECT_CONTROL)
            return self.agent(governor)
        if label == "pcomp":
            prep, governor = parse.lower[head], parse.heads[head]
            if self.is_verb(governor):
                return self._controller(governor, prep in _OBJECT_CONTROL)
            return self.agent(governor)
        if label == "acl" and self.headline_future(i):
            return head
        if label == "acl":
            if parse.tags[i] == "VBG" and parse.lower[head] in self.messages:
                answered = parse.deps[head] == "dobj" and parse.lower[parse.heads[head]] in self.answers
                return head if answered else self.agent(head)
            if parse.tags[i] in ("VBG", "VBN"):
                return head
            return self.agent(head)
        if label == "relcl":
            return head if not self.children(i, "dobj", "nsubjpass") or not self._stranded(i) else NONE
        return NONE

    def teller(self, i: int) -> int:
        """ "said that Peru was at fault and told Chile to pay": the verb of speech that a second one goes with.

        The parser hangs it on what the first one tells. It can't belong there if it is in the past alone, beside a
        clause in another form: NONE where it may.
        """
        parse, head = self.parse, self.parse.heads[i]
        told = parse.heads[head]
        if parse.deps[i] != "conj" or parse.deps[head] != "ccomp" or not told < head < i:
            return NONE
        if not {parse.lower[i], parse.lower[told]} <= self.speech or parse.lower[head] in self.speech:
            return NONE
        if parse.tags[i] not in ("VBD", "VBZ") or parse.tags[i] != parse.tags[told]:
            return NONE
        if any(parse.deps[k] in ("aux", "auxpass", "mark") or parse.deps[k] in _SUBJECTS for k in parse.kids[i]):
            return NONE
        other = parse.tags[head] not in ("VBD", "VBZ") or any(parse.deps[k] == "acomp" for k in parse.kids[head])
        return told if other or any(parse.deps[k] in ("aux", "auxpass") for k in parse.kids[head]) else NONE

    def _not_itself(self, i: int, subject: int, above: int) -> int:
        """ "told her that Peru broke the law, and accused Peru": nobody acts on themselves; the subject is the one above."""
        lower = self.parse.lower
        if subject == NONE or not self.is_name(subject) or not self.is_verb(above):
            return subject
        same = any(lower[k] == lower[subject] for k in self.children(i, "dobj"))
        return self.subject(above) if same else subject

    def headline_future(self, i: int) -> bool:
        """ "British minister to visit North Korea": an infinitive that hangs on the noun at the root of a headline."""
        parse = self.parse
        head = parse.heads[i]
        at_root = parse.heads[head] == head and self.is_noun(head) and i > head
        return at_root and parse.deps[i] in ("acl", "relcl") and self._has_to(i)

    def headline_series(self, i: int) -> int:
        """In a headline such as "X attacks Y, urges Z": the first verb, which the parser takes for a complement."""
        parse = self.parse
        for k in parse.kids[i]:
            if parse.deps[k] == "ccomp" and k < i and any(parse.deps[x] == "nsubj" for x in parse.kids[k]):
                own = any(parse.deps[x] in _SUBJECTS for x in parse.kids[i])
                quoted = any(parse.lower[x] in ('"', "''") for x in range(k, i))
                return NONE if own or quoted else k
        return NONE

    def _has_to(self, i: int) -> bool:
        return any(self.parse.deps[k] == "aux" and self.parse.tags[k] == "TO" for k in self.parse.kids[i])

    def _stranded(self, i: int) -> bool:
        return any(self.parse.deps[k] == "prep" and not self.parse.kids[k] for k in self.parse.kids[i])

    def _controller(self, governor: int, by_object: bool) -> int:
        if by_object:
            for k in self.parse.kids[governor]:
                if self.parse.deps[k] in ("dobj", "dative") and self.is_noun(k):
                    return self.antecedent(k)
            for argument in self.prepositions(governor):
                if (
                    argument.prep in ("on", "upon", "to", "with", "for")
                    and not argument.kind
                    and argument.head < len(self.parse)
                ) and (argument.prep in ("on", "upon") or self.parse.deps[self.parse.heads[argument.head]] == "dative"):
                    return argument.head
        return self.subject(governor)

    def agent(self, noun: int) -> int:
        """Who does what a noun says: its possessor, its "by" phrase, or the subject of the verb that takes it."""
        possessor = self.possessor(noun)
        if possessor != NONE:
            return possessor
        for argument in self.prepositions(noun):
            if argument.prep == "by" and not argument.kind:
                return argument.head
        label, head = self.parse.deps[noun], self.parse.heads[noun]
        if label in ("dobj", "attr") and self.is_verb(head) and not self.passive(head):
            return self.subject(head)
        if label == "pobj" and self.is_verb(self.parse.heads[head]) and self.parse.heads[head] != head:
            return self.subject(self.parse.heads[head])
        return NONE

    # -- clauses -----------------------------------------------------------------------------------------------

    def clause(self, i: int) -> Clause:
        """The clause that a verb heads."""
        known = self._clauses.get(i)
        if known is None:
            known = self._clauses[i] = self._build(i)
        return known

    def _build(self, i: int) -> Clause:
        parse = self.parse
        clause = Clause(i, passive=self.passive(i))
        surface = self.subject(i)
        arguments: list[Argument] = []
        objects: list[int] = []
        datives: list[int] = []
        particles: list[str] = []
        by: list[int] = []
        for k in parse.kids[i]:
            label = parse.deps[k]
            if label in ("dobj", "obj"):
                objects.append(self.antecedent(k))
            elif label == "dative" and self.is_noun(k):
                datives.append(k)
            elif label in ("attr", "acomp", "oprd"):
                arguments.append(Argument("pred", k))
                if label != "attr":
                    arguments += self._of_predicate(k)
            elif label in ("prt", "advmod") and parse.tags[k] in ("RP", "IN", "RB"):
                particles.append(parse.lower[k])
            elif label == "prep" and parse.tags[k] == "RP":  # "burned down a mosque", read as a prepositional phrase
                particles.append(parse.lower[k])
                objects += self.children(k, "pobj")
            elif label == "neg":
                clause.negated = True
            elif label == "aux":
                if parse.tags[k] == "MD":
                    clause.modal = parse.lower[k]
                elif parse.tags[k] == "TO":
                    clause.infinitive = True
            elif label == "agent":
                by += [x for x in parse.kids[k] if parse.deps[x] == "pobj"]
        if clause.passive and not by:  # "kidnapped and killed by rebels": the agent stands with the last verb
            for k in self.children(i, "conj"):
                if self.is_verb(k) and self.passive(k) and not any(parse.deps[x] in _SUBJECTS for x in parse.kids[k]):
                    by += [x for y in self.children(k, "agent") for x in parse.kids[y] if parse.deps[x] == "pobj"]
        if clause.passive and not by:
            by = self._agent_below(i)
        if clause.passive and not by:
            by = self._agent_beyond(i)
        if clause.passive:
            clause.subject = by[0] if by else NONE
            if surface != NONE:
                if objects:
                    datives.append(surface)
                else:
                    objects.append(surface)
        else:
            clause.subject = surface
            if parse.deps[i] == "amod" and parse.deps[parse.heads[i]] == "pobj":
                objects.append(parse.heads[i])
            if not objects:
                objects += self._shared_object(i) + self._relative_gap(i)
        clause.object = objects[0] if objects else NONE
        if clause.subject != NONE:
            arguments.append(Argument("subj", clause.subject))
        arguments += [Argument("obj", x) for x in objects]
        arguments += [Argument("iobj", x) for x in datives]
        arguments += self._complements(i)
        preps = self.prepositions(i)
        if clause.passive and by:
            preps = [p for p in preps if not (p.prep == "by" and p.head in by)]
        if not preps:
            preps = self._shared_prepositions(i)
        arguments += preps
        for particle in particles:  # "call on Iran" parsed as particle and object
            arguments += [Argument("prep", x, particle) for x in objects if particle_like(particle)]
        for x in objects:
            arguments += self.prepositions(x, own=False)
            arguments += [
                Argument("comp", c, own=False, kind=self.kind(c))
                for c in self.children(x, "acl", "relcl")
                if self.kind(c) == "inf" and not any(parse.tags[k] in _RELATIVE for k in parse.kids[c])
            ]
            arguments += [
                Argument("comp", c, own=False, kind="that")
                for c in self.children(x, "acl", "ccomp", "relcl")
                if any(parse.lower[k] == "that" and parse.deps[k] == "mark" for k in parse.kids[c])
            ]  # "voiced doubt that ..."
        raised = self._raised(i) if not objects else NONE
        if raised != NONE:
            clause.object = raised
            arguments.append(Argument("obj", raised))
        for argument in arguments:
            clause.arguments.setdefault(argument.relation, []).append(argument)
        clause.particles = tuple(particles)
        clause.mark = self._mark(i)
        clause.negated = clause.negated or self._negated_by_conjunction(i)
        if not clause.modal and parse.deps[i] == "conj":
            head = parse.heads[i]
            if self.is_verb(head) and parse.tags[i] == "VB":
                above = self.clause(head)
                clause.modal, clause.infinitive = above.modal, clause.infinitive or above.infinitive
        return clause

    def _agent_below(self, i: int) -> list[int]:
        """ "were used as shields by soldiers": the parser hangs the agent on the noun before it."""
        parse = self.parse
        for k in reversed(self.children(i, "prep")):
            if parse.lower[k] in self._with_things:
                for x in self.children(k, "pobj"):
                    found = [a.head for a in self.prepositions(x) if a.prep == "by" and not a.kind]
                    if found:
                        return found[:1]
        return []

    def _agent_beyond(self, i: int) -> list[int]:
        """ "was shot at his home by rebels": an agent that the parser hung on the place."""
        if self.passive(i) and self.children(i, "auxpass"):
            for k in self.children(i, "prep"):
                if k > i and self.parse.lower[k] in _WHERE:
                    for x in self.children(k, "pobj"):
                        for b in self.children(x, "prep"):
                            if self.parse.lower[b] == "by":
                                return self.children(b, "pobj")
        return []

    def _of_predicate(self, k: int) -> list[Argument]:
        found = list(self.prepositions(k))
        for x in self.children(k, "xcomp", "ccomp", "acl", "advcl"):
            found.append(Argument("comp", x, kind=self.kind(x)))
        return found

    def _shared_object(self, i: int) -> list[int]:
        """ "visited and praised X": the object stands with the last verb."""
        parse = self.parse
        if any(parse.deps[k] in ("prep", "ccomp", "xcomp", "dobj", "acomp", "attr") for k in parse.kids[i] if k > i):
            return []
        for k in parse.kids[i]:
            if (
                parse.deps[k] == "conj"
                and self.is_verb(k)
                and not any(parse.deps[x] in _SUBJECTS for x in parse.kids[k])
            ) and k - i <= 3:
                return [self.antecedent(x) for x in self.children(k, "dobj")]
        return []

    def _shared_prepositions(self, i: int) -> list[Argument]:
        parse = self.parse
        for k in parse.kids[i]:
            if parse.deps[k] == "conj" and self.is_verb(k) and k - i <= 3 and not self.children(k, "dobj"):
                return self.prepositions(k)
        return []

    def _relative_gap(self, i: int) -> list[int]:
        """ "the city that Russia attacked": the antecedent is the object."""
        parse = self.parse
        if parse.deps[i] != "relcl":
            return []
        head = parse.heads[i]
        if self._stranded(i) or any(parse.deps[k] in ("ccomp", "xcomp") for k in parse.kids[i]):
            return []
        if not any(parse.deps[k] == "nsubj" for k in parse.kids[i]) or self.subject(i) == head:
            return []
        return [head]

    def acts_on_antecedent(self, i: int) -> bool:
        """Whether a relative clause does something to what it hangs on: "a charge (that) Kampala rejects", no "charge that
        Kampala lied"."""
        parse = self.parse
        if any(parse.tags[k] == "WDT" for k in self.children(i, "dobj")):
            return True
        open_gap = not any(parse.lower[k] == "that" for k in parse.kids[i])
        return open_gap and self.clause(i).object == parse.heads[i]

    def _complements(self, i: int) -> list[Argument]:
        found = []
        for k in self.parse.kids[i]:
            if self.parse.deps[k] in ("xcomp", "ccomp"):
                for c in self.conjuncts(k):
                    found.append(
                        Argument("comp", c, kind=self.kind(c) if c == k or self.kind(c) != "that" else self.kind(k))
                    )
            elif self.parse.deps[k] == "advcl":
                kind = self.kind(k)
                if kind == "inf" and self._mark(k) == "for":  # "called for Burma to reform"
                    found.append(Argument("prep", k, "for", kind="inf"))
                elif kind == "inf" or (kind == "ing" and self._mark(k) == ""):
                    found.append(Argument("comp", k, own=False, kind="purpose" if kind == "inf" else "adverbial"))
        return found

    def _raised(self, i: int) -> int:
        """ "urged Iran to withdraw" parsed with Iran as the subject of "withdraw"."""
        for k in self.children(i, "ccomp", "xcomp", "oprd"):
            if self._has_to(k) or self._small(k) or not self.is_verb(k):
                for x in self.children(k, "nsubj", "nsubjpass"):
                    return x
        return NONE

    def _small(self, i: int) -> bool:
        """A bare infinitive with a subject of its own: "helped Bosnia rebuild", "let the rebels go"."""
        parse = self.parse
        return (
            parse.tags[i] == "VB"
            and parse.deps[i] == "ccomp"
            and not any(parse.deps[k] in ("aux", "mark") for k in parse.kids[i])
            and any(parse.deps[k] == "nsubj" for k in parse.kids[i])
        )

    def perfect(self, i: int) -> bool:
        """Whether a verb is in a perfect tense: "have met"."""
        return any(self.parse.deps[k] == "aux" and self.parse.lower[k] in _HAVE for k in self.parse.kids[i])

    def subjunctive(self, i: int) -> bool:
        """Whether a that-clause has a base form after a singular subject: "that Ukraine withdraw"."""
        parse = self.parse
        if parse.deps[i] != "ccomp" or parse.tags[i] not in ("VB", "VBP") or self._has_to(i):
            return False
        subjects = [k for k in parse.kids[i] if parse.deps[k] == "nsubj"]
        if not subjects or any(parse.deps[k] == "aux" for k in parse.kids[i]):
            return False
        k = subjects[-1]
        asked = parse.lower[parse.heads[i]] in self._asking and parse.tags[parse.heads[i]] in ("VBD", "VBN")
        if asked and parse.lower[i] not in ("are", "'re", "have", "do"):
            return True  # "suggested that the rebels declare a truce": no present tense after a past one
        plural = parse.tags[k] in ("NNS", "NNPS") or any(parse.deps[x] == "conj" for x in parse.kids[k])
        return parse.tags[k] in ("NN", "NNP") and not plural and parse.lower[i] not in ("be", "are", "'re", "have")

    def kind(self, i: int) -> str:
        """Kind of a subordinate verb: inf, ing, wh or that."""
        parse = self.parse
        bare = parse.deps[i] == "xcomp" and parse.tags[i] == "VB"  # "helped rebuild"
        if self._has_to(i) or self._small(i) or bare:
            return "inf"
        for k in parse.kids[i]:
            if parse.lower[k] in ("if", "whether") or (
                k < i
                and parse.tags[k] in ("WP", "WRB", "WDT")
                and parse.deps[i] != "relcl"
                and not (parse.lower[k] == "that" and parse.deps[k] == "mark")  # whatever the tagger takes it for
            ):
                return "wh"
        if parse.tags[i] == "VBG" and not any(parse.deps[k] == "aux" for k in parse.kids[i]):
            return "ing"
        if parse.deps[i] == "conj" and parse.tags[i] == "VB" and self.is_verb(parse.heads[i]):
            return self.kind(parse.heads[i])
        return "that"

    def _mark(self, i: int) -> str:
        parse = self.parse
        for k in parse.kids[i]:
            if parse.deps[k] == "mark" or (parse.deps[k] == "advmod" and k < i and parse.tags[k] in ("WRB", "IN")):
                return parse.lower[k]
        if parse.deps[i] == "pcomp":
            return parse.lower[parse.heads[i]]
        return ""

    def _negated_by_conjunction(self, i: int) -> bool:
        """ "neither X nor Y", "no troops": negation that doesn't hang on the verb."""
        parse = self.parse
        for k in parse.kids[i]:
            negative = parse.lower[k] in ("nobody", "none", "nothing") or any(
                parse.lower[x] in ("no", "neither", "nobody") for x in parse.kids[k]
            )
            if negative and (parse.deps[k] in _SUBJECTS or parse.deps[k] == "dobj"):
                return True
            if parse.deps[k] == "xcomp" and parse.tags[i] != "VB" and parse.lower[i] in _BE and self.children(k, "neg"):
                return True  # "is not to blame"
            if parse.lower[k] in ("longer", "more") and any(parse.lower[x] == "no" for x in parse.kids[k]):
                return True
            if parse.deps[k] in ("preconj", "cc", "advmod") and parse.lower[k] in ("neither", "nor", "never"):
                return True
        return False


def particle_like(word: str) -> bool:
    """Whether a particle can also be read as a preposition."""
    return word in ("on", "upon", "for", "to", "with", "at", "into", "over", "off", "in")
