"""What a sentence takes up from what was told before: who accused, who met, who holds whom, who provoked it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coder.coding.actors import Resolved
from coder.coding.acts import Act
from coder.coding.memory import Told
from coder.coding.whereabouts import Whereabouts
from coder.language.clauses import NONE
from coder.records import Event

MOST_DOERS = 6
"""Actors that an event referred back to ("the sanctions") may have had."""

REACH_OF_EVENTS, REACH_OF_VIOLENCE = 12, 8
"""Sentences that "the sanctions" looks back, and "the attack"."""


class Retold(Whereabouts):
    """Finds actors in the events told before, those of the sentence itself included."""

    def _here(self) -> list[Told]:
        """Events of the sentence so far."""
        return [
            Told(e.sentence, e.code, _party(e.source_country, e.source_role, e.source_text, e), target)
            for e in self._so_far
            if e.source and e.target
            for target in (_party(e.target_country, e.target_role, e.target_text, e),)
        ]

    def _accusers(self, country: str, codes: frozenset[str], roots: frozenset[str]) -> list[Resolved]:
        """Who last did one of these to an actor of the country, in this sentence or before: asked, accused, protested."""
        assert self.memory is not None
        answered = roots or self._sets["answerable"]

        def fits(told: Told) -> bool:
            return told.target.country == country and (told.code in codes if codes else told.code[:2] in answered)

        here = [told for told in self._here() if fits(told)]
        before = [told for told in self.memory.told if fits(told)]
        last = here or [told for told in before if told.sentence == before[-1].sentence]
        return list({told.source.code: told.source for told in last}.values())[:MOST_DOERS]

    def _sufferers(self, act: Act) -> list[Resolved]:
        """ "Russia denied that its aircraft had taken part in the attack": whom the attack hit, as the story has told."""
        if self.memory is None or act.clause == NONE:
            return []
        for w in range(*self._span(act.clause)):
            if w > act.clause and self.parse.lower[w] in self.lexicon.nouns and self._refers_back(w):
                roots, reach = self._roots_meant(w)
                if roots and set(roots) <= self._sets["violent"]:
                    found = {told.target.code: told.target for told in self.memory.done(roots, reach)}
                    return list(found.values()) if len(found) == 1 else []
        return []

    def _provokers(self, own: frozenset[str]) -> list[Resolved]:
        """Who was last told to have done harm to a country: whom its threats are aimed at, if nobody is named."""
        if self.memory is None:
            return []
        done = [
            told
            for told in (*self.memory.told, *self._here())
            if told.target.country in own and told.source.country not in own
        ]
        found = [told for told in done if told.code[:2] in self._sets["provoking"]]
        found = found or [told for told in done if told.code[:2] in self._sets["answered"]]
        last = [told.source for told in found if told.sentence == found[-1].sentence]
        if not found or self.coded.seen.index - found[-1].sentence > REACH_OF_EVENTS:
            return []
        return list({r.code: r for r in last}.values())[:MOST_DOERS]

    def _participants(self, words: Iterable[int]) -> list[Resolved]:
        """ "Italy joined the talks", "the meeting called for a truce": who has met, as the story has told."""
        if self.memory is None:
            return []
        for w in words:
            if self.grammar.is_verb(w) or not self._refers_back(w):
                continue
            roots, reach = self._roots_meant(w)
            if roots == (self.lexicon.starts("met")[0][:2],):
                done = self.memory.done(roots, reach)
                found = {r.code: r for told in done for r in (told.source, told.target)}
                if len(found) <= MOST_DOERS:
                    what = self.parse.span(w, w)
                    return [
                        replace(r, first=w, last=w, why=f"who took part in {what!r}: {r.why}") for r in found.values()
                    ]
        return []

    def _holders(self, act: Act) -> list[Resolved]:
        """ "Two were detained and later released": by those who the story says have held them."""
        freed = [r for r in self._resolve(act.target) if r.country]
        if not freed or self.memory is None:
            return []
        for told in reversed([*self.memory.told, *self._here()]):
            if told.code[:3] in self._sets["held"] and told.target.country == freed[0].country:
                return [replace(told.source, why=f"who has held them: {told.source.why}")]
        return []

    # -- what a noun refers back to ------------------------------------------------------------------------------------

    def _is_definite(self, w: int) -> bool:
        before = [self.parse.lower[k] for k in self.parse.kids[w] if k < w]
        return any(word in self.lexicon.lists["definite_words"] for word in before)

    def _refers_back(self, w: int) -> bool:
        """Whether a noun is definite, and itself says nobody who takes part."""
        if not self._is_definite(w):
            return False
        if self.grammar.possessor(w) != NONE or self.actors.modifier_actors(w):
            return False
        return not any(
            any(r.country for r in self.actors.resolve(a.head)) or self.actors.place(a.head)
            for a in self.grammar.prepositions(w)
            if not a.kind
        )

    def _roots_meant(self, w: int) -> tuple[tuple[str, ...] | None, int]:
        """Roots of the events that a noun may refer back to, and how many sentences; None if it is no such noun."""
        word = self.parse.lower[w]
        for act in self.matcher.noun(w) if word in self.lexicon.nouns else ():
            code = self.matcher.operators.code(act)
            if code[:2] in self._sets["violent"]:
                return tuple(self._sets["violent"]), REACH_OF_VIOLENCE
            if code.startswith(self.lexicon.starts("accords")):
                return self.lexicon.starts("accords"), REACH_OF_EVENTS
            if code:
                return (code[:2],), REACH_OF_EVENTS
        if word in self.lexicon.lists["violence_words"]:
            return self.lexicon.starts("violence"), REACH_OF_VIOLENCE
        return ((), 1) if word in self.lexicon.lists["referring_nouns"] else (None, 0)


def _party(country: str, role: str, text: str, event: Event) -> Resolved:
    return Resolved(country, role, 0, 0, NONE, "role", f"{text} ({event.code} in the same sentence)")
