"""What the parser regularly gets wrong in the language of news, put right before anything is read from it.

Each rule knows one mistake by its shape, and is only there because that shape hardly ever is anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping

from coder.language.parse import Parse

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_QUOTES = frozenset(('"', "''", "”", "’", ","))
_PAST_OR_PRESENT = frozenset(("VBD", "VBZ", "VBN"))
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj"))
_ONE = frozenset(("NN", "NNP"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_BEFORE_NOUNS = frozenset(("det", "compound", "amod", "poss", "nmod", "nummod"))


class Repair:
    """Repairs parses. `verbs` and `nouns`: words known as verbs and as event nouns; `lists`: the word lists;
    `goes_with(verb, particle)`: whether the two together take an object."""

    def __init__(
        self,
        verbs: Container[str],
        nouns: Container[str],
        lists: Mapping[str, frozenset[str]],
        goes_with: Callable[[str, str], bool],
    ) -> None:
        self.verbs, self.nouns, self.goes_with = verbs, nouns, goes_with
        self._particles, self._reports = lists["particles"], lists["report"]
        self._asking, self._times = lists["subjunctive_verbs"], lists["times"]
        self._calling = lists["calling_verbs"]
        self._before_ing, self._verdicts = lists["ing_verbs"], lists["verdict_words"]
        self._describing = lists["name_modifiers"]
        self._circumstances = lists["circumstance_prepositions"]
        self._answers, self._letting = lists["yes_or_no"], lists["letting_verbs"]
        self._naming, self._being = lists["naming_verbs"], lists["be_forms"]
        self._bodies, self._told = lists["body_words"], lists["headline_verbs"]
        self._active, self._speech, self._posing = lists["active_pairs"], lists["speech_verbs"], lists["posing_words"]

    def __call__(self, parse: Parse) -> None:
        """Repair one parse, in place."""
        self._headline(parse)
        self._added_phrase(parse)
        self._speaker(parse)
        deps, tags = parse.deps, parse.tags
        for i, label in enumerate(deps):
            if label == "ccomp" and tags[i] in _ONE:
                self._glued_subject(parse, i)
            elif label == "relcl" and tags[i] == "NNS" and parse.lower[i] in self.verbs:
                self._relative_noun(parse, i)
            elif (label == "npadvmod" and tags[i] in ("NNP", "NNPS")) or self._before_verb(parse, i):
                self._stray_subject(parse, i)
            elif label == "advcl" and tags[i] == "VBG":
                self._ruled_out(parse, i)
            elif label == "oprd" and tags[i] in _NOUNS:
                self._lone_predicate(parse, i)
            elif label in ("compound", "amod") and tags[i] == "VBG":
                self._gerund(parse, i)
            elif label == "nsubj" and parse.heads[i] < i:
                self._subject_behind(parse, i)
            elif label == "acl" and tags[i] == "VB":
                self._noun_read_as_infinitive(parse, i)
            elif label == "amod" and tags[i] == "VBD":
                self._second_verb(parse, i)
            elif label == "conj" and tags[i] in _NOUNS and tags[i - 1] == "JJ":
                self._split_adjectives(parse, i)
            elif label == "amod" and parse.heads[i] == i - 1 and parse.lower[i] in self._verdicts:
                self._verdict(parse, i)
            elif label == "conj" and tags[i] in _PAST_OR_PRESENT:
                self._finite_beside_infinitive(parse, i)
            elif (
                tags[i] == "IN"
                and label in _ARGUMENTS
                and parse.lower[i] == "that"
                and tags[parse.heads[i]] in _PAST_OR_PRESENT
            ):
                tags[i] = "WDT"  # "a charge that Kampala rejects"
            elif label == "prt" and parse.kids[i]:
                self._governing_particle(parse, i)
            elif label == "dative" and tags[i] in _NOUNS and parse.lower[parse.heads[i]] in self._calling:
                self._called(parse, i)
            elif label == "nsubj" and i == 0 and tags[i] in ("NN", "VBG"):
                self._opening_gerund(parse, i)
            elif label == "prep" and parse.lower[i] in self._particles and parse.heads[i] == i - 1:
                self._particle(parse, i)
            elif label == "prep" and parse.lower[i] == "by":
                self._means(parse, i)
            elif label == "prep" and tags[parse.heads[i]] in _NOUNS and parse.lower[i - 1] == ",":
                self._between_commas(parse, i)
            elif label in ("ccomp", "pcomp") and parse.lower[i] in self._naming:
                self._so_called(parse, i)
            elif label == "intj" and parse.heads[i] == i - 1 and parse.lower[i] in self._answers:
                parse.hang(i, i - 1, "dobj")  # "said no to a request"
            elif label == "ccomp" and tags[i] == "VBZ":
                self._plural(parse, i)
            elif label == "pobj" and tags[i] == "NN" and parse.lower[i - 1] in self._times:
                self._dated_verb(parse, i)
            elif label == "acl" and tags[i] in ("VBD", "VBN"):
                self._verb_of_root(parse, i)
            elif label in ("ccomp", "xcomp") and tags[i] == "VBD":
                self._reduced_relative(parse, i)
            elif label == "advcl" and tags[i] in _FINITE and tags[parse.heads[i]] == "VBN":
                self._posing_as(parse, i)
            elif label == "ccomp" and tags[i] == "VBP" and parse.lower[parse.heads[i]] in self._letting:
                tags[i] = "VB"  # "let two soldiers go"
            elif label == "pobj" and tags[i] == "NN":
                self._doing(parse, i)

    def _glued_subject(self, parse: Parse, i: int) -> None:
        """ "insisted that Hezbollah disarm", read as a noun phrase: the last word is the verb."""
        deps, kids, lower = parse.deps, parse.kids[i], parse.lower
        if lower[parse.heads[i]] not in self._asking or lower[i] not in self.verbs:
            return
        subject = i - 1
        if subject not in kids or deps[subject] != "compound" or any(deps[k] in _SUBJECTS for k in kids):
            return
        if not any(deps[k] == "mark" for k in kids):
            return
        parse.tags[i] = "VB"
        for k in [k for k in kids if k < subject and deps[k] in _BEFORE_NOUNS]:
            parse.hang(k, subject, deps[k])
        parse.hang(subject, i, "nsubj")

    def _so_called(self, parse: Parse, i: int) -> None:
        """ "condemned what it called Iranian interference": the interference is condemned."""
        deps, tags, kids = parse.deps, parse.tags, parse.kids
        if not any(tags[k] == "WP" and k < i for k in kids[i]):
            return
        named = i
        for k in [k for k in kids[i] if k > i]:  # "described as", "say is"
            if (deps[k] == "prep" and parse.lower[k] == "as") or (deps[k] == "ccomp" and parse.lower[k] in self._being):
                named = k
        things = [k for k in kids[named] if k > i and deps[k] in ("oprd", "attr", "dobj", "pobj") and tags[k] in _NOUNS]
        if len(things) != 1:
            return
        thing, above, label = things[0], parse.heads[i], deps[i]
        parse.hang(thing, above, "dobj" if label == "ccomp" else "pobj")
        for k in [k for k in kids[i] if k > thing and deps[k] == "prep"]:
            parse.hang(k, thing, "prep")
        parse.hang(i, thing, "relcl")

    def _before_verb(self, parse: Parse, i: int) -> bool:
        """Whether a name hangs on the verb behind it as if that were a noun: "Tokyo shrugs off call"."""
        return parse.deps[i] == "compound" and parse.tags[i] == "NNP" and parse.tags[parse.heads[i]] == "VBZ"

    def _ruled_out(self, parse: Parse, i: int) -> None:
        """ "ruled out taking part in a summit", read as what was done while ruling out."""
        verb, deps = parse.heads[i], parse.deps
        behind = verb < i and deps[i - 1] == "prt" and parse.heads[i - 1] == verb
        if behind and not any(deps[k] in ("dobj", "auxpass") for k in parse.kids[verb]):
            deps[i] = "xcomp"

    def _doing(self, parse: Parse, i: int) -> None:
        """ "no question of handing over the man", with the handing over read as a thing."""
        if parse.words[i].endswith("ing") and any(parse.deps[k] in ("dobj", "prt") for k in parse.kids[i]):
            parse.tags[i], parse.deps[i] = "VBG", "pcomp"

    def _plural(self, parse: Parse, i: int) -> None:
        """ "rejected opposition calls for talks", with the calls read as a verb that nobody does."""
        verb, deps, kids = parse.heads[i], parse.deps, parse.kids[i]
        first = i - 1
        while first > verb and deps[first] in _BEFORE_NOUNS and parse.heads[first] == i:
            first -= 1
        if first == i - 1 or parse.lower[i] not in self.nouns or (first > verb and deps[first] != "prt"):
            return
        if any(deps[k] in _SUBJECTS or deps[k] == "mark" for k in kids):
            return
        if not any(deps[k] == "dobj" for k in parse.kids[verb]):
            parse.tags[i] = "NNS"
            parse.hang(i, verb, "dobj")

    def _stray_subject(self, parse: Parse, i: int) -> None:
        """ "Armenia rejected ...", with Armenia read as a time: the verb has no other subject."""
        verb, deps = parse.heads[i], parse.deps
        kids = parse.kids[verb]
        if i > verb or parse.tags[verb] not in ("VBD", "VBZ", "VBP") or parse.lower[i] in self._times:
            return
        if any(deps[k] in _SUBJECTS for k in kids) or any(i < k < verb and deps[k] == "npadvmod" for k in kids):
            return
        parse.hang(i, verb, "nsubjpass" if any(deps[k] == "auxpass" for k in kids) else "nsubj")

    def _lone_predicate(self, parse: Parse, i: int) -> None:
        """ "called the Turkish president": without an object what looks like its predicate is the object."""
        verb, deps = parse.heads[i], parse.deps
        if i < verb or parse.tags[verb][:2] != "VB":
            return
        if any(deps[k] in ("dobj", "nsubjpass", "auxpass", "ccomp", "xcomp") for k in parse.kids[verb]):
            return
        if parse.tags[verb] != "VBN" or any(deps[k] == "aux" for k in parse.kids[verb]):
            parse.hang(i, verb, "dobj")

    def _gerund(self, parse: Parse, i: int) -> None:
        """ "denied arming rebels", read as some kind of rebels."""
        thing = parse.heads[i]
        verb = parse.heads[thing]
        if parse.deps[thing] != "dobj" or verb != i - 1 or parse.lower[verb] not in self._before_ing:
            return
        if parse.lower[i] not in self.verbs or parse.lower[thing] in self.nouns:
            return
        parse.hang(i, verb, "xcomp")
        parse.hang(thing, i, "dobj")

    def _subject_behind(self, parse: Parse, i: int) -> None:
        """ "X sets date for talks, demands concession", with what is demanded read as who demands it."""
        verb, deps = parse.heads[i], parse.deps
        if parse.tags[verb] != "VBZ" or parse.lower[verb] in self._speech or parse.lower[verb] not in self.verbs:
            return
        kids = parse.kids[verb]
        if sum(deps[k] in _SUBJECTS for k in kids) > 1 or any(deps[k] in ("dobj", "expl", "aux") for k in kids):
            return
        first = [k for k in kids if k < verb and deps[k] == "ccomp"]
        if len(first) == 1 and parse.lower[verb - 1] == "," and any(deps[k] == "nsubj" for k in parse.kids[first[0]]):
            deps[i] = "dobj"

    def _noun_read_as_infinitive(self, parse: Parse, i: int) -> None:
        """ "rejected a ceasefire offer by rebels", with "offer" read as a verb: a bare infinitive stands behind no noun."""
        kind, deps = i - 1, parse.deps
        if parse.heads[i] != kind or parse.tags[kind] not in _NOUNS or parse.lower[i] not in self.nouns:
            return
        if any(deps[k] in _SUBJECTS | {"aux", "mark"} for k in parse.kids[i]) or parse.heads[kind] == kind:
            return
        parse.tags[i] = "NN"
        parse.hang(i, parse.heads[kind], deps[kind])
        for k in parse.kids[i]:
            if deps[k] == "agent":
                deps[k] = "prep"
        for k in [k for k in parse.kids[kind] if k != i and (deps[k] in _BEFORE_NOUNS or k > i)]:
            parse.hang(k, i, deps[k])
        parse.hang(kind, i, "compound")

    def _second_verb(self, parse: Parse, i: int) -> None:
        """ "denounced Syria and threatened reprisals", with the second verb read as an adjective of its object."""
        thing, deps = parse.heads[i], parse.deps
        first = parse.heads[thing]
        if deps[thing] != "conj" or first > i or parse.tags[first] not in ("VBD", "VBN") or deps[i - 1] != "cc":
            return
        if parse.heads[i - 1] != first or parse.lower[i] not in self.verbs:
            return
        parse.hang(i, first, "conj")
        parse.hang(thing, i, "dobj")

    def _split_adjectives(self, parse: Parse, i: int) -> None:
        """ "US and Afghan forces", read as the US, Afghan and forces: the forces are of both."""
        first, adjective, deps = parse.heads[i], i - 1, parse.deps
        if deps[adjective] != "conj" or parse.heads[adjective] != first or parse.lower[first] not in self._describing:
            return
        if adjective - first != 2 or parse.lower[first + 1] != "and" or parse.heads[first] == first:
            return
        parse.hang(i, parse.heads[first], deps[first])
        for k in [k for k in parse.kids[first] if k > i or (k < first and deps[k] == "det")]:
            parse.hang(k, i, deps[k])
        parse.hang(first, i, "nmod")

    def _called(self, parse: Parse, i: int) -> None:
        """ "branded Peru a sponsor of terrorism", read as giving it one: what it is called."""
        verb, deps = parse.heads[i], parse.deps
        objects = [k for k in parse.kids[verb] if deps[k] == "dobj" and k > i]
        if len(objects) == 1 and i > verb:
            parse.hang(i, verb, "dobj")
            parse.hang(objects[0], verb, "oprd")

    def _governing_particle(self, parse: Parse, i: int) -> None:
        """ "begin handing over the city", with the city hung on "over"; "was taken off the plane"."""
        verb, deps = parse.heads[i], parse.deps
        objects = [k for k in parse.kids[i] if deps[k] == "pobj"]
        if len(objects) != 1 or parse.tags[verb][:2] != "VB":
            return
        if any(deps[k] in ("dobj", "auxpass", "nsubjpass") for k in parse.kids[verb]):
            parse.hang(i, verb, "prep")
        else:
            parse.hang(objects[0], verb, "dobj")

    def _opening_gerund(self, parse: Parse, i: int) -> None:
        """ "Bombing raids by X ...", with the raids read as what is bombed: raids of a kind."""
        verb, deps = parse.heads[i], parse.deps
        things = [k for k in parse.kids[i] if deps[k] == "dobj"]
        if things != [i + 1] or parse.lower[i + 1] not in self.nouns or parse.heads[verb] == i:
            return
        thing = i + 1
        rest = [k for k in parse.kids[i] if k != thing]
        parse.hang(thing, verb, "nsubj")
        for k in rest:
            parse.hang(k, thing, deps[k])
        parse.hang(i, thing, "compound")

    def _verdict(self, parse: Parse, i: int) -> None:
        """ "found two men guilty of murder", read as guilty men: what they were found."""
        thing, deps = i - 1, parse.deps
        verb = parse.heads[thing]
        if (
            deps[thing] == "dobj"
            and parse.tags[verb][:2] == "VB"
            and not any(deps[k] == "oprd" for k in parse.kids[verb])
        ):
            parse.hang(i, verb, "oprd")

    def _relative_noun(self, parse: Parse, i: int) -> None:
        """ "a charge that Kampala rejects", with some kind of rejects: a verb, if it has a subject and nothing of a noun."""
        deps, tags = parse.deps, parse.tags
        kids = parse.kids[i]
        if any(deps[k] in _SUBJECTS for k in kids) and not any(deps[k] in _BEFORE_NOUNS for k in kids):
            tags[i] = "VBZ"
            for k in kids:
                if parse.lower[k] == "that" and deps[k] in ("mark", "dobj"):
                    tags[k], deps[k] = "WDT", "dobj"

    def _speaker(self, parse: Parse) -> None:
        """'"..." tweeted Ghana's president', read as if he were tweeted: who follows a quotation and its verb has said it."""
        deps = parse.deps
        for i, label in enumerate(deps):
            if label != "ROOT" or i < 2 or parse.lower[i] not in self._reports or parse.words[i - 1] not in _QUOTES:
                continue
            kids = parse.kids[i]
            objects = [k for k in kids if deps[k] == "dobj" and k > i]
            told = any(deps[k] in ("ccomp", "parataxis", "dep") and k < i for k in kids)
            if told and len(objects) == 1 and not any(deps[k] in _SUBJECTS for k in kids):
                parse.hang(objects[0], i, "nsubj")

    def _added_phrase(self, parse: Parse) -> None:
        """ "Kenya accused Chad of spying, a charge Chad denies", told as if Chad denied all that: the charge is added."""
        deps, heads, tags = parse.deps, parse.heads, parse.tags
        root = next((i for i in range(len(parse)) if heads[i] == i), 0)
        kids = parse.kids[root]
        told = [k for k in kids if deps[k] == "ccomp" and tags[k] in _FINITE and k < root]
        things = [k for k in kids if deps[k] == "dobj" and tags[k] in _ONE and k < root]
        subjects = [k for k in kids if deps[k] in _SUBJECTS]
        if tags[root] not in _FINITE | {"VBN"} or not (len(told) == len(things) == len(subjects) == 1):
            return
        (verb,), (thing,), (subject,) = told, things, subjects
        first = parse.subtree(thing)[0]
        if (
            not verb < first <= thing < subject
            or parse.lower[first] not in ("a", "an")
            or parse.lower[first - 1] != ","
        ):
            return
        kids.remove(verb)
        heads[verb], deps[verb] = verb, "ROOT"
        for k in [k for k in kids if k < thing or deps[k] == "punct"]:
            parse.hang(k, verb, deps[k])
        parse.hang(thing, verb, "npadvmod")
        parse.kids[root] = [k for k in kids if heads[k] == root]
        heads[root], deps[root] = thing, "relcl"
        parse.kids[thing] = sorted([*parse.kids[thing], root])

    def _finite_beside_infinitive(self, parse: Parse, i: int) -> None:
        """ "called on Chile to pay and threatened a strike", with the threat hung on the paying: it goes with the calling."""
        tags, deps, beside = parse.tags, parse.deps, parse.heads[i]
        kids = parse.kids[beside]
        if tags[beside] != "VB" or not any(tags[k] == "TO" for k in kids) or any(deps[k] in _SUBJECTS for k in kids):
            return
        if any(deps[k] in _SUBJECTS or deps[k] in ("aux", "auxpass") for k in parse.kids[i]):
            return
        above = beside
        while parse.heads[above] != above:
            above = parse.heads[above]
            if tags[above] == tags[i]:
                parse.hang(i, above, "conj")
                return
            if tags[above] in _PAST_OR_PRESENT:
                return

    def _particle(self, parse: Parse, i: int) -> None:
        """ "hands over a spy", with "over" read as a preposition: what it governs is the object."""
        verb, deps = i - 1, parse.deps
        objects = [k for k in parse.kids[i] if deps[k] == "pobj"]
        if parse.tags[verb][:2] != "VB" or len(objects) != 1 or not self.goes_with(parse.lower[verb], parse.lower[i]):
            return
        if any(deps[k] in ("dobj", "auxpass", "nsubjpass") for k in parse.kids[verb]):
            return
        parse.hang(i, verb, "prt")
        parse.hang(objects[0], verb, "dobj")

    def _means(self, parse: Parse, i: int) -> None:
        """ "accused X of fuelling the war by arming rebels": by arming them X did, and not the accuser."""
        deps, verb = parse.deps, parse.heads[i]
        if not any(deps[k] == "pcomp" and parse.tags[k] == "VBG" for k in parse.kids[i]):
            return
        done = [
            inner
            for k in parse.kids[verb]
            if verb < k < i and deps[k] == "prep"
            for inner in parse.kids[k]
            if deps[inner] == "pcomp" and parse.tags[inner] == "VBG"
        ]
        if done and parse.tags[verb][:2] == "VB":
            parse.hang(i, done[-1], "prep")

    def _between_commas(self, parse: Parse, i: int) -> None:
        """ "Mr Aho, in a call with Peru's president, said ...": it is in the call that he said so."""
        who, deps = parse.heads[i], parse.deps
        verb, end = parse.heads[who], parse.subtree(i)[1] + 1
        if deps[who] not in ("nsubj", "nsubjpass") or not who < i < verb or parse.lower[i] not in self._circumstances:
            return
        event = any(deps[k] == "pobj" and parse.lower[k] in self.nouns for k in parse.kids[i])
        if event and end < verb and parse.lower[end] == "," and parse.tags[verb][:2] == "VB":
            parse.hang(i, verb, "prep")

    def _head_sentence(self, parse: Parse, verb: int, subject: int) -> None:
        """Make a verb the root, in the place of a noun that is its subject, or of a verb that only describes that noun."""
        old = next(k for k in range(len(parse)) if parse.heads[k] == k)
        if verb in parse.kids[parse.heads[verb]]:
            parse.kids[parse.heads[verb]].remove(verb)
        parse.heads[verb], parse.deps[verb] = verb, "ROOT"
        for k in list(parse.kids[old]):
            if k != subject and (k > verb or (k < subject and old != subject)):
                parse.hang(k, verb, parse.deps[k])
        parse.hang(subject, verb, "nsubj")

    def _dated_verb(self, parse: Parse, i: int) -> None:
        """ "Soldiers on Friday shot and killed a rebel", read as on a Friday shot."""
        day, prep = i - 1, parse.heads[i]
        soldiers = parse.heads[prep]
        if (
            prep != day - 1
            or parse.deps[day] != "compound"
            or parse.heads[day] != i
            or parse.lower[i] not in self.verbs
        ):
            return
        if soldiers != parse.heads[soldiers] or parse.tags[soldiers] not in _NOUNS:
            return
        if not any(parse.deps[k] == "conj" and parse.tags[k] == "VBD" and k > i for k in parse.kids[soldiers]):
            return
        parse.tags[i] = "VBD"
        parse.kids[prep].remove(i)
        parse.heads[i] = soldiers
        parse.kids[soldiers].append(i)
        parse.hang(day, prep, "pobj")
        self._head_sentence(parse, i, soldiers)
        parse.hang(prep, i, "prep")

    def _verb_of_root(self, parse: Parse, i: int) -> None:
        """ "A rebel group called on Chad to talk", read as a group that was called: what can't be passive is the verb."""
        group, lower = parse.heads[i], parse.lower
        if parse.heads[group] != group or parse.tags[group] not in _NOUNS or i < group:
            return
        active = i + 1 < len(parse) and f"{lower[i]}_{lower[i + 1]}" in self._active
        whole = parse.tags[i] == "VBD" and any(parse.deps[k] in ("dobj", "ccomp") for k in parse.kids[i])
        kids = parse.kids  # "an official charged on Friday that ..."
        told = any(parse.deps[k] == "ccomp" and any(parse.deps[m] == "mark" for m in kids[k]) for k in kids[i])
        if (active or whole or told) and not any(
            parse.deps[k] in _SUBJECTS | {"agent", "auxpass"} for k in parse.kids[i]
        ):
            parse.tags[i] = "VBD"
            self._head_sentence(parse, i, group)

    def _reduced_relative(self, parse: Parse, i: int) -> None:
        """ "Villagers angered by the arrest blocked a road", with the first participle read as the verb."""
        first, deps = parse.heads[i], parse.deps
        if parse.heads[first] != first or parse.tags[first] != "VBD" or first > i or parse.lower[first] in self._speech:
            return
        if parse.tags[first + 1] not in ("IN", "TO") or parse.lower[i - 1] in (",", '"'):
            return
        if any(deps[k] in _SUBJECTS | {"mark", "aux", "auxpass"} for k in parse.kids[i]):
            return
        if any(deps[k] in ("dobj", "aux", "auxpass", "neg", "prt") for k in parse.kids[first]):
            return
        subjects = [k for k in parse.kids[first] if deps[k] == "nsubj" and k < first]
        if not subjects:
            return
        parse.tags[first] = "VBN"
        self._head_sentence(parse, i, subjects[-1])
        parse.hang(first, subjects[-1], "acl")
        for k in [k for k in parse.kids[first] if deps[k] == "prep" and parse.lower[k] == "by"]:
            deps[k] = "agent"

    def _posing_as(self, parse: Parse, i: int) -> None:
        """ "Men dressed as police kidnapped two monks", read as if the police had done so."""
        dressed, deps = parse.heads[i], parse.deps
        men = parse.heads[dressed]
        kids = parse.kids[i]
        marks = [k for k in kids if deps[k] == "mark" and parse.lower[k] == "as"]
        police = [k for k in kids if deps[k] == "nsubj" and k < i]
        if deps[dressed] != "acl" or parse.heads[men] != men or not marks or len(police) != 1:
            return
        if parse.lower[dressed] not in self._posing or marks[0] != dressed + 1:
            return
        parse.hang(marks[0], dressed, "prep")
        parse.hang(police[0], marks[0], "pobj")
        self._head_sentence(parse, i, men)

    # -- headlines ---------------------------------------------------------------------------------------------------

    def _headline(self, parse: Parse) -> None:
        deps, tags = parse.deps, parse.tags
        if deps[0] == "ROOT" and tags[0] == "VB":
            self._to_come(parse)
        for i in range(1, min(len(parse), 9)):
            if deps[i] == "ROOT":
                if tags[i] in ("VB", "VBP"):
                    self._listed(parse, i)
                    self._noun_for_verb(parse, i)
                elif tags[i] == "NN" and parse.lower[i] in self.verbs:
                    subjects = [k for k in parse.kids[i] if deps[k] == "nsubj" and k < i]
                    if subjects and (tags[subjects[-1]] == "NNS" or any(deps[k] == "dobj" for k in parse.kids[i])):
                        tags[i] = "VBP"  # "Protesters storm parliament"
                break
        if not any(tag in _FINITE for tag in tags):
            self._verbless(parse)

    def _to_come(self, parse: Parse) -> None:
        """ "Denmark to donate jets", with the country read as a verb."""
        deps, tags = parse.deps, parse.tags
        verbs = [k for k in parse.kids[0] if deps[k] == "xcomp" and tags[k] == "VB"]
        if not verbs or verbs[0] != 2 or parse.lower[0] in self.verbs or not parse.words[0][:1].isupper():
            return
        verb = verbs[0]
        parse.kids[0].remove(verb)
        parse.heads[verb], deps[verb], tags[0] = verb, "ROOT", "NNP"
        for k in [*parse.kids[0]]:
            parse.hang(k, verb, deps[k])
        parse.hang(0, verb, "nsubj")

    def _verbless(self, parse: Parse) -> None:
        """ "Kenyan police detain editor", read as one noun phrase: a word that is a verb behind those who can do it."""
        deps, tags, lower, heads = parse.deps, parse.tags, parse.lower, parse.heads
        for i in range(1, min(len(parse) - 1, 8)):
            thing = heads[i]
            if deps[i] not in ("compound", "amod", "nmod") or thing < i or tags[thing] not in _NOUNS:
                continue
            if lower[i] not in self.verbs or (lower[i] in self.nouns and lower[i] not in self._told):
                continue
            if tags[i] in ("VBN", "VBG", "NNS") or lower[i - 1] == "-" or parse.words[i][:1].isupper():
                continue
            agent = i - 1
            if deps[agent] == "pobj" and deps[heads[agent]] == "prep":  # "Police in Uganda arrest ..."
                agent = heads[heads[agent]]
            if agent >= i or not (tags[agent] == "NNS" or lower[agent] in self._bodies):
                continue
            root = next(k for k in range(len(parse)) if heads[k] == k)
            if root not in (thing, agent):
                continue
            before = [k for k in {*parse.kids[thing], *parse.kids[i]} if k < agent]
            tags[i] = "VBP"
            parse.kids[thing].remove(i)
            heads[i], deps[i] = i, "ROOT"
            parse.hang(thing, i, "dobj")
            for k in [k for k in parse.kids[thing] if k < i and k != agent and k not in before]:
                parse.hang(k, i, deps[k])
            parse.hang(agent, i, "nsubj")
            for k in before:
                parse.hang(k, agent, deps[k])
            for k in [k for k in parse.kids[thing] if k > thing and deps[k] in ("prep", "advcl", "punct", "npadvmod")]:
                if deps[k] != "prep" or lower[k] not in ("of", "on", "over", "to", "for"):
                    parse.hang(k, i, deps[k])
            return

    def _listed(self, parse: Parse, verb: int) -> None:
        """ "Macron, Turkish president speak by phone": two who do what one alone would do with an -s."""
        deps, tags = parse.deps, parse.tags
        before = [k for k in parse.kids[verb] if k < verb and deps[k] not in ("aux", "advmod", "neg")]
        if len(before) != 3 or parse.lower[before[1]] != ",":
            return
        first, _, second = before
        alike = deps[first] in ("npadvmod", "nsubj") and deps[second] == "nsubj"
        several = tags[second] in _ONE or (deps[first] == "nsubj" and tags[second] == "NNS")
        if not alike or tags[first] not in _ONE or not several or parse.subtree(first)[0] != 0:
            return
        if any(deps[k] in ("det", "cc", "conj", "appos") for k in (*parse.kids[first], *parse.kids[second])):
            return
        parse.hang(first, verb, "nsubj")
        parse.hang(second, first, "conj")

    def _noun_for_verb(self, parse: Parse, root: int) -> None:
        """ "Morocco lifts ban on broadcasts", with the ban read as the verb."""
        deps, tags, verb = parse.deps, parse.tags, root - 1
        if verb < 1 or tags[verb] not in ("NNS", "VBZ") or deps[verb] != "nsubj" or parse.heads[verb] != root:
            return
        if (
            parse.lower[verb] not in self.verbs
            or parse.lower[verb] in self.nouns
            or parse.lower[root] not in self.nouns
        ):
            return
        if deps[verb - 1] != "compound" or tags[verb - 1] not in ("NNP", "NNPS") or parse.heads[verb - 1] != verb:
            return
        if any(deps[k] in ("dobj", "ccomp", "xcomp", "aux", "acomp") for k in parse.kids[root]):
            return
        tags[verb], tags[root] = "VBZ", "NN"
        for k in [k for k in parse.kids[verb] if k < verb - 1]:
            parse.hang(k, verb - 1, deps[k])
        parse.heads[verb], deps[verb] = verb, "ROOT"
        parse.kids[root].remove(verb)
        for k in [k for k in parse.kids[root] if deps[k] in ("punct", "advcl", "npadvmod")]:
            parse.hang(k, verb, deps[k])
        parse.heads[root] = verb
        parse.hang(root, verb, "dobj")
        parse.hang(verb - 1, verb, "nsubj")
