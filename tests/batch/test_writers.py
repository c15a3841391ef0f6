"""The table and the files beside it: what has its final name is whole, and what hasn't can be gone on with."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.batch.journal import Checkpoint, Journal
from coder.batch.sources import Format
from coder.batch.stories import Rejection
from coder.batch.writers import Files, differences, outputs, table_writer
from coder.errors import InputError
from coder.records import HEADER

ROW = tuple("0" if name in {"sentence", "start", "mentions"} else f"{name}é" for name in HEADER)
REJECTION = Rejection("f", 1, 2, "f:1", "empty text", "no letter", "")
PLAN = {"model": "m 1", "corpus": [{"path": "c.csv", "bytes": 3, "sha256": "ab"}]}
TABLE = (",".join(HEADER) + "\n").encode()
LINE = (",".join(ROW) + "\n").encode()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(folder: Path, rows: int = 1, name: str = "e.csv", **options: Any) -> None:
    """A run that ends as it should."""
    with outputs(str(folder / name), **options) as files:
        start = files.begin(PLAN)
        for row in range(start.rows + 1, rows + 1):
            files.write([ROW])
            files.reject(REJECTION)
            files.mark(Checkpoint(rows=row))
        if not start.ended:
            files.mark(Checkpoint(rows=rows, ended=True))
            files.checkpoint()
        files.finish()
        files.publish({"counts": {"read": 1}})


def broken_off(folder: Path, name: str = "e.csv", **options: Any) -> None:
    """A run that has a checkpoint after one row, has marked another, and is at a third when the power goes."""
    files = outputs(str(folder / name), **options)
    files.begin(PLAN)
    for row in (1, 2, 3):
        files.write([ROW])
        files.reject(REJECTION)
        if row < 3:
            files.mark(Checkpoint(rows=row))
        if row == 1:
            files.checkpoint()
    assert isinstance(files, Files)
    assert files._journal is not None
    files._journal.close()  # as the system does when a process is no more


def test_a_run(tmp_path: Path) -> None:
    write(tmp_path)
    assert names(tmp_path) == ["e.csv", "e.rejected.csv", "e.run.json"]
    assert (tmp_path / "e.csv").read_bytes() == TABLE + LINE
    assert (tmp_path / "e.rejected.csv").read_text().splitlines() == [
        "file,row,line,story_id,reason,detail,text",
        "f,1,2,f:1,empty text,no letter,",
    ]
    assert json.loads((tmp_path / "e.run.json").read_text()) == {"counts": {"read": 1}}


def test_until_it_is_over_nothing_has_its_final_name(tmp_path: Path) -> None:
    with outputs(str(tmp_path / "e.csv")) as files:
        files.begin(PLAN)
        files.write([ROW])
        files.reject(REJECTION)
        assert names(tmp_path) == ["e.part.csv", "e.part.journal", "e.part.rejected.csv"]


@pytest.mark.parametrize("failing", [True, False])
def test_before_the_first_mark_a_run_leaves_nothing_and_harms_nothing(tmp_path: Path, failing: bool) -> None:
    (tmp_path / "e.csv").write_text("old")
    try:
        with outputs(str(tmp_path / "e.csv"), force=True) as files:
            files.begin(PLAN)
            files.write([ROW])
            files.reject(REJECTION)
            if failing:
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert files.safe() == "Nothing was written."
    assert names(tmp_path) == ["e.csv"]
    assert (tmp_path / "e.csv").read_text() == "old"


def test_what_was_marked_survives_an_interrupt_and_is_a_whole_table(tmp_path: Path) -> None:
    files = outputs(str(tmp_path / "e.csv"))
    files.begin(PLAN)
    files.write([ROW])
    files.mark(Checkpoint(rows=1, counts={"events": 1}))
    files.write([ROW])
    files.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert (tmp_path / "e.part.csv").read_bytes() == TABLE + LINE
    assert files.safe().startswith(f"What was done is safe: 1 row of the corpus, 1 event in {tmp_path}/e.part.csv.")


def test_a_run_that_was_broken_off_is_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    write(tmp_path / "whole", 5)
    broken_off(tmp_path)
    with outputs(str(tmp_path / "e.csv"), resume=True) as files:
        assert files.begin(PLAN).rows == 1
    write(tmp_path, 5, resume=True)
    for name in ("e.csv", "e.rejected.csv", "e.run.json"):
        assert (tmp_path / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert names(tmp_path) == ["e.csv", "e.rejected.csv", "e.run.json", "whole"]


def test_a_stop_before_it_goes_on_leaves_it_as_it_was(tmp_path: Path) -> None:
    broken_off(tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    with outputs(str(tmp_path / "e.csv"), resume=True) as files:
        pass  # Ctrl-C while the model is loaded
    assert files.safe().startswith("The run that was broken off is as it was.")
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


def test_nothing_is_lost_between_the_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The power goes after the first, the second, the third file has got its name, and before the journal is gone."""
    real = os.replace
    for daily in (False, True):
        for steps in range(4):
            folder = tmp_path / f"{daily}{steps}"
            folder.mkdir()
            done = 0

            def failing(source: Path, target: Path, steps: int = steps) -> None:
                nonlocal done
                if done == steps:
                    raise SystemExit
                done += 1
                real(source, target)

            with monkeypatch.context() as patch:
                patch.setattr("os.replace", failing)
                if steps == 3:
                    patch.setattr(Journal, "remove", lambda self: (_ for _ in ()).throw(SystemExit))
                with pytest.raises(SystemExit):
                    write(folder, 2, daily=daily)
            write(folder, 2, daily=daily, resume=True)
            assert names(folder) == ["e.csv", "e.rejected.csv", "e.run.json"]
            assert (folder / "e.csv").read_bytes() == TABLE + LINE * (1 if daily else 2)


