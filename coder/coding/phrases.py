"""What the phrases of a sentence are to the dictionaries: words of a rule, event nouns, references to actors."""

from __future__ import annotations

from coder.coding.actors import Resolved, SentenceActors
from coder.coding.acts import Act, Ref, Step
from coder.dictionaries.lexicon import Lexicon, NounRule, Words
from coder.language.clauses import NONE, Clause, Grammar
from coder.language.parse import Parse


class Phrases:
    """The phrases of one sentence."""

    def __init__(self, lexicon: Lexicon, parse: Parse, grammar: Grammar, actors: SentenceActors) -> None:
        self.lexicon, self.parse, self.grammar, self.actors = lexicon, parse, grammar, actors
        self._lists = lexicon.lists
        self._words = frozenset(parse.lower).union(
            *(self._as_words(parse.lower[i]) for i, tag in enumerate(parse.tags) if tag == "CD")
        )
        self._rules_of: dict[int, NounRule | None] = {}

    def _matches(self, words: Words, i: int) -> int:
        """How many words of the longest phrase that the token heads stand there; 0 if it heads none."""
        contexts = words.get(self.parse.lower[i])
        if not contexts:
            return 0
        lower = self.parse.lower
        for before, after in contexts:
            if after and lower[i + 1 : i + 1 + len(after)] != list(after):
                continue
            if not before or lower[max(0, i - len(before)) : i] == list(before):
                return 1 + len(before) + len(after)
            modifiers = [lower[k] for k in self.grammar.modifiers(i)]
            if all(word in modifiers for word in before):
                return 1 + len(before) + len(after)
        return 0

    def _any_matches(self, words: Words, head: int, actor: bool = True) -> int:
        longest = 0
        for h in self.grammar.conjuncts(head):
            found = (
                self._matches(words, h)
                or (self._counted(words, h) if actor else 0)
                or self._matches(words, self._through(h))
                or (self._titled(words, h) if actor else 0)
            )
            longest = max(longest, found)
        return longest

    def _as_words(self, word: str) -> frozenset[str]:
        """The words that a number may stand for: "8,000" are hundreds and thousands, "150" hundreds."""
        if word in self._lists["number_1000"]:
            return self._lists["number_1000"]
        number = word.replace(",", "")
        if not number.isdecimal() or int(number) < 100:
            return frozenset()
        return (
            self._lists["number_100"] | self._lists["number_1000"] if int(number) >= 1000 else self._lists["number_100"]
        )

    def _counted(self, words: Words, h: int) -> int:
        """Where a rule wants many, a number will do: "drove out 200,000 Rohingya", "executed 300 of them"."""
        counts = [h] if self.parse.tags[h] == "CD" else self.grammar.children(h, "nummod")
        return 2 * any(word in words for k in counts for word in self._as_words(self.parse.lower[k]))

    def _titled(self, words: Words, h: int) -> int:
        """What stands before a name matches too: "Prime Minister Indira Gandhi", "the newspaper Zaman"."""
        if not self.grammar.is_name(h):
            return 0
        before = [k for k in self.grammar.children(h, "compound", "nmod") if k < h]
        return max((self._matches(words, k) for k in before), default=0)

    def _through(self, h: int) -> int:
        """ "a series of talks": the talks; "$50 million in aid": the aid."""
        word = self.parse.lower[h]
        quantity = word in self._lists["quantity_words"] or self.parse.tags[h] == "CD"
        if (quantity or word in self.lexicon.transparent) and self._noun_rule(h) is None:
            for argument in self.grammar.prepositions(h):
                if not argument.kind and (argument.prep == "of" or (quantity and argument.prep in ("in", "worth_of"))):
                    return self._through(argument.head) if argument.head != h else h
        return h

    def _noun_rule(self, i: int) -> NounRule | None:
        """The event noun that a token heads: the longest phrase that stands there."""
        if i not in self._rules_of:
            self._rules_of[i] = self._find_noun_rule(i)
        return self._rules_of[i]

    def _find_noun_rule(self, i: int) -> NounRule | None:
        lower, words = self.parse.lower, self._words
        for rule in self.lexicon.nouns.get(lower[i], ()):  # the widest phrase first
            if rule.before and not words.issuperset(rule.before):
                continue
            if rule.after and lower[i + 1 : i + 1 + len(rule.after)] != list(rule.after):
                continue
            if rule.before and lower[max(0, i - len(rule.before)) : i] != list(rule.before):
                modifiers = [lower[k] for k in self.grammar.modifiers(i)]
                if not all(word in modifiers for word in rule.before):
                    continue
            if rule.of is not None and not any(
                a.prep == "of" and not a.kind and self._any_matches(rule.of, a.head)
                for a in self.grammar.prepositions(i)
            ):
                continue
            return rule
        return None

    def _is_event_noun(self, i: int) -> bool:
        return self.parse.lower[i] in self.lexicon.nouns

    def _temporal(self, i: int) -> bool:
        return self.parse.lower[i] in self._lists.get("times", ())

    def refs(self, refs: list[Ref] | tuple[Ref, ...]) -> list[Resolved]:
        """What references resolve to."""
        found: list[Resolved] = []
        for kind, head in refs:
            found += self.actors.resolve(head) if kind == "np" else self.actors.modifiers_as_actors(head)
        return found

    def _np(self, head: int) -> tuple[Ref, ...]:
        return (("np", head),) if head != NONE else ()

    def _unknown(self, i: int) -> Act:
        clause = self.grammar.clause(i) if self.grammar.is_verb(i) else Clause(i)
        return Act("", "", i, self._np(clause.subject), self._np(clause.object), clause=i, hints=self._hints(clause))

    def _hints(self, clause: Clause) -> tuple[Ref, ...]:
        """Rungs of the target ladder: indirect object, own prepositional arguments, possessor of the object."""
        lists = self._lists
        own = [a for a in clause.of("prep") if a.own and not a.kind]
        hints: list[Ref] = [("np", a.head) for a in clause.of("iobj")]
        hints += [("np", a.head) for a in own if a.prep in lists["hint_prepositions"]]
        hints += [  # "rallied outside the Italian embassy"
            ("np", a.head)
            for a in own
            if a.prep in lists["beside_prepositions"] and self.parse.lower[a.head] in lists["missions"]
        ]
        for a in own:  # "in a letter to the king", "in response to an attack by the rebels"
            if a.prep == "in" and self.parse.lower[a.head] in lists["conversations"]:
                hints += [
                    ("np", b.head) for b in self.grammar.prepositions(a.head) if b.prep in ("to", "with") and not b.kind
                ]
            elif a.prep == "in" and self.parse.lower[a.head] in lists["answers"]:
                hints += [ref for b in self.grammar.prepositions(a.head) if not b.kind for ref in self._whose(b.head)]
        hints += [ref for a in own if a.prep in lists["reason_prepositions"] for ref in self._whose(a.head)]
        for a in clause.of("obj"):
            possessor = self.grammar.possessor(a.head)
            if possessor != NONE:
                hints.append(("np", possessor))
            hints.append(("mod", a.head))
            hints += [
                ("np", b.head)
                for b in self.grammar.prepositions(a.head)
                if not b.kind and b.prep in lists["object_prepositions"]
            ]
            hints += [("np", x) for x in self.grammar.makers(a.head)]
        return tuple(hints)

    def _whose(self, head: int) -> list[Ref]:
        """Who a noun is, or whose: its adjectives, possessor and agent."""
        possessor = self.grammar.possessor(head)
        by = [a.head for a in self.grammar.prepositions(head) if a.prep in ("by", "from") and not a.kind]
        by += self.grammar.makers(head)
        return [("np", head), *(("np", x) for x in (possessor, *by) if x != NONE), ("mod", head)]

    def _first(self, relations: dict[str, list[Ref]], order: tuple[str, ...]) -> tuple[Ref, ...]:
        fallback: tuple[Ref, ...] = ()
        for relation in order:
            refs = relations.get(relation)
            if refs:
                if self.refs(refs):
                    return tuple(refs)
                fallback = fallback or tuple(refs)
        return fallback

    def _same(self, one: int, other: int) -> bool:
        if one == NONE or other == NONE:
            return False
        if one == other or self.grammar.is_pronoun(other):
            return True
        a, b = self.actors.resolve(one), self.actors.resolve(other)
        if not a or not b or not a[0].country:
            return False
        if self._own_office(one, other):
            return True
        if a[0].country != b[0].country:
            return False
        return a[0].role == b[0].role or (a[0].role == "GOV" and not b[0].role)  # a minister speaks for the country

    def _own_office(self, speaker: int, subject: int) -> bool:
        """ "Officials in Lima said the government would not ...": of whom nobody else is said to be."""
        if NONE in (speaker, subject) or self.grammar.is_pronoun(subject):
            return False
        a, b = self.actors.resolve(speaker), self.actors.resolve(subject)
        alike = len(a) == 1 == len(b) and a[0].role == b[0].role and a[0].role in self.lexicon.sets["offices"]
        return (
            alike and bool(a[0].country) and not b[0].country and self.parse.lower[subject] in self._lists["body_words"]
        )

    def _step(self, i: int, note: str) -> Step:
        return Step("", self.parse.words[i], (i,), note)
