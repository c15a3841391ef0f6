"""The target ladder: where the target of an act is looked for, rung by rung, if the rule's slot doesn't name it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coder.coding.actors import Resolved
from coder.coding.acts import Act
from coder.coding.retold import MOST_DOERS, Retold
from coder.language.clauses import NONE, Argument

ABOUT = "who it is about"
"""The rung on which it is the first of another country that is named in what is said."""

OWN = "own country"
"""The rung on which the source's own country is found."""

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


class TargetLadder(Retold):
    """Finds the targets of acts."""

    def _targets(self, act: Act, code: str, sources: list[Resolved]) -> tuple[list[Resolved], str]:
        """Each rung is tried in turn, and named in the explanation."""
        mine, own = (frozenset(getattr(r, name) for r in sources if r.country) for name in ("code", "country"))
        if (
            code[:2] in self._sets["occasioned"]
        ):  # "police were deployed ahead of the king's visit": not against the king
            peaceful = self.lexicon.lists["peaceful_occasions"]
            act = act._replace(target=tuple(ref for ref in act.target if self.parse.lower[ref[1]] not in peaceful))
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
            self._on_condition,
            self._in_the_inner_event,
            self._as_before,
            self._occasion,
            self._at_the_place,
            self._doer,
            self._beneficiary,
            self._only_other,
            self._about,
            self._accuser,
            self._meeting,
            self._mediated,
            self._adversary,
            self._provoker,
            self._own_country,
        ):
            found = rung(sought)
            if found is not None:
                return found
        return [r for r in sought.slot if not self._own(r, act, own)], "the slot"

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
            if sought.act.operator == "reject":  # "defied a court order"
                for k in self.grammar.children(head, "compound"):
                    roles = self._placed(self.actors.resolve(k), sought.act, sought.code, sought.sources)
                    if found := self._others(roles, sought):
                        return found, "named before the slot's noun"
            for maker in self.grammar.makers(head):
                if found := self._others(self.actors.resolve(maker), sought):
                    return found, "agent of a participle of the slot"
            for argument in self._phrases_of(head):
                found = []
                if argument.prep in lists["near_prepositions"]:
                    place = self.actors.place(argument.head)
                    found = self._others([place], sought) if place is not None else []
                if not found and argument.prep in lists["slot_prepositions"]:
                    found = self._others(self.actors.resolve(argument.head), sought)
                if found:
                    return found, f"{argument.prep!r} phrase of the slot"
        return None

    def _phrases_of(self, head: int) -> list[Argument]:
        """Phrases that hang on a noun, and on nouns that say nobody: "prospects for a deal with Kosovo"."""
        own = [a for a in self.grammar.prepositions(head) if not a.kind]
        nobody = [a.head for a in own if a.prep in self.lexicon.lists["topical_prepositions"] or a.prep == "of"]
        below = [b for x in nobody if not self.actors.resolve(x) for b in self.grammar.prepositions(x) if not b.kind]
        return own + below

    def _on_condition(self, sought: Sought) -> Found | None:
        """ "Threatened to kill the hostage unless France withdrew": who can prevent it is threatened."""
        act = sought.act
        if sought.code[:2] not in self._sets["conditional"]:
            return None
        inner = act.inner.clause if act.inner is not None else NONE
        for clause in (act.clause, inner, *(a.head for a in self._complements(act.clause))):
            if clause == NONE or not self.grammar.is_verb(clause):
                continue
            for k in self.grammar.children(clause, "advcl"):
                done = self.grammar.clause(k)
                if done.mark not in self.lexicon.lists["condition_marks"] or done.subject == NONE:
                    continue
                who = self._placed(self.actors.resolve(done.subject), act, sought.code, sought.sources)
                if found := self._others(who, sought):
                    return found, "who is told to prevent it"
        return None

    def _complements(self, clause: int) -> list[Argument]:
        return self.grammar.clause(clause).of("comp") if clause != NONE and self.grammar.is_verb(clause) else []

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
        doers = self._placed(self._resolve(inner.source), inner, sought.code, sought.sources)
        for actors in (targets, doers):  # "Jordan's minister dismissed opposition calls for reform": its own opposition
            if found := self._others(actors, sought):
                return found, "inner event"
        if sought.act.operator in self._sets["told"]:
            place = self._place(inner, anywhere=sought.code.startswith(self.lexicon.starts("claimed")))
            if place is not None and (found := self._others([place], sought)):
                return found, "place of the inner event"
        return None

    def _as_before(self, sought: Sought) -> Found | None:
        """ "India accused Pakistan of backing them and threatened action": whom the verb is aimed at that it goes with."""
        act, parse = sought.act, self.parse
        if (
            act.clause == NONE
            or any(r.country for r in sought.slot)
            or parse.deps[act.clause] != "conj"
            or not self._carried_on(sought.code)
        ):
            return None
        for before in self.coded.acts:
            code = self.matcher.operators.code(before)
            if before.clause == parse.heads[act.clause] and self._carried_on(code) and before.source == act.source:
                found, _ = self._targets(before, code, sought.sources)
                if found := self._others(found, sought):
                    return found, "target of the verb that this one goes with"
        return None

    def _carried_on(self, code: str) -> bool:
        return code.startswith(self.lexicon.starts("carried_on"))

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
            feared = any(parse.lower[x] in lists["fears"] for x in self.grammar.children(k, "pobj"))
            if k < act.clause or not (purpose or feared or (mark or word) in lists["occasions"]):
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

    def _beneficiary(self, sought: Sought) -> Found | None:
        """ "Nepal offered to send doctors": to the country that the story is about, if no other is named for it."""
        if self.memory is None or sought.act.target or not sought.code.startswith(self.lexicon.starts("for_the_story")):
            return None
        own = {r.country for r in sought.sources}
        named = {m.actor.codes[0][0][:3] for m in self.actors.mentions if m.actor is not None} - own
        about = self.memory.theme()
        if about is None and sought.code.startswith(self.lexicon.starts("mourned")):
            about = self.memory.place
        if about is None or about.country in own or named - {about.country} - self._sets["international"]:
            return None
        return [about], "the country that the story is about"

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
            if parse.deps[parse.heads[t]] == "agent" and parse.deps[parse.heads[parse.heads[t]]] == "acl":
                continue  # "a slump brought on by the United States"
            for r in self.actors.resolve(t) or self.actors.modifiers_as_actors(t):
                if r.country and r.country not in mine:
                    return self._others([r], sought)
        return []

    def _accuser(self, sought: Sought) -> Found | None:
        """Whom the story says to have accused or asked the source of what it denies or refuses."""
        act, sources = sought.act, sought.sources
        if self.memory is None or act.operator not in self._sets["answers"] or not sources:
            return None
        denies = act.operator == "deny"
        answered = self._sets["answered"] if denies else frozenset[str]()
        asked = self._asking(act)
        accusers = [r for country in sorted(sought.own) for r in self._accusers(country, asked, answered)]
        fits = [r for r in accusers if r.country not in sought.own or r.role[:3] in self._sets["opposed"]]
        if found := self._others(fits, sought):
            return found, "who the story says had accused or asked"
        charged = [w for step in act.trail for w in step.words if not self.grammar.is_verb(w)]
        if accusers or not denies or any(r.country for r in sought.slot):
            return None
        if any(self._is_definite(w) for w in charged):
            return None  # of "the charge" it would have to be told whose it is
        if found := self._others(self._sufferers(act), sought):
            return found, "who the story says has suffered what is denied"
        about = self.memory.theme(sought.own)
        if act.target or about is None or not self._alone(sought.own | {about.country}):
            return None
        return [about], "the country that the story is about"

    def _meeting(self, sought: Sought) -> Found | None:
        """ "Italy joined the talks": with those who held them, as the story has told."""
        act = sought.act
        if act.target or not sought.code.startswith(self._met):
            return None
        words = [head for step in act.trail for head in step.words]
        found = self._others(self._participants(words), sought)
        return (found, "who the story says has met") if found else None

    def _mediated(self, sought: Sought) -> Found | None:
        """ "Qatar brokered a truce": between the two sides of the story, or at least in the country that it is about."""
        mediates = sought.code.startswith(self.lexicon.starts("mediating"))
        if self.memory is None or sought.act.target or not mediates or not sought.own:
            return None
        last, about = self.memory.struggle(), self.memory.theme(sought.own)
        two = {last.source.country, last.target.country} if last is not None else set[str]()
        if last is not None and two.isdisjoint(sought.own) and (about is None or about.country in two):
            return [last.source, last.target], "the two sides of the story"
        if about is None or not self._alone(sought.own | {about.country}):
            return None
        return [about], "the country that the story is about"

    def _provoker(self, sought: Sought) -> Found | None:
        """ "Minsk threatened to retaliate": against who the story says has last done it harm."""
        act = sought.act
        if act.target or sought.code[:2] not in self._sets["provoked"] or not sought.own:
            return None
        clause = self.grammar.clause(act.clause).of("prep") if act.clause != NONE else []
        if any(not a.kind and a.prep in self.lexicon.lists["hint_prepositions"] for a in clause):
            return None  # "declared war on the group": whoever that is
        found = self._others(self._provokers(sought.own), sought)
        return (found, "who the story says has provoked it") if found else None

    def _asking(self, act: Act) -> frozenset[str]:
        """Codes of asking for what an act refuses: a refusal to resign answers 0241, 1041, 1411 ..."""
        if act.operator != "reject" or not act.base:
            return frozenset()
        asked = [act._replace(operator=name) for name in self._sets["asking"]]
        return frozenset(self.matcher.operators.code(one) for one in asked)

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
        if self._somebody_else(act) and not all(self._only_country(country) for country in own):
            domestic = False
        governs = len(sources) == 1 and self._governs(sources[0], code) and self._alone(own)
        if not domestic or not (governs or all(r.country and (r.role or r.kind == "people") for r in sources)):
            return None
        first = sources[0]
        if first.country in self._sets["international"] or self._inanimate(sought):
            return None
        if first.role[:3] in self._sets["armed_opposition"] and code.startswith(self.lexicon.starts("ceased")):
            enemy = self._whose_army(first)  # "Hamas halted its attacks": those on Israel
            if enemy is not first:
                return ([enemy], "whom its rebels fight") if enemy is not None else None
        why = f"own country of {first.code}"
        return [Resolved(first.country, "", first.first, first.last, first.head, "country", why, first.origin)], OWN

    def _somebody_else(self, act: Act) -> bool:
        """Whether it is done to a "he" or "them" whom the story doesn't identify: of whatever country."""
        people = self.lexicon.lists["pronouns_he"] | self.lexicon.lists["pronouns_they"]
        return any(kind == "np" and self.parse.lower[head] in people for kind, head in act.target)

    def _inanimate(self, sought: Sought) -> bool:
        """Whether what is freed, though a rule takes anything there, is nobody: "a report released by the ministry"."""
        freed = not sought.act.operator and sought.code.startswith(self.lexicon.starts("freed"))
        named = any(self.grammar.is_name(head) for _, head in sought.act.target)  # a person whom nobody knows
        return freed and bool(sought.act.target) and not sought.slot and not named

    def _governs(self, source: Resolved, code: str) -> bool:
        """Whether a state named as such is its government here: "Egypt scrapped its curfew"."""
        state = source.kind == "country" and not source.role and source.country not in self._sets["international"]
        return state and code.startswith(self.lexicon.starts("governed"))

    def _own(self, r: Resolved, act: Act, countries: frozenset[str]) -> bool:
        """Whether an actor is the source's own ("its soldiers"): nobody demands, asks or refuses something of those."""
        if act.operator not in self._sets["not_own"] or r.country not in countries:
            return False
        return 0 <= r.head < len(self.parse) and any(self.parse.tags[k] == "PRP$" for k in self.parse.kids[r.head])

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
        if code.startswith(self.lexicon.starts("murders")) and target.individual:
            return True  # "soldiers killed the army chief"
        persons = [r.kind == "person" for r in (source, target)]
        if all(persons):
            return source.origin != target.origin
        return all(one or r.individual for one, r in zip(persons, (source, target), strict=True))
