"""Names in an actor's place that no dictionary knows, story by story.

An actor's place is where the coder would look for one: subject, object or prepositional argument of a verb that the
dictionaries have rules for, a relation of an event noun, and the names that say who a description is ("the Kolbari
rebels", "the rebel leader, Karim Sando"). Sentences are read as for coding; on top, the entity recognizer says where a
name begins and ends and what kind of thing it is. Headlines are passed over: their case doesn't tell what a name is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from coder.coding.actors import SentenceActors, code_on
from coder.coding.memory import StoryMemory
from coder.coding.reading import Reader, Seen
from coder.dictionaries.lexicon import Lexicon
from coder.dictionaries.names import name_key
from coder.language.clauses import NONE, Argument, Grammar
from coder.language.entities import KINDS, Entity, EntityFinder
from coder.language.parse import Parse
from coder.language.pipeline import BATCH_SENTENCES, Pipeline
from coder.language.plain import plain
from coder.records import Story

_ACTOR_SLOTS = frozenset(("SOURCE", "TARGET", "BOTH", "ADDRESSEE"))


@dataclass(slots=True)
class Mention:
    """One occurrence of an unknown name.

    `words` are those of the fuller name if the story has one for a surname or an acronym; then `alone` is what stands
    here. `entity`: the model's type, "" for none; `described`: codes that words beside it give ("rebel leader X",
    "fighters of X": REB); `located`: something is in it; `countries`: those named in the sentence.
    """

    words: tuple[str, ...]
    entity: str
    described: frozenset[str]
    located: bool
    countries: frozenset[str]
    sentence: str
    alone: str = ""

    @property
    def key(self) -> str:
        """The name as dictionaries look it up."""
        return " ".join(name_key(" ".join(self.words)))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A parsed sentence, and the tokens in it that stand where actors do and that nothing is known about."""

    parse: Parse
    actors: SentenceActors
    heads: tuple[int, ...]
    countries: frozenset[str]


