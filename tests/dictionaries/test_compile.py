"""Reading and compiling dictionaries: what each fault is told as, how folders add up, how names are looked up, the cache."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coder.dictionaries as dictionaries
from coder import Coder
from coder.dictionaries import Lexicon, load_dictionaries
from coder.dictionaries.compile import Compiled, compile_dictionaries, digest_of, fold, name_key
from coder.errors import InputError
from coder.language.pipeline import Pipeline

EXAMPLES = 'examples: [{text: "Iran attacked Iraq.", events: [IRN 190 IRQ]}]'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults are told as paths from the working folder."""
    monkeypatch.chdir(tmp_path)


def write(folder: Path, **files: str) -> Path:
    """A dictionary folder; `events__a="..."` is events/a.yaml. `EXAMPLES` in a text stands for one good example."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n").replace("EXAMPLES", EXAMPLES), encoding="utf-8")
    return folder


def compile_own(grammar: Path, folder: Path, **files: str) -> Compiled:
    return compile_dictionaries([grammar, write(folder / "own", **files)])


# -- faults of event dictionaries ------------------------------------------------------------------------------------

EVENT_FAULTS = {
    "an unknown code": (
        """
        rules:
          - code: "199"
            patterns: [SOURCE attack TARGET]
            EXAMPLES
        """,
        "2: unknown code '199': use one that ontology.yaml lists (quote it: YAML reads 010 as a number)",
    ),
    "a code without its zero": (
        """
        rules:
          - patterns: [SOURCE attack TARGET]
            code: 20
            EXAMPLES
        """,
        "3: unknown code '20': use one that ontology.yaml lists (quote it: YAML reads 010 as a number)",
    ),
    "an unknown virtual base": (
        """
        rules:
          - code: setle
            patterns: [SOURCE attack TARGET]
            EXAMPLES
        """,
        "2: unknown code 'setle': use one that ontology.yaml lists",
    ),
    "an unknown operator": (
        """
        rules:
          - operator: urge
            patterns: [SOURCE urge TARGET to EVENT]
            EXAMPLES
        """,
        "2: unknown operator 'urge': use one that ontology.yaml lists",
    ),
    "an unknown transform": (
        """
        rules:
          - transform: undo
            patterns: [SOURCE undo EVENT]
            EXAMPLES
        """,
        "2: unknown transform 'undo': use one that ontology.yaml lists",
    ),
    "an unknown reciprocal code": (
        """
        rules:
          - code: "040"
            reciprocal: "049"
            patterns: [SOURCE meet TARGET]
            EXAMPLES
        """,
        "3: unknown reciprocal code '049': use one that ontology.yaml lists",
    ),
    "a rule without a code": (
        """
        rules:
          - patterns: [SOURCE attack TARGET]
            EXAMPLES
        """,
        "2: a rule has exactly one of `code`, `operator` and `transform`: add one",
    ),
    "a rule with two": (
        """
        rules:
          - code: "190"
            operator: appeal
            patterns: [SOURCE attack TARGET]
            EXAMPLES
        """,
        "2: a rule has exactly one of `code`, `operator` and `transform`: it has code, operator",
    ),
    "a rule that does nothing": (
        """
        rules:
          - code: "190"
            EXAMPLES
        """,
        "2: a rule without `patterns` and `nouns` does nothing: add some, or remove it",
    ),
    "a rule without examples": (
        """
        rules:
          - code: "190"
            patterns: [SOURCE attack TARGET]
        """,
        "2: the rule has no `examples`: give at least one sentence with the events it must code",
    ),
    "an unknown list in a pattern": (
        """
        rules:
          - code: "190"
            patterns:
              - SOURCE attack TARGET
              - SOURCE strike TARGET:&positons
            EXAMPLES
        """,
        "5: unknown list '&positons': define it under `lists:` or correct its name",
    ),
    "an unknown list as a verb": (
        """
        rules:
          - code: "190"
            patterns: [SOURCE &atack TARGET]
            EXAMPLES
        """,
        "3: unknown list '&atack': define it under `lists:` or correct its name",
    ),
    "an unknown list of nouns": (
        """
        rules:
          - code: "190"
            class: attack
            nouns: ["&raids"]
            EXAMPLES
        """,
        "4: unknown list '&raids': define it under `lists:` or correct its name",
    ),
    "an empty list": (
        """
        lists:
          raids: []
        """,
        "2: the list 'raids' is empty: add words, or remove it",
    ),
    "a list that refers to an unknown one": (
        """
        lists:
          raids: [raid, "&ambushes"]
        """,
        "2: the list 'raids' refers to an unknown list '&ambushes': define it under `lists:` or correct its name",
    ),
    "a list that contains itself": (
        """
        lists:
          one: [raid, "&two"]
          two: [ambush, "&three"]
          three: ["&one"]
        """,
        "2: the list 'one' contains itself (through one > two > three > one): break the circle",
    ),
    "a pattern with a slot twice": (
        """
        rules:
          - code: "190"
            patterns: [SOURCE attack SOURCE]
            EXAMPLES
        """,
        "3: pattern 'SOURCE attack SOURCE': SOURCE stands twice: a slot can be filled once; use BOTH for a compound that acts on itself",
    ),
    "a pattern without a verb": (
        """
        rules:
          - code: "190"
            patterns:
              - SOURCE
            EXAMPLES
        """,
        "4: pattern 'SOURCE': no verb after the subject 'SOURCE': write 'SOURCE accuse TARGET', or '- VERB ...'",
    ),
    "a pattern with an open bracket": (
        """
        rules:
          - code: "190"
            patterns: [SOURCE attack TARGET (with tank]
            EXAMPLES
        """,
        "3: pattern 'SOURCE attack TARGET (with tank': a bracket is not closed",
    ),
    "a transform without EVENT": (
        """
        rules:
          - transform: stop
            patterns: [SOURCE stop TARGET]
            EXAMPLES
        """,
        "3: pattern 'SOURCE stop TARGET': a transform needs an EVENT to act on",
    ),
    "a pattern without a slot": (
        """
        rules:
          - code: "190"
            patterns: [war break_out]
            EXAMPLES
        """,
        "3: pattern 'war break_out' can never give an event: it has no slot for an actor or an event",
    ),
    "an unknown noun class": (
        """
        rules:
          - code: "190"
            class: war
            nouns: [invasion]
            EXAMPLES
        """,
        "2: unknown noun class 'war': choose one of accusation, agreement, aid, arrest, attack, call, cooperation, deployment, "
        "investigation, killing, meeting, praise, protest, release, sanction, threat, visit, withdrawal",
    ),
    "nouns without a class": (
        """
        rules:
          - code: "190"
            nouns: [invasion]
            EXAMPLES
        """,
        "2: unknown noun class '': choose one of accusation, agreement, aid, arrest, attack, call, cooperation, deployment, "
        "investigation, killing, meeting, praise, protest, release, sanction, threat, visit, withdrawal",
    ),
    "an unknown relation": (
        """
        rules:
          - code: "190"
            class: attack
            target: [onto, opon]
            nouns: [invasion]
            EXAMPLES
        """,
        "4: unknown relation 'opon': a preposition, or one of poss, mod, subj, dative",
    ),
    "a pattern that stands twice": (
        """
        rules:
          - code: "190"
            patterns:
              - SOURCE attack|invade TARGET
              - SOURCE raid|invade TARGET
            EXAMPLES
        """,
        "5: pattern 'SOURCE raid|invade TARGET' for 'invade' can never win: the same stands at own/events/a.yaml:4; remove one",
    ),
    "a pattern that stands twice by way of a list": (
        """
        lists:
          invade: [invade, overrun]
        rules:
          - code: "190"
            patterns: [SOURCE invade TARGET, SOURCE strike TARGET:base|camp]
            EXAMPLES
          - code: "190"
            patterns:
              - SOURCE &invade TARGET
              - SOURCE strike TARGET:camp|base
            EXAMPLES
        """,
        "9: pattern 'SOURCE &invade TARGET' for 'invade' can never win: the same stands at own/events/a.yaml:5; remove one",
        "10: pattern 'SOURCE strike TARGET:camp|base' for 'strike' can never win: the same stands at own/events/a.yaml:5; remove one",
    ),
    "an equally specific pattern with another code": (
        """
        rules:
          - code: "190"
            patterns: [SOURCE attack TARGET]
            EXAMPLES
          - code: "112"
            patterns: [SOURCE attack TARGET]
            EXAMPLES
        """,
        "6: pattern 'SOURCE attack TARGET' for 'attack' codes 112, the equally specific one at own/events/a.yaml:3 codes 190: make one more specific",
    ),
    "an event noun that stands twice": (
        """
        rules:
          - code: "190"
            class: attack
            nouns:
              - raid
              - peace talks
              - raid
            EXAMPLES
        """,
        "7: event noun 'raid' stands also at own/events/a.yaml:5: remove one",
    ),
    "an event noun with another code": (
        """
        rules:
          - code: "190"
            class: attack
            nouns: [air raid]
            EXAMPLES
          - code: "195"
            class: attack
            nouns: [air raid]
            EXAMPLES
        """,
        "8: event noun 'air_raid' stands also at own/events/a.yaml:4: it codes 195 here and 190 there: keep one",
    ),
    "an example that isn't one": (
        """
        rules:
          - code: "190"
            patterns: [SOURCE attack TARGET]
            examples:
              - {text: "Iran attacked Iraq.", events: [IRN attacks IRQ]}
        """,
        "5: 'IRN attacks IRQ' is not 'SOURCE CODE TARGET' with a code of the scheme, such as 'RUSGOV 112 USA'",
    ),
    "an example with a code that doesn't exist": (
        """
        rules:
          - code: "190"
            patterns: [SOURCE attack TARGET]
            examples:
              - text: "Iran attacked Iraq."
                events:
                  - IRN 999 IRQ
        """,
        "7: 'IRN 999 IRQ' is not 'SOURCE CODE TARGET' with a code of the scheme, such as 'RUSGOV 112 USA'",
    ),
    "an example with a date that is none": (
        """
        rules:
          - code: "190"
            patterns: [SOURCE attack TARGET]
            examples: [{text: "Iran attacked Iraq.", events: [IRN 190 IRQ], date: 1990-02-30}]
        """,
        "4: '1990-02-30' is no date: write YYYY-MM-DD",
    ),
    "an example without events": (
        """
        rules:
          - code: "190"
            patterns: [SOURCE attack TARGET]
            examples:
              - {text: "Iran attacked Iraq."}
        """,
        "5: the key 'events' is missing: add it",
    ),
    "an unknown key": (
        """
        rules:
          - code: "190"
            pattern: [SOURCE attack TARGET]
            EXAMPLES
        """,
        "3: unknown key 'pattern': remove it or correct its spelling",
    ),
    "an unknown key of the file": (
        """
        lists:
          raids: [raid]
        rule: []
        """,
        "3: unknown key 'rule': remove it or correct its spelling",
    ),
    "a key that stands twice": (
        """
        rules:
          - code: "190"
            patterns: [SOURCE attack TARGET]
            patterns: [SOURCE invade TARGET]
            EXAMPLES
        """,
        "4: the key 'patterns' stands twice here: merge the two",
    ),
    "a text where a list belongs": (
        """
        rules:
          - code: "190"
            patterns: SOURCE attack TARGET
            EXAMPLES
        """,
        "3: rules[1].patterns: input should be a valid list",
    ),
    "a list name without its quotes": (
        """
        lists:
          attacks: [attack, &raids]
          assaults: [assault, &raids]
        """,
        '2: an & that opens a word needs quotes: "&list"',
        '3: an & that opens a word needs quotes: "&list"',
    ),
    "a list name with an asterisk": (
        """
        lists:
          attacks: [attack, *raids]
        """,
        '2: not valid YAML: found undefined alias; a text that starts with & or * needs quotes: "&list"',
    ),
    "brackets that don't match": (
        """
        lists:
          raids: [raid, ambush
          attacks: [attack]
        """,
        "3: not valid YAML: did not find expected ',' or ']'",
    ),
    "a tab": (
        """
        lists:
        \traids: [raid]
        """,
        "2: not valid YAML: found character that cannot start any token",
    ),
    "not a mapping": (
        """
        just words
        """,
        "1: the file: input should be a valid dictionary or instance of EventFile",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", EVENT_FAULTS.values(), ids=EVENT_FAULTS)
def test_a_fault_of_an_event_dictionary_is_told_with_its_line(
    case: tuple[str, ...], grammar: Path, tmp_path: Path
) -> None:
    text, *wanted = case
    compiled = compile_own(grammar, tmp_path, events__a=text)
    assert [str(fault) for fault in compiled.faults] == [f"own/events/a.yaml:{line}" for line in wanted]


# -- faults of actor dictionaries ------------------------------------------------------------------------------------

ACTOR_FAULTS = {
    "an empty range of dates": (
        """
        - name: Boris Petrov
          kind: person
          codes:
            - RUSOPP ..1990
            - RUSGOV 1999-12-31..1991-07-10
        """,
        "5: 'Boris Petrov': the range 'RUSGOV 1999-12-31..1991-07-10' is empty: its end lies before its start",
    ),
    "overlapping ranges": (
        """
        - name: Boris Petrov
          kind: person
          codes: [RUSGOV 1991-07-10..1999-12-31, RUSMIL 1985..1991-07]
        """,
        "1: 'Boris Petrov': the ranges of RUSMIL and RUSGOV overlap: let one end before the other starts",
    ),
    "a date that doesn't exist": (
        """
        - {name: Boris Petrov, kind: person, codes: [RUSOPP ..1990, RUSGOV 1991-02-30..1999]}
        """,
        "1: 'Boris Petrov': 'RUSGOV 1991-02-30..1999' has no valid date: write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "a month that doesn't exist": (
        """
        - {name: Boris Petrov, kind: person, codes: [RUSOPP 2001.., RUSGOV ..1999-13]}
        """,
        "1: 'Boris Petrov': 'RUSGOV ..1999-13' has no valid date: write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "a bad code": (
        """
        - name: Red Star
          kind: armed
          codes: [PERREB 1980.., Rebels]
        """,
        "3: 'Red Star': 'Rebels' is no code: write 'RUSGOV' or 'RUSGOV 1991-07-10..1999-12-31'",
    ),
    "a code with a dash for a range": (
        """
        - {name: Red Star, kind: armed, codes: [PERREB, PERREB 1980-1990]}
        """,
        "1: 'Red Star': 'PERREB 1980-1990' is no code: write 'RUSGOV' or 'RUSGOV 1991-07-10..1999-12-31'",
    ),
    "no code at all": (
        """
        - {name: Red Star, kind: armed}
        """,
        "1: 'Red Star' has no code: give `codes: [...]`",
    ),
    "a country without its code": (
        """
        - {name: Ruritania, kind: country, code: RU}
        """,
        "1: country 'Ruritania': `code` must be three capitals (ISO 3166 alpha-3)",
    ),
    "two actors with one name": (
        """
        - {name: Ali Rahman, kind: person, codes: [PAKGOV 2001..2008]}
        - name: A. Rahman
          aliases: [Ali Rahman]
          kind: person
          codes: [EGYOPP 2008..]
        """,
        "2: 'Ali Rahman' names both 'Ali Rahman' (own/actors/a.yaml:1) and 'A. Rahman': date them apart, give one `needs:`, or drop the name from one",
    ),
    "a name without letters": (
        """
        - {name: Red Star, kind: armed, codes: [PERREB], aliases: [" "]}
        """,
        "1: the name ' ' has no letters: remove it",
    ),
    "a missing key": (
        """
        - name: Red Star
          codes: [PERREB]
        """,
        "1: the key 'kind' is missing: add it",
    ),
    "a key that doesn't exist": (
        """
        - name: Red Star
          kind: armed
          code_s: [PERREB]
        """,
        "3: unknown key 'code_s': remove it or correct its spelling",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ACTOR_FAULTS.values(), ids=ACTOR_FAULTS)
def test_a_fault_of_an_actor_dictionary_is_told_with_its_line(
    case: tuple[str, ...], grammar: Path, tmp_path: Path
) -> None:
    text, *wanted = case
    compiled = compile_own(grammar, tmp_path, actors__a=text)
    assert [str(fault) for fault in compiled.faults] == [f"own/actors/a.yaml:{line}" for line in wanted]


SAME_NAME = {
    "dated apart": "codes: [EGYOPP 2009..]",
    "of the same country": "codes: [PAKOPP 2005..2010]",
    "only with evidence": "codes: [EGYOPP 2005..], needs: [Cairo]",
}


@pytest.mark.parametrize("other", SAME_NAME.values(), ids=SAME_NAME)
def test_two_actors_may_share_a_name_that_can_be_told_apart(other: str, grammar: Path, tmp_path: Path) -> None:
    compiled = compile_own(
        grammar,
        tmp_path,
        actors__a=f"""
        - {{name: Ali Rahman, kind: person, codes: [PAKGOV 2001..2008]}}
        - {{name: A. Rahman, aliases: [Ali Rahman], kind: person, {other}}}
        """,
    )
    assert compiled.faults == []


# -- faults of files -------------------------------------------------------------------------------------------------


def test_a_file_that_is_not_utf8_says_where(grammar: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "own", events__a="lists:\n  raids: [raid]\n")
    (folder / "events" / "a.yaml").write_bytes("lists:\n  raids: [razzía]\n".encode("latin-1"))
    compiled = compile_dictionaries([grammar, folder])
    assert [str(f) for f in compiled.faults] == ["own/events/a.yaml:1: is not UTF-8 (byte 21): save it as UTF-8"]


def test_a_file_that_cannot_be_read_says_why(grammar: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "own", events__a="")
    (folder / "events" / ".#a.yaml").symlink_to("nobody@nowhere.1234")  # as editors leave them beside a file in work
    compiled = compile_dictionaries([grammar, folder])
    assert [str(f) for f in compiled.faults] == [
        "own/events/.#a.yaml:1: can't be read (No such file or directory): check the path and its permissions"
    ]


UNQUOTED = {
    "last in a list": "lists:\n  attacks: [attack, &raids]\n",
    "an item of its own": "lists:\n  attacks:\n    - attack\n    - &raids\n",
    "before a word": "lists:\n  attacks: [&raids attack]\n",
    "at the start of a pattern": 'rules:\n  - code: "190"\n    patterns: [&raids kill|wound TARGET]\n    EXAMPLES\n',
}


@pytest.mark.parametrize("text", UNQUOTED.values(), ids=UNQUOTED)
def test_a_list_name_without_quotes_is_told_to_need_them(text: str, grammar: Path, tmp_path: Path) -> None:
    faults = compile_own(grammar, tmp_path, events__a=text).faults
    assert [fault for fault in faults if 'needs quotes: "&' in fault.message]


def test_an_empty_file_is_no_fault(grammar: Path, tmp_path: Path) -> None:
    assert compile_own(grammar, tmp_path, events__a="", actors__b="# nothing yet\n").faults == []


def test_a_list_defined_in_two_files_of_a_folder_names_both(grammar: Path, tmp_path: Path) -> None:
    compiled = compile_own(
        grammar, tmp_path, events__a="lists:\n  raids: [raid]\n", events__b="lists:\n  raids: [ambush]\n"
    )
    assert [str(fault) for fault in compiled.faults] == [
        "own/events/b.yaml:2: the list 'raids' is defined twice (also own/events/a.yaml:2): merge the two or rename one"
    ]


def test_faults_below_the_working_folder_are_told_as_a_path_to_open(
    grammar: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    compiled = compile_own(grammar, tmp_path, deeper__events__a="lists:\n  raids: []\n")
    assert str(compiled.faults[0]).startswith("own/deeper/events/a.yaml:2: ")


def test_an_operator_table_with_an_unknown_code_is_a_fault(grammar: Path, tmp_path: Path) -> None:
    compiled = compile_own(
        grammar,
        tmp_path,
        ontology="""
        codes: {}
        virtual: []
        operators:
          appeal:
            default: "020"
            bases:
              "04": "0266"
        reduce: {}
        negation: {}
        transforms: {}
        """,
    )
    assert [str(fault) for fault in compiled.faults] == [
        "own/ontology.yaml:7: operator appeal: unknown code '0266' for '04': use a code of the scheme"
    ]


def test_what_a_set_of_the_ontology_holds_must_exist(grammar: Path, tmp_path: Path) -> None:
    ontology = """
        codes: {}
        virtual: []
        operators: {}
        reduce: {}
        negation: {}
        transforms: {}
        sets:
          codes:
            violent: ["18", "231", war_crime]
            voilent: ["19"]
          operators:
            asks: [demand, wish]
          roles:
            soldiers: [COP, MLI]
        """
    faults = [str(fault) for fault in compile_own(grammar, tmp_path, ontology=ontology).faults]
    assert faults[0] == "own/ontology.yaml:9: the set 'violent': no code begins with '231': correct or remove it"
    assert faults[1].startswith("own/ontology.yaml:10: no set is called 'voilent': add to one of ")
    assert faults[2:] == [
        "own/ontology.yaml:12: the set 'asks': no operator is called 'wish': correct or remove it",
        "own/ontology.yaml:14: the set 'soldiers': no role or actor has the code 'MLI': correct or remove it",
    ]


def test_one_fault_does_not_hide_the_next(grammar: Path, tmp_path: Path) -> None:
    compiled = compile_own(
        grammar,
        tmp_path,
        events__a="""
        rules:
          - {code: "999", patterns: [SOURCE attack TARGET]}
          - {code: "190", patterns: [SOURCE attack SOURCE, SOURCE invade TARGET]}
        """,
        actors__b="- {name: Red Star, kind: armed, codes: [x]}\n",
        events__c="lists: [\n",
    )
    places = [f"{fault.file}:{fault.line}" for fault in compiled.faults]
    assert places == ["own/actors/b.yaml:1", "own/actors/b.yaml:1", "own/events/a.yaml:2", "own/events/a.yaml:3",
                      "own/events/a.yaml:3", "own/events/c.yaml:2"]  # fmt: skip


documents = st.text(alphabet=st.sampled_from("rules:codepatns -[]{}&*\"'\n|>#!%@,0123SOURCETARGET"), max_size=120)


@given(documents)
def test_no_yaml_gives_a_traceback(grammar: Path, tmp_path_factory: pytest.TempPathFactory, document: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "own"
    (folder / "events").mkdir(parents=True, exist_ok=True)
    (folder / "events" / "a.yaml").write_text(document)
    for fault in compile_dictionaries([folder]).faults:
        assert fault.line >= 1
        assert "\n" not in str(fault)


# -- what compiles ---------------------------------------------------------------------------------------------------


NEIGHBOURS = """
- {name: Iran, kind: country, code: IRN}
- {name: Iraq, kind: country, code: IRQ}
"""


def coded(compiled: Compiled, pipeline: Pipeline, text: str) -> list[tuple[str, str]]:
    """(code, rule) of the events of a sentence."""
    assert compiled.faults == []
    return [(event.code, event.rule) for event in Coder(lexicon=compiled.lexicon, pipeline=pipeline).code_text(text)]


def test_a_code_needs_no_quotes(grammar: Path, tmp_path: Path, pipeline: Pipeline) -> None:
    rule = "rules:\n  - code: 010\n    patterns: [SOURCE telephone TARGET]\n    EXAMPLES\n"
    compiled = compile_own(grammar, tmp_path, events__a=rule, actors__a=NEIGHBOURS)
    assert coded(compiled, pipeline, "Iran telephoned Iraq.") == [("010", "own/events/a.yaml:3")]


def test_words_are_found_by_their_forms_and_through_lists(grammar: Path, tmp_path: Path, pipeline: Pipeline) -> None:
    compiled = compile_own(
        grammar,
        tmp_path,
        events__a="""
        lists:
          strike: [shell, "&more"]
          more: [bombard, criticize]
        rules:
          - code: "194"
            class: attack
            patterns:
              - SOURCE &strike|pound TARGET
              - SOURCE wipe_out TARGET
            nouns: [shelling, rocket attack]
            EXAMPLES
        """,
        actors__a=NEIGHBOURS,
    )
    assert (compiled.patterns, compiled.nouns) == (2, 2)
    for text, line in [
        ("Iran bombarded Iraq.", 8),
        ("Iran was bombarding Iraq.", 8),
        ("Iran pounded Iraq.", 8),
        ("Iran criticised Iraq.", 8),
        ("Iran wiped out Iraq.", 9),
        ("Iran launched rocket attacks on Iraq.", 10),
    ]:
        assert coded(compiled, pipeline, text) == [("194", f"own/events/a.yaml:{line}")], text


def test_examples_keep_their_place_date_and_rule(grammar: Path, tmp_path: Path) -> None:
    compiled = compile_own(
        grammar,
        tmp_path,
        events__a="""
        rules:
          - code: "190"
            patterns: [SOURCE attack TARGET]
            examples:
              - {text: "Iran attacked Iraq.", events: [IRN 190 IRQ], date: 1990-08}
              - {text: "Iran may attack Iraq.", events: []}
        """,
    )
    first, second = compiled.examples
    assert (first.line, first.rule, str(first.date), first.near_miss) == (5, "190", "1990-08-01", False)
    assert first.events == (("IRN", "190", "IRQ"),)
    assert (second.line, second.near_miss) == (6, True)


# -- several folders -------------------------------------------------------------------------------------------------


def test_a_further_folder_adds_rules_and_actors_and_extends_what_is_there(grammar: Path, tmp_path: Path) -> None:
    base = write(
        tmp_path / "base",
        events__a='lists:\n  raids: [raid]\nrules:\n  - code: "190"\n    class: attack\n    nouns: ["&raids"]\n    EXAMPLES\n',
        actors__a="- {name: Red Star, kind: armed, codes: [PERREB]}\n",
    )
    own = write(
        tmp_path / "own",
        events__b='rules:\n  - code: "190"\n    patterns: [SOURCE attack TARGET]\n    EXAMPLES\n',
        actors__a="- {name: Blue Star, kind: armed, codes: [CHLREB]}\n",
    )
    compiled = compile_dictionaries([grammar, base, own])
    assert compiled.faults == []
    assert {"Red Star", "Blue Star"} <= compiled.lexicon.names.keys()
    assert "raid" in compiled.lexicon.nouns
    assert "attack" in compiled.lexicon.verbs


def test_an_actor_of_a_further_folder_replaces_the_one_of_that_name(grammar: Path, tmp_path: Path) -> None:
    base = write(tmp_path / "base", actors__a="- {name: Red Star, kind: armed, codes: [PERREB]}\n")
    own = write(tmp_path / "own", actors__b="- {name: Red Star, kind: party, codes: [CHLOPP]}\n")
    compiled = compile_dictionaries([grammar, base, own])
    assert compiled.faults == []
    (index, _form), *others = compiled.lexicon.names["Red Star"]
    assert others == []
    assert compiled.lexicon.actors[index].codes[0][0] == "CHLOPP"


@pytest.mark.parametrize(("discarding", "naming", "is_actor"), [("base", "own", True), ("own", "base", False)])
def test_of_a_discard_and_an_actor_of_one_name_the_later_folder_has_its_way(
    grammar: Path, tmp_path: Path, discarding: str, naming: str, is_actor: bool
) -> None:
    write(tmp_path / discarding, discards="others: [Red Star]\n")
    write(tmp_path / naming, actors__a="- {name: Red Star, kind: armed, codes: [PERREB]}\n")
    lexicon = compile_dictionaries([grammar, tmp_path / "base", tmp_path / "own"]).lexicon
    assert ("Red Star" not in lexicon.discards) is is_actor


def test_an_actor_replaces_the_built_in_one_from_whatever_file(grammar: Path, tmp_path: Path) -> None:
    base = write(tmp_path / "base", actors__z="- {name: Red Star, kind: armed, codes: [PERREB]}\n")
    own = write(tmp_path / "own", a="- {name: Red Star, kind: party, codes: [CHLOPP]}\n")
    lexicon = compile_dictionaries([grammar, base, own]).lexicon
    assert [lexicon.actors[index].codes[0][0] for index, _ in lexicon.names["Red Star"]] == ["CHLOPP"]


def test_a_list_of_a_further_folder_replaces_the_one_of_that_name(grammar: Path, tmp_path: Path) -> None:
    base = write(tmp_path / "base", events__a="lists:\n  raids: [raid]\n")
    own = write(tmp_path / "own", events__b="lists:\n  raids: [foray]\n")
    compiled = compile_dictionaries([grammar, base, own])
    assert compiled.faults == []
    assert compiled.lexicon.lists["raids"] == {"foray"}


def test_a_list_of_a_further_folder_replaces_the_one_of_that_name_wherever_the_folders_are(
    grammar: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = write(tmp_path / "dictionaries" / "base", events__a="lists:\n  raids: [raid]\n")
    own = write(tmp_path / "dictionaries" / "own", events__b="lists:\n  raids: [foray]\n")
    monkeypatch.chdir(tmp_path)
    compiled = compile_dictionaries([grammar, base, own])
    assert compiled.faults == []
    assert compiled.lexicon.lists["raids"] == {"foray"}


def test_the_digest_tells_dictionaries_apart_by_content_alone(tmp_path: Path) -> None:
    one = write(tmp_path / "one", events__a="lists:\n  raids: [raid]\n")
    same = write(tmp_path / "same", events__a="lists:\n  raids: [raid]\n")
    other = write(tmp_path / "other", events__a="lists:\n  raids: [raids]\n")
    assert digest_of([one]) == digest_of([same])
    assert digest_of([one]) != digest_of([other])


def test_compiling_is_deterministic(grammar: Path, tmp_path: Path) -> None:
    world = Path(__file__).parents[1] / "data" / "world"
    one, two = (compile_dictionaries([grammar, world]).lexicon for _ in range(2))
    assert one.verbs == two.verbs
    assert one.nouns == two.nouns
    assert one.names == two.names
    assert list(one.roles.items()) == list(two.roles.items())


# -- names -----------------------------------------------------------------------------------------------------------

NAMES = [
    ("Nicolás Sánchez", ("Nicolas", "Sanchez")),
    ("Sánchez", ("Sanchez",)),
    ("Erdoğan", ("Erdogan",)),
    ("İlham", ("Ilham",)),
    ("Łukasz", ("Lukasz",)),
    ("Đinđić", ("Dindic",)),
    ("Kim Jong-un", ("Kim", "Jong", "un")),
    ("Kim Jong–un", ("Kim", "Jong", "un")),
    ("U.N.", ("UN",)),
    ("St. Kitts", ("St", "Kitts")),
    ("O'Brien", ("OBrien",)),
    ("O’Brien", ("OBrien",)),
    ("Côte d'Ivoire", ("Cote", "dIvoire")),
    ("People's Front", ("People", "'s", "Front")),
    ("People’s Front", ("People", "'s", "Front")),
    ("Foreign, Commonwealth & Co", ("Foreign", ",", "Commonwealth", "&", "Co")),
]


@pytest.mark.parametrize(("name", "key"), NAMES, ids=[name for name, _ in NAMES])
def test_a_name_is_looked_up_without_its_ornaments(name: str, key: tuple[str, ...]) -> None:
    assert name_key(name) == key


@given(st.text(max_size=12))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


# -- the cache -------------------------------------------------------------------------------------------------------


@pytest.fixture
def small(grammar: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with small built-in dictionaries and a cache folder of its own; the folder of both."""
    folder = write(
        tmp_path / "builtin", events__a='rules:\n  - code: "190"\n    patterns: [SOURCE attack TARGET]\n    EXAMPLES\n'
    )
    for path in grammar.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(dictionaries, "builtin_folder", lambda: folder)
    monkeypatch.setenv("CAMEO_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


def cached(folder: Path) -> list[Path]:
    return sorted((folder / "cache").glob("*"))


def test_the_same_content_is_compiled_once(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_dictionaries()
    assert len(cached(small)) == 1
    monkeypatch.setattr("coder.dictionaries.compile.compile_dictionaries", None)  # compiling again would fail
    assert load_dictionaries() == first


def test_changed_content_is_compiled_anew(small: Path) -> None:
    before = load_dictionaries()
    write(small / "builtin", events__b='rules:\n  - code: "190"\n    patterns: [SOURCE invade TARGET]\n    EXAMPLES\n')
    after = load_dictionaries()
    assert "invade" not in before.verbs
    assert "invade" in after.verbs
    assert before.digest != after.digest
    assert len(cached(small)) == 2


def test_a_further_folder_has_a_cache_of_its_own(small: Path) -> None:
    own = write(small / "own", actors__a="- {name: Red Star, kind: armed, codes: [PERREB]}\n")
    assert "Red Star" in load_dictionaries([own]).names
    assert "Red Star" not in load_dictionaries().names
    assert "Red Star" in load_dictionaries([own]).names


def test_only_the_caches_used_last_are_kept(small: Path) -> None:
    load_dictionaries()
    (first,) = cached(small)
    os.utime(first, (0, 0))
    for n in range(2 * dictionaries.CACHES):
        write(small / "builtin", actors__a=f"- {{name: Star {n}, kind: armed, codes: [PERREB]}}\n")
        assert f"Star {n}" in load_dictionaries().names
    assert len(cached(small)) == dictionaries.CACHES
    assert first not in cached(small)


FOREIGN = {
    "empty": b"",
    "cut off": b"\0" * 40,
    "not ours": pickle.dumps({"names": {}}),
    "text": b"hello, this is no lexicon at all, just a line of text",
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_a_damaged_cache_file_is_ignored_and_written_anew(small: Path, content: bytes) -> None:
    first = load_dictionaries()
    (path,) = cached(small)
    good = path.read_bytes()
    path.write_bytes(content)
    assert load_dictionaries() == first
    assert path.read_bytes() == good


def test_a_cache_file_with_a_flipped_bit_is_ignored(small: Path) -> None:
    first = load_dictionaries()
    (path,) = cached(small)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert load_dictionaries() == first


def test_a_cache_that_cannot_be_written_is_done_without(small: Path) -> None:
    (small / "cache").write_text("a file where the folder should be")
    assert "attack" in load_dictionaries().verbs


def test_without_cache_nothing_is_written(small: Path) -> None:
    assert "attack" in load_dictionaries(cache=False).verbs
    assert cached(small) == []


def test_parallel_starts_share_a_cache_folder(small: Path) -> None:
    program = dedent(
        """
        import sys
        from pathlib import Path
        import coder.dictionaries as d
        d.builtin_folder = lambda: Path(sys.argv[1])
        print(len(d.load_dictionaries().verbs))
        """
    )
    command = [sys.executable, "-c", program, str(small / "builtin")]
    root = str(Path(__file__).parents[2])
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": root}) for _ in range(2)
    ]
    assert [process.communicate()[0] for process in running] == [b"1\n"] * 2
    assert [path.suffix for path in cached(small)] == [".pickle"]


def test_faulty_dictionaries_are_refused_with_the_first_faults(small: Path) -> None:
    own = write(small / "own", events__a="lists:\n" + "".join(f"  empty{i}: []\n" for i in range(7)))
    with pytest.raises(InputError) as raised:
        load_dictionaries([own])
    first, *shown = str(raised.value).splitlines()
    assert first == "the dictionaries have 7 fault(s); run 'cameo check' for all of them:"
    assert shown == [
        f"  own/events/a.yaml:{i + 2}: the list 'empty{i}' is empty: add words, or remove it" for i in range(5)
    ]
    assert cached(small) == []


def test_a_folder_that_does_not_exist_is_refused(small: Path) -> None:
    with pytest.raises(InputError, match="no such dictionary folder: nowhere: give a folder that holds YAML files"):
        load_dictionaries(["nowhere"])


def test_rules_are_found_by_the_words_they_need(grammar: Path, tmp_path: Path) -> None:
    """Looked up through the index or one by one, a verb's rules are the same; a copy makes the index anew."""
    lexicon = compile_dictionaries(
        [
            write(
                tmp_path / "own",
                events__a="""
                rules:
                  - code: "190"
                    patterns: [SOURCE launch missile|raid at|against TARGET, SOURCE launch raid in TARGET, SOURCE launch TARGET]
                    EXAMPLES
                  - code: "172"
                    patterns: [SOURCE launch bill to TARGET, SOURCE launch raid over TARGET]
                    EXAMPLES
                """,
            ),
            grammar,
        ]
    ).lexicon
    verb = lexicon.verbs["launch"]
    for index in (verb, pickle.loads(pickle.dumps(verb))):
        for words in (["launch"], ["launch", "raid"], ["launch", "bill", "missiles"], ["raids", "bill", "in", "over"]):
            sentence = frozenset(words)
            met = [r for r in verb.rules if not any(sentence.isdisjoint(needed) for needed in r.required)]
            assert index.near(sentence, has_object=True) == met
            assert index.near(sentence, has_object=False) == [r for r in met if not r.takes_object]


def test_a_lexicon_survives_pickling(grammar: Path) -> None:
    lexicon = compile_dictionaries([grammar]).lexicon
    copy = pickle.loads(pickle.dumps(lexicon))
    assert isinstance(copy, Lexicon)
    assert copy == lexicon
