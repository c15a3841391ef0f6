"""From YAML files to a Lexicon: reads every dictionary file, says every fault with its place, and compiles the rest.

Later folders extend earlier ones; a file with the same relative path as an earlier one replaces nothing: its rules and
actors are added, and an actor of the same name replaces the earlier entry.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import itertools
import re
import sys
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from coder.dictionaries import schema
from coder.dictionaries.index import VerbIndex
from coder.dictionaries.inflect import head_of, noun_forms, verb_forms
from coder.dictionaries.lexicon import (
    ALWAYS,
    Actor,
    Code,
    Lexicon,
    Need,
    NounRule,
    Operator,
    Place,
    VerbRule,
    Words,
    width,
)
from coder.dictionaries.lexicon import Operator as OperatorRow
from coder.dictionaries.names import fold, name_key
from coder.dictionaries.patterns import Filler, Pattern, PatternError, parse_pattern
from coder.dictionaries.source import Fault, collector_paused, content_of, line_of, read_yaml, shown_as, yaml_files

RELATIONS = ("poss", "mod", "subj", "dative", "targeting")
_CODES = re.compile(r"([A-Z]{3}(?:[A-Z]{3})*)(?:\s+([\d-]*)\.\.([\d-]*))?")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_EXAMPLE = re.compile(r"(---|[A-Z]{3,}) (\d{3,4}) (---|[A-Z]{3,})")
_SINGLE_FILES = ("ontology", "roles", "discards", "nouns", "topics")


_Value = TypeVar("_Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the events it must give."""

    file: str
    line: int
    text: str
    events: tuple[tuple[str, str, str], ...]
    date: dt.date | None
    rule: str
    near_miss: bool = False


@dataclass(slots=True)
class Compiled:
    """The outcome of compiling: the lexicon, the faults found on the way, and the examples to run."""

    lexicon: Lexicon
    faults: list[Fault] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    patterns: int = 0
    nouns: int = 0


def digest_of(folders: Sequence[Path]) -> str:
    """SHA-256 over the contents of all dictionary files: the same dictionaries have the same digest."""
    digest = hashlib.sha256()
    for folder, path in yaml_files(folders):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + content_of(path) + b"\0")
    return digest.hexdigest()


def compile_dictionaries(folders: Sequence[Path]) -> Compiled:
    """Read and compile all dictionary files below the folders, in order."""
    with collector_paused():
        return _Compiler(folders).run()


@dataclass(slots=True)
class _File:
    kind: str
    name: str
    data: Any
    folder: int


