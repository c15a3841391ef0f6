"""Whole runs with the fake engine: what is counted, what is the same bytes, what goes on after a stop."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.batch.columns import Columns
from coder.batch.run import Job, Result, Stopped, code_corpus
from coder.errors import InputError

from .fakes import KILL, FakeEngine


def code(folder: Path, *corpus: Path, name: str = "e.csv", show: Any = lambda *_: None, **options: Any) -> Result:
    engine = options.pop("engine", FakeEngine())
    return code_corpus(Job(tuple(map(str, corpus)), str(folder / name), engine=engine, **options), show)


def results(folder: Path) -> dict[str, bytes]:
    """All but the run file, which tells the time."""
    return {path.name: path.read_bytes() for path in folder.glob("e.*") if path.name != "e.run.json"}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Rows of all kinds: with events, without, with faults, with an id seen before."""
    rows = ["id,date,text"]
    for i in range(120):
        text = ("Iran met France", "nothing", f"A{i} met B{i} and C{i} accused D{i}", "", '"two\nlines, A met B"')[
            i % 5
        ]
        rows.append(f"{i % 100},{('2004-11-30', 'soon', '')[i % 7 % 3]},{text}")
    path = tmp_path / "c.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


def test_all_is_counted(tmp_path: Path) -> None:
    corpus = tmp_path / "c.csv"
    corpus.write_text("id,date,text\n1,,Iran met France and Iran accused Cuba\n1,,nothing\n,soon,x\n,,\n2,,A met B\n")
    result = code(tmp_path, corpus)
    counts = result.counts
    assert (counts.read, counts.coded, counts.without_events, counts.events, counts.duplicate_ids) == (5, 2, 1, 3, 1)
    assert dict(counts.rejected) == {"unparsable date": 1, "empty text": 1}
    assert [rejection.row for rejection in result.rejections] == [3, 4]
    run_file = json.loads((tmp_path / "e.run.json").read_text())
    assert run_file["model"] == "fake 1"
    assert run_file["counts"]["read"] == 5
    assert run_file["counts"]["events_by_root"] == {"04": 2, "11": 1}
    assert run_file["inputs"][0]["path"] == str(corpus)
    assert run_file["options"]["engine"]["missing"] is False
    assert len((tmp_path / "e.csv").read_text().splitlines()) == 1 + counts.events
    assert len((tmp_path / "e.rejected.csv").read_text().splitlines()) == 1 + counts.rejected.total()


def test_an_empty_corpus_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("id,text\n")
    assert code(tmp_path, tmp_path / "c.csv").counts.read == 0
    assert [path.name for path in tmp_path.iterdir()] == ["c.csv"]


class NeverLoaded:
    def load(self) -> Any:
        raise AssertionError


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("b.jsonl", b'{"body": "A met B"}\n', "--text-column body"),
        ("b.csv.gz", b"\x1f\x8b\x08\0\0\0\0\0rubbish", r"b\.csv\.gz: cannot be read"),
        ("b.xml", b"<Sentences><Sentence><Text>a</Text></Sentence><Sent", r"b\.xml, line 1: not well-formed"),
    ],
)
def test_the_last_file_is_looked_at_before_the_first_is_coded(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / "a.csv").write_text("text\nA met B\n")
    (tmp_path / name).write_bytes(content)
    job = Job((str(tmp_path / "a.csv"), str(tmp_path / name)), str(tmp_path / "e.csv"), engine=NeverLoaded())
    with pytest.raises(InputError, match=message):
        code_corpus(job)


