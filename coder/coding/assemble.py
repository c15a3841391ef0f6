"""From acts to records: actors, the target ladder, codes, and the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coder.coding.actors import Resolved
from coder.coding.match import Act, Ref
from coder.coding.memory import StoryMemory
from coder.dictionaries.lexicon import Lexicon
from coder.language.clauses import NONE, Argument
from coder.records import Event, Story

if TYPE_CHECKING:
    from coder.coding.story import CodedSentence

MOST_DOERS = 6
"""Actors that an event referred back to ("the sanctions") may have had."""
REACH_OF_EVENTS, REACH_OF_VIOLENCE = 12, 8
"""Sentences that "the sanctions" looks back, and "the attack"."""
ABOUT = "who it is about"
"""The rung on which it is the first of another country that is named in what is said."""

OWN = "own country"
"""The rung of the target ladder on which the source's own country is found."""

Found = tuple[list[Resolved], str]
"""Targets, and the rung of the ladder on which they were found."""


@dataclass(frozen=True, slots=True)
class Sought:
    """An act whose target is looked for. `mine`: codes of its sources, `own`: their countries; `slot`: who stands in it;
    `told`: whether it is what a state says of an act."""

    act: Act
    code: str
    sources: list[Resolved]
    mine: frozenset[str]
    own: frozenset[str]
    slot: list[Resolved]
    told: bool


