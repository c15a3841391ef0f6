"""How a rule fits a clause: its subject, objects, phrases and complements, and what remains unfilled."""

from __future__ import annotations

from dataclasses import replace

from coder.coding.actors import SentenceActors
from coder.coding.acts import Act, Miss, Ref
from coder.coding.phrases import Phrases
from coder.dictionaries.lexicon import Lexicon, Need, Place, VerbRule
from coder.language.clauses import NONE, Argument, Clause, Grammar
from coder.language.parse import Parse


class Binding:
    """How a rule fits a clause."""

    __slots__ = ("inner", "matched", "rule", "score", "slots", "used", "words")

    def __init__(self, rule: VerbRule) -> None:
        self.rule = rule
        self.slots: dict[str, list[Ref]] = {}
        self.inner: list[Act] = []
        self.used: set[int] = set()
        self.words: list[int] = []
        self.matched = 0
        self.score: tuple[int, ...] = ()


class Fitter(Phrases):
    """Fits rules to clauses. What is nested in them, `Matcher` finds."""

    def __init__(
        self, lexicon: Lexicon, parse: Parse, grammar: Grammar, actors: SentenceActors, explain: bool = False
    ) -> None:
        super().__init__(lexicon, parse, grammar, actors)
        self.explain = explain
        self.misses: list[Miss] = []
        self._report = lexicon.lists["report"]

    def noun(self, i: int, verb: int = NONE, passive: bool = False) -> list[Act]:
        """Acts of an event noun."""
        raise NotImplementedError

    def inner(self, i: int) -> list[Act]:
        """Acts of a governed clause."""
        raise NotImplementedError

    def _fit(self, rule: VerbRule, clause: Clause) -> Binding | None:
        binding = Binding(rule)
        lacks = self._particle(rule, clause) or self._subject(rule, clause, binding)
        if not lacks:
            missing = 0
            for need in rule.needs:
                if not self._need(need, clause, binding, need is rule.first_of_two):
                    if need.optional:
                        missing += 1
                        continue
                    lacks = self._told(need) if self.explain else "something"
                    break
        if lacks:
            if self.explain:
                fit = binding.matched + len(binding.slots) + len(binding.words)
                self.misses.append(Miss(rule.id, rule.text, lacks, clause.head, fit))
            return None
        named = [[ref for ref in refs if ref[0] == "np"] for refs in binding.slots.values()]
        resolved = sum(bool(self.refs(refs)) for refs in named) + ("BOTH" in binding.slots)
        known = sum(bool(act.base or act.operator) for act in binding.inner)
        binding.score = (
            binding.matched + bool(rule.particle),
            min(known, 1),
            bool(binding.inner),
            resolved,
            len(rule.needs) - missing,
            -missing,
        )
        return binding

    def _told(self, need: Need) -> str:
        what = need.place.slot or "one of its words"
        return f"{'|'.join(need.preps)} {what}" if need.preps else what

    def _particle(self, rule: VerbRule, clause: Clause) -> str:
        if not rule.particle or rule.particle in clause.particles:
            return ""
        i, lower = clause.head, self.parse.lower
        wanted = rule.particle.split("_")
        behind = i + len(wanted)  # "agreed to call off": no "agree to"
        if lower[i + 1 : behind + 1] == wanted and self.parse.deps[behind] != "aux":
            return ""
        if any(lower[k] == rule.particle for k in self.parse.kids[i] if k > i):
            return ""
        return f"the particle {rule.particle!r}" if self.explain else "its particle"

    def _subject(self, rule: VerbRule, clause: Clause, binding: Binding) -> str:
        place = rule.subject
        if place is None:
            return ""
        subject = clause.subject
        if place.slot == "EVENT":
            acts = self.noun(subject) if subject != NONE and self._is_event_noun(subject) else []
            if not acts or (place.words is not None and not self._matches(place.words, subject)):
                return "an event as its subject"
            binding.matched += self._matches(place.words, subject) if place.words is not None else 0
            binding.inner, binding.slots["EVENT"] = acts, [("np", subject)]
            binding.used.add(subject)
            return ""
        if place.words is not None:
            length = self._any_matches(place.words, subject) if subject != NONE else 0
            if not length:
                return "one of the words that narrow its subject"
            binding.matched += length
        if place.slot == "SOURCE" and rule.code in self.lexicon.sets["outcomes"] and self._event(subject):
            return "a subject that can kill: of an event that killed, the event is told"
        if place.slot == "BOTH" and subject != NONE:
            subject = self._all_of(subject, clause.head)
        if place.slot == "BOTH" and (subject == NONE or len(self.refs([("np", subject)])) < 2):
            return "a compound of actors as its subject"
        if place.slot and subject != NONE:
            binding.slots[place.slot] = self._slot(place, subject)
        elif not place.slot:
            binding.words.append(subject)
            binding.used.add(subject)
            if not any(
                need.place.slot == "SOURCE" for need in rule.needs
            ):  # an instrument: "a Palestinian suicide bomber"
                owner = self.grammar.possessor(subject)  # "our hearts go out to"
                whose = ("np", owner) if owner != NONE and self.refs([("np", owner)]) else ("mod", subject)
                named = self.refs([("np", subject)]) or self.actors.placed_by_name(subject)
                binding.slots["SOURCE"] = [("np", subject) if named else whose]
        return ""

    def _event(self, i: int) -> bool:
        return i != NONE and self._noun_rule(i) is not None and not self.refs([("np", i)])

    def _all_of(self, subject: int, verb: int) -> int:
        """ "Peru's president and Chile's, who met in Lima": the first of several, of whom the parser has only one meet."""
        parse = self.parse
        if parse.deps[verb] == "relcl" and len(self.refs([("np", subject)])) < 2:
            while parse.deps[subject] == "conj" and self.grammar.is_noun(parse.heads[subject]):
                subject = parse.heads[subject]
        return subject

    def _need(self, need: Need, clause: Clause, binding: Binding, first_of_two: bool) -> bool:
        place = need.place
        preps = need.preps or ("-",)
        for prep in preps:
            if prep == "-":
                if place.slot == "EVENT":
                    done = self._bare_event(place, clause, binding)
                else:
                    done = self._bare(place, clause, binding, first_of_two)
            elif prep == "that":
                done = self._complement(("that",), place, clause, binding)
            elif place.slot == "EVENT":
                done = prep == "to" and self._complement(("inf",), place, clause, binding)
                done = done or self._prepositional_event(prep, place, clause, binding)
            else:
                done = self._prepositional(prep, place, clause, binding)
            if done:
                return True
        return False

    def _bare(self, place: Place, clause: Clause, binding: Binding, first_of_two: bool) -> bool:
        objects = clause.of("obj")
        if place.slot:
            taken = {ref[1] for refs in binding.slots.values() for ref in refs}
            iobj = clause.of("iobj")
            order = (iobj + objects) if first_of_two or not objects else objects
            if first_of_two and not iobj and len(objects) == 1 and place.slot in ("TARGET", "SOURCE"):
                named = self.actors.named_before(objects[0].head)
                if named:  # "gave Sudan assistance", parsed as one phrase
                    binding.slots[place.slot] = [("mod", objects[0].head)]
                    return True
            for argument in order:
                if (argument.head in taken and argument.head != clause.subject) or argument.head in binding.words:
                    continue
                if place.words is not None and not self._any_matches(place.words, argument.head):
                    continue
                binding.slots[place.slot] = self._slot(place, argument.head)
                if place.words is not None:
                    binding.used.add(argument.head)
                    binding.matched += self._any_matches(place.words, argument.head)
                return True
            return False
        assert place.words is not None
        taken = {head for refs in binding.slots.values() for kind, head in refs if kind == "np"}
        for argument in [*objects, *clause.of("pred"), *clause.of("iobj")]:
            if argument.head in taken:
                continue
            if length := self._any_matches(place.words, argument.head, actor=False):
                binding.words.append(argument.head)
                binding.used.add(argument.head)
                binding.matched += length
                return True
        for k in self.parse.kids[clause.head]:
            label = self.parse.deps[k]
            small = label in ("advcl", "ccomp") and not self.grammar.is_verb(k)
            if (
                small or label in ("advmod", "prt", "npadvmod", "xcomp", "acomp", "oprd", "dep", "preconj")
            ) and self._matches(place.words, k):
                binding.words.append(k)
                binding.matched += self._matches(place.words, k)
                return True
        return False

    def _nested(self, clause: Clause, binding: Binding) -> list[Argument]:
        """Prepositional arguments: the verb's own first, then those on its object, then on words the rule matched."""
        preps = clause.of("prep")
        own = [a for a in preps if a.own]
        own += [a for a in preps if not a.own]
        for w in binding.words:
            if w != NONE:
                own += [
                    a
                    for a in self.grammar.prepositions(w, own=False)
                    if all((a.head, a.prep) != (b.head, b.prep) for b in own)
                ]
                if self.parse.lower[w + 1 : w + 2] == [
                    "of"
                ]:  # "won a vote of confidence from X": of the vote, not of it
                    of = [a.head for a in self.grammar.prepositions(w) if a.prep == "of" and w + 2 <= a.head <= w + 3]
                    own += [
                        a for x in of if not self.refs([("np", x)]) for a in self.grammar.prepositions(x, own=False)
                    ]
        for slot, refs in list(binding.slots.items()):
            for kind, head in refs:
                if kind == "np" and slot != "EVENT" and head != clause.subject and not self.grammar.is_verb(head):
                    own += [
                        a
                        for a in self.grammar.prepositions(head, own=False)
                        if all((a.head, a.prep) != (b.head, b.prep) for b in own)
                    ]
        return own

    def _prepositional(self, prep: str, place: Place, clause: Clause, binding: Binding) -> bool:
        found: Argument | None = None
        for argument in self._nested(clause, binding):
            nominal = argument.kind == "ing" and place.words is not None  # "reports of shelling by Russian troops"
            if argument.prep != prep or (argument.kind and not nominal):
                continue
            if prep in self._lists["absolute_prepositions"] and self._aside(argument.head):
                continue
            if nominal and self.grammar.children(argument.head, "dobj"):
                continue
            asked = binding.rule.operator in self.lexicon.sets["asks"]
            if asked and prep == "of" and not argument.own and self._of_event(argument.head, binding):
                continue  # "demanded the release of prisoners": it is not they who shall release
            if place.words is not None and not self._any_matches(place.words, argument.head, bool(place.slot)):
                continue
            inside = self._through(argument.head)  # "in three nights of US air raids"
            if place.words is not None and place.slot and self._matches(place.words, inside):
                argument = replace(argument, head=inside)
            if not place.slot:
                binding.words.append(argument.head)
                binding.used.add(argument.head)
                binding.matched += self._any_matches(place.words or {}, argument.head)
                return True
            held = [h for refs in binding.slots.values() for kind, h in refs if kind == "np"]
            if argument.head in binding.words or any(argument.head in (h, self._through(h)) for h in held):
                continue
            if any(w != NONE and self._through(w) == argument.head for w in binding.words[:-1]):
                continue  # "massed thousands of troops on the border of X": the troops were meant by an earlier item
            if place.slot == "TARGET" and prep in self._lists["near_prepositions"] and (owner := self._owned(binding)):
                binding.slots["TARGET"] = [owner]  # "desecrated Armenian churches in Shusha"
                return True
            operator = binding.rule.operator or self.lexicon.family(binding.rule.code)
            if place.slot == "TARGET" and prep == "of" and operator in self.lexicon.sets["of_speaker"]:
                whose = self.grammar.possessor(self.parse.heads[self.parse.heads[argument.head]])
                named = whose not in (NONE, clause.subject) and not self.grammar.is_pronoun(whose)
                if named and self.actors.resolve(whose):
                    continue  # "welcomed Kenya's acceptance of the mission": Kenya is praised
            if self.refs([("np", argument.head)]):
                found = argument
                break
            if place.slot == "TARGET" and prep == "on" and self.actors.place(argument.head) is not None:
                found = found or argument  # "dropped bombs on a village in the mountains of Yemen"
            possessor = self.grammar.possessor(argument.head)
            if self.actors.modifier_actors(argument.head) or (possessor != NONE and self.actors.resolve(possessor)):
                found = found or argument
            if (
                found is None
                and (prep not in ("in", "at", "by", "during", "for", "on") or self._is_event_noun(argument.head))
                and not self._temporal(argument.head)
            ):
                found = argument
        if found is None:
            return False
        violent = binding.rule.code[:2] in self.lexicon.sets["violent"]
        near = violent and place.slot == "TARGET" and prep in self._lists["near_prepositions"]
        if near and not self._tells(found.head):
            for w in binding.words:  # "attacked army camps in the area": the army
                if w != NONE and not self.grammar.is_verb(w) and self.refs([("np", w)]):
                    binding.slots["TARGET"] = [("np", w)]
                    return True
        binding.slots[place.slot] = self._slot(place, found.head)
        if place.words is not None:
            binding.matched += self._any_matches(place.words, found.head)
        return True

    def _tells(self, head: int) -> bool:
        """Whether a noun phrase says of somebody, or of some country."""
        possessor = self.grammar.possessor(head)
        named = possessor != NONE or bool(self.actors.modifier_actors(head))
        return named or bool(self.refs([("np", head)])) or self.actors.place(head) is not None

    def _aside(self, head: int) -> bool:
        """ "..., with children running for cover": what goes on besides; those take no part."""
        parse, prep = self.parse, self.parse.heads[head]
        doing = any(parse.deps[k] == "acl" and parse.tags[k] == "VBG" for k in parse.kids[head])
        return doing and prep > 0 and parse.words[prep - 1] == ","

    def _of_event(self, head: int, binding: Binding) -> bool:
        """Whether an "of" phrase hangs on the event that the rule has found."""
        events = [h for _, h in binding.slots.get("EVENT", ()) if self._is_event_noun(h)]
        return any(head == a.head for h in events for a in self.grammar.prepositions(h))

    def _slot(self, place: Place, head: int) -> list[Ref]:
        """What fills a slot. A thing that the rule names stands for whose it is: "died in Iraqi custody"."""
        if place.words is None or self.refs([("np", head)]):
            return [("np", head)]
        whose = self.actors.modifier_actors(head)
        placed = not whose or whose[-1][1] in ("city", "place") or self.actors.placed_by_name(head)
        return [("np" if placed else "mod", head)]  # no "Gaza City air strike"

    def _owned(self, binding: Binding) -> Ref | None:
        """Whose the things are that a rule names, if that is told before them, and not where they are or the source's."""
        violent = binding.rule.code[:2] in self.lexicon.sets["violent"]
        if binding.rule.code[:2] in self.lexicon.sets["occasioned"]:
            return None  # "American marines have been deployed in Kenya"
        mine = {r.country for r in self.refs(binding.slots.get("SOURCE", []))}
        for w in binding.words:
            if w == NONE or self.grammar.is_verb(w):
                continue
            if violent and self.parse.lower[w] in self._lists["sites"]:  # "attacked a Turkish base in Somalia"
                for ref in (("np", w), ("mod", w)):
                    if any(r.country for r in self.refs([ref])):
                        return ref
            owners = self.refs([("mod", w)]) if self.grammar.possessor(w) == NONE else []
            if owners and all(r.kind == "country" and not r.role and r.country not in mine for r in owners):
                return "mod", w
        return None

    def _bare_event(self, place: Place, clause: Clause, binding: Binding) -> bool:
        open_ended = binding.rule.operator in self.lexicon.sets["pondering"]  # "considers whether to ..."
        if self._complement(("that", "ing", "wh", "inf") if open_ended else ("that", "ing"), place, clause, binding):
            return True
        taken = {head for refs in binding.slots.values() for _, head in refs}
        if (
            binding.rule.operator in self.lexicon.sets["asks"]
        ):  # "urged the new government to resign": no new government
            told_to = [a.head for a in clause.of("comp") if a.own and a.kind == "inf"]
            taken |= {a.head for a in clause.of("obj") if told_to and a.head < told_to[0]}
        for argument in [*clause.of("obj"), *clause.of("pred")]:
            if argument.head not in taken and self._event_noun(argument.head, place, binding):
                return True
        return False

    def _complement(self, kinds: tuple[str, ...], place: Place, clause: Clause, binding: Binding) -> bool:
        if place.words is not None and kinds != ("inf",):
            return False
        heads = [a for a in clause.of("comp") if a.kind in kinds]
        nouns = self.parse.heads  # "repeated its accusation that ...": what is said belongs to the noun
        heads = [a for a in heads if a.own or a.kind != "that" or not self._is_event_noun(nouns[a.head])]
        if not heads and "that" in kinds:  # "demands Uganda release the prisoners"
            heads = [a for a in clause.of("comp") if a.kind == "inf" and self.grammar.subjunctive(a.head)]
        if not heads and "inf" in kinds:
            asked = (
                binding.rule.operator in ("appeal", "demand") and "TARGET" in binding.slots
            )  # "appealed to X to ..."
            asked = asked or (binding.rule.transform == "resume" and bool(binding.words))  # "bowed to pressure to ..."
            heads = [a for a in clause.of("comp") if a.kind == "purpose" and (asked or clause.object != NONE)][:1]
        if place.words is not None:  # "set up a panel to investigate ..."
            heads = [a for a in heads or clause.of("comp") if a.kind in ("inf", "purpose")]
            heads = [a for a in heads if self._matches(place.words, a.head)]
        own = [a for a in heads if a.own] or heads
        own = [a for a in own if self.grammar.headline_series(clause.head) != a.head]
        if (
            self.parse.lower[clause.head] not in self._report
        ):  # "Oslo mourns victims, minister criticised": nothing quoted
            own = [a for a in own if a.head > clause.head or self.parse.deps[a.head] != "ccomp"]
        acts: list[Act] = []
        for argument in own:
            acts += self.inner(argument.head)
            binding.used.add(argument.head)
            self._swallow(argument.head, binding)
        if not own:
            return False
        binding.inner += acts or [self._unknown(own[0].head)]
        binding.slots.setdefault("EVENT", [("np", own[0].head)])
        return True

    def _swallow(self, i: int, binding: Binding) -> None:
        """All that hangs on a governed clause is inside the operator's scope, relative clauses excepted."""
        for k in self.parse.kids[i]:
            if self.parse.deps[k] not in ("relcl",):
                if self.parse.lower[k] in self.lexicon.verb_forms or self.parse.lower[k] in self.lexicon.nouns:
                    binding.used.add(k)
                self._swallow(k, binding)

    def _prepositional_event(self, prep: str, place: Place, clause: Clause, binding: Binding) -> bool:
        for argument in self._nested(clause, binding):
            if argument.prep != prep:
                continue
            if argument.kind == "modifier":
                found = self.inner(argument.head) if place.words is None else []
                if not found:
                    continue
                binding.inner += found
                binding.used.add(argument.head)
                binding.slots.setdefault("EVENT", [("np", argument.head)])
                return True
            if argument.kind:
                if place.words is None:
                    binding.inner += self.inner(argument.head) or [self._unknown(argument.head)]
                    binding.used.add(argument.head)
                    self._swallow(argument.head, binding)
                    binding.slots.setdefault("EVENT", [("np", argument.head)])
                    return True
            elif self._event_noun(argument.head, place, binding):
                return True
        return False

    def _event_noun(self, head: int, place: Place, binding: Binding) -> bool:
        acts: list[Act] = []
        for h in self.grammar.conjuncts(head):
            h = self._through(h)
            if self.parse.lower[h] not in self.lexicon.nouns or (
                place.words is not None and not self._matches(place.words, h)
            ):
                continue
            acts += self.noun(h)
            binding.used.add(h)
            binding.matched += self._matches(place.words, h) if place.words is not None else 0
            self._swallow(h, binding)
        if not acts:
            return False
        binding.inner += acts
        binding.slots.setdefault("EVENT", [("np", head)])
        return True
