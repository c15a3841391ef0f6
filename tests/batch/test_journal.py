from __future__ import annotations

from pathlib import Path

import portalocker
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.batch.journal import Checkpoint, Journal
from coder.errors import InputError

PLAN = {"model": "é", "corpus": [{"path": "a\n"}]}
CHECKPOINTS = [
    Checkpoint(rows, f"{rows:x}", rows * 7, 0, {"events": rows}, [["f", 1]], 0.5, rows == 3) for rows in (1, 2, 3)
]


def written(path: Path) -> bytes:
    path.unlink(missing_ok=True)
    journal = Journal(path)
    assert (journal.plan, journal.last) == ({}, None)
    journal.begin(PLAN)
    for checkpoint in CHECKPOINTS:
        journal.add(checkpoint)
    journal.close()
    return path.read_bytes()


def test_what_was_added_last_is_what_is_read(tmp_path: Path) -> None:
    written(tmp_path / "j")
    journal = Journal(tmp_path / "j")
    assert (journal.plan, journal.last) == (PLAN, CHECKPOINTS[-1])
    journal.begin({})
    assert journal.last is None
    journal.remove()
    assert not (tmp_path / "j").exists()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_wherever_it_is_cut_and_whatever_follows_the_last_whole_line_holds(tmp_path: Path, data: st.DataObject) -> None:
    whole = written(tmp_path / "j")
    cut = data.draw(st.integers(0, len(whole)))
    rubbish = data.draw(st.sampled_from([b"", b"\0" * 100, b"\n", b'{"rows": "1"', b"{", b"\xff\n"]))
    (tmp_path / "j").write_bytes(whole[:cut] + rubbish)
    ends = [i + 1 for i, byte in enumerate(whole) if byte == ord("\n")]
    lines = sum((whole[:cut] + rubbish).startswith(whole[:end]) for end in ends)
    journal = Journal(tmp_path / "j")
    if lines == 0:
        assert (journal.plan, journal.last) == ({}, None)
    else:
        assert journal.plan == PLAN
        assert journal.last == (CHECKPOINTS[lines - 2] if lines > 1 else None)
        journal.add(CHECKPOINTS[0])
        journal.close()
        assert Journal(tmp_path / "j").last == CHECKPOINTS[0]
    journal.close()


def test_only_one_process_has_it(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j")
    with pytest.raises(InputError, match="another run is writing"):
        Journal(tmp_path / "j")
    journal.close()
    Journal(tmp_path / "j").close()


def test_a_file_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*arguments: object) -> None:
        raise portalocker.LockException("no locks available")

    monkeypatch.setattr(portalocker, "lock", no_locks)
    written(tmp_path / "j")
    assert Journal(tmp_path / "j").last == CHECKPOINTS[-1]


def test_one_of_another_version(tmp_path: Path) -> None:
    (tmp_path / "j").write_text('{"version": 0, "plan": {}}\n')
    with pytest.raises(InputError, match="not the journal of a run by this version"):
        Journal(tmp_path / "j")
