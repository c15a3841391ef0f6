"""Scope: which clauses state a fact, and whose word it is. What is alleged, asked, feared or planned is none."""

from __future__ import annotations

from coder.dictionaries.lexicon import Lexicon
from coder.language.clauses import NONE, Grammar
from coder.language.parse import Parse


class Scope:
    """What is no fact in one sentence. Create one a sentence: everything it works out is remembered."""

    def __init__(self, lexicon: Lexicon, parse: Parse, grammar: Grammar) -> None:
        self.parse, self.grammar = parse, grammar
        self._known: dict[int, tuple[bool, int]] = {}
        lists = self._lists = lexicon.lists
        self._report, self._implied, self._hypothetical = (
            lists["report"],
            lists["implied_fact"],
            lists["hypothetical_marks"],
        )
        self.modals = {
            w: kind for kind in ("future", "conditional", "possible", "deontic") for w in lists[f"{kind}_modals"]
        }
        """Kind of each modal verb."""

    def of(self, i: int) -> tuple[bool, int]:
        """(whether a clause is stated as a fact, the verb of speech that states it or NONE)."""
        known = self._known.get(i)
        if known is None:
            self._known[i] = (False, NONE)
            known = self._known[i] = self._find(i)
        return known

    def _find(self, i: int) -> tuple[bool, int]:
        parse, grammar = self.parse, self.grammar
        label, head = parse.deps[i], parse.heads[i]
        if head == i:
            return self._marked(i), NONE
        if not self._marked(i):
            return False, NONE
        if label == "conj":
            teller = grammar.teller(i)
            return self.of(teller if teller != NONE else head) if grammar.is_verb(head) else (True, NONE)
        if label in ("ccomp", "xcomp", "dep", "parataxis"):
            if label == "xcomp" and parse.lower[head] in self._lists["quick_words"]:
                return self.of(parse.heads[head])
            if not grammar.is_verb(head) and label in ("ccomp", "xcomp"):
                return False, NONE
            word = parse.lower[head]
            outer, speaker = self.of(head)
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
            if label == "xcomp" and word in self._lists["reported_words"] and above.passive and grammar.perfect(i):
                return not above.negated and not above.modal, NONE  # "are reported to have left"
            if label == "xcomp" and word in self._lists["deontic_verbs"]:
                return False, NONE  # "has yet to", "needs to"
            doubtful = self.modals.get(above.modal) in ("possible", "conditional", "deontic", "future")
            if (label == "ccomp" and word in self._report) or label in ("parataxis", "dep"):
                if above.negated or grammar.kind(i) == "wh":
                    return False, NONE
                shown = speaker != NONE and word in self._lists["evidence_verbs"]  # "X said papers showed Y had ..."
                return True, head if word in self._report and not shown else speaker
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
            return self.of(head) if grammar.is_verb(head) else (True, NONE)
        if label == "pcomp":
            prep = parse.lower[head]
            quoted = prep == "as" and parse.lower[i] in self._report  # "was quoted as saying"
            if prep not in self._lists["factual_prepositions"] and not quoted and not self._in_the_end(i):
                return False, NONE
            if grammar.is_verb(parse.heads[head]):
                return self.of(parse.heads[head])
            return prep not in self._lists["topical_prepositions"], NONE  # "neared agreement on opening talks"
        if grammar.headline_future(i):
            return True, NONE
        if (
            label in ("acl", "relcl", "ccomp")
            and not grammar.is_verb(head)
            and parse.lower[head] in self._lists["doubtful_nouns"]
            and not (parse.lower[i] in self._lists["answering_forms"] and grammar.acts_on_antecedent(i))
        ):
            return False, NONE  # but "a charge that Kampala rejects" is rejected
        text_of = parse.heads[head] if parse.deps[head] in ("dobj", "nsubjpass") else head
        if label in ("acl", "relcl") and parse.lower[text_of] in self._lists["voting_down"]:
            return False, NONE  # "vetoed a resolution condemning ..."
        if label == "acl" and parse.lower[i] in self._lists["background_forms"]:
            return False, NONE  # "troops stationed in Kashmir": where they are, not that they were sent
        if label == "acl":
            return (grammar.kind(i) != "inf" and parse.tags[i] in ("VBG", "VBN")), NONE
        if label == "relcl":
            return grammar.kind(i) != "inf", NONE  # "time for X to withdraw"
        return True, NONE

    def _in_the_end(self, i: int) -> bool:
        """ "Gunmen killed two farmers before being shot by police": so they were, unless they got away by what they did."""
        parse, above = self.parse, self.parse.heads[self.parse.heads[i]]
        passive = any(parse.deps[k] == "auxpass" for k in parse.kids[i])
        ended = parse.lower[parse.heads[i]] in self._lists["ending_prepositions"] and passive
        active = self.grammar.is_verb(above) and not self.grammar.clause(above).passive
        return ended and active and parse.lower[above] not in self._lists["averting_verbs"]

    def _marked(self, i: int) -> bool:
        """Whether no "if", "whether", "unless" ... opens the clause, and no "almost", "allegedly" ... stands in it."""
        unreal = self._lists["unreal_adverbs"]
        if any(self.parse.lower[k] in unreal for k in self.parse.kids[i] if k < i or k <= i + 1):
            return False
        for k in self.parse.kids[i]:
            if self.parse.deps[k] in ("mark", "advmod") and self.parse.lower[k] in self._hypothetical and k < i:
                return False
        return True
