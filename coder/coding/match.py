"""From clauses to acts: which rules fire, what they nest, and what is no fact.

An act is an operator over a base ("appeal" over 072), with references to its actors; its code is looked up at the end.
Frames are evaluated outermost first; what a rule consumes isn't coded again, and what it alleges, asks, fears or plans
never escapes as a fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from coder.coding.actors import Resolved, SentenceActors
from coder.dictionaries.lexicon import Lexicon, Need, NounRule, Place, VerbRule, Words
from coder.language.clauses import NONE, Argument, Clause, Grammar
from coder.language.parse import Parse

Ref = tuple[str, int]
"""Where an actor is named: ("np", head of a noun phrase) or ("mod", noun whose modifiers name it)."""


class Step(NamedTuple):
    """One reason: the rule that fired, what it matched, and on which words."""

    rule: str
    text: str
    words: tuple[int, ...]
    note: str = ""


class Act(NamedTuple):
    """Who does what to whom, before actors are resolved. `operator` "" means the base happened; `strict`: the target is
    who `target` says, or nobody."""

    operator: str
    base: str
    trigger: int
    source: tuple[Ref, ...] = ()
    target: tuple[Ref, ...] = ()
    both: bool = False
    reciprocal: str = ""
    hints: tuple[Ref, ...] = ()
    excluded: tuple[int, ...] = ()
    clause: int = NONE
    inner: Act | None = None
    strict: bool = False
    trail: tuple[Step, ...] = ()


@dataclass(slots=True)
class Binding:
    """How a rule fits a clause."""

    rule: VerbRule
    slots: dict[str, list[Ref]] = field(default_factory=dict)
    inner: list[Act] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    words: list[int] = field(default_factory=list)
    matched: int = 0
    score: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule of a verb that nearly fitted, and what it lacked."""

    rule: str
    text: str
    lacks: str
    trigger: int
    fit: int


