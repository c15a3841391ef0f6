"""From clauses to acts: which rule of a verb or event noun fires, and what it nests.

An act is an operator over a base ("appeal" over 072), with references to its actors; its code is looked up at the end.
"""

from __future__ import annotations

from coder.coding.actors import SentenceActors
from coder.coding.acts import Act, Ref, Step
from coder.coding.fit import Binding, Fitter
from coder.coding.operators import Operators
from coder.dictionaries.lexicon import Lexicon, VerbRule
from coder.language.clauses import NONE, Argument, Clause, Grammar
from coder.language.parse import Parse


class Matcher(Fitter):
    """Finds the acts of verbs and event nouns."""

    def __init__(
        self, lexicon: Lexicon, parse: Parse, grammar: Grammar, actors: SentenceActors, explain: bool = False
    ) -> None:
        super().__init__(lexicon, parse, grammar, actors, explain)
        self.operators = Operators(lexicon)
        self.consumed: set[int] = set()
        self._acts: dict[int, list[Act]] = {}
        self._busy: set[int] = set()
        self._spent: set[int] = set()
        lists = lexicon.lists
        self._implied, self._event_preps = lists["implied_fact"], lists["event_prepositions"]
        self._possible = lists["possible_modals"]

    def verb(self, i: int) -> list[Act]:
        """Acts of the clause that a verb heads: by a rule of the verb, by an event noun it realises, or passed through."""
        known = self._acts.get(i)
        if known is not None:
            return known
        if i in self._busy:
            return []
        self._busy.add(i)
        try:
            acts = self._by_rule(i)
            if not acts and i not in self._spent:
                acts = self._by_noun(i) or self._passed(i)
        finally:
            self._busy.discard(i)
        self._acts[i] = acts
        return acts

    def _by_rule(self, i: int) -> list[Act]:
        clause = self.grammar.clause(i)
        best: Binding | None = None
        has_object = bool(clause.of("obj") or clause.of("iobj"))
        for lemma in self.lexicon.verb_forms.get(self.parse.lower[i], ()):
            index = self.lexicon.verbs[lemma]
            for rule in index.rules if self.explain else index.near(self._words, has_object):
                binding = self._fit(rule, clause)
                if binding is not None and (best is None or binding.score > best.score):
                    best = binding
        if best is None:
            return []
        self.consumed |= best.used
        return self._build(best, clause)

    def inner(self, i: int) -> list[Act]:
        """Acts of a governed clause, with its own negation and modals; [] if it holds none that is known."""
        acts = self.verb(i)
        clause = self.grammar.clause(i)
        if not acts:
            return []
        result: list[Act] = []
        for act in acts:
            if clause.negated and not act.operator and act.base.startswith(self.lexicon.starts("conflict")):
                stopped = self.operators.transform("stop", act, Step("", "not", (i,), "not to: stop"))
                if stopped is None:
                    return []
                result.append(stopped)
            elif clause.negated:
                negated = self.operators.negate(act)
                if negated is not None:
                    result.append(negated)
            elif clause.modal in self._possible:
                result.append(act)
            else:
                result.append(act)
        return result

    def _build(self, binding: Binding, clause: Clause) -> list[Act]:
        rule, slots = binding.rule, binding.slots
        words = tuple(sorted({clause.head, *[w for w in binding.words if w != NONE]}))
        step = Step(rule.id, rule.text, words)
        both = "BOTH" in slots or (rule.subject is not None and rule.subject.slot == "BOTH")
        source = tuple(slots.get("BOTH") or slots.get("SOURCE") or ())
        target = tuple(slots.get("TARGET", ()))
        excluded = tuple(r[1] for r in slots.get("ADDRESSEE", ()))
        hints = self._hints(clause)
        if not target:  # "responded to the Chilean charges": whose they are
            hints += tuple(
                ref for w in binding.words if w != NONE and not self.grammar.is_verb(w) for ref in self._whose(w)[1:]
            )
        if not target and (rule.operator or self.lexicon.family(rule.code)):
            target = self._owner(binding, source)
        frame = Act(
            "",
            "",
            clause.head,
            source,
            target,
            both=both,
            hints=hints,
            excluded=excluded,
            clause=clause.head,
            trail=(step,),
        )
        if rule.code:
            return [self._coded(rule, binding, frame)]
        if rule.transform:
            found = [self._transformed(rule.transform, inner, frame) for inner in binding.inner]
        else:
            if rule.operator in self.lexicon.sets["protests"]:
                if any(self.parse.lower[a.head] in self._lists["festive_aims"] for a in clause.of("comp")):
                    return []
                binding.inner = binding.inner or self._aims(clause)
            nested: list[Act | None] = [*binding.inner] or [None]
            found = [self._operate(rule.operator, inner, frame) for inner in nested]
            unsaid = self.lexicon.starts("no_intent")
            if rule.operator == "intend" and not any(found) and any(a.base.startswith(unsaid) for a in binding.inner):
                self._spent.add(clause.head)  # "is to address the meeting": no event, and no fact either
        return [act for act in found if act is not None]

    def _aims(self, clause: Clause) -> list[Act]:
        """What a protest is for: "marched to demand ...", "rallied, calling for ..."."""
        acts: list[Act] = []
        heads = [a.head for a in clause.of("comp") if a.kind in ("purpose", "adverbial", "inf", "ing")]
        if clause.subject != NONE:  # "Protesters demanding a recount stormed parliament"
            heads += [k for k in self.grammar.children(clause.subject, "acl") if self.parse.tags[k] == "VBG"]
        for head in heads:
            for act in self.inner(head):
                if act.operator in self.lexicon.sets["aims"] or (
                    not act.operator and act.base.startswith(self.lexicon.starts("protest_aims"))
                ):
                    acts.append(act)
                    self.consumed.add(head)
        return acts

    def _owner(self, binding: Binding, source: tuple[Ref, ...]) -> tuple[Ref, ...]:
        """Whose proposal, demand or offer the matched words are: "a Russian proposal", "X's demand"."""
        for w in binding.words:
            if w == NONE or self.grammar.is_verb(w):
                continue
            for ref in self._whose(w)[1:]:
                if ref not in source and self.refs([ref]):
                    return (ref,)
        return ()

    def _coded(self, rule: VerbRule, binding: Binding, frame: Act) -> Act:
        """The act of a rule with a code. An event as its subject gives the source, and a finer code for force."""
        inner = binding.inner[0] if binding.inner else None
        base, source = rule.code, frame.source
        if inner is not None and rule.subject is not None and rule.subject.slot == "EVENT":
            if inner.operator == "" and inner.base.startswith(self.lexicon.starts("violent")):
                base = inner.base
            source = source or inner.source
            doer = tuple(ref for ref in binding.slots.get("EVENT", ()) if self.refs([ref]))
            source = (
                source or doer
            )  # "a suicide bomber hit the barracks, killing two": he is an attack and who makes it
        return frame._replace(
            operator=self.lexicon.family(rule.code),
            base=base,
            source=source,
            reciprocal=rule.reciprocal,
            inner=inner,
            trail=frame.trail + (inner.trail if inner else ()),
        )

    def _transformed(self, name: str, inner: Act, frame: Act) -> Act | None:
        changed = self.operators.transform(name, inner, frame.trail[0])
        if changed is None or not (frame.source or frame.target):
            return changed
        if changed.both and not frame.target and changed.source != frame.source:  # "left talks between X and Y"
            changed = changed._replace(target=changed.source, both=False)
        return changed._replace(
            source=frame.source or changed.source,
            target=frame.target or (changed.target if changed.target != frame.source else ()),
            trigger=frame.trigger,
            hints=frame.hints + changed.hints,
            clause=frame.clause,
            inner=inner,
            both=changed.both and not frame.target,
        )

    def _operate(self, operator: str, inner: Act | None, frame: Act) -> Act | None:
        row = self.lexicon.operators[operator]
        if inner is None:
            return frame._replace(operator=row.as_operator or operator)
        act = self.operators.push(operator, inner, frame.trail[0])
        if act is None:
            return None
        if operator in self.lexicon.sets["asks"] and (rallied := self._rallied(inner, frame)):
            return rallied._replace(trail=act.trail)
        if row.needs_base and not act.base and not inner.operator:
            # An intention to do who knows what is an event only towards somebody who is named.
            return frame._replace(operator=act.operator, hints=(), strict=bool(frame.target))
        is_to = self.parse.lower[frame.trigger] in self._lists["be_forms"] and frame.trail[0].words == (frame.trigger,)
        if operator == "intend" and is_to and set(frame.source) & set(inner.target):
            frame = frame._replace(source=inner.source, target=inner.target)  # "Iran is to be given aid by Russia"
        target = frame.target
        blamed = operator in self.lexicon.sets["blaming"] and (
            inner.base.startswith(self.lexicon.starts("conflict")) or inner.base in self.lexicon.virtual
        )
        blamed = blamed or (operator == "praise" and inner.base.startswith(self.lexicon.starts("conflict")))
        if blamed and not inner.operator:
            # The victim of an act whose agent isn't told is not who is criticized for it.
            agents = inner.source if not set(inner.source) & set(frame.source) else ()
            return act._replace(
                source=frame.source,
                target=target or agents,
                trigger=frame.trigger,
                clause=frame.clause,
                excluded=frame.excluded,
                hints=(),
                inner=None,
                both=frame.both,
                strict=True,
            )
        if not target:
            answers = operator in ("deny", "reject") and inner.operator in self.lexicon.sets["addressed"]
            if answers and not inner.source and not self.grammar.is_verb(inner.trigger):
                inner = inner._replace(source=self._np(inner.trigger))  # "rejected opposition calls for ..."
            agent_first = row.target == "agent" or inner.operator in self.lexicon.sets["addressed"]
            first, second = (inner.source, inner.target) if agent_first else (inner.target, inner.source)
            if answers:
                second = ()
                inner = inner._replace(source=inner.source, target=(), hints=())
            if operator == "praise" and not inner.operator and inner.base.startswith(self.lexicon.starts("freed")):
                inner, second = inner._replace(target=()), ()  # "praised the release of prisoners": not those released
                frame = frame._replace(excluded=(*frame.excluded, *(head for _, head in act.target)))
            target = first if first and not set(first) & set(frame.source) else second
            if set(target) & set(frame.source):
                target = ()
        if operator == "intend" and frame.source and not inner.operator and inner.target == frame.source:
            # "Two men are to appear before a court": it is done to them
            return act._replace(
                trigger=frame.trigger, clause=frame.clause, hints=frame.hints + inner.hints, inner=inner
            )
        if operator == "intend" and inner.both and not frame.source:
            return act._replace(
                trigger=frame.trigger, clause=frame.clause, inner=inner
            )  # "talks between X and Y are planned"
        return act._replace(
            source=frame.source,
            target=target,
            trigger=frame.trigger,
            clause=frame.clause,
            excluded=frame.excluded,
            hints=frame.hints + inner.hints,
            inner=inner,
            both=frame.both or (inner.both and not target and operator == "intend"),
        )

    def _rallied(self, inner: Act, frame: Act) -> Act | None:
        """ "Urged X to stand with Y", "called on X to isolate Y": support, or opposition, rallied among others."""
        key = inner.operator or next((k for k in self.lexicon.rally if inner.base.startswith(k)), "")
        code = self.lexicon.rally.get(key)
        third = [ref for ref in inner.target if ref not in frame.target and ref not in frame.source]
        if not code or not frame.target or not third:
            return None
        told = [{r.country for r in self.refs(refs)} for refs in (frame.target, frame.source)]
        if not any(r.country and not any(r.country in known for known in told) for r in self.refs(third)):
            return None
        return frame._replace(operator=self.lexicon.family(code), base=code, target=tuple(third), inner=None)

    def _by_noun(self, i: int) -> list[Act]:
        """ "held talks with X": the noun is the act, its verb only realises it."""
        clause = self.grammar.clause(i)
        lower = self.parse.lower
        for argument in [*clause.of("obj"), *[a for a in clause.of("prep") if a.own and not a.kind]]:
            acts: list[Act] = []
            for h in self.grammar.conjuncts(argument.head):
                h = self._through(h)
                if lower[h] not in self.lexicon.nouns:
                    continue
                rest = argument.prep or "_".join(clause.particles)
                keys = {lower[i] + (f"_{rest}" if rest else "")} | ({lower[i]} if not argument.prep else set())
                rule = self._noun_rule(h)
                if rule is None or keys.isdisjoint(rule.light | rule.passive_light):
                    continue
                acts += self.noun(h, i, not keys.isdisjoint(rule.passive_light))
                self.consumed.add(h)
            if acts:
                return acts
        return []

    def _passed(self, i: int) -> list[Act]:
        """ "began to withdraw": the act is the complement's."""
        if self.parse.lower[i] not in self._implied or self.parse.lower[i] in self._lists["deontic_verbs"]:
            return []
        acts: list[Act] = []
        clause = self.grammar.clause(i)
        if clause.of("obj") and self.parse.lower[i] in self._lists["carry_on_words"]:
            return []  # "continued the mission to end the war"
        for argument in clause.of("comp"):
            if argument.own and argument.kind in ("inf", "ing"):
                acts += self.inner(argument.head)
                self.consumed.add(argument.head)
        return acts

    def noun(self, i: int, verb: int = NONE, passive: bool = False) -> list[Act]:
        """Acts of an event noun; `verb` is the verb that realises it, `passive` if that verb's subject is the target."""
        rule = self._noun_rule(i)
        if rule is None or any(self.parse.lower[k] == "no" for k in self.parse.kids[i]):
            return []
        parse, grammar = self.parse, self.grammar
        relations: dict[str, list[Ref]] = {}

        def add(relation: str, ref: Ref) -> None:
            relations.setdefault(relation, []).append(ref)

        possessor = grammar.possessor(i)
        if possessor != NONE:
            add("poss", ("np", possessor))
        named = self.actors.modifier_actors(i)
        placed = (
            bool(named) and named[-1][1] in ("city", "place") and rule.code.startswith(self.lexicon.starts("violent"))
        )  # "Baghdad bombings"
        if named and not placed and not self.actors.placed_by_name(i):
            add("mod", ("mod", i))
        governor = verb
        if governor == NONE and parse.deps[i] == "pobj" and rule.both:
            above = parse.heads[parse.heads[i]]
            if grammar.is_verb(above) and parse.lower[parse.heads[i]] in self._event_preps:
                governor = above
        arguments = grammar.prepositions(i)
        for k in grammar.children(i, "acl"):  # "accusations levelled by Georgia against Russia"
            if parse.tags[k] == "VBN" and parse.lower[k] in rule.light | rule.passive_light:
                arguments = arguments + grammar.prepositions(k)
        if rule.after:
            arguments = arguments + grammar.prepositions(i + len(rule.after))
        # "the killing of a hostage by militants": the parser hangs the second phrase on the first one's noun
        chained = [b for a in arguments if a.prep in ("of", "by") and not a.kind for b in grammar.prepositions(a.head)]
        arguments = arguments + [b for b in chained if b.prep in ("by", "on", "against") and not b.kind]
        arguments = arguments + self._holders(arguments)
        clause = grammar.clause(governor) if governor != NONE else None
        if clause is not None:
            subject = clause.subject
            if subject != NONE and subject != i:
                add("subj", ("np", subject))
            elif clause.passive and verb != NONE and clause.object != i and clause.object != NONE:
                add("subj", ("np", clause.object))
            for argument in clause.of("iobj"):
                add("dative", ("np", argument.head))
            if verb != NONE:
                arguments = arguments + [a for a in clause.of("prep") if a.own and a.head != i]
        inner: list[Act] = []
        for argument in arguments:
            if argument.kind:
                if argument.prep in rule.event:
                    inner += self.inner(argument.head) or [self._unknown(argument.head)]
                continue
            if argument.prep in rule.event and self.parse.lower[self._through(argument.head)] in self.lexicon.nouns:
                found = self.noun(self._through(argument.head))
                if found:
                    inner += found
                    self.consumed.add(self._through(argument.head))
                    continue
            if argument.prep in ("in", "at", "on", "from", "of", "by", "for") and not self.refs(
                [("np", argument.head)]
            ):
                if argument.prep == "on" and self.actors.modifier_actors(argument.head):  # "on Saudi oil plants"
                    add(argument.prep, ("mod", argument.head))
                continue
            add(argument.prep, ("np", argument.head))
        if rule.event:
            for k in grammar.children(i, "acl", "ccomp", "xcomp"):
                kind = grammar.kind(k)
                if ("to" if kind == "inf" else kind) in rule.event:
                    inner += self.inner(k) or [self._unknown(k)]
                    self.consumed.add(k)
        order = rule.source if not passive else tuple(r for r in rule.source if r != "subj")
        target_relations = ("subj", *rule.target) if passive else rule.target
        if "poss" in relations and "of" in relations and {"poss", "of"} <= set(rule.target):
            order, target_relations = ("poss", *order), ("of", *target_relations)  # "Kenya's arrest of a rebel"
        source = self._first(relations, order)
        target = self._first({k: [r for r in v if r not in source] for k, v in relations.items()}, target_relations)
        if not target and rule.code.startswith(self.lexicon.starts("violent")):
            target = self._harmed(i)
        both: tuple[Ref, ...] = ()
        if not target:
            for relation in rule.both:
                refs = relations.get(relation, [])
                if len(self.refs(refs)) > 1:
                    both = tuple(refs)
                    break
        step = Step(rule.id, rule.text, (i,) if verb == NONE else tuple(sorted((verb, i))), "event noun")
        trigger = verb if verb != NONE else i
        hints = self._hints(clause) if clause is not None and verb != NONE else ()
        frame = Act(
            "",
            "",
            trigger,
            both or source,
            () if both else target,
            both=bool(both),
            hints=hints,
            clause=governor,
            trail=(step,),
        )
        if rule.transform:
            changed = [c for a in inner if (c := self.operators.transform(rule.transform, a, step)) is not None]
            return [c._replace(source=source or c.source, trigger=trigger) for c in changed]
        if rule.operator:
            nested: list[Act | None] = [*inner] or [None]
            return [act for one in nested if (act := self._operate(rule.operator, one, frame)) is not None]
        return [frame._replace(operator=self.lexicon.family(rule.code), base=rule.code, reciprocal=rule.reciprocal)]

    def _harmed(self, i: int) -> tuple[Ref, ...]:
        """ "A bomb that killed Kenyan policemen", "the raid targeting Kenyan villages": who an event is said to have hit."""
        for k in self.grammar.children(i, "relcl", "acl"):
            if self.parse.lower[k] in self._lists["harming_forms"] and not self.grammar.passive(k):
                harmed = self.grammar.clause(k).object
                if harmed != NONE and self.grammar.subject(k) in (i, NONE):
                    return (("np", harmed),)
        return ()

    def _holders(self, arguments: list[Argument]) -> list[Argument]:
        """ "The release of prisoners held by Israel": who holds them lets them go, or does them harm."""
        held = self._lists["held_forms"]
        return [
            b
            for a in arguments
            if a.prep == "of" and not a.kind
            for k in self.grammar.children(a.head, "acl")
            if self.parse.lower[k] in held
            for b in self.grammar.prepositions(k)
            if b.prep == "by" and not b.kind
        ]
