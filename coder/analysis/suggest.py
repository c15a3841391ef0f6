"""`cameo suggest`: names that a corpus uses as actors and no dictionary knows, counted, so that they can be added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from coder.analysis.unknown import Mention, UnknownNames
from coder.coding.actors import code_on
from coder.dictionaries.lexicon import Actor, Lexicon
from coder.language.entities import KINDS, EntityFinder
from coder.language.pipeline import Pipeline
from coder.records import Story

CONTEXTS = 3
"""Sentences shown of a name, from as many stories."""
HINTS = 3
"""Countries, descriptions and namesakes told of a name."""

_KIND_OF_ROLE = {
    "REB": "armed", "SEP": "armed", "INS": "armed", "UAF": "armed", "MIL": "armed", "PTY": "party",
    "GOV": "institution", "LEG": "institution", "JUD": "institution", "COP": "institution", "SPY": "institution",
    "BUS": "company", "MNC": "company", "MED": "media",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An unknown name. `stories`: how many have it; `entity`: the model's type; `aliases`: its acronyms.

    `described`: codes that words beside it give ("the Georgian envoy X": GEOGOV), and `countries`: those named in the
    same sentences, each with the number of stories; `contexts`: (story id, sentence); `day`: the first story's ordinal
    date; `namesakes`: people of the dictionaries with that surname, with their codes on that day.
    """

    name: str
    kind: str
    entity: str
    stories: int
    aliases: tuple[str, ...]
    described: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    contexts: tuple[tuple[str, str], ...]
    day: int | None = None
    namesakes: tuple[str, ...] = ()


def suggest(
    stories: Iterable[Story],
    lexicon: Lexicon,
    pipeline: Pipeline,
    entities: EntityFinder,
    *,
    limit: int | None = None,
    min_count: int = 1,
) -> list[Suggestion]:
    """Unknown names that at least `min_count` stories have, the most frequent first; at most `limit` of them."""
    names: dict[str, _Name] = {}
    for number, (story, mentions) in enumerate(UnknownNames(lexicon, pipeline, entities).find(stories)):
        for mention in mentions:
            names.setdefault(mention.key, _Name()).add(mention, story, number)
    for key in sorted(names):
        for acronym in sorted(names[key].aliases) if key in names else ():
            if acronym in names and acronym != key:
                names[key].merge(names.pop(acronym))
    found = [n.suggestion(lexicon) for n in names.values() if n.entity in KINDS and len(n.stories) >= min_count]
    ranked = sorted(found, key=lambda s: (-s.stories, s.name))[:limit]
    return _with_namesakes(ranked, lexicon)


@dataclass(slots=True)
class _Name:
    """What the corpus says of one name. Stories are known by their number, for ids may repeat; `day`: of the first."""

    day: int | None = None
    stories: set[int] = field(default_factory=set)
    spellings: Counter[str] = field(default_factory=Counter)
    entities: Counter[str] = field(default_factory=Counter)
    located: int = 0
    aliases: set[str] = field(default_factory=set)
    described: dict[str, set[int]] = field(default_factory=dict)
    countries: dict[str, set[int]] = field(default_factory=dict)
    contexts: dict[int, tuple[str, str]] = field(default_factory=dict)

    def add(self, mention: Mention, story: Story, number: int) -> None:
        if not self.stories and story.date:
            self.day = story.date.toordinal()
        self.stories.add(number)
        self.spellings[" ".join(mention.words)] += 1
        self.entities[mention.entity] += 1
        self.located += mention.located
        if mention.alone.isupper():
            self.aliases.add(mention.alone)
        for code in mention.described:
            self.described.setdefault(code, set()).add(number)
        for code in mention.countries:
            self.countries.setdefault(code, set()).add(number)
        if len(self.contexts) < CONTEXTS:
            self.contexts.setdefault(number, (story.id, mention.sentence))

    def merge(self, acronym: _Name) -> None:
        """Take over what the corpus says under the acronym alone."""
        if min(acronym.stories) < min(self.stories):
            self.day = acronym.day
        self.stories |= acronym.stories
        self.entities += acronym.entities
        self.located += acronym.located
        for mine, other in ((self.described, acronym.described), (self.countries, acronym.countries)):
            for code, stories in other.items():
                mine.setdefault(code, set()).update(stories)
        self.contexts = dict(sorted((acronym.contexts | self.contexts).items())[:CONTEXTS])

    @property
    def entity(self) -> str:
        """What the model takes the name for most often, where it takes it for anything."""
        seen = [(number, type_ in KINDS, type_) for type_, number in self.entities.items() if type_]
        return max(seen, default=(0, False, ""))[2]

    def suggestion(self, lexicon: Lexicon) -> Suggestion:
        name = min(self.spellings, key=lambda spelling: (-self.spellings[spelling], spelling))
        described = _most(self.described)
        return Suggestion(
            name=name,
            kind=self._kind(name, described, lexicon),
            entity=self.entity,
            stories=len(self.stories),
            aliases=tuple(sorted(self.aliases - lexicon.names.keys())),
            described=described,
            countries=_most(self.countries),
            contexts=tuple(self.contexts[number] for number in sorted(self.contexts)),
            day=self.day,
        )

    def _kind(self, name: str, described: tuple[tuple[str, int], ...], lexicon: Lexicon) -> str:
        """Kind of the entry, by the model's type. What it takes for an organization may be a place that things happen
        in; else it is what its last words say ("Labour Party"), or what it is described as."""
        kind = KINDS[self.entity]
        if kind != "organization":
            return kind
        if 2 * self.located >= self.entities.total():
            return KINDS["GPE"]
        words = name.lower().split()
        phrases = (" ".join(words[i:]) for i in range(len(words)))
        own = next((lexicon.roles[phrase][0] for phrase in phrases if phrase in lexicon.roles), "")
        return _KIND_OF_ROLE.get(own or (described[0][0][-3:] if described else ""), kind)


def _most(stories: dict[str, set[int]]) -> tuple[tuple[str, int], ...]:
    counted = [(code, len(numbers)) for code, numbers in stories.items()]
    return tuple(sorted(counted, key=lambda one: (-one[1], one[0]))[:HINTS])


def _with_namesakes(suggestions: list[Suggestion], lexicon: Lexicon) -> list[Suggestion]:
    """Tell of each person who in the dictionaries may be meant: first who is of a country named, and in office then."""
    people: dict[str, list[Actor]] = {}
    for actor in lexicon.actors:
        if actor.kind == "person":
            people.setdefault(actor.name.rpartition(" ")[2], []).append(actor)
    done = []
    for s in suggestions:
        known = people.get(s.name.rpartition(" ")[2], []) if s.kind == "person" else []
        if " " in s.name:  # "Ken Bigley" may be "Kenneth Bigley"
            known = [actor for actor in known if actor.name[0] == s.name[0]]
        coded = sorted((code_on(actor, s.day), actor.name) for actor in known)
        named = {code for code, _ in s.countries}
        coded.sort(key=lambda one: (one[0][:3] not in named, one[0].endswith("ELI") or len(one[0]) == 3))
        done.append(replace(s, namesakes=tuple(f"{name} ({code})" for code, name in coded[:HINTS])))
    return done
