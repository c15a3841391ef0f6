"""From a story to the sentences worth parsing: names, headlines, sport, and what can't hold an event.

What is decided here needs the words alone. A sentence is parsed only if it, or a later one that refers back to it, could
give an event; the events of the story are the same as if all were parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from coder.coding.actors import PLACES, Mention, NameFinder, Resolved
from coder.dictionaries.lexicon import Actor, Lexicon
from coder.dictionaries.names import fold
from coder.language.pipeline import Pipeline, Tokens
from coder.language.sentences import Sentence, split
from coder.records import Story

SPORTS_SHARE = 4
"""A story is about sport, and gives no events, if one in this many of its sentences is."""
HEADLINE_SHARE = 0.9
"""Share of capitalised words, small words apart, from which a sentence is a headline."""
_TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?|\S")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_LETTERS = re.compile(r"[^\W\d_][\w.'-]*|,")


@dataclass(slots=True)
class Seen:
    """A sentence as it was read. `sport`: nothing in it is coded; `wanted`: it has to be parsed."""

    index: int
    sentence: Sentence
    tokens: Tokens
    mentions: list[Mention]
    sport: bool
    wanted: bool = False


class Reader:
    """Reads stories with one lexicon."""

    def __init__(self, lexicon: Lexicon, pipeline: Pipeline, *, partial: bool, memory: bool) -> None:
        self.lexicon, self.pipeline, self.partial, self.memory = lexicon, pipeline, partial, memory
        self.finder = NameFinder(lexicon)
        self._common = self._common_words()
        self._titles, self._hubs = lexicon.lists["titles"], lexicon.lists["news_hubs"]
        self._small = lexicon.lists["prepositions"] | lexicon.lists["small_words"]
        self._triggers = frozenset(lexicon.verb_forms) | lexicon.light_forms | frozenset(lexicon.nouns)
        self._triggers |= frozenset(w for kind in ("deontic",) for w in lexicon.lists[f"{kind}_modals"])

    def read(self, story: Story) -> list[Seen]:
        """The story's sentences, in order, each with its names."""
        day = story.date.toordinal() if story.date else None
        evidence = _evidence(story.text)
        seen = []
        self.pipeline.renew(len(story.text))
        for index, sentence in enumerate(split(story.text, self.recase)):
            tokens = self.pipeline.tokenize(sentence.text, sentence.start)
            mentions = self.finder.find(tokens.words, evidence, day)
            seen.append(Seen(index, sentence, tokens, mentions, self._sports(tokens.words)))
        self._surnames(seen)
        if sum(one.sport for one in seen) * SPORTS_SHARE >= len(seen):
            for one in seen:
                one.sport = True
        self._choose(seen)
        return seen

    def _surnames(self, seen: list[Seen]) -> None:
        """A person named in full anywhere in the story is meant by the surname alone, in its headline too."""
        people: dict[str, set[Actor]] = {}
        for one in seen:
            for m in one.mentions:
                if m.actor is not None and m.actor.kind == "person" and m.last > m.first:
                    people.setdefault(fold(one.tokens.words[m.last]), set()).add(m.actor)
        if not people:
            return
        for one in seen:
            taken = {i for m in one.mentions for i in range(m.first, m.last + 1)}
            for i, word in enumerate(one.tokens.words):
                if i not in taken and word[0].isupper() and len(word) > 2:
                    meant = people.get(fold(word))
                    if meant is not None and len(meant) == 1 and not self._first_name(one.tokens.words, i, taken):
                        one.mentions.append(Mention(i, i, next(iter(meant)), "surname"))
            one.mentions.sort(key=lambda m: m.first)

    def _first_name(self, words: list[str], i: int, taken: set[int]) -> bool:
        """Whether another first name stands before a surname: "Naoko Moriyama" isn't the Kenji named before."""
        if i == 0 or i - 1 in taken or not words[i - 1][0].isupper():
            return False
        before = words[i - 1].lower().rstrip(".")
        return before not in self.lexicon.role_length and before not in self._titles and before not in self._common

    def _choose(self, seen: list[Seen]) -> None:
        named = self.partial
        last = -1
        for one in seen:
            if one.sport:
                continue
            named = named or any(m.actor is not None for m in one.mentions)
            if named and not self._triggers.isdisjoint(map(str.lower, one.tokens.words)):
                one.wanted = True
                last = one.index
        if self.memory:  # what comes before may be referred back to
            for one in seen[: last + 1]:
                one.wanted = one.wanted or (not one.sport and any(m.actor is not None for m in one.mentions))

    def _sports(self, words: list[str]) -> bool:
        score = 0
        sports, lengths = self.lexicon.sports, self.lexicon.sports_length
        lower = [word.lower() for word in words]
        if lengths.keys().isdisjoint(lower):
            return False
        for i, word in enumerate(lower):
            longest = lengths.get(word)
            if longest:
                for length in range(longest, 0, -1):
                    value = sports.get(" ".join(lower[i : i + length]))
                    if value:
                        score += value
                        break
                if score >= 2:
                    return True
        return False

    def dateline(self, dateline: str) -> Resolved | None:
        """The country that a dateline names: "BAGHDAD, Iraq (AP) -"."""
        letters = _LETTERS.findall(dateline)
        words = [  # "NEW YORK", but not "US": short words are names only before others
            w.capitalize() if w.isupper() and (len(w) > 3 or (x.isupper() and len(x) > 3)) else w
            for w, x in zip(letters, [*letters[1:], ""], strict=True)
        ]
        for mention in reversed(self.finder.find(words, lambda _: True, None)):
            whole = mention.first == 0 or words[mention.first - 1] == ","  # "NEW YORK" isn't York
            if whole and mention.actor is not None and mention.actor.kind in PLACES:
                code = mention.actor.codes[0][0]
                return Resolved(code[:3], "", 0, 0, 0, "country", f"dateline {dateline.strip()}", mention.actor.origin)
        return None

    def from_elsewhere(self, dateline: str) -> bool:
        """Whether agencies write about other countries from the city of a dateline: "WASHINGTON (Reuters) -"."""
        words = [w.lower() for w in _LETTERS.findall(dateline)]
        return not self._hubs.isdisjoint(("_".join(words[:1]), "_".join(words[:2])))

    # -- headlines ---------------------------------------------------------------------------------------------------

    def _common_words(self) -> frozenset[str]:
        lex = self.lexicon
        words = set(lex.verb_forms) | set(lex.nouns) | set(lex.modifiers) | set(lex.transparent)
        for table in (lex.roles, lex.sports):
            for phrase in table:
                words.update(phrase.split())
        for items in lex.lists.values():
            for phrase in items:
                words.update(phrase.split("_"))
        return frozenset(words)

    def _capitalised(self, words: list[str]) -> bool:
        """Whether nearly all words begin with a capital, small words apart; most sentences show soon that they don't."""
        enough = (1 - HEADLINE_SHARE) * len(words)
        telling, lower = len(words), 0
        for word in words:
            if word.lower() in self._small:
                telling -= 1
            elif not word[0].isupper():
                lower += 1
                if lower > enough:
                    return False
        return telling >= 3 and telling - lower >= HEADLINE_SHARE * telling

    def recase(self, text: str) -> str:
        """A headline or an all-capitals sentence in usual case: names as the dictionaries write them, the rest lower.

        Where Most Words Are Capitalised (or ALL OF THEM), case says nothing about names. Any other sentence is returned
        as it is.
        """
        words = _WORDS.findall(text)
        first = words[0] if words else ""
        if len(first) > 3 and first.isupper() and fold(first) not in self.lexicon.names:
            usual = first.capitalize()  # "PAKISTANI troops ...": leads that shout their first word
            if fold(usual) in self.lexicon.names:
                start = text.index(first)
                text = text[:start] + usual + text[start + len(first) :]
        if not self._capitalised(words):
            return text
        tokens = [(m.start(), m[0]) for m in _TOKEN.finditer(text)]
        shouted = sum(t.isupper() and len(t) > 1 for _, t in tokens) > 0.6 * len(tokens)
        words = [t for _, t in tokens]
        if shouted:
            names, lengths = self.lexicon.names, self.lexicon.name_length
            words = [
                w if len(w) <= 5 and fold(w) in names and fold(w) in lengths else w.capitalize() if w.isupper() else w
                for w in words
            ]
        named = {i for m in self.finder.find(words, lambda _: True, None) for i in range(m.first, m.last + 1)}
        out = list(text)
        for i, ((start, original), word) in enumerate(zip(tokens, words, strict=True)):
            if i in named:
                new = word
            elif word.lower() in self._common or shouted:
                new = word.lower()
            else:
                new = word
            if len(new) == len(original):
                out[start : start + len(original)] = new
        return "".join(out)


def _stands_in(text: str, word: str) -> bool:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum():
            return True
        start = text.find(word, start + 1)
    return False


def _evidence(text: str) -> Callable[[tuple[str, ...]], bool]:
    """Tells whether one of some words stands in the story; asked often for few sets of words, so remembered."""
    known: dict[tuple[str, ...], bool] = {}

    def evidence(words: tuple[str, ...]) -> bool:
        found = known.get(words)
        if found is None:
            found = known[words] = any(_stands_in(text, w) for w in words)
        return found

    return evidence