class Assembler:
    """Turns the acts of one sentence into events: who, whom, which code, and why."""

    def __init__(
        self, story: Story, coded: CodedSentence, lexicon: Lexicon, partial: bool, memory: StoryMemory | None
    ) -> None:
        self.memory = memory
        self.story, self.coded, self.lexicon, self.partial = story, coded, lexicon, partial
        self.parse, self.actors, self.matcher = coded.parse, coded.actors, coded.matcher
        self.grammar, self._sets = coded.matcher.grammar, lexicon.sets
        self._places, self._met = lexicon.lists["where_prepositions"], lexicon.starts("met")
        self._taken: set[int] = set()

    def events(self) -> list[Event]:
        """Events of the sentence, one per dyad and code."""
        found: dict[tuple[str, str, str], Event] = {}
        for act in self.coded.acts:
            for event in self._of(act):
                found.setdefault((event.source, event.target, event.code), event)
        events = self._told_best(list(found.values()))
        topics = self._topics() if events else ""
        return [replace(event, issues=topics) for event in events] if topics else events

    def _topics(self) -> str:
        """Topic labels of the sentence, in the order of its words, joined by ";"."""
        lower, topics, lengths = self.parse.lower, self.lexicon.topics, self.lexicon.topic_length
        found: dict[str, None] = {}
        for i, word in enumerate(lower):
            for length in range(lengths.get(word, 0), 0, -1):
                topic = topics.get(" ".join(lower[i : i + length]))
                if topic:
                    found[topic] = None
                    break
        return ";".join(found)

    def _told_best(self, events: list[Event]) -> list[Event]:
        """Without the residual code of a root where the sentence codes the same dyad more precisely: "shot and killed"."""
        precise = {(e.source, e.target, e.root) for e in events if e.code != e.root + "0"}
        return [e for e in events if e.code != e.root + "0" or (e.source, e.target, e.root) not in precise]

    def _of(self, act: Act) -> Iterator[Event]:
        code = self.matcher.code(act)
        if not code:
            self.coded.unwritten.append((act, f"a code: {act.base or 'the act'} alone is no event of the scheme"))
            return
        told = self._resolve(act.source) or self._whose_message(act.source)
        if not any(r.country for r in told):
            told = self._included(act.source) or told
        sources = self._placed(told or self._shown(act, code), act, code) or self._implied(act, code)
        sources = [self._unidentified(r, code) for r in sources]
        if code[:2] == "14":  # nationals who protest are citizens: "Tunisians joined a protest march"
            sources = [replace(r, role="CVL") if r.kind == "people" and not r.role else r for r in sources]
        rung = "the slot"
        if act.both or (not act.target and code.startswith(self.lexicon.reflexive)):
            sources = self._parties(act, code, sources)
        if len(sources) == 2 and any(self._the_other(head) for _, head in act.target):
            act = act._replace(both=True)  # "each side blamed the other"
        vague = act.operator == "intend" and not act.base
        mutual = not vague or self.parse.lower[act.trigger] in self.lexicon.lists["mutual_verbs"]
        on_itself = mutual and not act.target and len(sources) > 1 and code.startswith(self.lexicon.reflexive)
        pairs: list[tuple[Resolved | None, Resolved | None]]
        if act.both or on_itself:
            pairs = [
                (s, t) for s in sources for t in sources if s.code != t.code and not self._allied(s, t, sources, code)
            ]
        else:
            targets, rung = self._targets(act, code, sources)
            sources = self._attacker_at_home(sources, targets, code)
            sources = self._countrymen(sources, targets)
            if rung == OWN and len(sources) == 1 and self._governs(sources[0], code):
                sources = [replace(sources[0], role="GOV", why=f"{sources[0].why}; its government, as it acts at home")]
            acting: list[Resolved | None] = [*sources] or [None]
            suffered: list[Resolved | None] = [*targets] or [None]
            pairs = [(s, t) for s in acting for t in suffered]
        code, reciprocal = self._at_third_place(act, code, pairs), act.reciprocal
        for source, target in pairs:
            same = source is not None and target is not None and source.code == target.code
            if same and not self._two_persons(act, code, source, target):
                continue
            if code in self._sets["visits"] and self._comes_home(source, target):
                continue
            if not self._complete(source, target):
                lacking = " and ".join(
                    what
                    for what, r in (("a known source", source), ("a known target", target))
                    if r is None or not r.country
                )
                self.coded.unwritten.append((act, f"{lacking} ({code} it would be)"))
                continue
            yield self._event(act, code, source, target, rung)
            if reciprocal and source is not None and target is not None and not act.both and not on_itself:
                yield self._event(act, code if code == "044" else reciprocal, target, source, "reciprocal")

    def _parties(self, act: Act, code: str, known: list[Resolved]) -> list[Resolved]:
        """ "Insurgents and French troops clashed in Mali": of parties to an act on each other, those whose country isn't told
        are of the place; if there is none, the act isn't between the others."""
        everyone = [r for ref in act.source for r in self._resolve_all(ref)]
        unplaced = [r for r in everyone if not r.country]
        if not known or not unplaced or not any(r.country for r in known):
            return known
        place = self._place(act, anywhere=code.startswith(self.lexicon.starts("anywhere")))
        if place is None:
            return known[:1] if code[:2] in self._sets["violent"] else known
        return known + [
            replace(r, country=place.country, why=f"{r.why}; country from the place: {place.why}", origin=place.origin)
            for r in unplaced
        ]

    def _resolve_all(self, ref: Ref) -> list[Resolved]:
        kind, head = ref
        return self.actors.resolve(head) if kind == "np" else self.actors.modifiers_as_actors(head)

    def _allied(self, one: Resolved, other: Resolved, parties: list[Resolved], code: str) -> bool:
        """ "Battles between rebels and US and Iraqi forces": two armies don't fight each other where rebels are fought."""
        if code[:2] not in self._sets["violent"]:
            return False
        rebels = self._sets["armed_opposition"]
        both_sides = len({r.role[:3] in rebels for r in parties}) > 1
        return both_sides and (one.role[:3] in rebels) == (other.role[:3] in rebels)

    def _the_other(self, head: int) -> bool:
        """Whether a phrase is "the other" or "one another"."""
        lower, other = self.parse.lower, self.lexicon.lists["other_words"]
        return lower[head] in other or (
            lower[head] in self.lexicon.lists["pair_words"] and any(lower[k] in other for k in self.parse.kids[head])
        )

    def _two_persons(self, act: Act, code: str, source: Resolved | None, target: Resolved | None) -> bool:
        """ "The president accused the prime minister": subject and object are two, though their codes are one."""
        if source is None or target is None:
            return False
        if code[:2] not in self._sets["between_persons"] or act.both or ("np", target.head) not in act.target:
            return False
        if not source.country or source.country in self._sets["international"] or source.head == target.head:
            return False
        if source.role[:3] not in self._sets["persons_roles"] or self.parse.tags[target.head] == "PRP$":
            return False
        persons = [r.kind == "person" for r in (source, target)]
        if all(persons):
            return source.origin != target.origin
        return all(one or r.individual for one, r in zip(persons, (source, target), strict=True))

    def _comes_home(self, source: Resolved | None, target: Resolved | None) -> bool:
        """ "The prince flew back to Britain": only who is in office visits places of the country that is their own."""
        if source is None or target is None or source.country != target.country:
            return False
        roles = {source.role[:3], target.role[:3]}
        return "" in roles and roles.isdisjoint(self._sets["state_roles"])

    def _at_third_place(self, act: Act, code: str, pairs: list[tuple[Resolved | None, Resolved | None]]) -> str:
        """A meeting whose place is neither party's is one at a third location (codebook 044)."""
        if code != "040" or not pairs:
            return code
        place = self._place(act, anywhere=False)
        at_home = place is None or any(r is None or r.country in (place.country, "IGO") for pair in pairs for r in pair)
        return code if at_home else "044"

    def _shown(self, act: Act, code: str) -> list[Resolved]:
        """ "Egyptian troops were put on alert": where nobody is said to have done so, the troops show force themselves."""
        if act.source or code[:2] not in self._sets["occasioned"]:
            return []
        found = [r for step in act.trail[:1] for w in step.words for r in self.actors.resolve(w)]
        return [r for r in found if r.role[:3] in self._sets["forces"]][:1]

    def _unidentified(self, r: Resolved, code: str) -> Resolved:
        """ "A bomb in Iraq killed two soldiers": not Iraq but somebody there, whoever that is."""
        role = next((role for start, role in self.lexicon.located_sources.items() if code.startswith(start)), "")
        mention = self.actors.at.get(r.first)
        if not role or r.role:
            return r
        parse, at = self.parse, r.first
        above = parse.lower[parse.heads[at]]
        there = parse.deps[at] == "pobj" and above in self.lexicon.lists["site_prepositions"]
        city = mention is not None and mention.form == "capital" and parse.deps[r.first] in ("compound", "nmod", "amod")
        return replace(r, role=role, why=f"{r.why}; where it happened, nobody is named") if there or city else r

    def _implied(self, act: Act, code: str) -> list[Resolved]:
        """Who does such things where nobody is named: the police of the place arrest."""
        role = next((r for start, r in self.lexicon.implied_sources.items() if code.startswith(start)), "")
        crowd = act.source and all(self.parse.lower[head] in self._sets["crowds"] for _, head in act.source)
        told = act.source and not crowd and not code.startswith(self.lexicon.starts("instruments"))  # a bomb is nobody
        if not role or told or act.operator not in ("", "protest", "riot", "strike", "obstruct"):
            return []
        violent = code[:2] in self._sets["violent"]
        if violent and (self._else_told(act) or not self._meant(code)):
            return []
        label, told_of = self.parse.deps[act.trigger], self.parse.heads[act.trigger]
        # "accused a man arrested for spying" tells it in passing, the headline "Rebels arrested in Chad" does not
        headline = self.parse.heads[told_of] == told_of and not self.grammar.is_verb(told_of)
        if label in ("relcl", "amod") or (label == "acl" and not headline):
            return []
        place = self._place(act, anywhere=True, across=False) or self._story_place()
        if place is None and role in self._sets["rulers"]:
            place = self._ruled(act)
        if place is None or self._told_aside(place, act):
            return []
        abroad = {r.country for r in self._resolve(act.target) if r.role[:3] in self._sets["soldiers"]} - {
            place.country
        }
        if not violent and abroad & self._sets["expeditionary"]:
            return []  # those who are used to fight abroad are tried by their own, wherever they are
        if violent and place is self._story_place() and self._foreign(act.target, place):
            return []  # what a dateline in Washington tells of Iraqi victims happened elsewhere
        return [replace(place, role=role, kind="role", first=act.trigger, last=act.trigger, head=act.trigger,
                        why=f"implied: {role} of the place ({place.why})")]  # fmt: skip

    def _else_told(self, act: Act) -> bool:
        """Whether the sentence says in another act whose violence it was."""
        violent = self._sets["violent"]
        return any(a.base[:2] in violent and a is not act and self._resolve(a.source) for a in self.coded.acts)

    def _ruled(self, act: Act) -> Resolved | None:
        """ "A Zambian opposition leader was arrested": in Zambia, if no other country is told."""
        found = self._resolve(act.target)
        country = found[0].country if found and all(r.role[:3] in self._sets["ruled"] for r in found) else ""
        if not country or country in self._sets["international"] or not self._only_country(country):
            return None
        why = f"country of {found[0].code}, whom it rules"
        return Resolved(country, "", 0, 0, act.trigger, "country", why, found[0].origin)

    def _story_place(self) -> Resolved | None:
        return self.memory.place if self.memory is not None else None

    def _foreign(self, target: Iterable[Ref], place: Resolved) -> bool:
        """Whether all who suffered are of other countries than the place."""
        countries = {r.country for r in self._resolve(target) if r.country}
        return bool(countries) and place.country not in countries

    def _meant(self, code: str) -> bool:
        """Whether somebody did it: a mere blast, in a mine or a flat, may be an accident unless the sentence says more."""
        accident = code[:3] in self._sets["accidents"]
        return not accident or any(word in self.lexicon.lists["deliberate_words"] for word in self.parse.lower)

    def _told_aside(self, place: Resolved, act: Act) -> bool:
        """Whether a place is one of what the target is said to have done: "a man accused of a plot in Guinea was jailed"."""
        return any(
            first <= place.head <= last
            for _, head in act.target
            for k in self.grammar.children(head, "acl", "relcl")
            if k != act.trigger  # "Rebels arrested in Chad": the act itself
            for first, last in (self.parse.subtree(k),)
        )

    def _complete(self, source: Resolved | None, target: Resolved | None) -> bool:
        has = [r is not None and bool(r.country) for r in (source, target)]
        return all(has) or (self.partial and any(has))

    # -- actors --------------------------------------------------------------------------------------------------------

    def _resolve(self, refs: Iterable[Ref]) -> list[Resolved]:
        found: dict[tuple[str, str], Resolved] = {}
        for kind, head in refs:
            resolved = self.actors.resolve(head) if kind == "np" else self.actors.modifiers_as_actors(head)
            if not resolved and kind == "np":
                resolved = self._agent_of_event(head)
            for r in resolved:
                found.setdefault((r.country, r.role), r)
        result = list(found.values())
        return [r for r in result if r.country] or result

    def _agent_of_event(self, head: int) -> list[Resolved]:
        """ "Russia's attack was condemned": an event in an actor's place is its agent."""
        if self.parse.lower[head] not in self.lexicon.nouns:
            return []
        for act in self.matcher.noun(head):
            resolved = [
                r
                for kind, h in act.source
                for r in (self.actors.resolve(h) if kind == "np" else self.actors.modifiers_as_actors(h))
                if r.country
            ]
            if resolved:
                return [replace(r, why=r.why + f", agent of {self.parse.words[head]!r}") for r in resolved]
        return []

    def _included(self, refs: Iterable[Ref]) -> list[Resolved]:
        """ "killed ten people, including two French soldiers": those told apart."""
        found: dict[str, Resolved] = {}
        for kind, head in refs:
            for argument in self.grammar.prepositions(head) if kind == "np" else ():
                if argument.prep == "including" and not argument.kind:
                    found |= {r.code: r for r in self.actors.resolve(argument.head) if r.country}
        return list(found.values())

    def _whose_message(self, refs: Iterable[Ref]) -> list[Resolved]:
        """ "a UN resolution demanding ...": what a message says is said by whose it is."""
        messages = self.lexicon.lists["message_nouns"]
        return [
            r
            for kind, head in refs
            if kind == "np" and self.parse.lower[head] in messages
            for r in self.actors.modifiers_as_actors(head)
        ]

    def _placed(
        self, found: list[Resolved], act: Act, code: str, sources: list[Resolved] | None = None
    ) -> list[Resolved]:
        """Give a role without a country that of the place where the act happens, or of a source that is at home."""
        if not found or any(r.country for r in found):
            return found
        self._taken = {head for _, head in act.target} if sources is None else set()
        place = self._of_other_side(found, act, code) if sources is None else None
        place = place or self._place(act, anywhere=code.startswith(self.lexicon.starts("anywhere")), across=False)
        if sources is not None and act.inner is not None and code[:2] in self._sets["violent"]:
            # "An attack on a Turkish barracks killed three officers": of those attacked.
            attacked = [r for r in self._resolve(act.inner.target) if r.country]
            place = attacked[0] if attacked else place
        if place is None and sources:
            place = self._where_led(act, code) or self._at_home(found, sources, code)
        if place is None and self.memory is not None:
            bodies, roles = (
                self.lexicon.lists["body_words"] | self.lexicon.lists["office_words"],
                self._sets["of_the_place"],
            )
            if all(
                (self.parse.lower[r.head] in bodies or r.role[:3] in roles) and self.memory.bare(self.actors, r.head)
                for r in found
            ):
                place = self.memory.place_for([self.parse.lower[r.head] for r in found])
                if place is None and sources:
                    place = self._of_the_story(found, sources, code)
        shown = sources is None and code[:2] in self._sets["occasioned"]
        if place is None and shown and all(r.role[:3] in self._sets["domestic"] for r in found):  # "Police ringed Lima"
            places = [self.actors.place(head) for kind, head in act.target if kind == "np"]
            place = next((p for p in places if p is not None), None)
        if (
            place is None
            and sources
            and self.memory is not None
            and code.startswith(self.lexicon.starts("for_the_story"))
        ):
            place = self.memory.theme()
        if place is None:
            return found if sources is not None else self._ruling(found, act, code)
        return [
            replace(r, country=place.country, why=f"{r.why}; country from the place: {place.why}", origin=place.origin)
            for r in found
        ]

    def _of_other_side(self, found: list[Resolved], act: Act, code: str) -> Resolved | None:
        """ "Rebels agreed to talks with the Colombian government", "a judge questioned the ex-president": whose those are."""
        sets = self._sets
        others = [r for r in self._resolve(act.target) if r.country]
        if not others or len({r.country for r in others}) > 1 or self.memory is None:
            return None
        other, roles = others[0], {r.role[:3] for r in found}
        if other.country in sets["international"] or not all(self.memory.bare(self.actors, r.head) for r in found):
            return None
        lower, lists = self.parse.lower, self.lexicon.lists
        if any(lower[r.head] in lists["missions"] for r in others):
            return None  # who stands before a consulate may be of any country
        opposed = (*sets["armed_opposition"], *sets["domestic"])
        if any(lower[r.head] in lists["foreign_lawmen"] or (r.individual and r.role[:3] not in opposed) for r in found):
            return None  # and so may a tribunal, or a teacher
        if roles <= set(sets["armed_opposition"]) and other.country in sets["expeditionary"]:
            return None
        theirs = all(r.role[:3] in sets["state_roles"] for r in others)
        place = self.memory.place
        alone = self._only_country(other.country) and (place is None or place.country == other.country)
        if code.startswith(self.lexicon.starts("between")):
            fits = theirs and roles <= set(sets["demanding"])
        elif roles <= set(sets["lawmen"]):
            tried = theirs or other.role[:3] in sets["tried_at_home"]
            fits = alone and tried and code.startswith(self.lexicon.starts("at_law"))
        else:
            fits = alone and theirs and roles <= set(sets["demanding"]) and code[:2] not in sets["violent"]
        return replace(other, why=f"of whom {other.code} is the other side") if fits else None

    def _of_the_story(self, found: list[Resolved], sources: list[Resolved], code: str) -> Resolved | None:
        """ "The four demanded that the regime free him": the country that the story is about, the sources' apart."""
        assert self.memory is not None
        asked = code[:2] in self._sets["aimed"] and all(r.role[:3] in self._sets["state_roles"] for r in found)
        if not asked or not all(r.country for r in sources):
            return None
        return self.memory.theme({r.country for r in sources})

    def _at_home(self, found: list[Resolved], sources: list[Resolved], code: str) -> Resolved | None:
        """ "Turkish police arrested ten protesters": a domestic actor's target is of its own country."""
        source = sources[0]
        judged = code.startswith(self.lexicon.starts("at_home"))  # "Yemen jailed 15 militants"
        rebels = all(r.role[:3] in self._sets["armed_opposition"] for r in found)
        treated = rebels and code.startswith(
            self.lexicon.starts("with_rebels")
        )  # "Colombia suspended talks with the rebels"
        state = source.kind == "country" and (judged or treated)
        abroad = (
            (source.role[:3] in self._sets["soldiers"] and not self._fights_at_home(source, found, code))
            or (
                not source.role
                and source.kind != "people"
                and not state
                and not (source.kind == "country" and self._fights_at_home(source, found, code))
            )
            or not source.country
            or source.country in self._sets["international"]
        )
        if abroad or len({r.country for r in sources}) > 1 or self.memory is None:
            return None
        armed = any(r.role[:3] in self._sets["armed_opposition"] for r in found)
        if armed and code[:2] not in self._sets["violent"] and not self._alone(frozenset([source.country])):
            return None  # "the envoy left Chad after talks with rebels"
        if code[:2] == "14" and not any(r.role[:3] in self._sets["state_roles"] for r in found):
            return None  # protesters are against their state, not against those whose release they demand
        official = any(r.role[:3] in ("GOV", "MIL", "ELI") for r in found)
        if (official and code[:2] in ("04", "05", "06", "07")) or not all(
            self.memory.bare(self.actors, r.head) for r in found
        ):
            return None
        return replace(source, why=f"own country of {source.code}")

    def _countrymen(self, sources: list[Resolved], targets: list[Resolved]) -> list[Resolved]:
        """ "Lawmakers voted against Italy's prime minister": whose country isn't told, and who acts at home, is of the country
        of those in office there, where the sentence names no other."""
        if self.memory is None or not sources or any(r.country for r in sources):
            return sources
        countries = {r.country for r in targets}
        offices = self.lexicon.lists["office_words"]
        known = all(r.kind == "person" or self.parse.lower[r.head] in offices for r in targets)  # no mere "officials"
        if len(countries) != 1 or not known or not all(r.role[:3] in self._sets["fellows"] for r in targets):
            return sources
        if countries & self._sets["international"] or not self._alone(frozenset(countries)):
            return sources
        if not all(r.role in self._sets["citizens"] and self.memory.bare(self.actors, r.head) for r in sources):
            return sources
        target = targets[0]
        why = f"own country of {target.code}"
        return [replace(r, country=target.country, why=f"{r.why}; {why}", origin=target.origin) for r in sources]

    def _where_led(self, act: Act, code: str) -> Resolved | None:
        """ "Blew up a Turkish bus, killing 15 passengers": those hit by an attack are of whom it was aimed at."""
        if code[:2] not in self._sets["violent"] or self.parse.deps[act.trigger] != "advcl":
            return None
        for led in self.coded.acts:
            at_mission = any(self.parse.lower[head] in self.lexicon.lists["missions"] for _, head in led.target)
            violent = (
                led.base[:2] in self._sets["violent"] and not at_mission
            )  # who passes an embassy is not of its country
            if led.trigger == self.parse.heads[act.trigger] and violent:
                found, _ = self._targets(led, led.base, self._resolve(led.source))
                return next((r for r in found if r.country), None)
        return None

    def _fights_at_home(self, army: Resolved, found: list[Resolved], code: str) -> bool:
        """ "Nigerian troops killed 20 villagers": an army that isn't used to fight abroad, where no other country is told."""
        armed = all(r.role[:3] in self._sets["armed_opposition"] for r in found)
        civil = bool(army.role) and all(r.role and r.role[:3] not in self._sets["state_roles"] for r in found)
        return (
            ((armed and code.startswith(self.lexicon.starts("at_home"))) or code[:2] in self._sets["violent"])
            and army.country not in self._sets["expeditionary"]
            and (armed or civil)
            and self._only_country(army.country)
        )

    def _attacker_at_home(self, found: list[Resolved], targets: list[Resolved], code: str) -> list[Resolved]:
        """ "Gunmen killed two Kenyan policemen": those whom a state's own forces are hit by, where no other country is told."""
        if (
            code[:2] in self._sets["violent"]
            and len({r.country for r in targets}) == 1
            and all(r.role[:3] in self._sets["hit_at_home"] for r in targets)
            and all(not r.country and r.role[:3] in self._sets["armed_opposition"] for r in found)
            and targets[0].country not in self._sets["expeditionary"] | self._sets["international"]
            and self._only_country(targets[0].country)
        ):
            home = targets[0]
            why = f"country of whom they hit, {home.code}"
            return [replace(r, country=home.country, why=f"{r.why}; {why}", origin=home.origin) for r in found]
        return found

    def _only_country(self, country: str) -> bool:
        """Whether neither the sentence nor what the story has told before it names another country, but for its borders."""
        named = set(self.memory.countries) if self.memory is not None else set()
        for m in self.actors.mentions:
            above = self.parse.heads[m.last]
            at_border = self.parse.lower[above] in self.lexicon.lists["borders"] or any(
                self.parse.lower[k] in self.lexicon.lists["borders"]
                for k in range(m.last + 1, min(m.last + 2, len(self.parse)))
            )
            if m.actor is not None and not at_border:
                named.add(m.actor.codes[0][0][:3])
        return named - self._sets["international"] <= {country}

    def _ruling(self, found: list[Resolved], act: Act, code: str) -> list[Resolved]:
        """ "A rally by Kazakh students was banned by the authorities": those who rule where their own are treated so."""
        if not code.startswith(self.lexicon.starts("at_home")) or self.memory is None:
            return found
        if not all(r.role[:3] in self._sets["rulers"] and self.memory.bare(self.actors, r.head) for r in found):
            return found
        ruled = [r for r in self._resolve(act.target) if r.country]
        if not ruled or any(r.role[:3] not in self._sets["ruled"] for r in ruled):
            return found
        if not self._alone(frozenset([ruled[0].country])) or ruled[0].country in self._sets["international"]:
            return found
        why = f"country of {ruled[0].code}, whom it rules"
        return [replace(r, country=ruled[0].country, why=f"{r.why}; {why}", origin=ruled[0].origin) for r in found]

    def _place(self, act: Act, anywhere: bool, across: bool = True) -> Resolved | None:
        """Where an act happens. Near a neighbour's border is still at home, though (`across`) it may be aimed over it."""
        if act.clause == NONE or not self.grammar.is_verb(act.clause):
            clause_preps = self.grammar.prepositions(act.trigger)
        else:
            clause_preps = self.grammar.clause(act.clause).of("prep")
        for argument in clause_preps:
            if self.parse.lower[argument.head] in self.lexicon.lists["missions"]:
                continue  # an embassy lies in another country than its own
            if not across and self.parse.lower[argument.head] in self.lexicon.lists["borders"]:
                continue
            if argument.prep in self._places and not argument.kind and not self._aimed_at(argument):
                place = self.actors.place(argument.head)
                if place is not None:
                    return place
        if anywhere:
            places: dict[str, Resolved] = {}
            speaker = self._speaker(act)
            told_by = range(*self._span(speaker)) if speaker != NONE else range(0)  # "officials in Nairobi said"
            for mention in self.coded.actors.mentions:
                if mention.first in told_by:
                    continue
                if (
                    mention.actor is not None
                    and mention.actor.kind in ("country", "city", "place")
                    and mention.form in ("name", "capital")
                ):
                    k = mention.last
                    label, above = self.parse.deps[k], self.parse.heads[k]
                    named = label in ("appos", "poss") or (label == "compound" and self._lies_there(above))
                    if named or (label == "pobj" and self.parse.lower[above] in self._places):
                        place = self.actors.place(k)
                        if place is not None:
                            places.setdefault(place.country, place)
            if len(places) == 1:
                return next(iter(places.values()))
        return None

    def _lies_there(self, i: int) -> bool:
        """Whether a place's name before a noun says where that is ("a Baghdad suburb"), not whose it is ("the US envoy")."""
        if self.parse.lower[i] in self.lexicon.lists["borders"]:
            return False
        return self.parse.lower[i] in self.lexicon.lists["localities"] or not self.actors.resolve(i)

    def _span(self, i: int) -> tuple[int, int]:
        first, last = self.parse.subtree(i)
        return first, last + 1

    def _aimed_at(self, argument: Argument) -> bool:
        """Whether a place is what the act is aimed at ("rockets into Israel"), and so not where its agent is."""
        return argument.head in self._taken and argument.prep in self.lexicon.lists["aimed_prepositions"]

    # -- the target ladder -----------------------------------------------------------------------------------------------

    def _targets(self, act: Act, code: str, sources: list[Resolved]) -> tuple[list[Resolved], str]:
        """Each rung is tried in turn, and named in the explanation."""
        mine, own = (frozenset(getattr(r, name) for r in sources if r.country) for name in ("code", "country"))
        slot = self._aboard(act) or self._resolve(act.target)
        # A minister's doubts about a pullout of his state aren't aimed at it.
        told = act.operator in self._sets["told"] and all(r.role[:3] in self._sets["state_roles"] for r in sources)
        if told and not any(r.role for r in slot) and any(r.country in own for r in slot):
            slot = [r for r in slot if r.country not in own]
        if (
            act.operator in self._sets["protests"]
            and act.base.startswith(self.lexicon.starts("freed"))
            and {r.country for r in slot} <= own
        ):
            # for somebody's release, and not against them
            if not self._alone(own):
                return [], "the slot"
            act, slot = act._replace(target=(), hints=(), inner=None), []
        sought = Sought(act, code, sources, mine, own, slot, told)
        for rung in (
            self._in_the_slot,
            self._near_the_slot,
            self._untold_partner,
            self._beside_the_verb,
            self._in_the_inner_event,
            self._occasion,
            self._at_the_place,
            self._doer,
            self._beneficiary,
            self._only_other,
            self._about,
            self._accuser,
            self._adversary,
            self._own_country,
        ):
            found = rung(sought)
            if found is not None:
                return found
        return [r for r in sought.slot if not self._own(r, act, own)], "the slot"

    def _aboard(self, act: Act) -> list[Resolved]:
        """ "Gunmen attacked a convoy carrying Chad's minister": whoever it carries, if that is said."""
        carrying = self.lexicon.lists["carrying_words"]
        return [
            r
            for kind, head in act.target
            if kind == "np" and not any(r.country for r in self.actors.own(head))
            for k in self.grammar.children(head, "acl")
            if self.parse.lower[k] in carrying
            for a in self.grammar.clause(k).of("obj")
            for r in self.actors.resolve(a.head)
            if r.role or r.kind == "people"
        ]

    def _others(self, found: list[Resolved], sought: Sought) -> list[Resolved]:
        """Those with a country who are not the source, nor its own."""
        act, mine, own = sought.act, sought.mine, sought.own
        return [
            r
            for r in found
            if r.country and r.head not in act.excluded and not self._own(r, act, own)
            if r.code not in mine or self._two_persons(act, sought.code, sought.sources[0], r)
            if not (sought.told and not r.role and r.country in own)
        ]

    def _in_the_slot(self, sought: Sought) -> Found | None:
        act = sought.act
        slot = self._placed(sought.slot, act, sought.code, sought.sources)
        found = self._others([*slot, *self._included(act.target)], sought)
        indirect = act.operator in self._sets["told"] and all(r.country in sought.own for r in found)
        if (
            found and indirect and (abroad := self._named_in(sought))
        ):  # "admitted that its agents had abducted Japanese"
            return abroad, ABOUT
        if found:
            return found, "the slot"
        if (
            act.strict
            and sought.code.startswith(self.lexicon.starts("inquired"))
            and (abroad := self._named_in(sought))
        ):
            return abroad, ABOUT
        if not act.strict:
            return None
        if doer := self._doer(sought):
            return doer
        return None if sought.code.startswith(self.lexicon.starts("inquired")) else (sought.slot, "the slot")

    def _near_the_slot(self, sought: Sought) -> Found | None:
        """What hangs on the noun in the slot: its owner, adjectives, makers, and phrases."""
        lists = self.lexicon.lists
        for kind, head in sought.act.target:
            if kind != "np":
                continue
            possessor = self.grammar.possessor(head)
            owners = self.actors.resolve(possessor) if possessor != NONE else []
            if found := self._others(self._placed(owners, sought.act, sought.code, sought.sources), sought):
                return found, "possessor of the slot"
            if found := self._others(self.actors.modifiers_as_actors(head), sought):
                return found, "named before the slot's noun"
            for maker in self.grammar.makers(head):
                if found := self._others(self.actors.resolve(maker), sought):
                    return found, "agent of a participle of the slot"
            for argument in self.grammar.prepositions(head):
                if argument.kind:
                    continue
                found = []
                if argument.prep in lists["near_prepositions"]:
                    place = self.actors.place(argument.head)
                    found = self._others([place], sought) if place is not None else []
                if not found and argument.prep in lists["slot_prepositions"]:
                    found = self._others(self.actors.resolve(argument.head), sought)
                if found:
                    return found, f"{argument.prep!r} phrase of the slot"
        return None

    def _untold_partner(self, sought: Sought) -> Found | None:
        """A partner or addressee whose country isn't told: nobody else is meant."""
        act = sought.act
        meant = (
            sought.code.startswith(self._met)
            or act.base.startswith(self._met)
            or act.operator in self._sets["addressees"]
        )
        return (sought.slot, "the slot") if meant and any(not r.country for r in sought.slot) else None

    def _beside_the_verb(self, sought: Sought) -> Found | None:
        shown = sought.code[:2] in self._sets["occasioned"]
        for ref in sought.act.hints:
            found = self._others(self._resolve([ref]), sought)
            if found and not (shown and found[0].country in sought.own):
                return found, "argument of the verb or its object"
        return None

    def _in_the_inner_event(self, sought: Sought) -> Found | None:
        inner = sought.act.inner
        if inner is None:
            return None
        targets = self._placed(self._resolve(inner.target), inner, sought.code, sought.sources)
        for actors in (targets, self._resolve(inner.source)):
            if found := self._others(actors, sought):
                return found, "inner event"
        if sought.act.operator in self._sets["told"]:
            place = self._place(inner, anywhere=sought.code.startswith(self.lexicon.starts("claimed")))
            if place is not None and (found := self._others([place], sought)):
                return found, "place of the inner event"
        return None

    def _occasion(self, sought: Sought) -> Found | None:
        """Who gives the occasion: "after Serbian troops crossed the border", "amid tensions with X", "to counter X"."""
        act, sources = sought.act, sought.sources
        if sought.code[:2] not in self._sets["occasioned"] or act.clause == NONE or not sources:
            return None
        parse, lists = self.parse, self.lexicon.lists
        mine = {r.country for r in sources}
        for k in parse.kids[act.clause]:
            word = parse.lower[k]
            advcl = parse.deps[k] == "advcl"
            mark = self.grammar.clause(k).mark if advcl and self.grammar.is_verb(k) else ""
            purpose = advcl and self.grammar.kind(k) in ("inf", "ing")
            if k < act.clause or not (purpose or (mark or word) in lists["occasions"]):
                continue
            within = range(*self._span(k))
            if any(parse.lower[t] in lists["peaceful_occasions"] for t in within):
                continue
            for t in within:
                if not self.grammar.is_noun(t) or parse.deps[t] == "compound":
                    continue
                for r in self.actors.resolve(t) or self.actors.modifiers_as_actors(t):
                    at_home = (
                        (not r.country or r.country in mine) and r.role[:3] in self._sets["opposed"] and len(mine) == 1
                    )
                    if at_home and not r.country:
                        r = replace(r, country=sources[0].country, why=f"{r.why}; of the country of {sources[0].code}")
                    if at_home or (r.country and r.country not in mine):
                        found = self._others([r], sought)
                        return (found, "who gives the occasion") if found else None
        return None

    def _at_the_place(self, sought: Sought) -> Found | None:
        act, root = sought.act, sought.code[:2]
        if root not in self._sets["placed"] and root not in self._sets["asked"]:
            return None
        sites = self.lexicon.lists["sites"]
        if (
            root in self._sets["violent"]
            and act.target
            and not any(self.parse.lower[h] in sites for _, h in act.target)
        ):
            return None
        place = self._place(act, anywhere=False)
        if place is None or place.country in {r.code for r in sought.sources}:
            return None
        return [place], "place"

    def _only_other(self, sought: Sought) -> Found | None:
        """The one further actor that the sentence names, if it is one: who speech without an addressee is about."""
        act, sources, root = sought.act, sought.sources, sought.code[:2]
        addressed = root in self._sets["speech"] and (act.base or root not in self._sets["vague_speech"])
        alluding = root in self._sets["alluding"] and all(
            not r.role or r.role[:3] in self._sets["state_roles"] for r in sources
        )
        if not (addressed or alluding) or not sources or act.target:
            return None
        mine = {r.country for r in sources}
        speaker = self._speaker(act)
        told_by = range(*self._span(speaker)) if speaker != NONE else range(0)  # "a source close to NATO said"
        named: dict[str, Resolved] = {}
        for mention in self.actors.mentions:
            head = mention.last
            if mention.actor is None or mention.first in told_by or self.parse.deps[head] == "npadvmod":
                continue  # "the US-backed leader" is about no US
            if self.parse.deps[head] in ("compound", "amod", "nmod"):  # "after Venezuelan troops crossed the border"
                head = self.parse.heads[head]
                if not alluding or self.parse.deps[head] not in ("nsubj", "nsubjpass", "dobj"):
                    continue
            for r in self.actors.resolve(head):
                if r.country and r.country not in mine and r.head != speaker:
                    named.setdefault(r.country, r)
        found = self._others(list(named.values()), sought) if len(named) == 1 else []
        return (found, "the only other actor of the sentence") if found else None

    def _about(self, sought: Sought) -> Found | None:
        """Whom what is said, doubted, denied, considered or looked into is about."""
        topical = sought.code.startswith(self.lexicon.starts("topical")) and not any(r.country for r in sought.slot)
        found = self._named_in(sought) if topical else []
        return (found, ABOUT) if found else None

    def _named_in(self, sought: Sought) -> list[Resolved]:
        """The first of another country that the act's clause names."""
        act = sought.act
        if act.clause == NONE or not sought.sources:
            return []
        parse, mine = self.parse, {r.country for r in sought.sources}
        said_where = self.lexicon.lists["said_where"]
        skipped: set[int] = set()
        for k in parse.kids[act.clause]:  # "told reporters in Cairo", "after talks with X": where and when it is said
            where = parse.deps[k] == "prep" and parse.lower[k] in said_where
            if where and k > act.clause and act.trail and k + 1 not in act.trail[0].words:
                skipped.update(range(*self._span(k)))
        for t in range(act.clause + 1, self._span(act.clause)[1]):
            if t in skipped or not self.grammar.is_noun(t) or parse.deps[t] == "compound":
                continue
            for r in self.actors.resolve(t) or self.actors.modifiers_as_actors(t):
                if r.country and r.country not in mine:
                    return self._others([r], sought)
        return []

    def _accuser(self, sought: Sought) -> Found | None:
        """Whom the story says to have accused or asked the source of what it denies or refuses."""
        act, sources = sought.act, sought.sources
        if self.memory is None or act.operator not in self._sets["answers"] or not sources:
            return None
        answered = self._sets["answered"] if act.operator == "deny" else frozenset()
        accuser = self.memory.accuser(sources[0].country, self._asking(act), answered)
        if accuser is None or (accuser.country in sought.own and accuser.role[:3] not in self._sets["opposed"]):
            return None
        found = self._others([accuser], sought)
        return (found, "who the story says had accused or asked") if found else None

    def _own_country(self, sought: Sought) -> Found | None:
        """What is done at home: "the opposition demanded an end to martial law", "Egypt scrapped its curfew"."""
        act, code, sources, own = sought.act, sought.code, sought.sources, sought.own
        if not sources:
            return None
        own_codes = self.lexicon.starts("own_country")
        own_act = act.base.startswith(own_codes) or act.base in self._sets["own_bases"]
        domestic = code.startswith(own_codes) or (act.operator in self._sets["own_operators"] and own_act)
        domestic = domestic and not (act.operator and act.base[:2] in self._sets["occasioned"])
        if domestic and code.startswith(self.lexicon.starts("inquired")):
            judges = all(r.role[:3] in self._sets["judges"] for r in sources)
            domestic = judges or (len(sources) == 1 and self._governs(sources[0], code))
        opposed = all(r.role[:3] in self._sets["demanding"] for r in sources)
        reform = act.base.startswith(self.lexicon.starts("own_demands"))
        if act.operator in self._sets["asks"] and reform and opposed and self._alone(own):
            domestic = True
        abroad = code[:3] in self._sets["coerced"] or not self._alone(own)
        if abroad and any(r.role[:3] in self._sets["soldiers"] for r in sources):
            domestic = False
        governs = len(sources) == 1 and self._governs(sources[0], code) and self._alone(own)
        if not domestic or not (governs or all(r.country and (r.role or r.kind == "people") for r in sources)):
            return None
        first = sources[0]
        if first.country in self._sets["international"] or self._inanimate(sought):
            return None
        why = f"own country of {first.code}"
        return [Resolved(first.country, "", first.first, first.last, first.head, "country", why, first.origin)], OWN

    def _inanimate(self, sought: Sought) -> bool:
        """Whether what is freed, though a rule takes anything there, is nobody: "a report released by the ministry"."""
        freed = not sought.act.operator and sought.code.startswith(self.lexicon.starts("freed"))
        named = any(self.grammar.is_name(head) for _, head in sought.act.target)  # a person whom nobody knows
        return freed and bool(sought.act.target) and not sought.slot and not named

    def _beneficiary(self, sought: Sought) -> Found | None:
        """ "Nepal offered to send doctors": to the country that the story is about, if no other is named for it."""
        if self.memory is None or sought.act.target or not sought.code.startswith(self.lexicon.starts("for_the_story")):
            return None
        own = {r.country for r in sought.sources}
        named = {m.actor.codes[0][0][:3] for m in self.actors.mentions if m.actor is not None} - own
        about = self.memory.theme()
        if about is None or about.country in own or named - {about.country} - self._sets["international"]:
            return None
        return [about], "the country that the story is about"

    def _adversary(self, sought: Sought) -> Found | None:
        """ "Tehran ruled out negotiations": in a story about two countries, with the other one."""
        memory, own = self.memory, sought.own
        if (
            memory is None
            or sought.act.target
            or not sought.code.startswith(self.lexicon.starts("between_two"))
            or len(own) != 1
        ):
            return None
        two = memory.main_two()
        if not own < two or not self._alone(frozenset(two)):
            return None
        (country,) = two - own
        why = "the other country that the story is about"
        found = self._others([Resolved(country, "", 0, 0, NONE, "country", why)], sought)
        return (found, why) if found else None

    def _doer(self, sought: Sought) -> Found | None:
        """ "France condemned the attack": who did it, as the story has told."""
        found = self._others(self._doers(sought.act, sought.code), sought)
        return (found, "who the story says did it") if found else None

    def _doers(self, act: Act, code: str) -> list[Resolved]:
        if self.memory is None or code[:3] not in self._sets["answering"]:
            return []
        words = [head for kind, head in act.target if kind == "np"]
        words += [w for step in act.trail for w in step.words]
        for w in dict.fromkeys(words):
            if self.grammar.is_verb(w) or not self._refers_back(w):
                continue
            roots, reach = self._roots_meant(w)
            if roots is None:
                continue
            done = self.memory.done(roots, reach)
            found = {told.source.code: told.source for told in done}
            if 0 < len(found) <= MOST_DOERS:
                what = self.parse.span(w, w)
                return [replace(r, first=w, last=w, why=f"who did {what!r}: {r.why}") for r in found.values()]
        return []

    def _refers_back(self, w: int) -> bool:
        """Whether a noun is definite, and itself says nobody who takes part."""
        before = [self.parse.lower[k] for k in self.parse.kids[w] if k < w]
        if not any(word in self.lexicon.lists["definite_words"] for word in before):
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
            code = self.matcher.code(act)
            if code[:2] in self._sets["violent"]:
                return tuple(self._sets["violent"]), REACH_OF_VIOLENCE
            if code.startswith(self.lexicon.starts("accords")):
                return self.lexicon.starts("accords"), REACH_OF_EVENTS
            if code:
                return (code[:2],), REACH_OF_EVENTS
        if word in self.lexicon.lists["violence_words"]:
            return self.lexicon.starts("violence"), REACH_OF_VIOLENCE
        return ((), 1) if word in self.lexicon.lists["referring_nouns"] else (None, 0)

    def _alone(self, own: frozenset[str]) -> bool:
        """Whether the sentence names nobody of another country than these: what it tells then happens among them."""
        named = {m.actor.codes[0][0][:3] for m in self.actors.mentions if m.actor is not None}
        faiths = self.lexicon.lists["faiths"]  # "Muslim rebels" are of no other country
        return {code for code in named if code.lower() not in faiths} <= own

    def _governs(self, source: Resolved, code: str) -> bool:
        """Whether a state named as such is its government here: "Egypt scrapped its curfew"."""
        state = source.kind == "country" and not source.role and source.country not in self._sets["international"]
        return state and code.startswith(self.lexicon.starts("governed"))

    def _asking(self, act: Act) -> frozenset[str]:
        """Codes of asking for what an act refuses: a refusal to resign answers 0241, 1041, 1411 ..."""
        if act.operator != "reject" or not act.base:
            return frozenset()
        asked = [act._replace(operator=name) for name in self._sets["asking"]]
        return frozenset(self.matcher.code(one) for one in asked)

    def _own(self, r: Resolved, act: Act, countries: frozenset[str]) -> bool:
        """Whether an actor is the source's own ("its soldiers"): nobody demands, asks or refuses something of those."""
        if act.operator not in self._sets["not_own"] or r.country not in countries:
            return False
        return 0 <= r.head < len(self.parse) and any(self.parse.tags[k] == "PRP$" for k in self.parse.kids[r.head])

    def _speaker(self, act: Act) -> int:
        """Who tells what the act's clause says: the reporter is never who it is about."""
        verb = self.matcher.scope(act.clause)[1] if act.clause != NONE and self.grammar.is_verb(act.clause) else NONE
        return self.grammar.subject(verb) if verb != NONE else NONE

    # -- the record ------------------------------------------------------------------------------------------------------

    def _event(self, act: Act, code: str, source: Resolved | None, target: Resolved | None, rung: str) -> Event:
        story, parse = self.story, self.parse
        entry = self.lexicon.codes[code]

        def text(r: Resolved | None) -> str:
            return "" if r is None else parse.span(r.first, r.last)

        def country(r: Resolved | None) -> str:
            return r.country if r is not None else ""

        def role(r: Resolved | None) -> str:
            return r.role if r is not None and r.country else ""

        words = sorted({w for step in act.trail[:1] for w in step.words} or {act.trigger})
        rules = [step.rule for step in act.trail if step.rule]
        return Event(
            date=story.date.isoformat() if story.date else "",
            source=source.code if source else "", target=target.code if target else "",
            code=code, root=code[:2], label=entry.label, quad_class=entry.quad, goldstein=entry.goldstein,
            source_country=country(source), source_role=role(source), source_text=text(source),
            target_country=country(target), target_role=role(target), target_text=text(target),
            trigger=" ".join(parse.words[w] for w in words), rule=";".join(dict.fromkeys(rules)), story_id=story.id,
            sentence=self.coded.seen.index, start=parse.begins(act.trigger), text=self.coded.seen.sentence.text,
            publisher=story.publisher, url=story.url, explanation=self._why(act, source, target, rung),
        )  # fmt: skip

    def _why(self, act: Act, source: Resolved | None, target: Resolved | None, rung: str) -> dict[str, Any]:
        def actor(r: Resolved | None) -> dict[str, Any] | None:
            return (
                None
                if r is None
                else {"code": r.code, "words": self.parse.span(r.first, r.last), "why": r.why, "entry": r.origin}
            )

        return {
            "operator": act.operator, "base": act.base, "source": actor(source), "target": actor(target), "target_found_in": rung,
            "steps": [{"rule": s.rule, "pattern": s.text, "words": [self.parse.words[w] for w in s.words if w < len(self.parse)], "note": s.note} for s in act.trail],
        }  # fmt: skip