class UnknownNames:
    """Finds them. Sentences are parsed in batches across stories."""

    def __init__(self, lexicon: Lexicon, pipeline: Pipeline, entities: EntityFinder) -> None:
        self.lexicon, self.pipeline, self.entities = lexicon, pipeline, entities
        self.reader = Reader(lexicon, pipeline, partial=True, memory=True)
        self.countries = frozenset(a.codes[0][0] for a in lexicon.actors if a.kind == "country")
        self.prepositions = cache(self._prepositions)
        self.relations = cache(self._relations)

    def find(self, stories: Iterable[Story]) -> Iterator[tuple[Story, list[Mention]]]:
        """Yield each story with the mentions of its unknown names, in order."""
        for batch in self._batches(stories):
            parses = self.pipeline.parse([seen.tokens for _, wanted in batch for seen in wanted])
            for story, wanted in batch:
                sentences = list(self._sentences(story, [(seen, next(parses)) for seen in wanted]))
                yield story, self._in_story(sentences) if any(s.heads for s in sentences) else []

    def _batches(self, stories: Iterable[Story]) -> Iterator[list[tuple[Story, list[Seen]]]]:
        batch: list[tuple[Story, list[Seen]]] = []
        size = 0
        for story in stories:
            batch.append((story, [seen for seen in self.reader.read(story) if seen.wanted]))
            size += len(batch[-1][1])
            if max(size, len(batch)) >= BATCH_SENTENCES:
                yield batch
                batch, size = [], 0
        yield batch

    def _in_story(self, sentences: list[_Sentence]) -> list[Mention]:
        found: list[Mention] = []
        full: set[tuple[str, ...]] = set()
        for sentence, entities in zip(sentences, self.entities.find(s.parse.text for s in sentences), strict=True):
            spans = [self._trim(_tokens(entity, sentence.parse), entity, sentence.actors) for entity in entities]
            named = list(zip(spans, entities, strict=True))
            full.update(_words(span, sentence.parse) for span, entity in named if entity.type in KINDS)
            found += self._in_sentence(sentence, named)
        for mention in found:
            _complete(mention, full)
        return [m for m in found if m.key not in self.lexicon.names]

    # -- where actors stand --------------------------------------------------------------------------------------------

    def _sentences(self, story: Story, parsed: Iterable[tuple[Seen, Parse]]) -> Iterator[_Sentence]:
        day = story.date.toordinal() if story.date else None
        text = plain(story.text).text.replace("\n", " ").replace("\t", " ")
        memory = StoryMemory(self.lexicon)
        for seen, parse in parsed:
            memory.sentence = seen.index
            actors = SentenceActors(
                parse, Grammar(parse, self.lexicon.lists), self.lexicon, seen.mentions, day, memory.resolve
            )
            memory.observe(actors)
            is_headline = parse.text not in text  # the reader has put it in usual case
            heads = {i for i in self._places(actors) if _is_unknown(actors, i)} if not is_headline else set()
            codes = {code_on(m.actor, day)[:3] for m in seen.mentions if m.actor is not None}
            yield _Sentence(parse, actors, tuple(sorted(heads)), self.countries & codes)

    def _places(self, actors: SentenceActors) -> Iterator[int]:
        """Tokens in an actor's place, some of them more than once."""
        grammar, parse, lexicon = actors.grammar, actors.parse, self.lexicon
        for i, word in enumerate(parse.lower):
            if grammar.is_verb(i):
                clause = grammar.clause(i)
                taken = [a for relation in ("subj", "obj", "iobj", "prep") for a in clause.of(relation) if not a.kind]
                realises = word in lexicon.light_forms and any(parse.lower[a.head] in lexicon.nouns for a in taken)
                if word in lexicon.verb_forms or realises:
                    allowed = self.prepositions(word)
                    yield from self._around((a for a in taken if not a.prep or a.prep in allowed), actors)
            elif word in lexicon.nouns:
                relations = self.relations(word)
                taken = [a for a in grammar.prepositions(i) if a.prep in relations and not a.kind]
                if "poss" in relations and (possessor := grammar.possessor(i)) != NONE:
                    taken.append(Argument("poss", possessor))
                yield from self._around(taken, actors)
                if "mod" in relations:
                    yield from grammar.modifiers(i)

    def _prepositions(self, form: str) -> frozenset[str]:
        """Prepositions behind which a verb's rules look for an actor, or that tell where something happens."""
        lemmas = self.lexicon.verb_forms.get(form, ())
        needs = [need for lemma in lemmas for rule in self.lexicon.verbs[lemma].rules for need in rule.needs]
        return self.lexicon.lists["where_prepositions"].union(
            *(need.preps for need in needs if need.place.slot in _ACTOR_SLOTS)
        )

    def _relations(self, form: str) -> frozenset[str]:
        """What stands for the actors of an event noun: prepositions, poss, mod."""
        return frozenset(r for rule in self.lexicon.nouns[form] for r in (*rule.source, *rule.target, *rule.both))

    def _around(self, taken: Iterable[Argument], actors: SentenceActors) -> Iterator[int]:
        """Heads of phrases, what is coordinated with them or renames them, and the names beside a description."""
        grammar, lower = actors.grammar, actors.parse.lower
        for i in (x for argument in taken for x in grammar.conjuncts(argument.head)):
            yield i
            yield from grammar.appositions(i)
            if grammar.is_name(i) or not (lower[i] in self.lexicon.role_length or lower[i] in self.lexicon.transparent):
                continue
            yield from grammar.modifiers(i)
            if (possessor := grammar.possessor(i)) != NONE:
                yield possessor
            for argument in grammar.prepositions(i):
                if argument.prep in self.lexicon.lists["country_prepositions"] and not argument.kind:
                    yield from grammar.conjuncts(argument.head)

    # -- what stands there ---------------------------------------------------------------------------------------------

    def _in_sentence(self, sentence: _Sentence, named: list[tuple[range, Entity]]) -> Iterator[Mention]:
        parse, actors = sentence.parse, sentence.actors
        passed = NONE
        for head in sentence.heads:
            if head <= passed:
                continue  # in the name before
            span, entity = next(((span, e.type) for span, e in named if head in span), (range(0), ""))
            if not span and actors.grammar.is_name(head):
                span = self._trim(_run(head, actors), None, actors)
            if not span or self._is_understood(span, actors):
                continue
            passed = span[-1]
            located = parse.deps[head] == "pobj" and parse.lower[parse.heads[head]] == "in"
            codes = frozenset(_descriptions(head, KINDS.get(entity) == "organization", actors))
            yield Mention(_words(span, parse), entity, codes, located, sentence.countries, parse.text)

    def _trim(self, span: range, entity: Entity | None, actors: SentenceActors) -> range:
        """The name without articles and stray marks; a person's also without titles and descriptions."""
        parse, lexicon = actors.parse, self.lexicon
        lower = parse.lower
        while (span and not lower[span[-1]][-1].isalnum()) or (span and lower[span[-1]] == "'s"):
            span = span[:-1]
        while len(span) > 1:
            first = span[0]
            if parse.tags[first] in ("DT", "PRP$") or not lower[first][0].isalnum():
                span = span[1:]
            elif entity is not None and entity.type != "PERSON":
                break
            elif self._is_title(lower[first]) or (first in actors.at and actors.at[first].last < span[-1]):
                span = span[1:]
            else:
                roles = [n for n in range(1, len(span)) if " ".join(lower[first : first + n]) in lexicon.roles]
                if not roles:
                    break
                span = span[roles[-1] :]
        return span

    def _is_title(self, word: str) -> bool:
        return word.rstrip(".") in self.lexicon.lists["titles"]

    def _is_understood(self, span: range, actors: SentenceActors) -> bool:
        """Whether the dictionaries have the name, or know what all its words are: "Turkish Army", "Prime Minister"."""
        parse, lexicon = actors.parse, self.lexicon
        words = _words(span, parse)
        usual = [word.capitalize() if word.isupper() else word for word in words]  # a lead that begins "BRITAIN has"
        for key in (" ".join(name_key(" ".join(form))) for form in (words, usual)):
            if key in lexicon.names or key.removesuffix("s") in lexicon.names or key in lexicon.discards:
                return True
        if span[-1] in actors.at or (len(span) == 1 and self._is_title(parse.lower[span[0]])):
            return True
        known = {i for i in span if i in actors.at or parse.lower[i] in lexicon.modifiers}
        for first in span:
            for last in range(first, span[-1] + 1):
                if " ".join(parse.lower[first : last + 1]) in lexicon.roles:
                    known.update(range(first, last + 1))
        return known.issuperset(span)


