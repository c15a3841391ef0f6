from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.batch.duplicates import SeenIds
from coder.batch.readers import Columns
from coder.batch.run import Job, Result, code_corpus
from coder.errors import InputError

from .fakes import FakeEngine


def code(folder: Path, *corpus: Path, **options: Any) -> Result:
    job = Job(tuple(map(str, corpus)), str(folder / "e.csv"), engine=FakeEngine(), **options)
    return code_corpus(job)


def test_all_is_counted(tmp_path: Path) -> None:
    corpus = tmp_path / "c.csv"
    corpus.write_text("id,date,text\n1,,Iran met France and Iran accused Cuba\n1,,nothing\n,soon,x\n,,\n2,,A met B\n")
    result = code(tmp_path, corpus)
    counts = result.counts
    assert (counts.read, counts.coded, counts.without_events, counts.events, counts.duplicate_ids) == (5, 2, 1, 3, 1)
    assert dict(counts.rejected) == {"unparsable date": 1, "empty text": 1}
    assert [rejection.row for rejection in result.rejections] == [3, 4]
    run = json.loads((tmp_path / "e.run.json").read_text())
    assert run["model"] == "fake 1"
    assert run["counts"]["read"] == 5
    assert run["counts"]["events_by_root"] == {"04": 2, "11": 1}
    assert run["inputs"][0]["path"] == str(corpus)
    assert run["options"]["engine"] == {"missing": False}
    assert len((tmp_path / "e.csv").read_text().splitlines()) == 1 + counts.events
    assert len((tmp_path / "e.rejected.csv").read_text().splitlines()) == 1 + counts.rejected.total()


def test_an_empty_corpus_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("id,text\n")
    assert code(tmp_path, tmp_path / "c.csv").counts.read == 0
    assert [path.name for path in tmp_path.iterdir()] == ["c.csv"]


def test_the_last_file_is_looked_at_before_the_first_is_coded(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nA met B\n")
    (tmp_path / "b.jsonl").write_text('{"body": "A met B"}\n')

    class NeverLoaded:
        def load(self) -> Any:
            raise AssertionError

    job = Job((str(tmp_path / "a.csv"), str(tmp_path / "b.jsonl")), str(tmp_path / "e.csv"), engine=NeverLoaded())
    with pytest.raises(InputError, match="--text-column body"):
        code_corpus(job)


def test_other_columns(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("nr,body,source\n7,A met B,Wire\n")
    code(tmp_path, tmp_path / "c.csv", columns=Columns(id="nr", text="body", publisher="source"))
    assert ",7,0,2,A met B,Wire," in (tmp_path / "e.csv").read_text()


def test_the_same_corpus_gives_the_same_bytes(tmp_path: Path) -> None:
    corpus = tmp_path / "c.csv"
    corpus.write_text("text\n" + "".join(f"A{i} met B{i}\n" for i in range(3000)))
    tables = set()
    for workers in (1, 2):
        code(tmp_path, corpus, workers=workers, force=True)
        tables.add((tmp_path / "e.csv").read_bytes())
    assert len(tables) == 1


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
    ending=st.sampled_from([".csv", ".tsv", ".jsonl", ".txt", ".csv.gz"]),
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


def test_seen_ids() -> None:
    seen = SeenIds()
    assert [seen.add(name) for name in ("a", "b", "a", "\ud800", "\ud800")] == [True, True, False, True, False]
    seen.close()
