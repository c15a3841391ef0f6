from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.batch import parquet
from coder.batch.columns import Columns, Record
from coder.batch.messages import Reason
from coder.batch.readers import read_records
from coder.batch.sources import Corpus, Format, Source
from coder.batch.stories import Rejection, read_stories
from coder.errors import InputError
from coder.records import HEADER, Story

pa = pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
pq = pytest.importorskip("pyarrow.parquet")


def saved(folder: Path, **columns: Any) -> Path:
    path = folder / "c.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def records(path: Path, columns: Columns | None = None) -> list[Record]:
    with path.open("rb") as stream:
        return list(read_records(Source(path, Format.PARQUET, "f"), io.BufferedReader(stream), columns or Columns()))  # type: ignore[arg-type]


def stories(path: Path) -> list[Story | Rejection]:
    return list(read_stories(Corpus([str(path)]), Columns(), "utf-8"))


def test_rows_become_stories(tmp_path: Path) -> None:
    days = [dt.date(2004, 11, 30), None]
    path = saved(tmp_path, id=[1, 2], date=days, text=["Iran met France", "é"], other=[[1], [2]])
    assert stories(path) == [Story("1", "Iran met France", days[0]), Story("2", "é")]


@pytest.mark.parametrize(
    "cells",
    [
        pa.array(["a", None, "b"], pa.large_string()),
        pa.array(["a", None, "b"]).dictionary_encode(),
        pa.array([b"a", None, b"b"], pa.binary()),
    ],
)
def test_whatever_way_strings_are_kept(tmp_path: Path, cells: Any) -> None:
    assert [record.values["text"] for record in records(saved(tmp_path, text=cells))] == ["a", None, "b"]


def test_days_and_times(tmp_path: Path) -> None:
    noon = dt.datetime(2004, 11, 30, 12, 0, 1)
    for cells in (pa.array([noon]), pa.array([noon], pa.timestamp("ns", "UTC")), pa.array(["20041130"])):
        (story,) = stories(saved(tmp_path, text=["a"], date=cells))
        assert isinstance(story, Story)
        assert story.date == dt.date(2004, 11, 30)


def test_a_day_that_no_calendar_has_costs_one_row(tmp_path: Path) -> None:
    for kind, value in ((pa.date32(), 10**7), (pa.timestamp("s"), 10**12)):
        cells = pa.array([value, 12_752 if kind == pa.date32() else 1_101_772_800], kind)
        bad, good = stories(saved(tmp_path, text=["a", "b"], date=cells))
        assert isinstance(bad, Rejection)
        assert bad.reason == Reason.DATE
        assert good == Story("c.parquet:2", "b", dt.date(2004, 11, 30))


def test_faults_cost_one_row(tmp_path: Path) -> None:
    bad = pa.array([b"a\xff", b"b"], pa.binary()).view(pa.string())
    found = records(saved(tmp_path, text=bad, id=["1", "2"]))
    assert found[0].fault is not None
    assert found[0].fault == (Reason.BYTES, "byte 0xff at offset 1 is not utf-8; if the file is in another encoding, "
                              "say --encoding")  # fmt: skip
    assert found[1].values == {"id": "2", "text": "b"}
    (rejection,) = stories(saved(tmp_path, text=[1.5]))
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.detail) == (Reason.NOT_TEXT, "a number, not text")


def test_what_makes_a_file_unusable(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Its columns: body.*--text-column body"):
        records(saved(tmp_path, body=["a"]))
    (tmp_path / "d.parquet").write_bytes(b"PAR1 rubbish PAR1")
    with pytest.raises(InputError, match=r"d\.parquet: cannot be read"):
        stories(tmp_path / "d.parquet")
    with pytest.raises(InputError, match="Parquet is read from a plain file only"):
        list(read_stories(Corpus(["-"], Format.PARQUET), Columns(), "utf-8"))


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    path = saved(tmp_path, text=["a"])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"c\.parquet: pyarrow is not installed.*'cameo-coder\[parquet\]'"):
        records(path)


def test_what_was_read_is_described_and_measured(tmp_path: Path) -> None:
    path = saved(tmp_path, text=["a"] * 5000, other=[str(i) for i in range(5000)])
    corpus = Corpus([str(path)])
    assert len(list(read_stories(corpus, Columns(), "utf-8"))) == 5000
    assert corpus.bytes_read == corpus.total == corpus.inputs[0]["bytes"] == path.stat().st_size


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damaged_files_are_rows_or_a_message(tmp_path: Path, data: st.DataObject) -> None:
    path = saved(tmp_path, text=["Iran met France"] * 30, id=[str(i) for i in range(30)])
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.sampled_from([len(content), len(content) // 2]))])
    try:
        found = stories(path)
    except InputError:
        return
    assert len(found) <= 30


def test_tables_in_groups_of_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 4)
    rows = [[str(i) if name in ("start", "mentions") else f"0{i}" for name in HEADER] for i in range(10)]
    parquet.write_parquet(tmp_path / "e.parquet", iter(rows), HEADER, frozenset({"start", "mentions"}))
    table = pq.read_table(tmp_path / "e.parquet")
    assert pq.ParquetFile(tmp_path / "e.parquet").num_row_groups == 3
    assert table.column_names == list(HEADER)
    assert table.column("code").to_pylist() == [f"0{i}" for i in range(10)]
    assert table.column("start").to_pylist() == list(range(10))


def test_a_table_without_rows(tmp_path: Path) -> None:
    parquet.write_parquet(tmp_path / "e.parquet", [], HEADER, frozenset({"start"}))
    assert pq.read_table(tmp_path / "e.parquet").num_rows == 0