def test_force_replaces_all_and_what_is_left_of_a_run(tmp_path: Path) -> None:
    for name in ("e.csv", "e.rejected.csv", "e.run.json"):
        (tmp_path / name).write_text("old")
    broken_off(tmp_path, force=True)
    with outputs(str(tmp_path / "e.csv"), force=True) as files:
        assert files.begin(PLAN) == Checkpoint()
        files.mark(Checkpoint(rows=1, ended=True))
        files.checkpoint()
        files.finish()
        files.publish({})
    assert names(tmp_path) == ["e.csv", "e.run.json"]
    assert (tmp_path / "e.csv").read_bytes() == TABLE


@pytest.mark.parametrize("existing", ["e.csv", "e.rejected.csv", "e.run.json", "e.part.csv"])
def test_nothing_is_replaced_unasked(tmp_path: Path, existing: str) -> None:
    (tmp_path / existing).write_text("old")
    with pytest.raises(InputError, match=f"{existing}: exists already.*--force"):
        outputs(str(tmp_path / "e.csv"))


def test_what_a_run_left_is_replaced_only_if_asked(tmp_path: Path) -> None:
    broken_off(tmp_path)
    with pytest.raises(InputError, match=r"broken off after 1 row .*--resume.*--force"):
        outputs(str(tmp_path / "e.csv"))


def test_resume_without_a_run_begins_one_and_after_its_end_refuses(tmp_path: Path) -> None:
    write(tmp_path, resume=True)
    with pytest.raises(InputError, match=r"e\.csv: is finished, there is nothing to resume"):
        outputs(str(tmp_path / "e.csv"), resume=True)
    with pytest.raises(InputError, match="give one of the two"):
        outputs(str(tmp_path / "e.csv"), resume=True, force=True)
    with pytest.raises(InputError, match="--resume needs a table that is a file"):
        outputs("-", resume=True)


def test_two_runs_into_one_table_are_refused(tmp_path: Path) -> None:
    with outputs(str(tmp_path / "e.csv")) as files:
        files.begin(PLAN)
        for options in ({}, {"resume": True}):
            with pytest.raises(InputError, match="another run is writing this table"):
                outputs(str(tmp_path / "e.csv"), **options).begin(PLAN)
        with pytest.raises(InputError, match="another run is writing this table"):
            outputs(str(tmp_path / "e.csv"), force=True).begin(PLAN)


