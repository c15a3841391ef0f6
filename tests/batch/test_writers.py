from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.batch.sources import Format
from coder.batch.stories import Rejection
from coder.batch.writers import Files, outputs, table_writer
from coder.errors import InputError
from coder.records import HEADER

ROW = tuple("0" if name in {"sentence", "start", "mentions"} else f"{name}é" for name in HEADER)
REJECTION = Rejection("f", 1, 2, "f:1", "empty text", "no letter", "")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_committed_run(tmp_path: Path) -> None:
    with outputs(str(tmp_path / "e.csv")) as files:
        files.write([ROW])
        files.reject(REJECTION)
        assert all(name.endswith(".part") for name in names(tmp_path))
        files.commit({"counts": {"read": 1}})
    assert names(tmp_path) == ["e.csv", "e.rejected.csv", "e.run.json"]
    assert (tmp_path / "e.csv").read_bytes() == (",".join(HEADER) + "\n" + ",".join(ROW) + "\n").encode()
    assert (tmp_path / "e.rejected.csv").read_text().splitlines() == [
        "file,row,line,story_id,reason,detail,text",
        "f,1,2,f:1,empty text,no letter,",
    ]
    assert json.loads((tmp_path / "e.run.json").read_text()) == {"counts": {"read": 1}}


@pytest.mark.parametrize("failing", [True, False])
def test_what_is_not_committed_leaves_nothing_and_harms_nothing(tmp_path: Path, failing: bool) -> None:
    (tmp_path / "e.csv").write_text("old")
    try:
        with outputs(str(tmp_path / "e.csv"), force=True) as files:
            files.write([ROW])
            files.reject(REJECTION)
            if failing:
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert names(tmp_path) == ["e.csv"]
    assert (tmp_path / "e.csv").read_text() == "old"


def test_force_replaces_all_three(tmp_path: Path) -> None:
    for name in ("e.csv", "e.rejected.csv", "e.run.json"):
        (tmp_path / name).write_text("old")
    with outputs(str(tmp_path / "e.csv"), force=True) as files:
        files.commit({})
    assert names(tmp_path) == ["e.csv", "e.run.json"]
    assert (tmp_path / "e.csv").read_text() == ",".join(HEADER) + "\n"


@pytest.mark.parametrize("existing", ["e.csv", "e.rejected.csv", "e.run.json"])
def test_nothing_is_replaced_unasked(tmp_path: Path, existing: str) -> None:
    (tmp_path / existing).write_text("old")
    with pytest.raises(InputError, match=f"{existing}: exists already.*--force"):
        outputs(str(tmp_path / "e.csv"))


def test_the_corpus_is_never_replaced(tmp_path: Path) -> None:
    corpus = tmp_path / "e.rejected.csv"
    corpus.write_text("text\na\n")
    with pytest.raises(InputError, match="is read as corpus"):
        outputs(str(tmp_path / "e.csv"), force=True, inputs=[str(corpus)])


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "e.csv").symlink_to(tmp_path / "real" / "e.csv")
    with outputs(str(tmp_path / "e.csv")) as files:
        files.commit({})
    assert names(tmp_path / "real") == ["e.csv", "e.run.json"]
    assert (tmp_path / "e.csv").is_symlink()


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("e.xlsx", r"Give -o one of the endings \.csv, \.tsv, \.jsonl"),
        ("e", "unknown kind of table"),
        ("none/e.csv", "none: no such folder to write into.*mkdir -p none"),
        (".", "not a plain file"),
        ("/dev/null", "not a plain file.*-o -"),
    ],
)
def test_refused_targets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=message):
        outputs(target, force=True)


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with Files(str(tmp_path / "e.csv")) as files:
        full = os.open("/dev/full", os.O_WRONLY)
        os.dup2(full, files._drafts[0].stream.fileno())
        os.close(full)
        with pytest.raises(InputError, match=r"e\.csv: cannot be written \(No space left"):
            files.write([ROW] * 1000)
    assert names(tmp_path) == []


def test_json_counts_are_numbers_and_codes_are_strings() -> None:
    stream = io.StringIO()
    table_writer(stream, Format.JSONL)([ROW])
    cells = json.loads(stream.getvalue())
    assert tuple(cells) == HEADER
    assert (cells["sentence"], cells["start"], cells["mentions"], cells["code"]) == (0, 0, 0, "codeé")


ROWS = st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))


@given(ROWS, st.sampled_from([Format.CSV, Format.TSV]))
def test_tables_can_be_read_again(rows: list[list[str]], kind: Format) -> None:
    stream = io.StringIO(newline="")
    table_writer(stream, kind, ["a", "b"])(rows)
    stream.seek(0)
    delimiter = "\t" if kind is Format.TSV else ","
    assert list(csv.reader(stream, delimiter=delimiter, strict=True)) == [["a", "b"], *rows]