class _Compiler:
    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders
        self.out = Compiled(Lexicon())
        self.lex = self.out.lexicon
        self.lists: dict[str, tuple[list[str], str, int]] = {}
        self.list_folder: dict[str, int] = {}
        self.actor_folder: dict[str, tuple[int, int]] = {}
        self.replaced: set[int] = set()
        self.flat: dict[str, tuple[str, ...]] = {}
        self.words_cache: dict[tuple[str, ...], Words] = {}
        self.prepositions: frozenset[str] = frozenset()
        self.opening: frozenset[str] = frozenset()
        self.verb_forms: dict[str, set[str]] = defaultdict(set)
        self.names: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.equal: dict[tuple[Any, ...], tuple[str, int, str, str]] = {}
        self.uncapitalised: set[str] = set()
        self.country_of: dict[str, set[str]] = defaultdict(set)
        self.country_words: dict[str, set[str]] = defaultdict(set)
        self.own_words: dict[int, set[str]] = defaultdict(set)
        self.shared: dict[Any, Any] = {}

    # -- reading -------------------------------------------------------------------------------------------------

    def run(self) -> Compiled:
        files: dict[str, list[_File]] = defaultdict(list)
        actors: list[_File | tuple[Path, Path]] = []
        for folder, path in yaml_files(self.folders):
            if path.relative_to(folder).parts[0] == "actors":  # large, and needed once: each read when it is compiled
                actors.append((folder, path))
            elif (read := self.read(folder, path)) and read.kind == "actors":
                actors.append(read)
            elif read:
                files[read.kind].append(read)
        self.ontology(files["ontology"])
        self.collect_lists(files["events"])
        self.classes = {k: v for f in files["nouns"] for k, v in f.data["classes"].items()}
        for f in files["events"]:
            for rule in f.data.get("rules") or []:
                self.rule(rule, f.name)
        self.lex.verb_forms = {form: tuple(sorted(lemmas)) for form, lemmas in self.verb_forms.items()}
        for found in self.lex.nouns.values():
            found.sort(key=width, reverse=True)  # stable: equally wide ones stay in the order of the files
        rules = [rule for found in self.lex.nouns.values() for rule in found]
        forms = {form.partition("_")[0] for rule in rules for form in (*rule.light, *rule.passive_light)}
        self.lex.light_forms = frozenset(forms | set(self.lex.lists.get("implied_fact", ())))
        for each in actors:
            file = each if isinstance(each, _File) else self.read(*each)
            if file is not None:
                for entry in file.data:
                    self.actor(entry, file.name, file.folder)
        self.close_names()
        for f in reversed(files["roles"]):  # the first word on a phrase counts, and a later folder has it
            self.roles(f.data)
        for f in files["ontology"][1:]:  # what the first names may have its actors in a later folder
            self.known_actors(f)
        for f in files["discards"]:
            self.discards(f.data, f.folder)
        for f in files["topics"]:
            self.topics(f.data)
        self.lex.uncapitalised = frozenset(self.uncapitalised)
        self.lex.digest = digest_of(self.folders)
        self.out.faults = sorted(set(self.out.faults))
        return self.out

    def read(self, folder: Path, path: Path) -> _File | None:
        """A dictionary file of the right shape; None if it is empty or its faults are told."""
        relative = path.relative_to(folder)
        name = f"{shown_as(folder)}/{relative.as_posix()}"
        within = len(relative.parts) > 1 and relative.parts[0] in ("actors", "events")
        kind = relative.parts[0] if within else relative.stem
        data, faults = read_yaml(path, name)
        self.out.faults += faults
        if data is None:
            return None
        if kind not in ("actors", *_SINGLE_FILES):
            kind = "actors" if isinstance(data, list) else "events"
        model: Any = {
            "actors": schema.ActorFile, "ontology": schema.OntologyFile, "roles": schema.RoleFile,
            "discards": schema.DiscardFile, "nouns": schema.NounFile, "topics": schema.TopicFile,
        }.get(kind, schema.EventFile)  # fmt: skip
        faults = schema.shape_faults(model, data, name)
        self.out.faults += faults
        return _File(kind, name, data, self.folders.index(folder)) if not faults else None

    def fault(self, name: str, line: int, message: str) -> None:
        self.out.faults.append(Fault(name, line, message))

    def ontology(self, files: list[_File]) -> None:
        lex = self.lex
        for f in files:
            data = f.data
            for code, entry in data["codes"].items():
                lex.codes[code] = Code(code, str(entry["label"]), str(entry["quad"]), str(entry["goldstein"]))
            lex.accusable |= frozenset(map(str, data.get("accusable") or ()))
            lex.virtual |= frozenset(map(str, data["virtual"]))
            lex.implied_sources.update(_strings(data.get("implied_sources")))
            lex.located_sources.update(_strings(data.get("located_sources")))
            lex.rally.update(_strings(data.get("rally")))
            lex.persons.update(_strings(data.get("persons")))
            lex.cleared.update(_strings(data.get("cleared")))
            lex.elsewhere.update(_strings(data.get("elsewhere")))
            lex.reflexive += tuple(map(str, data.get("reflexive") or ()))
            for name, row in data["operators"].items():
                for key, code in [("", row["default"]), *(row.get("bases") or {}).items()]:
                    if code not in lex.codes and code != "none":
                        self.fault(
                            f.name,
                            line_of(code),
                            f"operator {name}: unknown code {str(code)!r} for {key or 'default'!r}: use a code of the scheme",
                        )
                lex.operators[name] = OperatorRow(
                    name, str(row["default"]), str(row.get("target", "target")), _strings(row.get("bases")), _strings(row.get("becomes")),
                    tuple(map(str, row.get("drop") or ())), str(row.get("as") or ""), str(row.get("needs_base")) == "true",
                )  # fmt: skip
            lex.reduce.update({k: _strings(v) for k, v in data["reduce"].items()})
            lex.negation.update(_strings(data["negation"]))
            lex.transforms.update({k: _strings(v) for k, v in data["transforms"].items()})
        for f in files:
            self.sets(f, f is files[0])
        lex.families = _families(lex)

    def sets(self, file: _File, first: bool) -> None:
        """What the coder treats alike. The first file, ours, names the sets; later ones add to them."""
        lex = self.lex
        begins = {code[:n] for code in lex.codes for n in range(2, len(code) + 1)}
        known = {"codes": begins | lex.virtual, "operators": lex.operators.keys()}
        for kind, sets in (file.data.get("sets") or {}).items():
            for name, values in sets.items():
                line = sets.keys_at[name]
                if not first and name not in lex.sets:
                    names = ", ".join(sorted(lex.sets))
                    self.fault(file.name, line, f"no set is called {name!r}: add to one of {names}")
                for value in values:
                    if value not in known.get(kind, (value,)):
                        what = "no code begins with" if kind == "codes" else "no operator is called"
                        message = f"the set {name!r}: {what} {str(value)!r}: correct or remove it"
                        self.fault(file.name, line_of(value), message)
                lex.sets[name] = lex.sets.get(name, frozenset()) | frozenset(map(str, values))

    def known_actors(self, file: _File) -> None:
        """The roles and countries of an ontology's sets must be those of some word or actor."""
        codes = [code for actor in self.lex.actors for code, *_ in actor.codes]
        roles = {code[:3] for code, _ in self.lex.roles.values()} | {code[3:6] for code in codes}
        for kind, known in (("roles", roles), ("countries", {code[:3] for code in codes})):
            for name, values in ((file.data.get("sets") or {}).get(kind) or {}).items():
                for value in values:
                    if value not in known:
                        message = (
                            f"the set {name!r}: no role or actor has the code {str(value)!r}: correct or remove it"
                        )
                        self.fault(file.name, line_of(value), message)

    def one(self, value: _Value) -> _Value:
        """The first value equal to this one: what thousands of rules and actors have in common is kept once."""
        found: _Value = self.shared.setdefault(value, value)
        return found

    # -- word lists ----------------------------------------------------------------------------------------------

    def collect_lists(self, files: list[_File]) -> None:
        for f in files:
            for name, words in (f.data.get("lists") or {}).items():
                line = f.data["lists"].keys_at[name]
                if not words:
                    self.fault(f.name, line, f"the list {name!r} is empty: add words, or remove it")
                if self.list_folder.get(name) == f.folder:
                    first = self.lists[name]
                    self.fault(
                        f.name,
                        line,
                        f"the list {name!r} is defined twice (also {first[1]}:{first[2]}): merge the two or rename one",
                    )
                self.list_folder[name] = f.folder
                self.lists[name] = ([str(w).replace(" ", "_") for w in words], f.name, line)
        for name in self.lists:
            self.expand(name, ())
        self.prepositions = frozenset(self.flat.get("prepositions", ()))
        self.opening = self.prepositions.union(self.flat.get("phrase_prepositions", ()))
        self.lex.lists = {}
        verbal = {
            "averting_verbs",
            "charging_verbs",
            "light",
            "happen",
            "report",
            "not_fact",
            "implied_fact",
            "speech_verbs",
        }
        for name, words in self.flat.items():
            forms: set[str] = set()
            for word in words:
                base, _, rest = word.partition("_")
                if name in verbal:
                    forms |= {form + ("_" + rest if rest else "") for form in verb_forms(base)}
                forms.add(word)
            self.lex.lists[name] = frozenset(forms)

    def expand(self, name: str, trail: tuple[str, ...]) -> tuple[str, ...]:
        if name in self.flat:
            return self.flat[name]
        words, file, line = self.lists[name]
        if name in trail:
            self.fault(
                file,
                line,
                f"the list {name!r} contains itself (through {' > '.join((*trail, name))}): break the circle",
            )
            return ()
        found: dict[str, None] = {}
        for word in words:
            if word.startswith("&"):
                if word[1:] in self.lists:
                    found.update(dict.fromkeys(self.expand(word[1:], (*trail, name))))
                else:
                    self.fault(
                        file,
                        line,
                        f"the list {name!r} refers to an unknown list {word!r}: define it under `lists:` or correct its name",
                    )
            else:
                found[word] = None
        if not trail or all(t in self.flat for t in trail) or name not in trail:
            self.flat[name] = tuple(found)
        return tuple(found)

    def alternatives(self, words: Iterable[str], file: str, line: int) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for word in words:
            if word.startswith("&"):
                if word[1:] not in self.flat:
                    self.fault(file, line, f"unknown list {word!r}: define it under `lists:` or correct its name")
                    continue
                found.update(dict.fromkeys(self.flat[word[1:]]))
            else:
                found[word] = None
        return tuple(found)

    def words(self, words: tuple[str, ...], file: str, line: int) -> Words | None:
        if not words:
            return None
        key = self.alternatives(words, file, line)
        known = self.words_cache.get(key)
        if known is None:
            table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
            for phrase in key:
                parts = _parts(phrase)
                head = head_of(parts, self.prepositions)
                context = (tuple(parts[:head]), tuple(parts[head + 1 :]))
                for form in noun_forms(parts[head]):
                    if context not in table[form]:
                        table[form].append(context)
            known = self.words_cache[key] = {
                form: tuple(sorted(c, key=lambda x: -len(x[0]) - len(x[1]))) for form, c in table.items()
            }
        return known

    # -- rules ---------------------------------------------------------------------------------------------------

    def rule(self, rule: Any, file: str) -> None:
        what = {k: str(rule[k]) for k in ("code", "operator", "transform") if rule.get(k)}
        lex, line = self.lex, rule.line
        if len(what) != 1:
            return self.fault(
                file,
                line,
                "a rule has exactly one of `code`, `operator` and `transform`: "
                + ("add one" if not what else f"it has {', '.join(what)}"),
            )
        kind, value = next(iter(what.items()))
        at = rule.keys_at[kind]
        known: Any = {"code": set(lex.codes) | lex.virtual, "operator": lex.operators, "transform": lex.transforms}[
            kind
        ]
        if value not in known:
            hint = " (quote it: YAML reads 010 as a number)" if kind == "code" and value.isdigit() else ""
            return self.fault(file, at, f"unknown {kind} {value!r}: use one that ontology.yaml lists{hint}")
        reciprocal = str(rule.get("reciprocal") or "")
        if reciprocal and reciprocal not in lex.codes:
            self.fault(
                file,
                rule.keys_at["reciprocal"],
                f"unknown reciprocal code {reciprocal!r}: use one that ontology.yaml lists",
            )
        if not rule.get("patterns") and not rule.get("nouns"):
            self.fault(file, line, "a rule without `patterns` and `nouns` does nothing: add some, or remove it")
        for text in rule.get("patterns") or []:
            self.pattern(text, kind, value, reciprocal, file)
        if rule.get("nouns"):
            self.noun_rule(rule, kind, value, reciprocal, file)
        if not rule.get("examples") and (rule.get("patterns") or rule.get("nouns")):
            self.fault(
                file, line, "the rule has no `examples`: give at least one sentence with the events it must code"
            )
        for example in rule.get("examples") or []:
            self.example(example, value, file)

    def example(self, example: Any, value: str, file: str) -> None:
        events = []
        for event in example["events"]:
            match = _EXAMPLE.fullmatch(str(event))
            if not match or match[2] not in self.lex.codes:
                self.fault(
                    file,
                    line_of(event),
                    f"{str(event)!r} is not 'SOURCE CODE TARGET' with a code of the scheme, such as 'RUSGOV 112 USA'",
                )
                return
            events.append((match[1], match[2], match[3]))
        date = None
        if example.get("date"):
            date = _day(str(example["date"]), end=False)
            if date is None:
                self.fault(file, line_of(example["date"]), f"{str(example['date'])!r} is no date: write YYYY-MM-DD")
        self.out.examples.append(
            Example(file, line_of(example["text"]), str(example["text"]), tuple(events), date, value, not events)
        )

    def pattern(self, text: Any, kind: str, value: str, reciprocal: str, file: str) -> None:
        line = line_of(text)
        try:
            pattern = parse_pattern(str(text), self.opening)
        except PatternError as error:
            return self.fault(file, line, f"pattern {str(text)!r}: {error}")
        if "EVENT" not in pattern.slots() and kind == "transform":
            return self.fault(file, line, f"pattern {str(text)!r}: a transform needs an EVENT to act on")
        if not {"SOURCE", "BOTH", "TARGET", "EVENT"} & set(pattern.slots()):
            return self.fault(
                file, line, f"pattern {str(text)!r} can never give an event: it has no slot for an actor or an event"
            )
        self.out.patterns += 1
        verbs: dict[str, None] = {}
        for verb in self.alternatives(pattern.verbs, file, line):
            verbs[verb] = None
        subject = self.place(pattern.subject, file, line) if pattern.subject else None
        needs = tuple(Need(item.preps, self.place(item.filler, file, line), item.optional) for item in pattern.items)
        bare = [need for need in needs if not need.preps and need.place.slot != "EVENT"]
        first_of_two = bare[0] if len(bare) == 2 else None
        for verb in verbs:
            lemma, _, particle = verb.partition("_")
            rule = VerbRule(
                f"{file}:{line}",
                str(text),
                particle,
                subject,
                needs,
                **{kind: value},
                reciprocal=reciprocal,
                verb=verb,
                first_of_two=first_of_two,
                required=self.one(tuple(map(self.one, _required(particle, subject, needs)))),
                takes_object=any(not n.preps and not n.optional and n.place.slot not in ("", "EVENT") for n in needs),
            )
            self.shadowed(pattern, verb, value, file, line)
            self.lex.verbs.setdefault(lemma, VerbIndex()).add(rule)
            for form in verb_forms(lemma):
                self.verb_forms[form].add(lemma)

    def shadowed(self, pattern: Pattern, verb: str, value: str, file: str, line: int) -> None:
        def key(filler: Filler | None) -> Any:
            return (filler.slot, frozenset(self.alternatives(filler.words, file, line))) if filler else None

        shape = (verb, key(pattern.subject), tuple((i.preps, key(i.filler), i.optional) for i in pattern.items))
        first = self.equal.setdefault(shape, (file, line, value, str(pattern)))
        if first[:2] != (file, line):
            if first[2] == value:
                self.fault(
                    file,
                    line,
                    f"pattern '{pattern}' for {verb!r} can never win: the same stands at {first[0]}:{first[1]}; remove one",
                )
            else:
                self.fault(
                    file,
                    line,
                    f"pattern '{pattern}' for {verb!r} codes {value}, the equally specific one at {first[0]}:{first[1]} codes {first[2]}: make one more specific",
                )

    def place(self, filler: Filler, file: str, line: int) -> Place:
        return Place(filler.slot, self.words(filler.words, file, line))

    def noun_rule(self, rule: Any, kind: str, value: str, reciprocal: str, file: str) -> None:
        name = str(rule.get("class") or "")
        if name not in self.classes:
            return self.fault(
                file, rule.line, f"unknown noun class {name!r}: choose one of {', '.join(sorted(self.classes))}"
            )
        base = self.classes[name]

        def pick(key: str) -> tuple[str, ...]:
            value = rule.get(key)
            return tuple(map(str, value if value is not None else base.get(key) or ()))

        for key in ("source", "target", "both"):
            for relation in pick(key):
                if relation not in RELATIONS and relation not in self.prepositions:
                    self.fault(
                        file,
                        rule.keys_at.get(key, rule.line),
                        f"unknown relation {relation!r}: a preposition, or one of {', '.join(RELATIONS[:4])}",
                    )
        light = self._light(pick("light"), file, rule.line)
        passive = self._light(pick("passive_light"), file, rule.line)
        of = self.words(tuple(str(w).replace(" ", "_") for w in rule.get("of") or ()), file, rule.line)
        nouns = [(noun, line_of(noun)) for noun in rule["nouns"]]
        for noun, line in nouns:
            for phrase in self.alternatives([str(noun).replace(" ", "_")], file, line):
                self.out.nouns += 1
                parts = _parts(phrase)
                head = head_of(parts, self.prepositions)
                compiled = NounRule(
                    f"{file}:{line}", phrase.replace("_", " "), tuple(parts[:head]), tuple(parts[head + 1 :]), pick("source"), pick("target"),
                    pick("both"), light, passive, event=pick("event"), of=of, **{kind: value}, reciprocal=reciprocal, alone=str(rule.get("alone", "true")) == "true",
                )  # fmt: skip
                first = self.equal.setdefault(("noun", phrase, frozenset(of or ())), (file, line, value, phrase))
                if first[:2] != (file, line):
                    advice = (
                        "remove one" if first[2] == value else f"it codes {value} here and {first[2]} there: keep one"
                    )
                    self.fault(file, line, f"event noun {phrase!r} stands also at {first[0]}:{first[1]}: {advice}")
                    continue
                for form in noun_forms(parts[head]):
                    self.lex.nouns.setdefault(form, []).append(compiled)

    def _light(self, words: Iterable[str], file: str, line: int) -> frozenset[str]:
        forms: set[str] = set()
        for verb in self.alternatives(words, file, line):
            lemma, _, rest = verb.partition("_")
            forms |= {form + ("_" + rest if rest else "") for form in verb_forms(lemma)}
        return frozenset(forms)

    # -- actors --------------------------------------------------------------------------------------------------

    def actor(self, entry: Any, file: str, folder: int) -> None:
        lex, line = self.lex, entry.line
        name, kind = str(entry["name"]), sys.intern(str(entry["kind"]))
        origin = f"{file}:{line}"
        codes: list[tuple[str, int, int]] = []
        texts = list(entry.get("codes") or [])
        if kind == "country":
            code = str(entry.get("code") or "")
            if not re.fullmatch(r"[A-Z]{3}", code):
                return self.fault(file, line, f"country {name!r}: `code` must be three capitals (ISO 3166 alpha-3)")
            first, last = entry.get("from"), entry.get("to")
            texts = [f"{code} {first or ''}..{last or ''}" if first or last else code]
            if not first and not last:
                lex.countries.setdefault(code, name)
        for text in texts:
            match = _CODES.fullmatch(str(text))
            if not match:
                self.fault(
                    file,
                    line_of(text, line),
                    f"{name!r}: {str(text)!r} is no code: write 'RUSGOV' or 'RUSGOV 1991-07-10..1999-12-31'",
                )
                continue
            first_day, last_day = ALWAYS
            if match[2] is not None:
                start = _day(match[2], end=False) if match[2] else None
                end = _day(match[3], end=True) if match[3] else None
                if (match[2] and start is None) or (match[3] and end is None):
                    self.fault(
                        file,
                        line_of(text, line),
                        f"{name!r}: {str(text)!r} has no valid date: write YYYY, YYYY-MM or YYYY-MM-DD",
                    )
                    continue
                first_day = start.toordinal() if start else ALWAYS[0]
                last_day = end.toordinal() if end else ALWAYS[1]
                if first_day > last_day:
                    self.fault(
                        file,
                        line_of(text, line),
                        f"{name!r}: the range {str(text)!r} is empty: its end lies before its start",
                    )
                    continue
            codes.append(self.one((sys.intern(match[1]), first_day, last_day)))
        dated = sorted(c for c in codes if c[1:] != ALWAYS)
        dated.sort(key=lambda c: c[1])
        for one, two in itertools.pairwise(dated):
            if two[1] <= one[2]:
                self.fault(
                    file,
                    line,
                    f"{name!r}: the ranges of {one[0]} and {two[0]} overlap: let one end before the other starts",
                )
        if not codes:
            return self.fault(file, line, f"{name!r} has no code: give `codes: [...]`")
        needs = tuple(map(str, entry.get("needs") or ()))
        actor = Actor(
            name,
            kind,
            self.one(tuple(sorted(codes, key=lambda c: (c[1:] == ALWAYS, c[1])))),
            origin,
            str(entry.get("gender") or "") == "f",
            needs,
        )
        index = len(lex.actors)
        lex.actors.append(actor)
        earlier = self.actor_folder.get(name)
        # A user's own entry takes the place of the built-in one, unless `needs` tells it from a namesake.
        if earlier is not None and earlier[0] < folder and not needs:
            self.replaced |= {i for i, other in enumerate(lex.actors[:index]) if other.name == name}
        self.actor_folder[name] = (folder, index)
        names = [(name, "name"), *((str(x), "name") for x in entry.get("aliases") or ())]
        names += [(str(x), "adj") for x in entry.get("adjectives") or ()]
        for person in entry.get("people") or ():
            singular, _, plural = str(person).partition("/")
            names += [(singular, "people"), (plural or _plural(singular), "people")]
        names += [(str(x), "capital") for x in entry.get("capital") or ()]
        for text, form in names:
            self.add_name(text, index, form, file, line)
            if needs:
                self.own_words[index].update(text.split())
            telling = form in ("adj", "people") or (form == "name" and not needs)  # no Washington, no Jordan
            if kind == "country" and telling and len(text) > 3:
                self.country_of[text] |= {codes[0][0]}
                self.country_words[codes[0][0]].add(text)
        if entry.get("government"):
            government = Actor(name, "institution", tuple((c + "GOV", a, b) for c, a, b in actor.codes), origin)
            lex.actors.append(government)
            for text in entry["government"]:
                self.add_name(str(text), index + 1, "name", file, line)

    def add_name(self, text: str, index: int, form: str, file: str, line: int) -> None:
        key = name_key(text)
        if not key:
            return self.fault(file, line, f"the name {text!r} has no letters: remove it")
        known = self.names[" ".join(key)]
        if (index, form) in known or (
            any(i == index for i, _ in known)
            and form in ("adj", "people")
            and any(f == form for i, f in known if i == index)
        ):
            return
        known.append((index, form))
        self.begins(key)

    def begins(self, key: tuple[str, ...]) -> None:
        """Enter a name's first word, and its first two, as what a name of so many words begins with."""
        lengths = self.lex.name_length
        for start in {key[0], " ".join(key[:2])}:
            lengths[start] = lengths.get(start, 0) | 1 << len(key)
        if not key[0][0].isupper():
            self.uncapitalised.add(key[0])

    def close_names(self) -> None:
        actors = self.lex.actors
        if self.replaced:
            kept = {key: [e for e in entries if e[0] not in self.replaced] for key, entries in self.names.items()}
            self.names = defaultdict(list, {key: entries for key, entries in kept.items() if entries})
        for index, actor in enumerate(actors):
            if actor.needs:
                actors[index] = actor._replace(evidence=self.evidence(index))
        surnames: dict[str, set[int]] = defaultdict(set)
        for key, entries in self.names.items():
            for index, form in entries:
                if form == "name" and actors[index].kind == "person":
                    surnames[key.rpartition(" ")[2]].add(index)
        self.lex.surnames = {name: tuple(sorted(found)) for name, found in surnames.items()}
        for key, entries in self.names.items():
            if len(entries) > 1 and any(actors[index].needs for index, _ in entries):
                for index, _ in entries:  # a namesake without needs has its country speak for it too
                    actor = actors[index]
                    if not actor.needs and not actor.evidence and actor.kind != "person":
                        words = self.country_words.get(actor.codes[0][0][:3], set())
                        actors[index] = actor._replace(evidence=self.one(tuple(sorted(words))))
            entries.sort(key=lambda e: (not actors[e[0]].needs, e[1] != "name"))
            self.lex.names[key] = self.one(tuple(map(self.one, entries)))
            for n, (i, _) in enumerate(entries):
                for j, _ in entries[:n]:
                    one, two = actors[j], actors[i]
                    if one is two or one.needs or two.needs or _compatible(one, two):
                        continue
                    file, _, line = two.origin.rpartition(":")
                    self.fault(
                        file,
                        int(line),
                        f"{key!r} names both {one.name!r} ({one.origin}) and {two.name!r}: date them apart, give one `needs:`, or drop the name from one",
                    )

    def evidence(self, index: int) -> tuple[str, ...]:
        """What a story must have one of: "Liberians" will do where "Liberian" is needed, but no name of the actor itself."""
        actor = self.lex.actors[index]
        countries = {code[:3] for code, *_ in actor.codes}
        needed = [(word, self.country_of.get(word, set()) & countries) for word in actor.needs]
        named = {country for _, found in needed for country in found}
        own = self.own_words[index]
        further = {w for country in named for w in self.country_words[country] if own.isdisjoint(w.split())}
        signs = (f"={country}" for country in named)
        return self.one((*actor.needs, *sorted(further.difference(actor.needs)), *sorted(signs)))

    def roles(self, data: Any) -> None:
        lex = self.lex
        for section, weak in (("special", "strong"), ("roles", "strong"), ("weak", "weak")):
            for group in data.get(section) or []:
                code = str(group["code"])
                for word in group["words"]:
                    self.role_phrase(str(word), (code, weak))
        for group in data.get("modifiers") or []:
            for word in group["words"]:
                lex.modifiers.setdefault(str(word).strip("-"), str(group["code"]))
        lex.transparent = frozenset(
            f
            for w in (data.get("transparent") or {}).get("words", ())
            for part in str(w).split("/")
            for f in noun_forms(part)
        )
        for word in (data.get("not_actors") or {}).get("words", ()):
            self.role_phrase(str(word), ("", "not"))

    def role_phrase(self, phrase: str, value: tuple[str, str]) -> None:
        singular, _, plural = phrase.partition("/")
        parts = singular.replace("-", " - ").split() if "-" in singular else singular.split()
        head = head_of(parts, frozenset(("of", "for", "to", "in", "without")))
        for form in noun_forms(parts[head]):
            words = [*parts[:head], form, *parts[head + 1 :]]
            self._role(words, value)
        if plural:
            self._role((plural.replace("-", " - ") if "-" in plural else plural).split(), value)

    def _role(self, words: list[str], value: tuple[str, str]) -> None:
        key = " ".join(words)
        self.lex.roles.setdefault(key, value)
        # Role phrases are looked up from their last word backwards, for a noun phrase ends with its head.
        self.lex.role_length[words[-1]] = max(self.lex.role_length.get(words[-1], 0), len(words))

    def discards(self, data: Any, folder: int) -> None:
        """Names that are no actors; but an actor of a later folder, the user's, is one."""
        lex = self.lex
        found: set[str] = set()
        for section, value in data.items():
            if section == "sports":
                for strength, score in (("strong", 2), ("weak", 1)):
                    for phrase in value.get(strength) or ():
                        parts = str(phrase).lower().split()
                        for form in noun_forms(parts[-1]):
                            words = [*parts[:-1], form]
                            lex.sports.setdefault(" ".join(words), score)
                            lex.sports_length[words[0]] = max(lex.sports_length.get(words[0], 0), len(words))
                continue
            for phrase in value if isinstance(value, list) else [x for v in value.values() for x in v]:
                key = name_key(str(phrase))
                actors = [lex.actors[index] for index, _ in lex.names.get(" ".join(key), ())]
                if key and all(self.actor_folder[actor.name][0] <= folder for actor in actors):
                    found.add(" ".join(key))
                    self.begins(key)
        lex.discards |= frozenset(found)

    def topics(self, data: Any) -> None:
        for topic, phrases in data.items():
            for phrase in phrases:
                words = _parts("_".join(str(phrase).lower().replace("'s", "_'s").split()))
                self.lex.topics.setdefault(" ".join(words), topic)
                self.lex.topic_length[words[0]] = max(self.lex.topic_length.get(words[0], 0), len(words))


