"""The rules of a verb, found by the words that they need: what is asked once for every verb of every sentence."""

from __future__ import annotations

from collections.abc import Iterable

from coder.dictionaries.lexicon import VerbRule


class VerbIndex:
    """The rules of a verb, in order.

    The index is made when the verb is first asked for: a corpus uses a part of the verbs, and making all of them would
    take longer than reading the dictionaries.
    """

    def __init__(self, rules: Iterable[VerbRule] = ()) -> None:
        self.rules: list[VerbRule] = list(rules)
        self._always: frozenset[int] = frozenset()
        self._by_word: dict[str, tuple[int, ...]] = {}
        self._takes_object: list[bool] = []
        self._others: list[tuple[frozenset[str], ...]] = []
        self._made = False

    def __reduce__(self) -> tuple[type[VerbIndex], tuple[list[VerbRule]]]:
        return VerbIndex, (self.rules,)

    def __eq__(self, other: object) -> bool:
        return self.rules == other.rules if isinstance(other, VerbIndex) else NotImplemented

    def add(self, rule: VerbRule) -> None:
        """One more rule, after the others."""
        self.rules.append(rule)
        self._made = False

    def near(self, words: frozenset[str], has_object: bool) -> list[VerbRule]:
        """Rules that a clause might fit, in order, by the words of its sentence and whether it has an object."""
        if not self._made:
            self._make()
        found = set(self._always)
        for word in words:
            here = self._by_word.get(word)
            if here is not None:
                found.update(here)
        return [
            self.rules[i]
            for i in sorted(found)
            if (has_object or not self._takes_object[i]) and not any(map(words.isdisjoint, self._others[i]))
        ]

    def _make(self) -> None:
        by_first: dict[frozenset[str], list[int]] = {}  # many rules of a verb ask for one of the same words
        for position, rule in enumerate(self.rules):
            by_first.setdefault(rule.required[0] if rule.required else frozenset(), []).append(position)
        self._always = frozenset(by_first.pop(frozenset(), ()))
        found: dict[str, tuple[int, ...]] = {}
        for words, positions in by_first.items():
            here = tuple(positions)
            for word in words:
                found[word] = found[word] + here if word in found else here
        self._by_word = found
        self._takes_object = [rule.takes_object for rule in self.rules]
        self._others = [rule.required[1:] for rule in self.rules]
        self._made = True