def test_another_plan_is_refused_and_nothing_touched(tmp_path: Path) -> None:
    broken_off(tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    other = {"model": "m 2", "corpus": [{"path": "c.csv", "bytes": 4, "sha256": "ab"}, {"path": "d.csv"}]}
    with (
        pytest.raises(InputError, match="not the run that was broken off") as error,
        outputs(str(tmp_path / "e.csv"), resume=True) as files,
    ):
        files.begin(other)
    assert str(error.value).splitlines()[1:4] == [
        "  corpus: c.csv has other contents",
        "  corpus: d.csv was not there",
        "  model: was m 1, is m 2",
    ]
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


def test_files_in_another_order_are_another_corpus() -> None:
    a, b = {"path": "a"}, {"path": "b"}
    assert differences({"corpus": [a, b]}, {"corpus": [a, b]}) == []
    assert differences({"corpus": [a, b]}, {"corpus": [b, a]}) == ["corpus: b, a come in another order"]
    assert differences({"corpus": [a, b]}, {"corpus": [a]}) == ["corpus: b is no longer there"]


@pytest.mark.parametrize("part", ["e.part.csv", "e.part.rejected.csv"])
def test_parts_that_are_shorter_than_the_journal_says(tmp_path: Path, part: str) -> None:
    broken_off(tmp_path)
    (tmp_path / part).write_bytes(b"x")
    with (
        pytest.raises(InputError, match=f"{part}: gone, or shorter than the journal says"),
        outputs(str(tmp_path / "e.csv"), resume=True) as files,
    ):
        files.begin(PLAN)


def test_the_corpus_is_never_replaced(tmp_path: Path) -> None:
    for name in ("e.rejected.csv", "e.part.csv"):
        corpus = tmp_path / name
        corpus.write_text("text\na\n")
        with pytest.raises(InputError, match="is read as corpus"):
            outputs(str(tmp_path / "e.csv"), force=True, inputs=[str(corpus)])


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "e.csv").symlink_to(tmp_path / "real" / "e.csv")
    write(tmp_path)
    assert names(tmp_path / "real") == ["e.csv", "e.rejected.csv", "e.run.json"]
    assert (tmp_path / "e.csv").is_symlink()


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("e.xlsx", r"Give -o one of the endings \.csv, \.tsv, \.jsonl, \.parquet"),
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


def test_a_full_disk_is_told_and_keeps_the_last_checkpoint(tmp_path: Path) -> None:
    files = Files(str(tmp_path / "e.csv"))
    files.begin(PLAN)
    files.write([ROW])
    files.mark(Checkpoint(rows=1))
    files.checkpoint()
    assert files._rows is not None
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, files._rows._file.fileno())
    os.close(full)
    with pytest.raises(InputError, match=r"e\.part\.csv: cannot be written \(No space left") as error:
        files.write([ROW] * 1000)
    files.__exit__(InputError, error.value, None)
    assert (tmp_path / "e.part.csv").read_bytes() == TABLE + LINE
    write(tmp_path, 3, resume=True)
    assert (tmp_path / "e.csv").read_bytes() == TABLE + LINE * 3


def test_a_disk_that_has_no_room_for_the_first_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    files = outputs(str(tmp_path / "e.csv"))
    files.begin(PLAN)
    files.write([ROW])
    files.mark(Checkpoint(rows=1))
    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(InputError, match="No space left") as error:
        files.checkpoint()
    files.__exit__(InputError, error.value, None)
    assert names(tmp_path) == []


def test_tables_made_at_the_end(tmp_path: Path) -> None:
    """Three tellings of one act on one day."""
    day = tuple(
        {"date": "2004-11-30", "mentions": "2", "sentence": "1", "start": "5"}.get(name, name) for name in HEADER
    )
    with outputs(str(tmp_path / "e.jsonl"), daily=True) as files:
        files.begin(PLAN)
        files.write([day] * 3)
        files.mark(Checkpoint(rows=1, ended=True))
        files.checkpoint()
        assert names(tmp_path) == ["e.part.csv", "e.part.journal"]
        assert files.finish() == {"root": 1}
        files.publish({})
    assert names(tmp_path) == ["e.jsonl", "e.run.json"]
    (cells,) = map(json.loads, (tmp_path / "e.jsonl").read_text().splitlines())
    assert (cells["mentions"], cells["date"]) == (6, "2004-11-30")


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