def _required(particle: str, subject: Place | None, needs: tuple[Need, ...]) -> tuple[frozenset[str], ...]:
    """Words without which a rule can't fit, rarest kinds first: a sentence that lacks one needs no closer look."""
    found = [frozenset((particle.split("_")[0],))] if particle else []
    for need in needs:
        if need.optional:
            continue
        if need.place.words is not None:
            found.append(frozenset(need.place.words))
        bare_infinitive = need.place.slot == "EVENT" and "to" in need.preps
        if need.preps and not {"-", "that"} & set(need.preps) and not bare_infinitive:
            found.append(frozenset(prep.split("_")[0] for prep in need.preps))
    if subject is not None and subject.words is not None:
        found.append(frozenset(subject.words))
    return tuple(found)


def _parts(phrase: str) -> list[str]:
    """A phrase as the tokenizer splits it: at blanks and around hyphens between letters ("cease-fire": three tokens)."""
    return [part for word in phrase.split("_") for part in re.split(r"(?<=[a-z])(-)(?=[a-z])", word) if part]


def _families(lex: Lexicon) -> dict[str, str]:
    """The operator that each finished code is of: 0231 of appeal, whose default is 020."""
    starts = {
        row.default[:-1] if row.default.endswith("0") else row.default: name
        for name, row in lex.operators.items()
        if not row.as_operator
    }
    found = {}
    for code in lex.codes:
        name = next((starts[code[:n]] for n in range(len(code), 1, -1) if code[:n] in starts), "")
        if name:
            found[code] = name
    return found


