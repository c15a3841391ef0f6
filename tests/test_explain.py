"""Explanations: what was seen, what fired and was composed with what, and what a clause without an event lacked."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from coder import Coder, Story
from coder.cli import app
from coder.errors import InputError
from coder.explain import as_data, render


def explain(coder: Coder, text: str) -> list[dict[str, Any]]:
    return as_data(coder.inspect(Story("1", text)))


def shown(coder: Coder, text: str) -> str:
    """What is printed for people, without colours."""
    console = Console(file=io.StringIO(), width=200)
    render(coder.inspect(Story("1", text)), console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


# -- actors ------------------------------------------------------------------------------------------------------------


def test_actors_are_told_with_their_words_and_reasons(world_coder: Coder) -> None:
    (sentence,) = explain(world_coder, "It rained. Iran's foreign minister condemned Kenyan rebels.")[1:]
    assert [(a["words"], a["code"], a["why"]) for a in sentence["actors"]] == [
        ("Iran", "IRN", "Iran = Iran"),
        ("Iran's foreign minister", "IRNGOV", "foreign minister: role GOV, of Iran"),
        ("Kenyan rebels", "KENREB", "rebels: role REB, Kenyan"),
    ]
    for actor in sentence["actors"]:
        assert sentence["text"][actor["first"] : actor["last"]] == actor["words"]
        assert "actors/countries.yaml:" in actor["entry"]


def test_a_role_without_a_country_is_told_as_such(world_coder: Coder) -> None:
    (sentence,) = explain(world_coder, "Iran condemned rebels.")
    assert [(a["words"], a["code"]) for a in sentence["actors"]] == [
        ("Iran", "IRN"),
        ("rebels", "(REB, country unknown)"),
    ]


# -- events ------------------------------------------------------------------------------------------------------------

COMPOSED = [
    ("Iran attacked Iraq.", "", "190", ["SOURCE attack|invade TARGET"]),
    ("Japan urged Iran to attack Iraq.", "appeal", "190", ["SOURCE urge|ask|press TARGET to EVENT", "SOURCE attack|invade TARGET"]),
    ("Iran will visit Iraq.", "intend", "042", ["visit", "SOURCE visit TARGET"]),
    ("Iran launched an attack on Iraq.", "", "190", ["attack"]),
    ("France lifted sanctions on Serbia.", "", "085", ["SOURCE lift|ease EVENT", "sanction"]),
    ("Iran did not negotiate with Iraq.", "reject", "046", ["not", "SOURCE negotiate with TARGET"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "operator", "base", "patterns"), COMPOSED)
def test_an_event_tells_what_was_composed_with_what(
    world_coder: Coder, text: str, operator: str, base: str, patterns: list[str]
) -> None:
    ((event, *_),) = (sentence["events"] for sentence in explain(world_coder, text))
    why = event["why"]
    assert (why["operator"], why["base"]) == (operator, base)
    assert [step["pattern"] for step in why["steps"]] == patterns
    for step in why["steps"]:
        assert step["words"]
        assert bool(step["rule"]) is (step["pattern"] not in ("visit", "not"))


def test_an_event_tells_who_it_is_about(world_coder: Coder) -> None:
    ((event,),) = (sentence["events"] for sentence in explain(world_coder, "Iranian troops attacked Iraq's army."))
    assert (event["source"], event["code"], event["target"]) == ("IRNMIL", "190", "IRQMIL")
    assert event["why"]["source"]["words"] == "Iranian troops"
    assert event["why"]["target"]["why"] == "army: role MIL, of Iraq"
    assert event["why"]["target_found_in"] == "the slot"


# -- what gave no event ------------------------------------------------------------------------------------------------

LACKING = [
    ("The storm attacked Iraq.", "attacked", "SOURCE attack|invade TARGET", "a known source (190 it would be)"),
    ("Iran attacked a ship.", "attacked", "SOURCE attack|invade TARGET", "a known target (190 it would be)"),
    ("The storm attacked a ship in Iraq.", "attacked", "SOURCE attack|invade TARGET", "a known source and a known target (190 it would be)"),
    ("Iran settled a dispute with Iraq.", "settled", "SOURCE settle|resolve dispute|conflict (with TARGET)", "a code: settle alone is no event of the scheme"),
    ("Iran raided Iraq.", "raided", "SOURCE raid TARGET:&positions", "TARGET"),
    ("Iran severed a cable in Iraq.", "severed", "SOURCE sever|cut|break_off &diplomatic_ties with TARGET", "one of its words"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "nearest", "lacks"), LACKING)
def test_a_clause_without_an_event_tells_what_the_nearest_rule_lacked(
    world_coder: Coder, text: str, trigger: str, nearest: str, lacks: str
) -> None:
    (sentence,) = explain(world_coder, text)
    assert sentence["events"] == []
    (missed,) = sentence["without_event"]
    assert (missed["trigger"], missed["nearest"], missed["lacks"]) == (trigger, nearest, lacks)
    assert "events/acts.yaml:" in missed["rule"] or "events/operators.yaml:" in missed["rule"]


NO_FACT = [
    "Iran may attack Iraq.",
    "Iran did not attack Iraq.",
    "If Iran attacked Iraq, it rained.",
    "Japan doubts that Iran attacked Iraq.",
]


@pytest.mark.parametrize("text", NO_FACT)
def test_a_clause_that_states_no_fact_says_so(world_coder: Coder, text: str) -> None:
    (sentence,) = explain(world_coder, text)
    assert sentence["events"] == []
    assert [missed["trigger"] for missed in sentence["without_event"]] in (["attack"], ["attacked"])


def test_a_clause_with_an_event_is_not_told_as_missed(world_coder: Coder) -> None:
    (sentence,) = explain(world_coder, "Japan urged Iran to withdraw its troops from Iraq.")
    assert len(sentence["events"]) == 1
    assert sentence["without_event"] == []


def test_a_sentence_that_is_not_coded_says_why(world_coder: Coder) -> None:
    first, second = explain(world_coder, "It rained. Iran attacked Iraq.")
    assert first["skipped"] == "it has no word of an event, or nobody who could act"
    assert second["skipped"] == ""
    assert (second["sentence"], second["start"], second["text"]) == (1, 11, "Iran attacked Iraq.")


def test_explaining_and_coding_are_the_same_path(world_coder: Coder) -> None:
    story = Story("1", "Iran and Iraq met in Egypt. The two countries signed a treaty. Japan praised Iran.")
    coded = [(e.source, e.code, e.target, e.rule) for _, events in world_coder.code([story]) for e in events]
    told = [
        (e["source"], e["code"], e["target"], e["rule"])
        for s in as_data(world_coder.inspect(story))
        for e in s["events"]
    ]
    assert told == coded


def test_an_explanation_is_plain_data(world_coder: Coder) -> None:
    data = explain(world_coder, "Iran attacked Iraq. Japan condemned it. The storm attacked Iraq.")
    assert json.loads(json.dumps(data)) == data


# -- for people --------------------------------------------------------------------------------------------------------


def test_the_explanation_reads_as_a_page(world_coder: Coder) -> None:
    page = shown(
        world_coder, "Japan urged Iran to withdraw its troops from Iraq. The storm attacked Iraq."
    ).splitlines()
    assert page[0] == "[0] Japan urged Iran to withdraw its troops from Iraq."
    assert any(line.split()[:3] == ["JPN", "0256", "IRN"] for line in page)
    assert "    0256 is appeal over 0874; target from the slot" in page
    assert any(line.startswith("      urged: SOURCE urge|ask|press TARGET to EVENT  ") for line in page)
    assert any(
        "no event for attacked: nearest 'SOURCE attack|invade TARGET' lacks a known source" in line for line in page
    )


def test_brackets_in_a_text_are_not_taken_for_colours(world_coder: Coder) -> None:
    assert "[0] Iran [sic] attacked [/] Iraq [bold]." in shown(world_coder, "Iran [sic] attacked [/] Iraq [bold].")


def test_a_text_without_a_sentence_says_so(world_coder: Coder) -> None:
    assert shown(world_coder, "***") == "no sentence here that can hold an event\n"


# -- the command -------------------------------------------------------------------------------------------------------


def cameo_explain(*arguments: str) -> tuple[str, BaseException | None]:
    result = CliRunner().invoke(app, ["explain", *arguments], env={"COLUMNS": "200"})
    return result.stdout, result.exception


@pytest.mark.usefixtures("installed")
def test_the_command_explains_a_text() -> None:
    said, error = cameo_explain("Iran attacked Iraq.")
    assert error is None
    assert "190 is base 190; target from the slot" in said


@pytest.mark.usefixtures("installed")
def test_the_command_gives_json_for_programs() -> None:
    said, error = cameo_explain("--json", "Iran attacked Iraq.", "--date", "2004-11-30")
    assert error is None
    (sentence,) = json.loads(said)
    assert [(e["source"], e["code"], e["target"]) for e in sentence["events"]] == [("IRN", "190", "IRQ")]


@pytest.mark.usefixtures("installed")
def test_the_command_reads_a_story_on_its_day(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Tomas Brenik arrived.\n\nBrenik condemned Iran.")
    said = {
        day: json.loads(cameo_explain("--json", "--story", str(tmp_path / "story.txt"), "--date", day)[0])[1]["events"]
        for day in ("1997-01-01", "2004-01-01")
    }
    assert {day: [e["source"] for e in events] for day, events in said.items()} == {
        "1997-01-01": ["RUSOPP"], "2004-01-01": ["RUSGOV"],
    }  # fmt: skip


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("option", "events"), [("", 0), ("--partial", 1)])
def test_the_command_takes_the_options_of_coding(option: str, events: int) -> None:
    said, _ = cameo_explain("--json", "Iran attacked a ship.", *filter(None, [option]))
    assert len(json.loads(said)[0]["events"]) == events


@pytest.mark.usefixtures("installed")
def test_the_command_takes_own_dictionaries(tmp_path: Path) -> None:
    (tmp_path / "own" / "actors").mkdir(parents=True)
    (tmp_path / "own" / "actors" / "mine.yaml").write_text("- {name: Ruritania, kind: country, code: RUR}\n")
    said, _ = cameo_explain("--json", "Ruritania attacked Iraq.", "--dictionaries", str(tmp_path / "own"))
    assert json.loads(said)[0]["events"][0]["source"] == "RUR"


REFUSED = [
    ([], "explain takes a text in quotes, or --story FILE: give one of the two"),
    (["Iran attacked Iraq.", "--story", "x.txt"], "explain takes a text in quotes, or --story FILE: give one of the two"),
    (["--story", "nowhere.txt"], "nowhere.txt: cannot be read (No such file or directory). Check the path."),
    (["Iran.", "--date", "30/11/2004"], "--date '30/11/2004' is no day: write YYYY-MM-DD"),
    (["Iran.", "--dictionaries", "nowhere"], "no such dictionary folder: nowhere: give a folder that holds YAML files"),
]  # fmt: skip


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("arguments", "message"), REFUSED)
def test_what_cannot_be_explained_says_what_to_do(arguments: list[str], message: str) -> None:
    said, error = cameo_explain(*arguments)
    assert said == ""
    assert isinstance(error, InputError)
    assert str(error) == message


@pytest.mark.usefixtures("installed")
def test_a_story_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("Irán".encode("latin-1"))
    _, error = cameo_explain("--story", str(path))
    assert isinstance(error, InputError)
    assert str(error) == f"{path}: is not UTF-8 (byte 2). Save it as UTF-8."