def test_other_columns(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("nr,body,source\n7,A met B,Wire\n")
    code(tmp_path, tmp_path / "c.csv", columns=Columns(id="nr", text="body", publisher="source"))
    assert ",7,0,2,A met B,Wire," in (tmp_path / "e.csv").read_text()


def test_workers_and_batches_change_no_byte(tmp_path: Path, corpus: Path) -> None:
    found = set()
    for workers, batch in itertools.product((0, 1, 2, 4), (1, 32, 512)):
        code(tmp_path, corpus, workers=workers, batch=batch, force=True)
        found.add(tuple(sorted(results(tmp_path).items())))
        assert set(results(tmp_path)) == {"e.csv", "e.rejected.csv"}
    assert len(found) == 1


def test_a_story_that_kills_its_process_is_rejected_with_its_place(tmp_path: Path, corpus: Path) -> None:
    lines = corpus.read_text().count("\n")
    corpus.write_text(corpus.read_text() + f'k,,"{KILL}"\nl,,A met B\n')
    result = code(tmp_path, corpus, workers=2)
    assert result.counts.rejected["killed the coder"] == 1
    (line,) = [line for line in (tmp_path / "e.rejected.csv").read_text().splitlines() if "killed" in line]
    assert line.startswith(f"{corpus},121,{lines + 1},k,killed the coder,")
    assert line.endswith(f",{KILL}")
    assert result.counts.read == result.counts.done + result.counts.rejected.total() == 122


class Stop:
    """Called after each chunk: stops the run after so many, as Ctrl-C does, or as what the user must mend."""

    def __init__(self, after: int, error: BaseException) -> None:
        self.left, self.error = after, error

    def __call__(self, *state: object) -> None:
        self.left -= 1
        if not self.left:
            raise self.error


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "parquet"])
@pytest.mark.parametrize("one_a_day", [False, True])
def test_stopped_and_resumed_it_ends_with_the_bytes_of_one_sitting(
    tmp_path: Path, corpus: Path, kind: str, one_a_day: bool
) -> None:
    if kind == "parquet":
        pytest.importorskip("pyarrow")
    options: dict[str, Any] = {"name": f"e.{kind}", "batch": 7, "one_a_day": one_a_day}
    (tmp_path / "whole").mkdir()
    whole = code(tmp_path / "whole", corpus, **options)
    with pytest.raises(Stopped, match=r"Stopped\. What was done is safe: 21 rows of the corpus"):
        code(tmp_path, corpus, show=Stop(3, KeyboardInterrupt()), **options)
    assert f"e.{kind}" not in results(tmp_path)
    with pytest.raises(InputError, match=r"(?s)^mend.*safe: 35 rows.*--resume"):
        code(tmp_path, corpus, show=Stop(2, InputError("mend")), resume=True, **options)
    resumed = code(tmp_path, corpus, resume=True, **{**options, "batch": 50, "workers": 1})
    assert results(tmp_path) == results(tmp_path / "whole")
    assert resumed.counts == whole.counts
    assert resumed.rejections == whole.rejections
    assert {path.name for path in tmp_path.glob("e.*")} == {f"e.{kind}", "e.rejected.csv", "e.run.json"}


def test_a_part_table_is_a_table(tmp_path: Path, corpus: Path) -> None:
    code(tmp_path, corpus, name="whole.csv")
    with pytest.raises(Stopped):
        code(tmp_path, corpus, show=Stop(3, KeyboardInterrupt()), batch=7)
    whole, part = (tmp_path / "whole.csv").read_bytes(), (tmp_path / "e.part.csv").read_bytes()
    assert whole.startswith(part)
    assert part.endswith(b"\n")
    assert len(part) < len(whole)


def stopped(folder: Path, corpus: Path, **options: Any) -> None:
    with pytest.raises(Stopped):
        code(folder, corpus, show=Stop(2, KeyboardInterrupt()), batch=7, **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": Columns(title="text")}, r"--title-column: was None, is text"),
        ({"encoding": "cp1252"}, r"--encoding: was utf-8, is cp1252"),
        ({"one_a_day": True}, r"--one-a-day: was False, is True"),
        ({"time_limit": 5.0}, r"--time-limit: was 120.0, is 5.0"),
        ({"engine": FakeEngine(slow=0.001)}, r"--slow: was 0.0, is 0.001"),
    ],
)
def test_other_options_are_not_resumed(tmp_path: Path, corpus: Path, options: dict[str, Any], message: str) -> None:
    stopped(tmp_path, corpus)
    with pytest.raises(InputError, match=message):
        code(tmp_path, corpus, resume=True, **options)


def test_another_kind_of_table_is_not_resumed(tmp_path: Path, corpus: Path) -> None:
    stopped(tmp_path, corpus)
    with pytest.raises(InputError, match=r"  -o: was e\.csv, is e\.tsv"):
        code(tmp_path, corpus, name="e.tsv", resume=True)