def _strings(mapping: Any) -> dict[str, str]:
    return {str(k): str(v) for k, v in (mapping or {}).items()}


def _plural(singular: str) -> str:
    first, _, last = singular.rpartition(" ")
    if last.endswith(("s", "x", "ch", "sh", "ese")):
        plural = last if last.endswith(("ese", "s")) else last + "es"
    elif last.endswith("man"):
        plural = last + "s" if last in ("German", "Roman", "Oman", "Ottoman") else last[:-3] + "men"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        plural = last[:-1] + "ies"
    else:
        plural = last + "s"
    return f"{first} {plural}".strip()


def _day(text: str, end: bool) -> dt.date | None:
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if day:
            return dt.date(year, int(month), int(day))
        if month:
            return dt.date(year, int(month), calendar.monthrange(year, int(month))[1] if end else 1)
        return dt.date(year, 12, 31) if end else dt.date(year, 1, 1)
    except (ValueError, calendar.IllegalMonthError):
        return None


def _compatible(one: Actor, two: Actor) -> bool:
    """Whether two actors of one name can be told apart: same country anyway, or their dates don't overlap."""
    if one.codes[0][0][:3] == two.codes[0][0][:3]:
        return True
    if "place" in (one.kind, two.kind) or "city" in (one.kind, two.kind):
        return one.kind != two.kind
    for a in one.codes:
        for b in two.codes:
            if a[1] <= b[2] and b[1] <= a[2]:
                return False
    return True


__all__ = ["Compiled", "Example", "Operator", "compile_dictionaries", "digest_of", "fold", "name_key"]
