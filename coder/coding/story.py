"""From stories to events: reading, parsing in batches across stories, coding sentence by sentence with the story's memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coder.coding.actors import PLACES, Resolved, SentenceActors, code_on
from coder.coding.assemble import Assembler
from coder.coding.memory import StoryMemory
from coder.coding.reading import Reader, Seen
from coder.coding.sentence import CodedSentence
from coder.coding.statements import Statements
from coder.dictionaries.lexicon import Lexicon
from coder.language.clauses import Grammar
from coder.language.parse import Parse
from coder.language.pipeline import BATCH_SENTENCES, Pipeline
from coder.language.repair import Repair
from coder.records import Event, Story


class StoryCoder:
    """Codes stories with one lexicon and one pipeline.

    `partial` also keeps events with one unknown actor; `story_memory` resolves what refers back; `dedupe` merges an act
    told several times in a story; `skip` leaves sentences unparsed that can't give an event.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        pipeline: Pipeline,
        *,
        partial: bool = False,
        story_memory: bool = True,
        dedupe: bool = True,
        skip: bool = True,
    ) -> None:
        self.lexicon, self.pipeline = lexicon, pipeline
        self.partial, self.story_memory, self.dedupe = partial, story_memory, dedupe
        self.reader = Reader(lexicon, pipeline, partial=partial, memory=story_memory, skip=skip)
        self._repair = Repair(lexicon.verb_forms, lexicon.nouns, lexicon.lists, lexicon.goes_with)

    def code(self, stories: Iterable[Story]) -> Iterator[tuple[Story, list[Event]]]:
        """Yield each story with its events, in order; sentences are parsed in batches across stories."""
        for batch in self._batches(stories):
            parses = self.pipeline.parse([one.tokens for _, seen in batch for one in seen if one.wanted])
            for story, seen in batch:
                coded = self._coded(story, seen, parses)  # one sentence at a time, so that a long story stays in bounds
                yield story, self._merge([event for one in coded for event in one.events])

    def _batches(self, stories: Iterable[Story]) -> Iterator[list[tuple[Story, list[Seen]]]]:
        batch: list[tuple[Story, list[Seen]]] = []
        size = 0
        for story in stories:
            seen = self.reader.read(story)
            batch.append((story, seen))
            size += sum(one.wanted for one in seen)
            if size >= BATCH_SENTENCES or len(batch) >= 4 * BATCH_SENTENCES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def inspect(self, story: Story) -> list[CodedSentence]:
        """The same as `code` for one story, with all that was seen on the way."""
        seen = self.reader.read(story)
        parses = self.pipeline.parse([one.tokens for one in seen])
        return list(self._coded(story, seen, parses, explain=True))

    def _merge(self, events: list[Event]) -> list[Event]:
        """One event for an act told several times: the first telling, with the number of `mentions`."""
        if not self.dedupe:
            return events
        told: dict[tuple[str, str, str], int] = {}
        for event in events:
            key = (event.source, event.target, event.code)
            told[key] = told.get(key, 0) + 1
        first: dict[tuple[str, str, str], Event] = {}
        for event in events:
            key = (event.source, event.target, event.code)
            first.setdefault(key, event if told[key] == 1 else replace(event, mentions=told[key]))
        return list(first.values())

    def _named(self, seen_all: Sequence[Seen], day: int | None) -> dict[str, int]:
        """How often a story names each country, twice a sentence at most."""
        found: dict[str, int] = {}
        for seen in seen_all:
            here: dict[str, int] = {}
            for mention in () if seen.boilerplate else seen.mentions:
                if mention.actor is not None and mention.actor.codes:
                    country = code_on(mention.actor, day)[:3]
                    faith = country.lower() in self.lexicon.lists["faiths"]
                    if country not in self.lexicon.sets["international"] and not faith:
                        here[country] = min(here.get(country, 0) + 1, 2)
            for country, n in here.items():
                found[country] = found.get(country, 0) + n
        return found

    def _coded(
        self, story: Story, seen_all: Sequence[Seen], parses: Iterator[Parse], explain: bool = False
    ) -> Iterator[CodedSentence]:
        """The sentences that were parsed, in order: all of them to explain, else the wanted ones."""
        day = story.date.toordinal() if story.date else None
        memory = StoryMemory(self.lexicon, named=self._named(seen_all, day)) if self.story_memory else None
        last = next((seen for seen in reversed(seen_all) if seen.wanted), None)
        for seen in seen_all:
            parse = next(parses) if explain or seen.wanted else None
            if memory is not None:
                memory.sentence = seen.index
                if seen.sentence.dateline:
                    line = seen.sentence.dateline
                    memory.set_place(self.reader.dateline(line), dateline=True, hub=self.reader.from_elsewhere(line))
            if parse is None:
                if memory is not None:
                    memory.pass_over(seen.sentence.text)
                continue
            self._repair(parse)
            grammar = Grammar(parse, self.lexicon.lists)
            actors = SentenceActors(
                parse, grammar, self.lexicon, seen.mentions, day, memory.resolve if memory else None
            )
            one = CodedSentence(seen, parse, actors, Statements(self.lexicon, parse, grammar, actors, explain))
            if not seen.wanted:
                one.skipped = (
                    f"it is no part of the story ({seen.boilerplate!r})"
                    if seen.boilerplate
                    else "it is about sport"
                    if seen.sport
                    else "it has no word of an event, or nobody who could act"
                )
                yield one
                continue
            if memory is not None:
                memory.enter(actors)
                memory.set_place(_first_place(one, self.lexicon))
            one.acts = one.matcher.acts()
            one.events = Assembler(story, one, self.lexicon, self.partial, memory).events()
            if explain:  # what is shown is what was known then, not what the sentence has taught since
                for i in range(len(parse)):
                    if grammar.is_noun(i) or grammar.is_pronoun(i):
                        actors.resolve(i)
            if memory is not None and (explain or seen is not last):
                memory.observe(actors)
                memory.remember(one.events)
            yield one
        if memory is not None and not explain:
            memory.close()


def _first_place(one: CodedSentence, lexicon: Lexicon) -> Resolved | None:
    """The first place that a sentence says something happened in; none if it says two ("in Iran and Iraq")."""
    parse, near = one.parse, lexicon.lists["place_prepositions"]
    for mention in one.actors.mentions:
        k = mention.last
        if mention.actor is None or mention.actor.kind not in PLACES or mention.form not in ("name", "capital"):
            continue
        if parse.deps[k] == "appos" and parse.lower[parse.heads[k]] in lexicon.lists["settlements"]:
            k = parse.heads[k]  # "in the Serbian capital Belgrade"
        if parse.deps[k] == "pobj" and parse.lower[parse.heads[k]] in near:
            if any(parse.deps[x] == "conj" for x in parse.kids[k]):
                return None
            code = mention.actor.codes[0][0]
            why = f"first place named, {parse.span(mention.first, mention.last)}"
            return Resolved(code[:3], "", 0, 0, 0, "country", why, mention.actor.origin)
    return None
