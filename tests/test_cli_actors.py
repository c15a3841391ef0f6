"""`cameo actors` and `cameo suggest` as a user meets them, over the dictionaries of the tests' world."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from coder.cli import main

WORLD = Path(__file__).parent / "data" / "world"
OWN = """\
- name: Georgia
  kind: place
  codes: [USA]
  needs: [Atlanta]
- name: Viktor Ostrava
  kind: person
  codes: [UKROPP 1999..2003, UKRGOV 2006..2008]
- name: Baltic Guard
  kind: organization
  codes: [IGOBAL 1994..2004-03]
"""
STORIES = """\
id,date,text
s1,2004-05-01,"The Eastern Liberation Front attacked a Kenyan army base on Monday. Kenya condemned the ELF."
s2,2004-05-02,The ELF released three Kenyan hostages in Mombasa.
s3,2004-05-03,"Russia criticized Irakli Beridze, the Georgian foreign minister."
"""


@dataclass(frozen=True)
class Run:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Cameo = Callable[..., Run]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def cameo(
    grammar: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Cameo:
    """`cameo("actors", "Iran")` in a folder of its own, with `own/` as own dictionaries and `c.csv` as a corpus."""
    builtin = tmp_path / "dictionaries"
    shutil.copytree(grammar, builtin)
    shutil.copytree(WORLD, builtin, dirs_exist_ok=True)
    (tmp_path / "own" / "actors").mkdir(parents=True)
    (tmp_path / "own" / "actors" / "own.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "c.csv").write_text(STORIES, encoding="utf-8")
    monkeypatch.setattr("coder.dictionaries.builtin_folder", lambda: builtin)
    monkeypatch.setenv("CAMEO_CACHE_DIR", str(cache))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["cameo", *arguments])
        with pytest.raises(SystemExit) as stopped:
            main()
        printed = capsys.readouterr()
        return Run(int(stopped.value.code or 0), printed.out, printed.err)

    return run


def first_line(run: Run) -> str:
    return run.out.splitlines()[0]


# -- actors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "code", "why"),
    [
        ("1995-12-31", "RUS", "before the first office: the country alone"),
        ("1997-01-01", "RUSOPP", "RUSOPP from 1996-01-01 to 1998-12-31 (that day)"),
        ("1999-06-01", "RUSELI", "after the last office, or between two: ELI"),
        ("2008-05-06", "RUSGOV", "RUSGOV from 2000-05-07 to 2008-05-06 (that day)"),
        ("2008-05-07", "RUSELI", "after the last office, or between two: ELI"),
    ],
)
def test_a_person_on_a_day(cameo: Cameo, day: str, code: str, why: str) -> None:
    run = cameo("actors", "Tomas Brenik", "--date", day)
    assert run.code == 0
    assert first_line(run) == f"{code}  Tomas Brenik (person)  dictionaries/actors/people.yaml:2"
    assert f"    {why}\n" in run.out


def test_a_person_without_a_date(cameo: Cameo) -> None:
    run = cameo("actors", "Tomas Brenik")
    assert first_line(run).startswith("RUSGOV ")
    assert "    no date given: the last of these\n" in run.out


def test_a_body_outside_its_dates(cameo: Cameo) -> None:
    run = cameo("actors", "Baltic Guard", "--date", "2010-01-01", "--dictionaries", "own")
    assert first_line(run) == "IGOBAL  Baltic Guard (organization)  own/actors/own.yaml:8"
    assert "    that day is outside its dates: the last of these\n" in run.out


def test_a_country_with_all_its_names(cameo: Cameo) -> None:
    run = cameo("actors", "Germany")
    assert run.out.splitlines() == [
        "DEU  Germany (country)  dictionaries/actors/countries.yaml:5",
        "    names: Germany",
        "    adjectives: German",
        "    its people: German, Germans",
        "    capital: Berlin",
    ]


@pytest.mark.parametrize(
    ("name", "code", "why"),
    [
        ("Berlin", "DEUGOV", "its capital: where it acts, the government; as a place, the country"),
        ("German", "DEU", "an adjective of it: gives its country to what follows"),
        ("Germans", "DEU", "its people: CVL where they are counted (“two Germans”)"),
        ("the Kremlin", "RUSGOV", "names: Kremlin"),
        ("Germany's", "DEU", "names: Germany"),
        ("U.N.", "IGOUNO", "names: United Nations, UN"),
        ("Viktor Sokolénko", "UKRGOV", "names: Viktor Sokolenko"),
    ],
)
def test_forms_of_names(cameo: Cameo, name: str, code: str, why: str) -> None:
    run = cameo("actors", name)
    assert (run.code, first_line(run).split()[0]) == (0, code)
    assert f"    {why}\n" in run.out


def test_a_name_of_several_actors_says_what_each_needs(cameo: Cameo) -> None:
    run = cameo("actors", "Georgia", "--dictionaries", "own")
    assert [line.split()[0] for line in run.out.splitlines() if not line.startswith(" ")] == ["GEO", "USA"]
    assert "    only in a story that also has one of: Tbilisi, Georgian, Russia, Abkhazia\n" in run.out
    assert "    only in a story that also has one of: Atlanta\n" in run.out


@pytest.mark.parametrize(("day", "taken"), [("1985-01-01", "SUNGOV"), ("2005-01-01", "RUSGOV")])
def test_the_actor_that_the_coder_takes_stands_first(cameo: Cameo, tmp_path: Path, day: str, taken: str) -> None:
    (tmp_path / "own" / "actors" / "own.yaml").write_text(
        "- {name: Gorny Palace, kind: institution, codes: [RUSGOV 1991-12-26..]}\n"
        "- {name: Gorny, aliases: [Gorny Palace], kind: institution, codes: [SUNGOV ..1991-12-25]}\n"
    )
    run = cameo("actors", "Gorny Palace", "--date", day, "--dictionaries", "own")
    assert first_line(run).startswith(taken)
    assert run.out.count("not taken here") == 1


def test_a_role_is_told_as_such(cameo: Cameo) -> None:
    run = cameo("actors", "foreign minister")
    assert (run.code, first_line(run)) == (0, "GOV  foreign minister (role)  roles.yaml")


def test_names_within_a_phrase(cameo: Cameo) -> None:
    run = cameo("actors", "French President Tomas Brenik")
    assert run.code == 0
    assert first_line(run) == "no actor is called 'French President Tomas Brenik'; in it:"
    assert [line.split()[0] for line in run.out.splitlines()[1:] if not line.startswith(" ")] == ["FRA", "RUSGOV"]


def test_what_discards_yaml_lists_is_no_actor(cameo: Cameo) -> None:
    run = cameo("actors", "Michael Jordan")
    assert (run.code, run.out) == (1, "'Michael Jordan' is in discards.yaml: it looks like an actor and is none\n")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Germny", "Germany (DEU)"),
        ("tomas brenik", "Tomas Brenik (RUSGOV)"),
        ("Brenik Tomaz", "Tomas Brenik (RUSGOV)"),
        ("Rahman", "Ali Rahman (PAKGOV), Omar Rahman (EGYOPP)"),
    ],
)
def test_near_misses(cameo: Cameo, name: str, near: str) -> None:
    run = cameo("actors", name)
    assert (run.code, run.out) == (1, f"no actor is called {name!r}; did you mean {near}?\n")


def test_nothing_near(cameo: Cameo) -> None:
    assert cameo("actors", "Xqzzy") == Run(1, "no actor is called 'Xqzzy'\n", "")


@pytest.mark.parametrize("name", ["", " ", "[/]", "[bold]", "'s", "-", "the"])
def test_odd_names_are_no_actors(cameo: Cameo, name: str) -> None:
    run = cameo("actors", name)
    assert run.code == (1 if name.strip() else 2)
    assert "Traceback" not in run.out + run.err


def test_what_cant_be_looked_up(cameo: Cameo) -> None:
    assert cameo("actors", "Iran", "--date", "soon") == Run(2, "", "error: --date 'soon' is no day: write YYYY-MM-DD\n")
    assert "no such dictionary folder: nowhere" in cameo("actors", "Iran", "--dictionaries", "nowhere").err


# -- suggest -------------------------------------------------------------------------------------------------------


def test_suggest_fill_in_and_use(cameo: Cameo, tmp_path: Path) -> None:
    """A researcher's way, as docs/actors.md shows it."""
    run = cameo("suggest", "c.csv", "-o", "own/actors/suggested.yaml")
    assert run.code == 0
    assert run.err == ""
    header, first, second = run.out.splitlines()
    assert header.split() == ["stories", "name", "type", "kind", "hints"]
    assert " ".join(first.split()) == "2 Eastern Liberation Front ORG armed described as REB 1; named with KEN 2"
    assert " ".join(second.split()) == "1 Irakli Beridze PERSON person described as GEOGOV 1; named with GEO 1, RUS 1"
    path = tmp_path / "own" / "actors" / "suggested.yaml"
    stub = path.read_text(encoding="utf-8")
    assert stub.split("\n\n")[1].splitlines() == [
        "# 2 stories; ORG to the language model",
        "#   [s1] The Eastern Liberation Front attacked a Kenyan army base on Monday.",
        "#   [s2] The ELF released three Kenyan hostages in Mombasa.",
        "- name: Eastern Liberation Front",
        "  aliases: [ELF]",
        "  kind: armed",
        "  codes: [XXX?]  # described as REB 1; named with KEN 2",
    ]
    unfinished = cameo("actors", "ELF", "--dictionaries", "own")
    assert unfinished.code == 2
    assert "suggested.yaml:10: 'Eastern Liberation Front': 'XXX?' is no code" in unfinished.err
    path.write_text(stub.replace("[XXX?]", "[KENREB]", 1).replace("[XXX?]", "[GEOGOV]", 1), encoding="utf-8")
    assert first_line(cameo("actors", "ELF", "--dictionaries", "own")).startswith("KENREB  Eastern Liberation Front")
    again = cameo("suggest", "c.csv", "--dictionaries", "own")
    assert (again.code, again.out) == (0, "no unknown names\n")


