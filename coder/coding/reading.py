"""From a story to the sentences worth parsing: names, case, sport, boilerplate, and what can't hold an event.

What is decided here needs the words alone. A sentence is parsed only if it, or a later one that may refer back to it,
could give an event; the events of the story are the same as if all were parsed (`skip` False does that, to prove it).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache

from coder.coding.actors import PLACES, Mention, NameFinder, Resolved, code_on
from coder.dictionaries.lexicon import Actor, Lexicon
from coder.dictionaries.names import fold
from coder.language.pipeline import Pipeline, Tokens
from coder.language.plain import plain
from coder.language.sentences import Sentence, split
from coder.records import Story

SPORTS_SHARE = 4
"""A story is about sport, and gives no events, if one in this many of its sentences is."""
HEADLINE_SHARE = 0.9
"""Share of capitalised words, small words apart, from which a sentence is a headline."""
LOWER_CASE = 500
"""A story with fewer capitals than one letter in so many is in lower case: usual news has one in twenty-five."""
_TOKEN = re.compile(r"[^\W_]+(?:\.[^\W_]+|'(?!s\b)[^\W_]+)*(?:(?<=\.[^\W_])\.)?|'s\b|\S", re.I)
_CALENDAR = frozenset(map(str.lower, (*calendar.day_name, *calendar.month_name))) - {"", "may", "march"}
_NOTICE = re.compile(r"[^\W\d_][\w'’-]*|\d+|©|-")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_LETTERS = re.compile(r"[^\W\d_][\w.'-]*|,")


@dataclass(slots=True)
class Seen:
    """A sentence as it was read. `sport`: nothing in it is coded; `boilerplate`: nor in this, and these words tell why;
    `wanted`: it has to be parsed."""

    index: int
    sentence: Sentence
    tokens: Tokens
    mentions: list[Mention]
    sport: bool
    wanted: bool = False
    boilerplate: str = ""


class Reader:
    """Reads stories with one lexicon."""

    def __init__(self, lexicon: Lexicon, pipeline: Pipeline, *, partial: bool, memory: bool, skip: bool = True) -> None:
        self.lexicon, self.pipeline, self.partial, self.memory, self.skip = lexicon, pipeline, partial, memory, skip
        self.finder = NameFinder(lexicon)
        self._common = self._common_words()
        self._titles, self._hubs = lexicon.lists["titles"], lexicon.lists["news_hubs"]
        self._small = lexicon.lists["prepositions"] | lexicon.lists["small_words"]
        self._triggers = frozenset(lexicon.verb_forms) | lexicon.light_forms | frozenset(lexicon.nouns)
        self._triggers |= frozenset(w for kind in ("deontic",) for w in lexicon.lists[f"{kind}_modals"])
        self._boilerplate = _by_first_word(lexicon.lists.get("boilerplate", frozenset()))
        self._boilerplate_starts = _by_first_word(lexicon.lists.get("boilerplate_starts", frozenset()))

    def read(self, story: Story) -> list[Seen]:
        """The story's sentences, in order, each with its names."""
        day = story.date.toordinal() if story.date else None
        given = plain(story.text)
        evidence = _Evidence(given.text)
        recase = self.uppercase if _in_lower_case(given.text) else self.recase
        seen = []
        self.pipeline.renew(len(story.text))
        for index, sentence in enumerate(split(given, recase)):
            tokens = self.pipeline.tokenize(sentence.text, sentence.start, sentence.places)
            boilerplate = self._boilerplate_in(f"{sentence.dateline} {sentence.text}")
            mentions = self.finder.find(tokens.words, evidence, day)
            if self._listed_in_headline(tokens.words, mentions):
                comma = tokens.offsets[mentions[0].last + 1]
                text = sentence.text[:comma] + "&" + sentence.text[comma + 1 :]
                tokens = self.pipeline.tokenize(text, sentence.start, sentence.places)
            seen.append(Seen(index, sentence, tokens, mentions, self._sports(tokens.words), boilerplate=boilerplate))
        settled = (m.actor for one in seen for m in one.mentions if m.actor is not None and not m.actor.evidence)
        if evidence.gains({code_on(actor, day)[:3] for actor in settled}):  # Nasrallah speaks for Tripoli in Lebanon
            for one in seen:
                one.mentions = self.finder.find(one.tokens.words, evidence, day)
        self._surnames(seen)
        told = [one for one in seen if not one.boilerplate]
        if sum(one.sport for one in told) * SPORTS_SHARE >= len(told):
            for one in seen:
                one.sport = True
        self._choose(seen)
        return seen

    def _listed_in_headline(self, words: list[str], mentions: list[Mention]) -> bool:
        """ "Iran, Iraq hold talks": in headlines a comma between two names of a kind is an "and", which the parser can read."""
        if len(mentions) < 2 or mentions[0].first != 0:
            return False
        one, other = mentions[:2]
        if one.actor is None or other.actor is None or words[one.last + 1] != "," or other.first != one.last + 2:
            return False
        following = words[other.last + 1] if other.last + 1 < len(words) else ""
        lists = self.lexicon.lists
        if following in lists["small_words"] or following in lists["report"]:  # "Iran, Japan said, attacked Iraq"
            return False
        alike = one.form == other.form == "name" and one.actor.kind == other.actor.kind
        return alike and following.isalpha() and following.islower()

    def _surnames(self, seen: list[Seen]) -> None:
        """A person named in full anywhere in the story is meant by the surname alone, in its headline too."""
        people: dict[str, set[Actor]] = {}
        for one in seen:
            for m in one.mentions:
                if m.actor is not None and m.actor.kind == "person" and m.last > m.first:
                    people.setdefault(fold(one.tokens.words[m.last]), set()).add(m.actor)
        if not people:
            return
        places = self.lexicon.lists["place_prepositions"] | self.lexicon.lists["prepositions"]
        for one in seen:
            one.mentions = [m for m in one.mentions if not self._namesake(one.tokens.words, m, people, places)]
            taken = {i for m in one.mentions for i in range(m.first, m.last + 1)}
            for i, word in enumerate(one.tokens.words):
                if i not in taken and word[0].isupper() and len(word) > 2:
                    meant = people.get(fold(word))
                    if meant is not None and len(meant) == 1 and not self._first_name(one.tokens.words, i, taken):
                        one.mentions.append(Mention(i, i, next(iter(meant)), "surname"))
            one.mentions.sort(key=lambda m: m.first)

    def _namesake(self, words: list[str], m: Mention, people: dict[str, set[Actor]], before: frozenset[str]) -> bool:
        """Whether what may be a town ("Toledo") is rather the person of that name whom the story names in full."""
        if (
            m.first != m.last
            or m.actor is None
            or m.actor.kind not in ("city", "place")
            or fold(words[m.last]) not in people
        ):
            return False
        return m.first == 0 or words[m.first - 1].lower() not in before

    def _first_name(self, words: list[str], i: int, taken: set[int]) -> bool:
        """Whether another first name stands before a surname: "Naoko Moriyama" isn't the Kenji named before."""
        if i == 0 or i - 1 in taken or not words[i - 1][0].isupper():
            return False
        before = words[i - 1].lower().rstrip(".")
        return before not in self.lexicon.role_length and before not in self._titles and before not in self._common

    def _choose(self, seen: list[Seen]) -> None:
        """Sentences that could give an event, and with story memory those between them, which may be referred back to.

        An act begins at a word of an event. An actor's country comes from a name in the sentence ("President Bush": from
        a surname) or, with memory, from a name or a dateline before it: until the first of them, nothing is known that
        a sentence could add to.
        """
        told = [one for one in seen if not one.sport and not one.boilerplate]
        known = self.partial or not self.skip
        waiting: list[Seen] = []
        for one in told:
            named = any(m.actor is not None for m in one.mentions) or self._may_hold_office(one.tokens.words)
            if self.memory:
                known = known or named or bool(one.sentence.dateline and self.dateline(one.sentence.dateline))
            if not known and not named:
                continue
            waiting.append(one)
            if not self.skip or not self._triggers.isdisjoint(map(str.lower, one.tokens.words)):
                for each in waiting if self.memory else (one,):
                    each.wanted = True
                waiting = []

    def _may_hold_office(self, words: list[str]) -> bool:
        """Whether a surname and a word of a role may make an actor of somebody whose name stands nowhere in full."""
        surnames, roles = self.lexicon.surnames, self.lexicon.role_length
        return any(fold(word) in surnames for word in words) and any(word.lower() in roles for word in words)

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

    def _boilerplate_in(self, text: str) -> str:
        """The words by which a sentence is none of the story's: credits, captions, links, notices; "" if it has none."""
        words = ["0" if word.isdecimal() else word for word in _NOTICE.findall(text.lower())]
        for i, word in enumerate(words):
            for index in (self._boilerplate, self._boilerplate_starts)[: 2 if i == 0 else 1]:
                for phrase in index.get(word, ()):
                    if words[i : i + len(phrase)] == phrase:
                        return " ".join(phrase)
        return ""

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

    # -- case --------------------------------------------------------------------------------------------------------

    def _common_words(self) -> frozenset[str]:
        lex = self.lexicon
        words = set(lex.verb_forms) | set(lex.nouns) | set(lex.modifiers) | set(lex.transparent)
        for table in (lex.roles, lex.sports):
            for phrase in table:
                words.update(phrase.split())
        for name, items in lex.lists.items():
            for phrase in items if not name.startswith("boilerplate") else ():
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
                w
                if len(w) <= 5 and fold(w) in names and fold(w) in lengths and not self._is_word(w, names)
                else w.capitalize()
                if w.isupper()
                else w
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
            if i == 0 and shouted and new[0].islower():
                new = new.capitalize()
            if len(new) == len(original):
                out[start : start + len(original)] = new
        return "".join(out)

    def uppercase(self, text: str) -> str:
        """A sentence of a story in lower case, with capitals where it begins and where the dictionaries have a name.

        A name of one word that is also an ordinary one ("rice", "reading") stays as it is, unless it is a country's.
        """
        tokens = [(m.start(), m[0]) for m in _TOKEN.finditer(text)]
        names = self.lexicon.names
        words = [word.capitalize() for _, word in tokens]
        phrases = {
            i
            for m in self.finder.find(words, lambda _: True, None)
            if m.last > m.first
            for i in range(m.first, m.last + 1)
        }
        for i, (_, word) in enumerate(tokens):
            if len(word) <= 5 and i not in phrases and fold(word.upper()) in names and not self._is_word(word, names):
                words[i] = word.upper()
        out = list(text)
        for mention in self.finder.find(words, lambda _: True, None):
            country = mention.actor is not None and mention.actor.kind == "country"
            if mention.first == mention.last:
                word = tokens[mention.first][1]
                acronym = words[mention.first].isupper()
                if not country and not acronym and self._ordinary(word):
                    continue
                if self._pronoun([word for _, word in tokens], mention.first):
                    continue
            for i in range(mention.first, mention.last + 1):
                start, word = tokens[i]
                if word not in self._small and len(words[i]) == len(word):
                    out[start : start + len(word)] = words[i]
        before = ""
        for start, word in tokens:  # "monday"; "president bush", who is no bush
            titled = before in self._titles or before in self.lexicon.role_length
            titled = titled and word not in self._small and word not in self._common
            if word in _CALENDAR or (titled and fold(word.capitalize()) in self.lexicon.surnames):
                out[start : start + len(word)] = word.capitalize()
            before = word
        first = _WORDS.search(text)
        if first and len(first[0][0].upper()) == 1:
            out[first.start()] = first[0][0].upper()
        return "".join(out)

    def _pronoun(self, words: list[str], i: int) -> bool:
        """Whether a word is one of grammar: "us" is the country where it begins the sentence, or before "troops"."""
        if words[i] == "us" and i and i + 1 < len(words):
            after = words[i + 1]
            return not (after == "-" or after in self.lexicon.role_length or after in self.lexicon.nouns)
        return words[i] in self._small

    def _is_word(self, word: str, names: Container[str]) -> bool:
        """Whether what may be an acronym ("CAR", "SADR") is rather an ordinary word, or the name of that sound."""
        lower = word.lower()
        return fold(word.capitalize()) in names or lower in self._small or (lower != "us" and _in_english(lower))

    def _ordinary(self, word: str) -> bool:
        return word in self._triggers or word in self.lexicon.role_length or _in_english(word)


