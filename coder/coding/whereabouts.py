"""Of which country somebody is who is named without one: of the place, of the other side, of the story, of the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coder.coding.actors import Resolved
from coder.coding.acts import Act, Ref
from coder.coding.memory import StoryMemory
from coder.coding.sentence import CodedSentence
from coder.dictionaries.lexicon import Lexicon
from coder.language.clauses import NONE, Argument
from coder.records import Event, Story


class Whereabouts:
    """The actors of one sentence's acts, and where they are at home."""

    def __init__(
        self, story: Story, coded: CodedSentence, lexicon: Lexicon, partial: bool, memory: StoryMemory | None
    ) -> None:
        self.memory = memory
        self.story, self.coded, self.lexicon, self.partial = story, coded, lexicon, partial
        self.parse, self.actors, self.matcher = coded.parse, coded.actors, coded.matcher
        self.grammar, self._sets = coded.matcher.grammar, lexicon.sets
        self._places, self._met = lexicon.lists["where_prepositions"], lexicon.starts("met")
        self._taken: set[int] = set()
        self._so_far: list[Event] = []

    def _targets(self, act: Act, code: str, sources: list[Resolved]) -> tuple[list[Resolved], str]:
        """Targets of another act of the sentence, as `TargetLadder` finds them."""
        raise NotImplementedError

    def _participants(self, words: Iterable[int]) -> list[Resolved]:
        """Who has met in a meeting that a noun takes up, as `Retold` finds them."""
        raise NotImplementedError

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

    def _resolve_all(self, ref: Ref) -> list[Resolved]:
        kind, head = ref
        return self.actors.resolve(head) if kind == "np" else self.actors.modifiers_as_actors(head)

    def _agent_of_event(self, head: int) -> list[Resolved]:
        """ "Russia's attack was condemned": an event in an actor's place is its agent."""
        if self.parse.lower[head] not in self.lexicon.nouns or self.actors.placed_by_name(head):
            return []  # "the Gaza raids" are nobody's that is told
        for act in self.matcher.noun(head):
            resolved = [
                r
                for kind, h in act.source
                for r in (self.actors.resolve(h) if kind == "np" else self.actors.modifiers_as_actors(h))
                if r.country
            ]
            if resolved:
                return [replace(r, why=r.why + f", agent of {self.parse.words[head]!r}") for r in resolved]
        return self._participants([head])

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
            if argument.prep in self._places and not argument.kind and not self._aimed_at(argument, act):
                place = self.actors.place(argument.head)
                if place is not None:
                    return place
        if anywhere:
            places: dict[str, Resolved] = {}
            speaker = self._speaker(act)
            told_by = range(*self._span(speaker)) if speaker != NONE else range(0)  # "officials in Nairobi said"
            for mention in self.coded.actors.mentions:
                if mention.first in told_by or self._only_said(mention.first, act):
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

    def _only_said(self, i: int, act: Act) -> bool:
        """ "Arrested a man believed to have gone to Chile": what is only said of him is no place of the arrest."""
        return any(
            first <= i <= last
            for _, head in act.target
            for k in self.grammar.children(head, "acl", "relcl")
            if k != act.trigger and self.parse.lower[k] in self.lexicon.lists["said_of"]
            for first, last in (self.parse.subtree(k),)
        )

    def _lies_there(self, i: int) -> bool:
        """Whether a place's name before a noun says where that is ("a Baghdad suburb"), not whose it is ("the US envoy")."""
        if self.parse.lower[i] in self.lexicon.lists["borders"] | self.lexicon.lists["owned_things"]:
            return False
        return self.parse.lower[i] in self.lexicon.lists["localities"] or not self.actors.resolve(i)

    def _aimed_at(self, argument: Argument, act: Act) -> bool:
        """Whether a place is what the act is aimed at ("rockets into Israel"), and so not where its agent is: who marches
        through a place is there."""
        aimed = act.operator not in self._sets["protests"] and argument.prep in self.lexicon.lists["aimed_prepositions"]
        return aimed and argument.head in self._taken

    def _story_place(self) -> Resolved | None:
        return self.memory.place if self.memory is not None else None

    def _span(self, i: int) -> tuple[int, int]:
        first, last = self.parse.subtree(i)
        return first, last + 1

    def _speaker(self, act: Act) -> int:
        """Who tells what the act's clause says: the reporter is never who it is about."""
        verb = self.matcher.scope.of(act.clause)[1] if act.clause != NONE and self.grammar.is_verb(act.clause) else NONE
        return self.grammar.subject(verb) if verb != NONE else NONE

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
        return self._no_faiths(named) - self._sets["international"] <= {country}

    def _no_faiths(self, codes: set[str]) -> set[str]:
        """Without those of faiths: "Muslim rebels", "an Anglican school" are of no other country."""
        return {code for code in codes if code.lower() not in self.lexicon.lists["faiths"]}

    def _alone(self, own: frozenset[str]) -> bool:
        """Whether the sentence names nobody of another country than these: what it tells then happens among them."""
        named = {m.actor.codes[0][0][:3] for m in self.actors.mentions if m.actor is not None}
        return self._no_faiths(named) <= own

    def _placed(
        self, found: list[Resolved], act: Act, code: str, sources: list[Resolved] | None = None
    ) -> list[Resolved]:
        """Give a role without a country that of the place where the act happens, or of a source that is at home."""
        if not found or any(r.country for r in found):
            return found
        self._taken = {head for _, head in act.target} if sources is None else set()
        if sources is None and self._by_platforms(act, code):
            return self._attackers(act) or found  # whose they are isn't told by where they strike
        place = self._of_other_side(found, act, code) if sources is None else None
        place = place or (self._invader(found, act, code) if sources is None else None)
        anywhere = code.startswith(self.lexicon.starts("anywhere"))
        if sources and anywhere and code.startswith(self.lexicon.starts("coercive")) and not self._place(act, False):
            # "after attacks in Israel" is no place of what Palestinian police do
            anywhere = self._at_home(found, sources, code) is None
        place = place or self._place(act, anywhere=anywhere, across=False)
        if place is not None and all(r.role[:3] in self._sets["soldiers"] for r in found):
            place = self._whose_army(place)
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
            if place is None and code.startswith(self.lexicon.starts("mourned")):
                place = self.memory.place
        if place is None:
            return found if sources is not None else self._ruling(found, act, code)
        return [
            replace(r, country=place.country, why=f"{r.why}; country from the place: {place.why}", origin=place.origin)
            for r in found
        ]

    def _invader(self, found: list[Resolved], act: Act, code: str) -> Resolved | None:
        """ "Tanks moved into a suburb of Beirut": of the one army of the story that isn't at home there."""
        moving = code[:2] in self._sets["occasioned"] or code[:2] in self._sets["violent"]
        if self.memory is None or not moving or act.clause == NONE:
            return None
        if not all(r.role[:3] in self._sets["soldiers"] and self.memory.bare(self.actors, r.head) for r in found):
            return None
        for argument in self.grammar.clause(act.clause).of("prep"):
            if argument.prep in self.lexicon.lists["entering_prepositions"] and not argument.kind:
                there = self.actors.place(argument.head)
                entered = {there.country} if there is not None else set()
                entered |= {r.country for r in self.actors.modifiers_as_actors(argument.head)}
                armies = self.memory.foreign_armies(entered) if entered else set()
                if len(armies) == 1:
                    (country,) = armies
                    why = "the army of the story that isn't at home there"
                    return Resolved(country, "", 0, 0, NONE, "country", why)
        return None

    def _whose_army(self, place: Resolved) -> Resolved | None:
        """ "The tanks rolled into Nablus": where there is no army, soldiers are of the one that the story tells of."""
        if place.country not in self._sets["no_army"]:
            return place
        armies = self.memory.foreign_armies({place.country}) if self.memory is not None else set()
        if not armies and self.memory is not None:
            armies = self.memory.main_two() - {place.country}
        if len(armies) != 1:
            return None
        (country,) = armies
        return Resolved(country, "", 0, 0, NONE, "country", f"the only army of the story; none of {place.country}")

    def _by_platforms(self, act: Act, code: str) -> bool:
        """Whether it is aircraft or tanks that are said to attack: "Helicopters fired on the town"."""
        platforms = self.lexicon.lists["platforms"]
        heads = [head for _, head in act.source]
        if code[:2] not in self._sets["violent"] or not heads:
            return False
        lower, roles = self.parse.lower, self.lexicon.roles  # "government warplanes" say whose they are
        return all(
            lower[head] in platforms and not any(lower[k] in roles for k in self.grammar.modifiers(head))
            for head in heads
        )

    def _attackers(self, act: Act) -> list[Resolved]:
        """The state that the story last told to attack those who are attacked here."""
        if self.memory is None:
            return []
        there = self._place(act, anywhere=True)
        hit = {r.country for r in self._resolve(act.target) if r.country} or ({there.country} if there else set())
        for told in self.memory.done(self.lexicon.starts("violent"), self.memory.sentence):
            armed = not told.source.role or told.source.role[:3] in self._sets["soldiers"]
            if armed and told.source.country not in hit and (not hit or told.target.country in hit):
                at, why = act.trigger, f"whose forces the story says attacked: {told.source.why}"
                return [replace(told.source, first=at, last=at, head=at, why=why)]
        return []

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
        if self._employ({other.role[:3]}, roles):
            fits = True  # "The unions are talking to Lufthansa"
        elif code.startswith(self.lexicon.starts("between")):
            fits = theirs and roles <= set(sets["demanding"])
        elif roles <= set(sets["hosts"]):  # "rebel demands were rejected by the government"
            rebels = all(r.role[:3] in sets["demanding"] for r in others)
            fits = alone and rebels and act.operator in sets["answers"]
        elif roles <= set(sets["lawmen"]):
            tried = theirs or other.role[:3] in sets["tried_at_home"]
            fits = alone and tried and code.startswith(self.lexicon.starts("at_law"))
        elif theirs and code[:2] in sets["aimed"] and roles <= set(sets["opposition"]):
            fits = True  # "The opposition says the British government should leave Afghanistan"
        else:
            fits = alone and theirs and roles <= set(sets["demanding"]) and code[:2] not in sets["violent"]
        return replace(other, why=f"of whom {other.code} is the other side") if fits else None

    def _employ(self, roles: set[str], others: set[str]) -> bool:
        """Whether these are companies, and those unions and workers, or the other way round."""
        employers, employed = set(self._sets["employers"]), set(self._sets["employed"])
        return (roles <= employers and others <= employed) or (roles <= employed and others <= employers)

    def _of_the_story(self, found: list[Resolved], sources: list[Resolved], code: str) -> Resolved | None:
        """ "The four demanded that the regime free him": the country that the story is about, the sources' apart."""
        assert self.memory is not None
        asked = code[:2] in self._sets["aimed"] | self._sets["friendly"] and all(
            r.role[:3] in self._sets["state_roles"] for r in found
        )
        if not asked or not all(r.country for r in sources):
            return None
        return self.memory.theme({r.country for r in sources})

    def _at_home(self, found: list[Resolved], sources: list[Resolved], code: str) -> Resolved | None:
        """ "Turkish police arrested ten protesters": a domestic actor's target is of its own country."""
        source = sources[0]
        if source.country and self._employ({r.role[:3] for r in sources}, {r.role[:3] for r in found}):
            return replace(source, why=f"who works there or is worked for is of the country of {source.code}")
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
        coercive = code.startswith(self.lexicon.starts("coercive")) and source.role[:3] in self._sets["state_roles"]
        may_be_elsewhere = code[:2] not in self._sets["violent"] and not coercive
        if armed and may_be_elsewhere and not self._alone(frozenset([source.country])):
            return None  # "the envoy left Chad after talks with rebels"
        if code.startswith(self.lexicon.starts("protested")) and not any(
            r.role[:3] in self._sets["state_roles"] for r in found
        ):
            return None  # protesters are against their state, not against those whose release they demand
        official = any(r.role[:3] in ("GOV", "MIL", "ELI") for r in found)
        if (official and code.startswith(self.lexicon.starts("cooperative"))) or not all(
            self.memory.bare(self.actors, r.head) for r in found
        ):
            return None
        return replace(source, why=f"own country of {source.code}")

    def _fights_at_home(self, army: Resolved, found: list[Resolved], code: str) -> bool:
        """ "Nigerian troops killed 20 villagers": an army that isn't used to fight abroad, where no other country is told."""
        armed = all(r.role[:3] in self._sets["armed_opposition"] for r in found)
        murder = code.startswith(self.lexicon.starts("murders"))  # "soldiers killed the army chief"
        civil = bool(army.role) and all(
            r.role and (murder or r.role[:3] not in self._sets["state_roles"]) for r in found
        )
        return (
            ((armed and code.startswith(self.lexicon.starts("at_home"))) or code[:2] in self._sets["violent"])
            and army.country not in self._sets["expeditionary"]
            and (armed or civil)
            and self._only_country(army.country)
        )

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

    def _attacker_at_home(self, found: list[Resolved], targets: list[Resolved], code: str) -> list[Resolved]:
        """ "Gunmen killed two Kenyan policemen", "stormed Manila": those whom a state's own forces or towns are hit by, where
        no other country is told."""
        if (
            code[:2] in self._sets["violent"]
            and len({r.country for r in targets}) == 1
            and all(r.role[:3] in self._sets["hit_at_home"] or self._town(r) for r in targets)
            and all(not r.country and r.role[:3] in self._sets["armed_opposition"] for r in found)
            and targets[0].country not in self._sets["expeditionary"] | self._sets["international"]
            and self._only_country(targets[0].country)
        ):
            home = targets[0]
            why = f"country of whom they hit, {home.code}"
            return [replace(r, country=home.country, why=f"{r.why}; {why}", origin=home.origin) for r in found]
        return found

    def _town(self, r: Resolved) -> bool:
        """Whether an actor is a town, as a capital that stands for a government is where it is attacked."""
        mention = self.actors.at.get(r.head)
        if mention is None or mention.actor is None:
            return False
        return mention.form == "capital" or mention.actor.kind in ("city", "place")

    def _foreign(self, target: Iterable[Ref], place: Resolved) -> bool:
        """Whether all who suffered are of other countries than the place."""
        countries = {r.country for r in self._resolve(target) if r.country}
        return bool(countries) and place.country not in countries