def _is_unknown(actors: SentenceActors, i: int) -> bool:
    """Whether a token is a name, or looks like one, that neither dictionaries nor the story resolve."""
    word = actors.parse.words[i]
    if i in actors.at or not any(c.isupper() for c in word) or actors.grammar.is_pronoun(i):
        return False
    if not actors.grammar.is_name(i):
        return i > 0
    before = actors.memory(actors, i) if actors.memory is not None else []
    return all(r.kind == "role" for r in before)


def _descriptions(head: int, is_body: bool, actors: SentenceActors) -> Iterator[str]:
    """Codes of what a name is called, and for a body of those who belong to it ("fighters of X", "X rebels")."""
    parse = actors.parse
    above = parse.heads[head]
    places = [head, above] if parse.deps[head] == "appos" else [head]
    yield from (r.code or r.role for i in places for r in actors.own(i) if r.kind == "role")
    if is_body and parse.deps[head] in ("pobj", "poss", "compound", "amod"):
        noun = parse.heads[above] if parse.deps[head] == "pobj" else above
        yield from (r.role for r in actors.own(noun) if r.kind == "role" and r.plural)


def _tokens(entity: Entity, parse: Parse) -> range:
    inside = [i for i, start in enumerate(parse.offsets) if entity.start <= start < entity.end]
    return range(inside[0], inside[-1] + 1)


def _run(head: int, actors: SentenceActors) -> range:
    """A head with the names before it that belong to it."""
    first = head
    while first and actors.grammar.is_name(first - 1) and actors.parse.heads[first - 1] in range(first, head + 1):
        first -= 1
    return range(first, head + 1)


def _words(span: range, parse: Parse) -> tuple[str, ...]:
    return tuple(parse.span(span[0], span[-1]).split()) if span else ()


def _complete(mention: Mention, full: set[tuple[str, ...]]) -> None:
    """Give a surname (the first word in East Asia) or an acronym the one full name of the story that it can stand for."""
    if len(mention.words) > 1:
        return
    word = mention.words[0]
    fuller = [words for words in full if len(words) > 1 and word in (words[0], words[-1], _initials(words))]
    if len(fuller) == 1:
        mention.words, mention.alone = fuller[0], word


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word[0].isupper())
