"""What a sentence states: its acts, with tense, modality, negation and speaker taken into account.

Frames are evaluated outermost first; what a rule consumes isn't coded again, and what it alleges, asks, fears or plans
never escapes as a fact.
"""

from __future__ import annotations

from dataclasses import replace

from coder.coding.actors import SentenceActors
from coder.coding.acts import Act, Step
from coder.coding.match import Matcher
from coder.coding.scope import Scope
from coder.dictionaries.lexicon import Lexicon, NounRule
from coder.language.clauses import NONE, Clause, Grammar
from coder.language.parse import Parse


class Statements(Matcher):
    """The statements of one parsed sentence. Create one a sentence: everything it works out is remembered."""

    def __init__(
        self, lexicon: Lexicon, parse: Parse, grammar: Grammar, actors: SentenceActors, explain: bool = False
    ) -> None:
        super().__init__(lexicon, parse, grammar, actors, explain)
        self.dropped: list[tuple[Act, str]] = []
        self.scope = Scope(lexicon, parse, grammar)
        self._event_preps, self._happen = lexicon.lists["event_prepositions"], lexicon.lists["happen"]

    def acts(self) -> list[Act]:
        """All acts that the sentence states, outermost clause first."""
        parse, grammar = self.parse, self.grammar
        if parse.words and parse.words[-1] == "?":
            return []
        verb_forms, nouns, light = self.lexicon.verb_forms, self.lexicon.nouns, self.lexicon.light_forms
        found: list[Act] = []
        candidates = []
        deep: dict[int, int] = {}
        deps = parse.deps
        for i, word in enumerate(parse.lower):
            noun = word in nouns
            if grammar.is_verb(i):
                nominal = noun and deps[i] in (
                    "nsubj",
                    "nsubjpass",
                    "dobj",
                    "pobj",
                )  # "Fighting between X and Y erupted"
                if nominal:
                    candidates.append((self._depth(i, deep), i, False))
                elif (word in verb_forms or word in light) and deps[i] not in ("aux", "auxpass", "amod", "compound"):
                    candidates.append((self._depth(i, deep), i, True))
                elif deps[i] in ("ccomp", "ROOT", "conj") and any(parse.tags[k] == "MD" for k in parse.kids[i]):
                    candidates.append((self._depth(i, deep), i, True))  # "X said Y must ...", even of an unknown verb
            elif noun:
                candidates.append((self._depth(i, deep), i, False))
        candidates.sort(key=lambda c: (not c[2], c[0], c[1]))
        for _, i, is_verb in candidates:
            if i in self.consumed:
                continue
            if is_verb:
                found += [act for act in self._stated(i) if not self._told_before(act, found)]
            elif self._stands_alone(i):
                found += [
                    act
                    for act in self.noun(i)
                    if not (act.operator in ("appeal", "demand") and not act.target and not act.inner)
                ]
            else:
                found += self._to_come(i)
        return found

    def _told_before(self, act: Act, found: list[Act]) -> bool:
        """Whether an act is only the outcome of another: "bombed the village, killing 20"."""
        i, head = act.trigger, self.parse.heads[act.trigger]
        if act.operator or act.base not in self.lexicon.sets["outcomes"]:
            return False
        if self.parse.tags[i] != "VBG" or self.parse.deps[i] != "advcl":
            return False
        if any(actor.code for actor in self.refs(list(act.target))):
            return False
        before = [a.base for a in found if a.trigger == head and not a.operator]
        if act.base.startswith("2"):  # a mass killing is more than the attack that it was
            before = [base for base in before if base.startswith("2")]
        return any(base.startswith(self.lexicon.starts("violent")) for base in before)

    def _to_come(self, i: int) -> list[Act]:
        """ "Ghana's withdrawal from Mali will begin in May": what is to take place is an intent, or a threat."""
        parse, grammar = self.parse, self.grammar
        verb = parse.heads[i]
        if parse.deps[i] not in ("nsubj", "nsubjpass") or parse.lower[verb] not in self._lists["begin_words"]:
            return []
        clause = grammar.clause(verb)
        if clause.negated or self.scope.modals.get(clause.modal) != "future" or not self.scope.of(verb)[0]:
            return []
        rule = self._noun_rule(i)
        if rule is None or not self._full(i, rule):
            return []
        step = self._step(verb, f"{clause.modal}: intent")
        return [
            act
            for one in self.noun(i)
            if not one.operator and (act := self.operators.push("intend", one, step)) is not None
        ]

    def _depth(self, i: int, known: dict[int, int]) -> int:
        depth, x = 0, i
        while self.parse.heads[x] != x and depth < 60:
            if x in known:
                depth += known[x]
                break
            x = self.parse.heads[x]
            depth += 1
        known[i] = depth
        return depth

    def _stated(self, i: int) -> list[Act]:
        factual, speaker = self.scope.of(i)
        if not factual:
            if self.explain:
                self.dropped += [(act, "is not stated as a fact") for act in self.verb(i) if self.operators.code(act)]
            return []
        clause = self.grammar.clause(i)
        acts = self._deontic(i, speaker) or self.verb(i)
        # "should be seen as ..." asks nobody
        asked = self.scope.modals.get(clause.modal) == "deontic" and not clause.passive
        if not acts and asked and speaker != NONE:
            acts = [Act("", "", i, self._np(clause.subject), self._np(clause.object), clause=i)]
        if speaker != NONE and self.grammar.subjunctive(i):
            return self._subjunctive(acts, i, speaker)
        finished = []
        for act in acts:
            if not act.source and speaker != NONE and self._speakers_own(act):
                act = self._by_speaker(act, speaker)
            elif speaker != NONE and self._own_office(self.grammar.subject(speaker), clause.subject):
                act = act._replace(source=self._np(self.grammar.subject(speaker)))
            elif speaker != NONE and not clause.negated and self._held_against(act):
                act = self._told_misdeed(act, speaker)
            cleared = (
                self._cleared(act, i, speaker) if clause.negated and not clause.modal and speaker != NONE else None
            )
            done = cleared or self._polarity(act, clause, speaker)
            if done is not None:
                finished.append(done)
            elif self.explain:
                what = "not" if clause.negated else clause.modal
                self.dropped.append((act, f"has {what!r} before it: no fact, and no intent of the actor"))
        return finished

    def _speakers_own(self, act: Act) -> bool:
        """Whether an act that nobody does is done by saying it."""
        sets = self.lexicon.sets
        return act.operator in sets["of_speaker"] or (not act.operator and act.base in sets["of_speaker_bases"])

    def _by_speaker(self, act: Act, speaker: int) -> Act:
        """ "Georgia said Russia was behind the blast": the speaker accuses; of itself, it admits."""
        subject = self.grammar.subject(speaker)
        target = act.target[0][1] if act.target else NONE
        if act.operator == "accuse" and self._same(subject, target):
            return act._replace(operator="admit", base="", source=self._np(subject), target=())
        return act._replace(source=self._np(subject))

    def _cleared(self, act: Act, i: int, speaker: int) -> Act | None:
        """ "Uganda said Kenya was not to blame": a defence; of the speaker itself, a denial."""
        said_by = self.grammar.subject(speaker)
        result = self.lexicon.cleared.get(act.operator)
        if not act.operator and act.base.startswith(
            self.lexicon.starts("denied")
        ):  # "said it had not bombed the village"
            own = bool(act.source) and act.source[0][0] == "np" and self._same(said_by, act.source[0][1])
            act, result = act._replace(source=self._np(said_by)), self.lexicon.cleared["admit"] if own else None
        if result is None or act.source != self._np(said_by):
            return None
        step = Step("", "not", (i,), f"negation, in reported speech: {result}")
        if result in self.lexicon.codes:
            return act._replace(operator=self.lexicon.family(result), base=result, hints=(), trail=(*act.trail, step))
        return act._replace(operator=result, trail=(*act.trail, step))

    def _subjunctive(self, acts: list[Act], i: int, speaker: int) -> list[Act]:
        """ "Russia insisted that Ukraine withdraw its troops": no fact, but a demand, or an appeal."""
        operator = "demand" if self.parse.lower[speaker] in self._lists["insist_verbs"] else "appeal"
        said_by, subject = self.grammar.subject(speaker), self.grammar.subject(i)
        if said_by == NONE or subject == NONE or self._same(said_by, subject):
            return []
        found = []
        for act in acts or [self._unknown(i)]:
            outer = self.operators.push(operator, act, self._step(speaker, f"{operator}, in the subjunctive"))
            if outer is not None:
                found.append(
                    outer._replace(source=self._np(said_by), target=self._np(subject), both=False, reciprocal="")
                )
        return found

    def _told_misdeed(self, act: Act, speaker: int) -> Act:
        """ "X said Y was violating the treaty": an accusation by X."""
        subject = self.grammar.subject(speaker)
        if subject == NONE or not act.source or self._same(subject, act.source[0][1]):
            return act
        accused = self.operators.push("accuse", act, self._step(speaker, "accusation by the speaker"))
        if accused is None:
            return act
        return accused._replace(source=self._np(subject), target=act.source, hints=(), strict=True, both=False)

    def _held_against(self, act: Act) -> bool:
        """Whether telling it accuses: a misdeed, or "Mali opened fire on our men" in a quotation."""
        if act.operator:  # "said Turkey was ignoring the law", if the law isn't somebody's whom that defies
            whose = [*act.hints, *(ref for _, head in act.target for ref in self._whose(head))]
            return act.base in self.lexicon.accusable and not any(r.country for r in self.refs(whose))
        if act.base in self.lexicon.accusable:
            return True
        if not act.base.startswith(self.lexicon.starts("hostile")):
            return False
        if self.parse.lower[act.trigger] in self._lists["be_forms"]:
            return True  # "said Israel was behind the blast"
        if '"' not in self.parse.words:
            return False
        words = {w for _, head in act.target for w in (head, *self.parse.kids[head])}
        return any(self.parse.lower[w] in self._lists["pronouns_speaker"] for w in words)

    def _deontic(self, i: int, speaker: int) -> list[Act]:
        """ "X said Y needs to withdraw": what the speaker asks of Y; [] if the verb says no such thing."""
        if speaker == NONE:
            return []
        if self.parse.lower[i] not in self._lists["deontic_verbs"]:
            return self._due(i, speaker)
        subject, said_by = self.grammar.subject(i), self.grammar.subject(speaker)
        if subject == NONE or said_by == NONE or self._same(said_by, subject):
            return []
        found: list[Act] = []
        for argument in self.grammar.clause(i).of("comp"):
            noun = self.parse.lower[self.parse.heads[argument.head]]
            if self.grammar.passive(argument.head):
                continue  # "it had to be taken into account" asks nobody
            if argument.kind == "inf" and (
                argument.own or noun in self._lists["duties"]
            ):  # no "had a right to compete"
                self.consumed.add(argument.head)
                for act in self.inner(argument.head) or [self._unknown(argument.head)]:
                    forceful = self.parse.lower[i] in ("has", "have", "had")
                    operator = "demand" if forceful else "appeal"
                    outer = self.operators.push(operator, act, self._step(i, f"{operator} by the speaker"))
                    if outer is not None:
                        found.append(outer._replace(source=self._np(said_by), target=self._np(subject), both=False))
        return found

    def _due(self, i: int, speaker: int) -> list[Act]:
        """ "X said it was time for Y to withdraw": what the speaker asks of Y."""
        clause, said_by = self.grammar.clause(i), self.grammar.subject(speaker)
        due = [a.head for a in clause.of("pred") if self.parse.lower[a.head] in self._lists["due_nouns"]]
        if not due or clause.negated or said_by == NONE:
            return []
        found: list[Act] = []
        for k in self.grammar.children(due[0], "relcl", "acl", "advcl", "ccomp"):
            subject = self.grammar.subject(k) if self.grammar.kind(k) == "inf" else NONE
            if subject == NONE or self._same(said_by, subject):
                continue
            self.consumed.add(k)
            for act in self.inner(k) or [self._unknown(k)]:
                outer = self.operators.push("appeal", act, self._step(due[0], "appeal by the speaker"))
                if outer is not None:
                    found.append(outer._replace(source=self._np(said_by), target=self._np(subject), both=False))
        return found

    def _polarity(self, act: Act, clause: Clause, speaker: int) -> Act | None:
        """What tense, modal and negation make of an act; None if it is no event."""
        if (
            clause.negated
            and self.scope.modals.get(clause.modal) == "deontic"
            and not act.operator
            and act.base.startswith(self.lexicon.starts("conflict"))
        ):
            stopped = self.operators.transform("stop", act, self._step(clause.head, "must not: stop"))
            if stopped is None:
                return None
            act = stopped
            clause = replace(clause, negated=False)
        refusal = act.base in self.lexicon.sets["silent"]
        if clause.negated and refusal:
            return act
        if (
            clause.negated
            and act.base.startswith(self.lexicon.starts("met"))
            and not act.operator
            and self.grammar.perfect(clause.head)
        ):
            return None  # "have not met since": no refusal
        if clause.negated and not self._no_in_words(act, clause):
            negated = self.operators.negate(act)
            if negated is None or negated.base in self.lexicon.negation.values():
                return negated  # "would not comment": neither future nor condition
            act = negated
        kind = self.scope.modals.get(clause.modal, "")
        if not kind and self.parse.tags[clause.head] == "VBD" and self._refused(act):
            return None  # "there were no talks": nobody refused any
        if (
            clause.modal in self._lists["threat_modals"]
            and not act.operator
            and act.base.startswith(self.lexicon.starts("hostile"))
        ):
            subject = clause.subject
            if speaker != NONE and subject != NONE and self._same(self.grammar.subject(speaker), subject):
                # "Paris said it could cut its aid": a threat, if it is told by who would do it
                return self.operators.push(
                    "threaten", act, self._step(clause.head, f"{clause.modal}: threat, told by the actor")
                )
        future = self.parse.deps[clause.head] in ("ROOT", "conj") or self.grammar.headline_future(clause.head)
        if not kind and clause.infinitive and future and speaker == NONE:
            kind = "future"  # the headline's future: "NATO to send troops to Iraq"
        if not kind:
            return act
        subject = clause.subject if clause.subject != NONE else clause.object
        if kind == "future":
            return self.operators.push("intend", act, self._step(clause.head, f"{clause.modal}: intent"))
        if kind == "conditional":
            if speaker != NONE and self._same(self.grammar.subject(speaker), subject):
                return self.operators.push(
                    "intend", act, self._step(clause.head, f"{clause.modal}: intent, told by the actor")
                )
            return None
        if kind == "deontic":
            said_by = self.grammar.subject(speaker) if speaker != NONE else NONE
            if said_by == NONE or self._same(said_by, subject):
                return None
            operator = "demand" if clause.modal == "must" else "appeal"
            outer = self.operators.push(
                operator, act, self._step(clause.head, f"{clause.modal}: {operator} by the speaker")
            )
            return (
                None
                if outer is None
                else outer._replace(
                    source=self._np(said_by), target=self._np(subject) or act.target, reciprocal="", both=False
                )
            )
        return None

    def _refused(self, act: Act) -> bool:
        """Whether it is a finished code of refusing, in a clause about what there is."""
        expletive = any(self.parse.deps[k] == "expl" for k in self.parse.kids[act.clause])
        return act.operator == "reject" and expletive and self.lexicon.family(act.base) == "reject"

    def _no_in_words(self, act: Act, clause: Clause) -> bool:
        """Whether the "no" belongs to the phrase that the rule matched ("no comment") and doesn't negate the clause."""
        words = {w for step in act.trail[:1] for w in step.words if w != clause.head}
        if any(self.parse.lower[w] == "nothing" for w in words):
            return True  # "had nothing to do with"
        for w in words:
            if any(self.parse.lower[k] == "no" for k in self.parse.kids[w]):
                return "no_" in act.trail[0].text or "no " in act.trail[0].text
        return False

    def _stands_alone(self, i: int) -> bool:
        """Whether a noun's position says that the event took place."""
        rule = self._noun_rule(i)
        if rule is None or not rule.alone:
            return False
        parse, grammar = self.parse, self.grammar
        if any(parse.lower[k] in self._lists["not_yet"] for k in grammar.modifiers(i)):
            return False
        whole = i
        while parse.deps[whole] == "pobj" and parse.lower[parse.heads[whole]] == "of":
            above = parse.heads[parse.heads[whole]]
            if parse.lower[above] in self._lists["durations"] or self._through(above) == above:
                break
            whole = above  # "follows a wave of strikes"
        label, head = parse.deps[whole], parse.heads[whole]
        if label == "conj" and not grammar.is_verb(head):
            return parse.lower[head] in self.lexicon.nouns and self._stands_alone(head)
        if head == i or label in ("dep", "appos"):
            return True
        if label == "dobj" and parse.lower[head] in self._lists["cause_verbs"]:
            return self._took_place(head) and not grammar.clause(head).negated and self._full(i, rule)
        if label == "attr" and any(
            parse.deps[k] == "expl" for k in parse.kids[head]
        ):  # "there were clashes between ..."
            return self._took_place(head) and not grammar.clause(head).negated and self._full(i, rule)
        if label in ("nsubj", "nsubjpass"):
            clause = grammar.clause(head)
            if clause.negated or clause.modal or not self.scope.of(head)[0]:
                return False
            return parse.lower[head] in self._happen or self._full(i, rule)
        if label == "pobj":
            prep, above = parse.lower[head], parse.heads[head]
            occasion = self._occasion(above)
            if occasion != NONE:  # "in response to appeals by X"
                return self._took_place(occasion)
            if prep not in self._event_preps or not self._took_place(above):
                return False
            return prep in self._lists["occasion_prepositions"] or self._full(i, rule)
        return False

    def _occasion(self, i: int) -> int:
        """What the occasion was for: of "response" in "acted in response to ...", the acting; NONE if `i` is none."""
        parse = self.parse
        prep = parse.heads[i]
        if parse.lower[i] in self._lists["occasion_nouns"] and parse.deps[i] == "pobj" and parse.heads[prep] != prep:
            return parse.heads[prep]
        return NONE

    def _took_place(self, i: int) -> bool:
        """Whether a verb states a fact that isn't still to come, or an event noun one that stands alone."""
        if self.grammar.is_verb(i):
            return self.scope.of(i)[0] and not self.grammar.clause(i).modal
        return self.parse.lower[i] in self.lexicon.nouns and self._stands_alone(i)

    def _full(self, i: int, rule: NounRule) -> bool:
        acts = self.noun(i)
        return bool(acts and (acts[0].both or (acts[0].source and acts[0].target)))