def _by_first_word(phrases: Iterable[str]) -> dict[str, list[list[str]]]:
    index: dict[str, list[list[str]]] = {}
    for phrase in sorted(phrases):
        words = phrase.split("_")
        index.setdefault(words[0], []).append(words)
    return index


@lru_cache(maxsize=10_000)
def _in_english(word: str) -> bool:
    """Whether a word in lower case is in the dictionary of the inflection library."""
    from lemminflect import getAllLemmas

    return bool(getAllLemmas(word))


def _in_lower_case(text: str) -> bool:
    """Whether a text has no capitals to speak of: corpora are sometimes passed on in lower case."""
    if text.islower():
        return True
    upper = sum(map(str.isupper, text))
    return upper > 0 and upper * LOWER_CASE < sum(map(str.islower, text))


def _stands_in(text: str, word: str) -> bool:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum():
            return True
        start = text.find(word, start + 1)
    return False


class _Evidence:
    """Tells whether a story says one of some words; asked often for few sets of words, so remembered.

    "=LBN" is no word: it stands for any actor of that country who can be nobody else.
    """

    __slots__ = ("countries", "known", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: dict[tuple[str, ...], bool] = {}
        self.countries: set[str] = set()

    def __call__(self, words: tuple[str, ...]) -> bool:
        found = self.known.get(words)
        if found is None:
            found = self.known[words] = any(
                word[1:] in self.countries if word[0] == "=" else _stands_in(self.text, word) for word in words
            )
        return found

    def gains(self, countries: set[str]) -> bool:
        """Take note of whose actors the story names; whether that answers anything that was asked in vain."""
        self.countries = countries
        before = [words for words, found in self.known.items() if not found]
        for words in before:
            del self.known[words]
        return any(self(words) for words in before)