def test_other_dictionaries_are_not_resumed(tmp_path: Path, corpus: Path) -> None:
    loaded = tmp_path / "loaded"
    loaded.mkdir()
    stopped(tmp_path, corpus, engine=FakeEngine(loaded=str(loaded)))
    with pytest.raises(InputError, match="  dictionaries: was 0123, is 4567"):
        code(tmp_path, corpus, resume=True, engine=FakeEngine(loaded=str(loaded)))


def test_another_corpus_is_not_resumed(tmp_path: Path, corpus: Path) -> None:
    stopped(tmp_path, corpus)
    before, text = results(tmp_path), corpus.read_text()
    corpus.write_text(text.replace("A117", "X117"))  # far behind what was coded, and of the same length
    with pytest.raises(InputError, match=r"corpus: .*c\.csv has other contents"):
        code(tmp_path, corpus, resume=True)
    assert results(tmp_path) == before
    corpus.write_text(text)
    code(tmp_path, corpus, resume=True)


def test_what_comes_through_a_pipe_is_compared_row_by_row(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    def piped(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    data = corpus.read_bytes()
    piped(data)
    stopped(tmp_path, Path("-"))
    for other in (data.replace(b"A2 met", b"X2 met"), data[:60]):
        piped(other)
        with pytest.raises(InputError, match="corpus: its first 14 rows are not those that were coded"):
            code(tmp_path, Path("-"), resume=True)
    piped(data)
    code(tmp_path, Path("-"), resume=True)
    (tmp_path / "whole").mkdir()
    piped(data)
    code(tmp_path / "whole", Path("-"))
    assert results(tmp_path) == results(tmp_path / "whole")


def test_a_corpus_that_changes_under_a_run_is_told(tmp_path: Path, corpus: Path) -> None:
    def append(*state: object) -> None:
        with corpus.open("a") as stream:
            stream.write("x,,A met B\n")

    assert code(tmp_path, corpus, show=append, batch=60).changed == [str(corpus)]


def test_an_engine_that_loses_stories_is_found_out(tmp_path: Path) -> None:
    class Losing:
        def load(self) -> Losing:
            return self

        def code(self, stories: Any) -> Any:
            return iter([(story, []) for story in stories][1:])

        def description(self) -> dict[str, str]:
            return {}

    (tmp_path / "c.csv").write_text("text\na\nb\n")
    with pytest.raises(RuntimeError, match="lost or invented"):
        code_corpus(Job((str(tmp_path / "c.csv"),), str(tmp_path / "e.csv"), engine=Losing()))
    assert not (tmp_path / "e.csv").exists()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=200)
    | st.lists(st.sampled_from(["id", "text", ",", '"', "\n", "A met B", "\0", "é", "{", "}", ":"])).map(
        lambda parts: ("id,text\n" + "".join(parts)).encode()
    ),
    ending=st.sampled_from([".csv", ".tsv", ".jsonl", ".txt", ".csv.gz", ".csv.zst", ".parquet", ".xml"]),
    encoding=st.sampled_from(["utf-8", "latin-1", "utf-16"]),
)
def test_any_file_is_counted_or_refused(tmp_path: Path, data: bytes, ending: str, encoding: str) -> None:
    corpus = tmp_path / f"c{ending}"
    corpus.write_bytes(data)
    try:
        counts = code(tmp_path, corpus, encoding=encoding, force=True).counts
    except InputError:
        return
    assert counts.read == counts.coded + counts.without_events + counts.rejected.total()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stops=st.lists(st.integers(1, 6), max_size=6), batches=st.lists(st.integers(1, 40), min_size=1, max_size=7))
def test_however_often_it_is_stopped(tmp_path: Path, corpus: Path, stops: list[int], batches: list[int]) -> None:
    if not (tmp_path / "whole.csv").exists():
        code(tmp_path, corpus, name="whole.csv")
    for path in tmp_path.glob("e.*"):
        path.unlink()
    turns = itertools.cycle(batches)
    for after in stops:
        try:
            code(tmp_path, corpus, show=Stop(after, KeyboardInterrupt()), batch=next(turns), resume=True)
        except Stopped:
            continue
        break
    else:
        code(tmp_path, corpus, batch=next(turns), resume=True)
    assert (tmp_path / "e.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert (tmp_path / "e.rejected.csv").read_bytes() == (tmp_path / "whole.rejected.csv").read_bytes()