class Matcher:
    """Codes one parsed sentence. Create one a sentence: everything it works out is remembered."""

    def __init__(
        self, lexicon: Lexicon, parse: Parse, grammar: Grammar, actors: SentenceActors, explain: bool = False
    ) -> None:
        self.explain = explain
        self.lexicon, self.parse, self.grammar, self.actors = lexicon, parse, grammar, actors
        self.consumed: set[int] = set()
        self.misses: list[Miss] = []
        self.dropped: list[tuple[Act, str]] = []
        self._acts: dict[int, list[Act]] = {}
        self._rules_of: dict[int, NounRule | None] = {}
        self._busy: set[int] = set()
        self._spent: set[int] = set()
        self._words = frozenset(parse.lower)
        self._scope: dict[int, tuple[bool, int]] = {}
        lists = lexicon.lists
        self._lists = lists
        self._report, self._implied = lists["report"], lists["implied_fact"]
        self._hypothetical, self._event_preps, self._happen = (
            lists["hypothetical_marks"],
            lists["event_prepositions"],
            lists["happen"],
        )
        self._modals = {
            w: kind for kind in ("future", "conditional", "possible", "deontic") for w in lists[f"{kind}_modals"]
        }

    # -- the sentence --------------------------------------------------------------------------------------------

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
                found += self._stated(i)
            elif self._stands_alone(i):
                found += [
                    act
                    for act in self.noun(i)
                    if not (act.operator in ("appeal", "demand") and not act.target and not act.inner)
                ]
            else:
                found += self._to_come(i)
        return found

    def _to_come(self, i: int) -> list[Act]:
        """ "Ghana's withdrawal from Mali will begin in May": what is to take place is an intent, or a threat."""
        parse, grammar = self.parse, self.grammar
        verb = parse.heads[i]
        if parse.deps[i] not in ("nsubj", "nsubjpass") or parse.lower[verb] not in self._lists["begin_words"]:
            return []
        clause = grammar.clause(verb)
        if clause.negated or self._modals.get(clause.modal) != "future" or not self.scope(verb)[0]:
            return []
        rule = self._noun_rule(i)
        if rule is None or not self._full(i, rule):
            return []
        step = self._step(verb, f"{clause.modal}: intent")
        return [
            act for one in self.noun(i) if not one.operator and (act := self._push("intend", one, step)) is not None
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
        factual, speaker = self.scope(i)
        if not factual:
            if self.explain:
                self.dropped += [(act, "is not stated as a fact") for act in self.verb(i) if self.code(act)]
            return []
        clause = self.grammar.clause(i)
        acts = self._deontic(i, speaker) or self.verb(i)
        # "should be seen as ..." asks nobody
        asked = self._modals.get(clause.modal) == "deontic" and not clause.passive
        if not acts and asked and speaker != NONE:
            acts = [Act("", "", i, self._np(clause.subject), self._np(clause.object), clause=i)]
        if speaker != NONE and self.grammar.subjunctive(i):
            return self._subjunctive(acts, i, speaker)
        finished = []
        for act in acts:
            if not act.source and speaker != NONE and self._speakers_own(act):
                act = self._by_speaker(act, speaker)
            elif speaker != NONE and not act.operator and not clause.negated and self._held_against(act):
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
            outer = self._push(operator, act, self._step(speaker, f"{operator}, in the subjunctive"))
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
        accused = self._push("accuse", act, self._step(speaker, "accusation by the speaker"))
        if accused is None:
            return act
        return accused._replace(source=self._np(subject), target=act.source, hints=(), strict=True, both=False)

    def _held_against(self, act: Act) -> bool:
        """Whether telling it accuses: a misdeed, or "Mali opened fire on our men" in a quotation."""
        if act.base in self.lexicon.accusable:
            return True
        if not act.base.startswith(self.lexicon.starts("hostile")) or '"' not in self.parse.words:
            return False
        words = {w for _, head in act.target for w in (head, *self.parse.kids[head])}
        return any(self.parse.lower[w] in self._lists["pronouns_speaker"] for w in words)

    def _deontic(self, i: int, speaker: int) -> list[Act]:
        """ "X said Y needs to withdraw": what the speaker asks of Y; [] if the verb says no such thing."""
        if speaker == NONE or self.parse.lower[i] not in self._lists["deontic_verbs"]:
            return []
        subject, said_by = self.grammar.subject(i), self.grammar.subject(speaker)
        if subject == NONE or said_by == NONE or self._same(said_by, subject):
            return []
        found: list[Act] = []
        for argument in self.grammar.clause(i).of("comp"):
            noun = self.parse.lower[self.parse.heads[argument.head]]
            if argument.kind == "inf" and (
                argument.own or noun in self._lists["duties"]
            ):  # no "had a right to compete"
                self.consumed.add(argument.head)
                for act in self.inner(argument.head) or [self._unknown(argument.head)]:
                    forceful = self.parse.lower[i] in ("has", "have", "had")
                    operator = "demand" if forceful else "appeal"
                    outer = self._push(operator, act, self._step(i, f"{operator} by the speaker"))
                    if outer is not None:
                        found.append(outer._replace(source=self._np(said_by), target=self._np(subject), both=False))
        return found

    # -- scope: what is no fact ------------------------------------------------------------------------------------

    def scope(self, i: int) -> tuple[bool, int]:
        """(whether a clause is stated as a fact, the verb of speech that states it or NONE)."""
        known = self._scope.get(i)
        if known is None:
            self._scope[i] = (False, NONE)
            known = self._scope[i] = self._find_scope(i)
        return known

    def _find_scope(self, i: int) -> tuple[bool, int]:
        parse, grammar = self.parse, self.grammar
        label, head = parse.deps[i], parse.heads[i]
        if head == i:
            return self._marked(i), NONE
        if not self._marked(i):
            return False, NONE
        if label == "conj":
            teller = grammar.teller(i)
            return self.scope(teller if teller != NONE else head) if grammar.is_verb(head) else (True, NONE)
        if label in ("ccomp", "xcomp", "dep", "parataxis"):
            if label == "xcomp" and parse.lower[head] in self._lists["quick_words"]:
                return self.scope(parse.heads[head])
            if not grammar.is_verb(head) and label in ("ccomp", "xcomp"):
                return False, NONE
            word = parse.lower[head]
            outer, speaker = self.scope(head)
            if not outer:
                return False, NONE
            above = grammar.clause(head)
            if label == "ccomp" and (grammar.headline_series(head) == i or ";" in parse.words[i:head]):
                return True, speaker  # "X did this; Y did that"
            if parse.lower[head] in self._lists["be_forms"] and any(
                parse.lower[k] == "it" and parse.deps[k] in ("nsubj", "expl") for k in parse.kids[head]
            ):
                return False, NONE  # "it is possible that ...", "it is important that ..."
            if (
                label == "xcomp" and word in self._lists["claim_verbs"] and grammar.perfect(i)
            ):  # "claimed to have shot X"
                return not above.negated and not above.modal and not grammar.clause(i).passive, NONE
            if label == "xcomp" and word in self._lists["deontic_verbs"]:
                return False, NONE  # "has yet to", "needs to"
            doubtful = self._modals.get(above.modal) in ("possible", "conditional", "deontic", "future")
            if (label == "ccomp" and word in self._report) or label in ("parataxis", "dep"):
                if above.negated or grammar.kind(i) == "wh":
                    return False, NONE
                return True, head if word in self._report else speaker
            if label == "xcomp" and word in self._implied:
                return (not above.negated and not doubtful), speaker
            if label == "ccomp" and word in self._implied and not above.negated and not doubtful:
                return True, speaker
            return False, NONE
        if label == "advcl":
            if grammar.kind(i) == "inf":
                return False, NONE
            mark = grammar.clause(i).mark
            if grammar.is_verb(head) and grammar.clause(head).modal and (not mark or mark in self._lists["then_marks"]):
                # "will change course, dropping the policy", "would free them once Peru halted its raids": no more a fact
                return False, NONE  # than what it goes with
            return self.scope(head) if grammar.is_verb(head) else (True, NONE)
        if label == "pcomp":
            prep = parse.lower[head]
            quoted = prep == "as" and parse.lower[i] in self._report  # "was quoted as saying"
            if prep not in self._lists["factual_prepositions"] and not quoted:
                return False, NONE
            if grammar.is_verb(parse.heads[head]):
                return self.scope(parse.heads[head])
            return prep not in self._lists["topical_prepositions"], NONE  # "neared agreement on opening talks"
        if grammar.headline_future(i):
            return True, NONE
        if (
            label in ("acl", "relcl", "ccomp")
            and not grammar.is_verb(head)
            and parse.lower[head] in self._lists["doubtful_nouns"]
        ):
            return False, NONE
        if label == "acl":
            return (grammar.kind(i) != "inf" and parse.tags[i] in ("VBG", "VBN")), NONE
        if label == "relcl":
            return grammar.kind(i) != "inf", NONE  # "time for X to withdraw"
        return True, NONE

    def _marked(self, i: int) -> bool:
        """Whether no "if", "whether", "unless" ... opens the clause, and no "almost", "allegedly" ... stands in it."""
        unreal = self._lists["unreal_adverbs"]
        if any(self.parse.lower[k] in unreal for k in self.parse.kids[i] if k < i or k <= i + 1):
            return False
        for k in self.parse.kids[i]:
            if self.parse.deps[k] in ("mark", "advmod") and self.parse.lower[k] in self._hypothetical and k < i:
                return False
        return True

    def _polarity(self, act: Act, clause: Clause, speaker: int) -> Act | None:
        """What tense, modal and negation make of an act; None if it is no event."""
        if clause.negated and self._modals.get(clause.modal) == "deontic" and not act.operator and act.base[:1] in "12":
            stopped = self._transform("stop", act, self._step(clause.head, "must not: stop"))
            if stopped is None:
                return None
            act = stopped
            clause = replace(clause, negated=False)
        refusal = act.base == "011"
        if clause.negated and refusal:
            return act
        if clause.negated and act.base[:2] == "04" and not act.operator and self.grammar.perfect(clause.head):
            return None  # "have not met since": no refusal
        if clause.negated and not self._no_in_words(act, clause):
            negated = self._negate(act)
            if negated is None or negated.base in self.lexicon.negation.values():
                return negated  # "would not comment": neither future nor condition
            act = negated
        kind = self._modals.get(clause.modal, "")
        if (
            clause.modal in self._lists["threat_modals"]
            and not act.operator
            and act.base.startswith(self.lexicon.starts("hostile"))
        ):
            subject = clause.subject
            if speaker != NONE and subject != NONE and self._same(self.grammar.subject(speaker), subject):
                # "Paris said it could cut its aid": a threat, if it is told by who would do it
                return self._push(
                    "threaten", act, self._step(clause.head, f"{clause.modal}: threat, told by the actor")
                )
        future = self.parse.deps[clause.head] in ("ROOT", "conj") or self.grammar.headline_future(clause.head)
        if not kind and clause.infinitive and future and speaker == NONE:
            kind = "future"  # the headline's future: "NATO to send troops to Iraq"
        if not kind:
            return act
        subject = clause.subject if clause.subject != NONE else clause.object
        if kind == "future":
            return self._push("intend", act, self._step(clause.head, f"{clause.modal}: intent"))
        if kind == "conditional":
            if speaker != NONE and self._same(self.grammar.subject(speaker), subject):
                return self._push("intend", act, self._step(clause.head, f"{clause.modal}: intent, told by the actor"))
            return None
        if kind == "deontic":
            said_by = self.grammar.subject(speaker) if speaker != NONE else NONE
            if said_by == NONE or self._same(said_by, subject):
                return None
            operator = "demand" if clause.modal == "must" else "appeal"
            outer = self._push(operator, act, self._step(clause.head, f"{clause.modal}: {operator} by the speaker"))
            return (
                None
                if outer is None
                else outer._replace(
                    source=self._np(said_by), target=self._np(subject) or act.target, reciprocal="", both=False
                )
            )
        return None

    def _no_in_words(self, act: Act, clause: Clause) -> bool:
        """Whether the "no" belongs to the phrase that the rule matched ("no comment") and doesn't negate the clause."""
        words = {w for step in act.trail[:1] for w in step.words if w != clause.head}
        if any(self.parse.lower[w] == "nothing" for w in words):
            return True  # "had nothing to do with"
        for w in words:
            if any(self.parse.lower[k] == "no" for k in self.parse.kids[w]):
                return "no_" in act.trail[0].text or "no " in act.trail[0].text
        return False

    def _same(self, one: int, other: int) -> bool:
        if one == NONE or other == NONE:
            return False
        if one == other or self.grammar.is_pronoun(other):
            return True
        a, b = self.actors.resolve(one), self.actors.resolve(other)
        if not a or not b or not a[0].country or a[0].country != b[0].country:
            return False
        return a[0].role == b[0].role or (a[0].role == "GOV" and not b[0].role)  # a minister speaks for the country

    def _negate(self, act: Act) -> Act | None:
        table = self.lexicon.negation
        key = act.operator or act.base
        result = table.get(key) or next(
            (table[key[:n]] for n in (3, 2, 1) if key[:n] in table), table.get("default", "none")
        )
        if result == "none":
            return None
        if result == "keep":
            return act
        step = Step("", "not", (act.trigger,), f"negation: {result}")
        if result in self.lexicon.codes:
            return act._replace(base=result, trail=(*act.trail, step))
        return self._push(result, act, step)

    def _step(self, i: int, note: str) -> Step:
        return Step("", self.parse.words[i], (i,), note)

    # -- operators -------------------------------------------------------------------------------------------------

    def _push(self, operator: str, act: Act, step: Step) -> Act | None:
        """Put an operator over an act; None where CAMEO has no such event."""
        row = self.lexicon.operators[operator]
        if act.operator:
            how = self.lexicon.reduce.get(operator, {}).get(act.operator, "outer")
            if how == "none":
                return None
            if how == "keep":
                return act._replace(trail=(*act.trail, step))
            if how == "inner_base":
                bare = act._replace(operator="", base="" if self.lexicon.family(act.base) else act.base)
                return self._push(operator, bare, step)
            if how in self.lexicon.operators:
                base = "" if self.lexicon.family(act.base) else act.base
                if act.operator in self.lexicon.sets["protests"]:  # "will strike", "vowed to march": a threat of that
                    own = self.lexicon.family(act.base) == act.operator
                    base = act.base if own else self.lexicon.operators[act.operator].default
                return self._push(how, act._replace(operator="", base=base, reciprocal=""), step)
            inner_code = (
                act.base
                if self.lexicon.family(act.base)
                else self.lexicon.operators[act.operator].default
                if not act.base
                else self.code(act)
            )
            return act._replace(operator=operator, base=inner_code, trail=(step, *act.trail), reciprocal="")
        for start, other in row.becomes.items():
            if act.base.startswith(start) and act.base and other != "none":
                return self._push(other, act, step)
        if act.base not in row.bases and any(act.base and act.base.startswith(d) for d in row.drop):
            return None
        return act._replace(operator=row.as_operator or operator, trail=(step, *act.trail), reciprocal="")

    def code(self, act: Act) -> str:
        """The finished code of an act; "" if it is none (a virtual base alone, a doubtful combination)."""
        base = act.base
        if not act.operator:
            return base if base in self.lexicon.codes else ""
        if base and self.lexicon.family(base) == act.operator and base in self.lexicon.codes:
            return base
        row = self.lexicon.operators[act.operator]
        if base in row.bases:
            return row.bases[base]
        if any(base.startswith(start) and other == "none" for start, other in row.becomes.items()):
            return ""  # CAMEO has no code for it alone, only under a further operator: "refused to rule out an attack"
        if base in self.lexicon.codes:
            for length in range(len(base), 1, -1):
                if base[:length] in row.bases:
                    return row.bases[base[:length]]
        return row.default

    def _transform(self, name: str, act: Act, step: Step) -> Act | None:
        """A stopped, allowed, lifted or resumed act."""
        table = self.lexicon.transforms[name]
        if act.operator:
            if name == "stop" and act.operator in self.lexicon.sets["dissent"]:
                return act._replace(operator="", base=table["14"], trail=(step, *act.trail))
            protest = act.operator in self.lexicon.sets["protests"]
            goes_on = {"resume": True, "attempt": protest, "assign": act.operator == "investigate"}.get(name, False)
            return act._replace(trail=(step, *act.trail)) if goes_on else None
        key = (
            act.base
            if act.base in table
            else next((act.base[:n] for n in range(len(act.base), 1, -1) if act.base[:n] in table), "")
        )
        if not key:
            return None
        new = table[key]
        if len(act.base) > len(key) and new == key:
            new = act.base
        return act._replace(base=new, reciprocal=act.reciprocal if name == "resume" else "", trail=(step, *act.trail))

    # -- verbs -----------------------------------------------------------------------------------------------------

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

    def _rules(self, i: int) -> Iterator[VerbRule]:
        for lemma in self.lexicon.verb_forms.get(self.parse.lower[i], ()):
            index = self.lexicon.verbs[lemma]
            yield from index.rules if self.explain else index.near(self._words)

    def _by_rule(self, i: int) -> list[Act]:
        clause = self.grammar.clause(i)
        best: Binding | None = None
        has_object = bool(clause.of("obj") or clause.of("iobj"))
        for rule in self._rules(i):
            if not self.explain and ((rule.takes_object and not has_object) or self._lacks_words(rule)):
                continue
            binding = self._fit(rule, clause)
            if binding is not None and (best is None or binding.score > best.score):
                best = binding
        if best is None:
            return []
        self.consumed |= best.used
        return self._build(best, clause)

    def _lacks_words(self, rule: VerbRule) -> bool:
        """Whether the sentence lacks words that a rule can't do without; those of its first set it was found by."""
        return len(rule.required) > 1 and any(map(self._words.isdisjoint, rule.required))

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
                    lacks = " ".join(filter(None, ["|".join(need.preps), need.place.slot or "one of its words"]))
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

    def _particle(self, rule: VerbRule, clause: Clause) -> str:
        if not rule.particle or rule.particle in clause.particles:
            return ""
        i, lower = clause.head, self.parse.lower
        wanted = rule.particle.split("_")
        if lower[i + 1 : i + 1 + len(wanted)] == wanted:
            return ""
        if any(lower[k] == rule.particle for k in self.parse.kids[i] if k > i):
            return ""
        return f"the particle {rule.particle!r}"

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
        if place.words is not None and (subject == NONE or not self._any_matches(place.words, subject)):
            return "one of the words that narrow its subject"
        if place.words is not None:
            binding.matched += self._any_matches(place.words, subject)
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

    def _is_event_noun(self, i: int) -> bool:
        return self.parse.lower[i] in self.lexicon.nouns

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
                    of = [a.head for a in self.grammar.prepositions(w) if a.prep == "of" and a.head == w + 2]
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
            if nominal and self.grammar.children(argument.head, "dobj"):
                continue
            asked = binding.rule.operator in self.lexicon.sets["asks"]
            if asked and prep == "of" and not argument.own and self._of_event(argument.head, binding):
                continue  # "demanded the release of prisoners": it is not they who shall release
            if place.words is not None and not self._any_matches(place.words, argument.head, bool(place.slot)):
                continue
            if not place.slot:
                binding.words.append(argument.head)
                binding.used.add(argument.head)
                binding.matched += self._any_matches(place.words or {}, argument.head)
                return True
            if argument.head in binding.words or any(("np", argument.head) in refs for refs in binding.slots.values()):
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
        binding.slots[place.slot] = self._slot(place, found.head)
        if place.words is not None:
            binding.matched += self._any_matches(place.words, found.head)
        return True

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

    def _temporal(self, i: int) -> bool:
        return self.parse.lower[i] in self._lists.get("times", ())

    def _bare_event(self, place: Place, clause: Clause, binding: Binding) -> bool:
        open_ended = binding.rule.operator in self.lexicon.sets["pondering"]  # "considers whether to ..."
        if self._complement(("that", "ing", "wh", "inf") if open_ended else ("that", "ing"), place, clause, binding):
            return True
        taken = {head for refs in binding.slots.values() for _, head in refs}
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

    def _through(self, h: int) -> int:
        """ "a series of talks": the talks; "$50 million in aid": the aid."""
        word = self.parse.lower[h]
        quantity = word in self._lists["quantity_words"] or self.parse.tags[h] == "CD"
        if (quantity or word in self.lexicon.transparent) and self._noun_rule(h) is None:
            for argument in self.grammar.prepositions(h):
                if not argument.kind and (argument.prep == "of" or (quantity and argument.prep in ("in", "worth_of"))):
                    return self._through(argument.head) if argument.head != h else h
        return h

    def inner(self, i: int) -> list[Act]:
        """Acts of a governed clause, with its own negation and modals; [] if it holds none that is known."""
        acts = self.verb(i)
        clause = self.grammar.clause(i)
        if not acts:
            return []
        result: list[Act] = []
        for act in acts:
            if clause.negated and not act.operator and act.base[:1] in ("1", "2"):
                stopped = self._transform("stop", act, Step("", "not", (i,), "not to: stop"))
                if stopped is None:
                    return []
                result.append(stopped)
            elif clause.negated:
                negated = self._negate(act)
                if negated is not None:
                    result.append(negated)
            elif self._modals.get(clause.modal) == "possible":
                result.append(act)
            else:
                result.append(act)
        return result

    def _unknown(self, i: int) -> Act:
        clause = self.grammar.clause(i) if self.grammar.is_verb(i) else Clause(i)
        return Act("", "", i, self._np(clause.subject), self._np(clause.object), clause=i, hints=self._hints(clause))

    def _np(self, head: int) -> tuple[Ref, ...]:
        return (("np", head),) if head != NONE else ()

    # -- words -----------------------------------------------------------------------------------------------------

    def _any_matches(self, words: Words, head: int, actor: bool = True) -> int:
        return max(
            self._matches(words, h)
            or self._matches(words, self._through(h))
            or (self._titled(words, h) if actor else 0)
            for h in self.grammar.conjuncts(head)
        )

    def _titled(self, words: Words, h: int) -> int:
        """What stands before a name matches too: "Prime Minister Indira Gandhi", "the newspaper Zaman"."""
        if not self.grammar.is_name(h):
            return 0
        before = [k for k in self.grammar.children(h, "compound", "nmod") if k < h]
        return max((self._matches(words, k) for k in before), default=0)

    def _matches(self, words: Words, i: int) -> int:
        """How many words of the longest phrase that the token heads stand there; 0 if it heads none."""
        contexts = words.get(self.parse.lower[i])
        if not contexts:
            return 0
        lower = self.parse.lower
        for before, after in contexts:
            if after and lower[i + 1 : i + 1 + len(after)] != list(after):
                continue
            if not before or lower[max(0, i - len(before)) : i] == list(before):
                return 1 + len(before) + len(after)
            modifiers = [lower[k] for k in self.grammar.modifiers(i)]
            if all(word in modifiers for word in before):
                return 1 + len(before) + len(after)
        return 0

    # -- from a fitting rule to acts ---------------------------------------------------------------------------------

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
                    not act.operator and (act.base[:2] == "08" or act.base in self.lexicon.sets["own_bases"])
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

    def _owned(self, binding: Binding) -> Ref | None:
        """Whose the things are that a rule names, if that is told before them, and not where they are or the source's."""
        violent = binding.rule.code[:2] in self.lexicon.sets["violent"]
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

    def _coded(self, rule: VerbRule, binding: Binding, frame: Act) -> Act:
        """The act of a rule with a code. An event as its subject gives the source, and a finer code for force."""
        inner = binding.inner[0] if binding.inner else None
        base, source = rule.code, frame.source
        if inner is not None and rule.subject is not None and rule.subject.slot == "EVENT":
            if inner.operator == "" and inner.base[:2] in ("18", "19", "20"):
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
        changed = self._transform(name, inner, frame.trail[0])
        if changed is None or not (frame.source or frame.target):
            return changed
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
        act = self._push(operator, inner, frame.trail[0])
        if act is None:
            return None
        if operator in self.lexicon.sets["asks"] and (rallied := self._rallied(inner, frame)):
            return rallied._replace(trail=act.trail)
        if row.needs_base and not act.base and not inner.operator:
            # An intention to do who knows what is an event only towards somebody who is named.
            return frame._replace(operator=act.operator, hints=(), strict=bool(frame.target))
        target = frame.target
        blamed = operator in self.lexicon.sets["blaming"] and (
            inner.base[:1] in ("1", "2") or inner.base in self.lexicon.virtual
        )
        blamed = blamed or (operator == "praise" and inner.base[:1] in ("1", "2"))
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
            agent_first = row.target == "agent" or inner.operator in self.lexicon.sets["addressed"]
            first, second = (inner.source, inner.target) if agent_first else (inner.target, inner.source)
            if operator in ("deny", "reject") and inner.operator in self.lexicon.sets["addressed"]:
                second = ()
                inner = inner._replace(source=inner.source, target=(), hints=())
            if operator == "praise" and not inner.operator and inner.base.startswith(self.lexicon.starts("freed")):
                inner, second = inner._replace(target=()), ()  # "praised the release of prisoners": not those released
                frame = frame._replace(excluded=(*frame.excluded, *(head for _, head in act.target)))
            target = first if first and not set(first) & set(frame.source) else second
            if set(target) & set(frame.source):
                target = ()
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

    def _hints(self, clause: Clause) -> tuple[Ref, ...]:
        """Rungs of the target ladder: indirect object, own prepositional arguments, possessor of the object."""
        lists = self._lists
        own = [a for a in clause.of("prep") if a.own and not a.kind]
        hints: list[Ref] = [("np", a.head) for a in clause.of("iobj")]
        hints += [("np", a.head) for a in own if a.prep in lists["hint_prepositions"]]
        for a in own:  # "in a letter to the king", "in response to an attack by the rebels"
            if a.prep == "in" and self.parse.lower[a.head] in lists["conversations"]:
                hints += [
                    ("np", b.head) for b in self.grammar.prepositions(a.head) if b.prep in ("to", "with") and not b.kind
                ]
            elif a.prep == "in" and self.parse.lower[a.head] in lists["answers"]:
                hints += [ref for b in self.grammar.prepositions(a.head) if not b.kind for ref in self._whose(b.head)]
        hints += [ref for a in own if a.prep in lists["reason_prepositions"] for ref in self._whose(a.head)]
        for a in clause.of("obj"):
            possessor = self.grammar.possessor(a.head)
            if possessor != NONE:
                hints.append(("np", possessor))
            hints.append(("mod", a.head))
            hints += [
                ("np", b.head)
                for b in self.grammar.prepositions(a.head)
                if not b.kind and b.prep in lists["object_prepositions"]
            ]
            hints += [("np", x) for x in self.grammar.makers(a.head)]
        return tuple(hints)

    def _whose(self, head: int) -> list[Ref]:
        """Who a noun is, or whose: its adjectives, possessor and agent."""
        possessor = self.grammar.possessor(head)
        by = [a.head for a in self.grammar.prepositions(head) if a.prep in ("by", "from") and not a.kind]
        by += self.grammar.makers(head)
        return [("np", head), *(("np", x) for x in (possessor, *by) if x != NONE), ("mod", head)]

    # -- event nouns -------------------------------------------------------------------------------------------------

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
        for argument in self.grammar.clause(i).of("comp"):
            if argument.own and argument.kind in ("inf", "ing"):
                acts += self.inner(argument.head)
                self.consumed.add(argument.head)
        return acts

    def _noun_rule(self, i: int) -> NounRule | None:
        """The event noun that a token heads: the longest phrase that stands there."""
        if i not in self._rules_of:
            self._rules_of[i] = self._find_noun_rule(i)
        return self._rules_of[i]

    def _find_noun_rule(self, i: int) -> NounRule | None:
        lower, words = self.parse.lower, self._words
        for rule in self.lexicon.nouns.get(lower[i], ()):  # the widest phrase first
            if rule.before and not words.issuperset(rule.before):
                continue
            if rule.after and lower[i + 1 : i + 1 + len(rule.after)] != list(rule.after):
                continue
            if rule.before and lower[max(0, i - len(rule.before)) : i] != list(rule.before):
                modifiers = [lower[k] for k in self.grammar.modifiers(i)]
                if not all(word in modifiers for word in rule.before):
                    continue
            if rule.of is not None and not any(
                a.prep == "of" and not a.kind and self._any_matches(rule.of, a.head)
                for a in self.grammar.prepositions(i)
            ):
                continue
            return rule
        return None

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
            bool(named) and named[-1][1] in ("city", "place") and rule.code[:2] in ("18", "19")
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
            changed = [c for a in inner if (c := self._transform(rule.transform, a, step)) is not None]
            return [c._replace(source=source or c.source, trigger=trigger) for c in changed]
        if rule.operator:
            nested: list[Act | None] = [*inner] or [None]
            return [act for one in nested if (act := self._operate(rule.operator, one, frame)) is not None]
        return [frame._replace(operator=self.lexicon.family(rule.code), base=rule.code, reciprocal=rule.reciprocal)]

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

    def _first(self, relations: dict[str, list[Ref]], order: tuple[str, ...]) -> tuple[Ref, ...]:
        fallback: tuple[Ref, ...] = ()
        for relation in order:
            refs = relations.get(relation)
            if refs:
                if self.refs(refs):
                    return tuple(refs)
                fallback = fallback or tuple(refs)
        return fallback

    def refs(self, refs: list[Ref] | tuple[Ref, ...]) -> list[Resolved]:
        """What references resolve to."""
        found: list[Resolved] = []
        for kind, head in refs:
            found += self.actors.resolve(head) if kind == "np" else self.actors.modifiers_as_actors(head)
        return found

    def _stands_alone(self, i: int) -> bool:
        """Whether a noun's position says that the event took place."""
        rule = self._noun_rule(i)
        if rule is None or not rule.alone:
            return False
        parse, grammar = self.parse, self.grammar
        if any(parse.lower[k] in self._lists["not_yet"] for k in grammar.modifiers(i)):
            return False
        label, head = parse.deps[i], parse.heads[i]
        if label == "conj" and not grammar.is_verb(head):
            return parse.lower[head] in self.lexicon.nouns and self._stands_alone(head)
        if head == i or label in ("dep", "appos"):
            return True
        if label in ("nsubj", "nsubjpass"):
            clause = grammar.clause(head)
            if clause.negated or clause.modal or not self.scope(head)[0]:
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
            return self.scope(i)[0] and not self.grammar.clause(i).modal
        return self.parse.lower[i] in self.lexicon.nouns and self._stands_alone(i)

    def _full(self, i: int, rule: NounRule) -> bool:
        acts = self.noun(i)
        return bool(acts and (acts[0].both or (acts[0].source and acts[0].target)))