def test_suggest_writes_yaml_to_standard_output(cameo: Cameo) -> None:
    run = cameo("suggest", "c.csv", "-o", "-", "--limit", "1")
    assert run.out.startswith("# Names that no dictionary knows")
    assert run.out.count("- name:") == 1
    assert "Eastern Liberation Front" in run.err


def test_suggest_reads_what_code_reads(cameo: Cameo, tmp_path: Path) -> None:
    text = STORIES.replace("text", "body", 1).replace("2004-05-01", "01/05/2004")
    (tmp_path / "b.data").write_text(text, encoding="utf-16")
    run = cameo(
        "suggest", "b.data", "--format", "csv", "--encoding", "utf-16", "--text-column", "body", "--min-count", "2"
    )
    assert (run.code, run.out) == (0, "no unknown names\n")
    assert "b.data, row 1 (line 2): ambiguous date" in run.err
    assert "1 row rejected" in run.err


def test_suggest_says_what_to_mend(cameo: Cameo, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("id,body\n1,a\n")
    (tmp_path / "old.yaml").write_text("old")
    (tmp_path / "f.yaml").mkdir()
    for arguments, message in (
        (["nowhere.csv"], "nowhere.csv: no such file"),
        (["own"], "the folder holds no .txt file"),
        (["old.yaml"], "Name the kind with --format"),
        (["b.csv"], "--text-column body"),
        (["c.csv", "--date-column", "day"], "no column 'day'"),
        (["c.csv", "--encoding", "x"], "no such text encoding"),
        (["c.csv", "--dictionaries", "nowhere"], "--dictionaries nowhere: no such folder"),
        (["c.csv", "--model", "missing"], "pip install missing"),
        (["c.csv", "-o", "old.yaml"], "replace it with --force"),
        (["c.csv", "-o", "f.yaml", "--force"], "not a plain file"),
        (["old.yaml", "--format", "txt", "-o", "old.yaml", "--force"], "is read as corpus"),
        (["c.csv", "-o", "names.csv"], "dictionaries are .yaml files"),
        (["c.csv", "-o", "no/names.yaml"], "mkdir -p no"),
    ):
        run = cameo("suggest", *arguments)
        assert (run.code, run.out) == (2, ""), arguments
        assert run.err.startswith("error: ")
        assert message in run.err
    assert (tmp_path / "old.yaml").read_text() == "old"


def test_suggest_without_stories_is_a_failure(cameo: Cameo, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("id,text\n")
    empty = cameo("suggest", "c.csv", "-o", "names.yaml")
    assert (empty.code, "holds no story" in empty.err) == (1, True)
    (tmp_path / "c.csv").write_text("id,text\n1,\n")
    rejected = cameo("suggest", "c.csv", "-o", "names.yaml")
    assert (rejected.code, "Nothing could be coded" in rejected.err) == (1, True)
    assert not (tmp_path / "names.yaml").exists()


def test_suggest_stops_on_ctrl_c(cameo: Cameo, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coder.analysis.suggest.suggest", stop)
    assert cameo("suggest", "c.csv") == Run(130, "", "Stopped. Nothing was written.\n")
