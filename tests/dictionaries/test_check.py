"""Checking dictionaries: every example is coded and compared, what is counted, and what `cameo check` says and returns."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

import pytest
from typer.testing import CliRunner

import coder.dictionaries as dictionaries
from coder.cli import app, main
from coder.dictionaries import check as checking
from coder.dictionaries.check import Report, check
from coder.errors import InputError

ACTORS = """
- {name: Iran, kind: country, code: IRN, adjectives: [Iranian], capital: [Tehran]}
- {name: Iraq, kind: country, code: IRQ, adjectives: [Iraqi], capital: [Baghdad]}
- {name: Kuwait, kind: country, code: KWT}
- {name: Boris Petrov, kind: person, codes: [RUSOPP ..1990, RUSGOV 1991..1999]}
"""
RULES = """
rules:
  - code: "190"
    class: attack
    patterns: [SOURCE attack TARGET]
    nouns: [raid]
    examples:
      EXAMPLES
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults are told as paths from the working folder."""
    monkeypatch.chdir(tmp_path)


def own(folder: Path, *examples: str, rules: str = RULES) -> Path:
    """A dictionary folder with one rule and these examples; the first stands in line 7 of events/acts.yaml."""
    for path, text in (
        ("actors/some.yaml", ACTORS.lstrip("\n")),
        ("events/acts.yaml", rules.lstrip("\n").replace("EXAMPLES", "\n      ".join(f"- {e}" for e in examples))),
    ):
        (folder / "own" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "own" / path).write_text(text)
    return folder / "own"


def run(grammar: Path, folder: Path, *examples: str) -> Report:
    return check([grammar, own(folder, *examples)])


GOOD = [
    '{text: "Iran attacked Iraq.", events: [IRN 190 IRQ]}',
    '{text: "Iraq was attacked by Iran.", events: [IRN 190 IRQ]}',
    '{text: "Iran may attack Iraq.", events: []}',
    '{text: "Iran criticised Iraq.", events: []}',
]


def test_good_examples_are_counted_and_near_misses_among_them(grammar: Path, tmp_path: Path) -> None:
    report = run(grammar, tmp_path, *GOOD)
    assert report.faults == []
    assert (report.examples, report.near_misses, report.patterns, report.nouns) == (4, 2, 1, 1)
    assert (report.actors, report.names, report.not_run) == (4, 8, False)


WRONG = [
    (
        '{text: "Iran criticised Iraq.", events: [IRN 190 IRQ]}',
        "example codes no event, not IRN 190 IRQ: Iran criticised Iraq.",
    ),
    ('{text: "Iran attacked Iraq.", events: []}', "example codes IRN 190 IRQ, not no event: Iran attacked Iraq."),
    (
        '{text: "Iran attacked Iraq.", events: [IRQ 190 IRN]}',
        "example codes IRN 190 IRQ, not IRQ 190 IRN: Iran attacked Iraq.",
    ),
    (
        '{text: "Iran attacked Iraq.", events: [IRN 193 IRQ]}',
        "example codes IRN 190 IRQ, not IRN 193 IRQ: Iran attacked Iraq.",
    ),
    (
        '{text: "Iran attacked Iraq and Kuwait.", events: [IRN 190 IRQ]}',
        "example codes IRN 190 IRQ, IRN 190 KWT, not IRN 190 IRQ: Iran attacked Iraq and Kuwait.",
    ),
    (
        '{text: "Iran attacked a neighbour.", events: [IRN 190 IRQ]}',
        "example codes no event, not IRN 190 IRQ: Iran attacked a neighbour.",
    ),
    (
        '{text: "Boris Petrov attacked Iraq.", events: [RUSOPP 190 IRQ], date: 1995-03-01}',
        "example codes RUSGOV 190 IRQ, not RUSOPP 190 IRQ: Boris Petrov attacked Iraq.",
    ),
]


@pytest.mark.parametrize(("example", "message"), WRONG)
def test_a_wrong_example_is_told_with_what_it_coded(example: str, message: str, grammar: Path, tmp_path: Path) -> None:
    assert [str(fault) for fault in run(grammar, tmp_path, *GOOD, example).faults] == [
        f"own/events/acts.yaml:11: {message}"
    ]


RIGHT = [
    '{text: "Iran attacked a neighbour.", events: [IRN 190 ---]}',
    '{text: "Iraq was attacked.", events: [--- 190 IRQ]}',
    '{text: "Iran attacked a neighbour.", events: []}',
    '{text: "Boris Petrov attacked Iraq.", events: [RUSOPP 190 IRQ], date: 1989}',
    '{text: "Boris Petrov attacked Iraq.", events: [RUSELI 190 IRQ], date: 2001-05}',
    '{text: "Iran attacked Iraq and Kuwait.", events: [IRN 190 KWT, IRN 190 IRQ]}',
]


@pytest.mark.parametrize("example", RIGHT)
def test_a_right_example_is_no_fault(example: str, grammar: Path, tmp_path: Path) -> None:
    assert run(grammar, tmp_path, example).faults == []


def test_examples_do_not_run_while_something_else_is_wrong(grammar: Path, tmp_path: Path) -> None:
    folder = own(tmp_path, '{text: "Iran attacked Iraq.", events: []}')
    (folder / "events" / "more.yaml").write_text("lists:\n  empty: []\n")
    report = check([grammar, folder])
    assert report.not_run
    assert [str(fault) for fault in report.faults] == [
        "own/events/more.yaml:2: the list 'empty' is empty: add words, or remove it"
    ]


def test_only_some_files_can_be_checked(grammar: Path, tmp_path: Path) -> None:
    folder = own(tmp_path, '{text: "Iran attacked Iraq.", events: []}')
    more = """
        rules:
          - code: "194"
            patterns: [SOURCE shell TARGET]
            examples: [{text: "Iran shelled Iraq.", events: [IRN 194 IRQ]}]
        """
    (folder / "events" / "more.yaml").write_text(dedent(more))
    assert len(check([grammar, folder]).faults) == 1
    report = check([grammar, folder], only="more")
    assert (report.faults, report.examples) == ([], 1)


def test_many_examples_run_in_parallel_with_the_same_outcome(
    grammar: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = [f'{{text: "Iran attacked Iraq on day {i}.", events: []}}' for i in range(3)]
    alone = run(grammar, tmp_path, *GOOD, *wrong)
    monkeypatch.setattr(checking, "PARALLEL_FROM", 2)
    assert check([grammar, tmp_path / "own"], workers=2) == alone
    assert [fault.line for fault in alone.faults] == [11, 12, 13]


def test_a_missing_model_is_an_input_error(grammar: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the language model 'no_such_model' is not installed"):
        check([grammar, own(tmp_path, *GOOD)], model="no_such_model")


# -- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def cameo_check(grammar: Path, monkeypatch: pytest.MonkeyPatch):
    """`cameo check FOLDER` with the grammar alone as the built-in dictionaries: (exit code, lines)."""
    monkeypatch.setattr(dictionaries, "builtin_folder", lambda: grammar)

    def command(*arguments: object) -> tuple[int, list[str]]:
        result = CliRunner().invoke(app, ["check", *map(str, arguments)])
        return result.exit_code, result.stdout.splitlines()

    return command


def test_a_clean_check_counts_and_exits_with_0(cameo_check, tmp_path: Path) -> None:
    code, said = cameo_check(own(tmp_path, *GOOD))
    assert said == ["1 patterns, 1 event nouns, 4 actors under 8 names; 4 examples (2 near misses) run; 0 faults"]
    assert code == 0


def test_a_check_with_faults_lists_them_and_exits_with_1(cameo_check, tmp_path: Path) -> None:
    code, said = cameo_check(own(tmp_path, '{text: "Iran attacked Iraq.", events: []}'))
    assert said == [
        "own/events/acts.yaml:7: example codes IRN 190 IRQ, not no event: Iran attacked Iraq.",
        "1 patterns, 1 event nouns, 4 actors under 8 names; 1 examples (1 near misses) run; 1 fault",
    ]
    assert code == 1


def test_a_check_that_cannot_be_made_exits_with_2(
    cameo_check, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["cameo", "check", "nowhere"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert capsys.readouterr().err == "error: nowhere: no such folder. Give a folder that holds YAML dictionaries.\n"
