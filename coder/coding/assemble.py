"""From acts to records: actors, targets, codes, and the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from coder.coding.actors import Resolved
from coder.coding.acts import Act
from coder.coding.ladder import OWN, TargetLadder
from coder.coding.retold import REACH_OF_VIOLENCE
from coder.language.clauses import NONE
from coder.records import Event


class Assembler(TargetLadder):
    """Turns the acts of one sentence into events: who, whom, which code, and why."""

    def events(self) -> list[Event]:
        """Events of the sentence, one per dyad and code."""
        found: dict[tuple[str, str, str], Event] = {}
        for act in self.coded.acts:
            for event in self._of(act):
                found.setdefault((event.source, event.target, event.code), event)
                self._so_far.append(event)
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
        code = self.matcher.operators.code(act)
        if not code:
            self.coded.unwritten.append((act, f"a code: {act.base or 'the act'} alone is no event of the scheme"))
            return
        told = self._resolve(act.source) or self._whose_message(act.source)
        if not any(r.country for r in told):
            told = self._included(act.source) or told
        sources = self._placed(told or self._shown(act, code), act, code)
        sources = [self._unidentified(r, code) for r in sources]
        if not sources:
            sources, code = self._who_struck(act, code)
        if not sources:
            sources, code = self._meanwhile(act, code)
        sources = sources or self._implied(act, code)
        if not sources and self._by_platforms(act, code):
            sources = self._attackers(act)
        if code.startswith(
            self.lexicon.starts("protested")
        ):  # nationals who protest are citizens: "Tunisians joined a protest march"
            sources = [replace(r, role="CVL") if r.kind == "people" and not r.role else r for r in sources]
        rung = "the slot"
        if act.both or (not act.target and code.startswith(self.lexicon.reflexive)):
            sources = self._parties(act, code, sources)
        if len(sources) == 2 and any(self._the_other(head) for _, head in act.target):
            act = act._replace(both=True)  # "each side blamed the other"
        vague = act.operator == "intend" and not act.base
        mutual = not vague or self.parse.lower[act.trigger] in self.lexicon.lists["mutual_verbs"]
        if self._between_them(act, code, {r.country for r in sources}):
            act = act._replace(both=True)
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
            done = self.lexicon.persons.get(code, code) if target is not None and target.kind == "person" else code
            yield self._event(act, done, source, target, rung)
            if reciprocal and source is not None and target is not None and not act.both and not on_itself:
                yield self._event(
                    act, code if code in self.lexicon.elsewhere.values() else reciprocal, target, source, "reciprocal"
                )

    def _parties(self, act: Act, code: str, known: list[Resolved]) -> list[Resolved]:
        """ "Insurgents and French troops clashed in Mali": of parties to an act on each other, those whose country isn't told
        are of the place; if there is none, the act isn't between the others."""
        everyone = [r for ref in act.source for r in self._resolve_all(ref)]
        unplaced = [r for r in everyone if not r.country]
        if not known or not unplaced or not any(r.country for r in known):
            return known
        place = self._place(act, anywhere=code.startswith(self.lexicon.starts("anywhere")))
        told = [r for r in known if r.country]
        if place is None and self._employ({r.role[:3] for r in told}, {r.role[:3] for r in unplaced}):
            place = told[0]  # "Lufthansa's management and unions met"
        if place is None:
            return known[:1] if code[:2] in self._sets["violent"] else known
        return known + [
            replace(r, country=place.country, why=f"{r.why}; country from the place: {place.why}", origin=place.origin)
            for r in unplaced
        ]

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

    def _between_them(self, act: Act, code: str, two: set[str]) -> bool:
        """ "Both massed troops along their border": each shows force to the other."""
        lower, within = self.parse.lower, range(*self._span(act.clause)) if act.clause != NONE else range(0)
        if len(two) != 2 or "" in two or code[:2] not in self._sets["occasioned"]:
            return False
        if {r.country for r in self._resolve(act.target) if r.country} - two:
            return False
        return any(
            lower[k] in self.lexicon.lists["pronouns_they"] or lower[k] in self.lexicon.lists["joint_words"]
            for t in within
            if lower[t] in self.lexicon.lists["borders"]
            for k in self.parse.kids[t]
        )

    def _comes_home(self, source: Resolved | None, target: Resolved | None) -> bool:
        """ "The prince flew back to Britain": only who is in office visits places of the country that is their own."""
        if source is None or target is None or source.country != target.country:
            return False
        roles = {source.role[:3], target.role[:3]}
        return "" in roles and roles.isdisjoint(self._sets["state_roles"])

    def _at_third_place(self, act: Act, code: str, pairs: list[tuple[Resolved | None, Resolved | None]]) -> str:
        """A meeting whose place is neither party's is one at a third location (codebook 044)."""
        elsewhere = self.lexicon.elsewhere.get(code)
        if elsewhere is None or not pairs:
            return code
        place = self._place(act, anywhere=False)
        at_home = place is None or any(r is None or r.country in (place.country, "IGO") for pair in pairs for r in pair)
        return code if at_home else elsewhere

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
        """Who does such things where nobody is named: the police of the place arrest, and who holds people lets them go."""
        if not act.source and not act.operator and code.startswith(self.lexicon.starts("let_go")):
            return self._holders(act)
        charged = act.operator == "accuse" and self.parse.lower[act.trigger] in self.lexicon.lists["charging_verbs"]
        by = act.operator if charged else code
        role = next((r for start, r in self.lexicon.implied_sources.items() if by.startswith(start)), "")
        role = role or self._unnamed_attacker(act)
        crowds = self.lexicon.lists["crowds"]
        crowd = act.source and all(self.parse.lower[head] in crowds for _, head in act.source)
        told = act.source and not crowd and not code.startswith(self.lexicon.starts("instruments"))  # a bomb is nobody
        if not role or told or not (charged or act.operator in ("", "protest", "riot", "strike", "obstruct")):
            return []
        violent = code[:2] in self._sets["violent"]
        if violent and (self._else_told(act) or not self._meant(code)):
            return []
        label, told_of = self.parse.deps[act.trigger], self.parse.heads[act.trigger]
        # "accused a man arrested for spying" tells it in passing, the headline "Rebels arrested in Chad" does not
        headline = self.parse.heads[told_of] == told_of and not self.grammar.is_verb(told_of)
        if label in ("relcl", "amod") or (label == "acl" and not headline) or (violent and label == "advcl"):
            return []
        place = self._place(act, anywhere=True, across=False) or self._story_place()
        if place is None and role in self._sets["rulers"]:
            place = self._ruled(act)
        if place is None or self._told_aside(place, act):
            return []
        known = [r for r in self._resolve(act.target) if r.country]
        if charged and not any(
            r.country != place.country or (r.role and r.role[:3] not in self._sets["ordinary"]) for r in known
        ):
            return []  # of what ordinary people are charged with at home, most is of no account
        abroad = {r.country for r in self._resolve(act.target) if r.role[:3] in self._sets["soldiers"]} - {
            place.country
        }
        if not violent and abroad & self._sets["expeditionary"]:
            return []  # those who are used to fight abroad are tried by their own, wherever they are
        if violent and place is self._story_place() and self._foreign(act.target, place):
            return []  # what a dateline in Washington tells of Iraqi victims happened elsewhere
        return [replace(place, role=role, kind="role", first=act.trigger, last=act.trigger, head=act.trigger,
                        why=f"implied: {role} of the place ({place.why})")]  # fmt: skip

    def _who_struck(self, act: Act, code: str) -> tuple[list[Resolved], str]:
        """ "Two Lebanese were killed in the raids": those whose raids on Lebanon the story has told of."""
        if self.memory is None or act.operator or code[:2] not in self._sets["violent"]:
            return [], code
        words = [head for kind, head in act.source if kind == "np"]
        words += [w for step in act.trail[:1] for w in step.words if w != act.trigger and self._is_of_violence(w)]
        for w in dict.fromkeys(words):
            here = self.actors.modifiers_as_actors(w) if self.actors.placed_by_name(w) else []
            if not here and not self._refers_back(w):
                continue
            suffered = {r.country for r in (self._resolve(act.target) + here) if r.country}
            done = self.memory.done(self.lexicon.starts("violent"), REACH_OF_VIOLENCE)
            found = {t.source.code: t for t in done if t.target.country in suffered and t.source.country}
            countries = {t.source.country for t in found.values()}
            if len(countries) == 1 and not countries & suffered:
                t = next(iter(found.values()))
                why = f"whose {self.parse.words[w]!r} the story has told of: {t.source.why}"
                finer = code == code[:2] + "0" and t.code.startswith(code[:2])
                return [replace(t.source, first=w, last=w, why=why)], t.code if finer else code
        return [], code

    def _is_of_violence(self, w: int) -> bool:
        return self.parse.lower[w] in self.lexicon.nouns and any(
            one.base[:2] in self._sets["violent"] for one in self.matcher.noun(w)
        )

    def _meanwhile(self, act: Act, code: str) -> tuple[list[Resolved], str]:
        """ "Two farmers were killed when Chadian troops opened fire": whose force that was, and what kind of force."""
        if act.source or act.operator or code[:2] not in self._sets["violent"] or act.clause == NONE:
            return [], code
        for k in self.grammar.children(act.clause, "advcl"):
            told = self.grammar.is_verb(k) and self.grammar.clause(k).mark in self.lexicon.lists["while_words"]
            for other in self.coded.acts if told else ():
                used = other.base[:2] in self._sets["violent"] or other.base[:2] in self._sets["occasioned"]
                if other.clause != k or other.operator or not used:
                    continue
                suffered = {r.code for r in self._resolve(act.target)}
                hit = {r.country for r in self._resolve(other.target) if r.country}
                before = self.grammar.clause(k).mark in self.lexicon.lists["before_marks"]
                if before and hit and hit.isdisjoint({code[:3] for code in suffered}):
                    continue  # "the town was pounded after gunmen killed ten Israelis": in answer to it
                found = self._placed(self._resolve(other.source), other, other.base)
                state = other.base[:2] in self._sets["violent"] and all(r.kind == "country" for r in found)
                found = [r for r in found if (state or r.role[:3] in self._sets["armed"]) and r.code not in suffered]
                if found and found[0].head not in {head for _, head in act.target}:
                    residual = code == code[:2] + "0" and other.base[:2] in self._sets["violent"]
                    return found, other.base if residual else code
        return [], code

    def _unnamed_attacker(self, act: Act) -> str:
        """ "An attack killed three in Syria": no accident, whoever made it."""
        made = act.inner.trail if act.inner is not None and not act.inner.source else ()
        words = {self.parse.lower[w] for step in made for w in step.words}
        attack = not words.isdisjoint(self.lexicon.lists["attack_words"])
        return next(iter(self.lexicon.located_sources.values()), "") if attack else ""

    def _else_told(self, act: Act) -> bool:
        """Whether the sentence says in another act whose violence it was."""
        violent = self._sets["violent"]
        return any(a.base[:2] in violent and a is not act and self._resolve(a.source) for a in self.coded.acts)

    def _ruled(self, act: Act) -> Resolved | None:
        """ "A Zambian opposition leader was arrested": in Zambia, if no other country is told."""
        found = self._resolve(act.target)
        roles = self._sets["ruled"] | self._sets["ordinary"]
        country = found[0].country if found and all(r.role[:3] in roles for r in found) else ""
        if not country or country in self._sets["international"] or not self._only_country(country):
            return None
        why = f"country of {found[0].code}, whom it rules"
        return Resolved(country, "", 0, 0, act.trigger, "country", why, found[0].origin)

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
