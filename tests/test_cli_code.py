"""`cameo code` as a user meets it: a process, its output, its exit code."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coder.records import HEADER

FAKE = Path(__file__).parent / "batch" / "fake_cameo.py"


def cameo(*arguments: object, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, FAKE, *map(str, arguments)], cwd=cwd, input=stdin, capture_output=True)


def error(*arguments: object, cwd: Path, stdin: bytes = b"") -> str:
    """What a run says that has something to mend."""
    run = cameo(*arguments, cwd=cwd, stdin=stdin)
    assert (run.returncode, run.stdout) == (2, b"")
    message = run.stderr.decode()
    assert message.startswith("error: ")
    assert "Traceback" not in message
    return message


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "c.csv"
    path.write_text("id,date,text\n1,2004-11-30,Iran met France\n2,soon,Iran met Cuba\n3,,nothing\n")
    return path


def test_a_run(corpus: Path) -> None:
    run = cameo("code", corpus, "-o", "e.csv", cwd=corpus.parent)
    assert (run.returncode, run.stdout) == (0, b"")
    assert "stories read" in run.stderr.decode()
    assert "c.csv, row 2 (line 3): unparsable date" in run.stderr.decode()
    header, event = (corpus.parent / "e.csv").read_text().splitlines()
    assert header == ",".join(HEADER)
    assert event.split(",")[1:6] == ["2004-11-30", "IRA", "FRA", "040", "04"]
    assert sorted(path.name for path in corpus.parent.iterdir()) == [
        "c.csv",
        "e.csv",
        "e.rejected.csv",
        "e.run.json",
    ]


def test_pipes_and_workers(corpus: Path) -> None:
    one = cameo("code", "-", "-o", "-", cwd=corpus.parent, stdin=corpus.read_bytes())
    two = cameo("code", "-", "-o", "-", "--workers", 2, cwd=corpus.parent, stdin=corpus.read_bytes())
    assert (one.returncode, two.returncode) == (0, 0)
    assert one.stdout == two.stdout
    assert one.stdout.startswith(b"event_id,date,")
    assert one.stdout.count(b"\n") == 2


def test_a_reader_that_stops_early(corpus: Path) -> None:
    corpus.write_text("text\n" + "Iran met France\n" * 50_000)
    command = f"{sys.executable} {FAKE} code {corpus} -o - | head -n 1"
    run = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert run.stdout == ",".join(HEADER) + "\n"
    assert run.stderr == ""


def test_messages(corpus: Path) -> None:
    here = corpus.parent
    (here / "b.csv").write_text("id,body\n1,a\n")
    (here / "old.csv").write_text("old")
    assert "nowhere.csv: no such file" in error("code", "nowhere.csv", "-o", "e.csv", cwd=here)
    assert "--text-column body" in error("code", "b.csv", "-o", "e.csv", cwd=here)
    assert "no column 'day'" in error("code", corpus, "-o", "e.csv", "--date-column", "day", cwd=here)
    assert "--force" in error("code", corpus, "-o", "old.csv", cwd=here)
    assert "one of the endings" in error("code", corpus, "-o", "e.sav", cwd=here)
    assert "no such text encoding" in error("code", corpus, "-o", "e.csv", "--encoding", "x", cwd=here)
    assert "no such folder" in error("code", corpus, "-o", "e.csv", "--dictionaries", "nowhere", cwd=here)
    for workers in (1, 2):
        assert "pip install missing" in error(
            "code", corpus, "-o", "e.csv", "--model", "missing", "--workers", workers, cwd=here
        )
    assert sorted(path.name for path in here.iterdir()) == ["b.csv", "c.csv", "old.csv"]


def test_nothing_to_code_is_a_failure(corpus: Path) -> None:
    here = corpus.parent
    corpus.write_text("id,text\n")
    empty = cameo("code", corpus, "-o", "e.csv", cwd=here)
    assert (empty.returncode, (here / "e.csv").exists()) == (1, False)
    assert "holds no story" in empty.stderr.decode()
    corpus.write_text("id,text\n1,\n")
    rejected = cameo("code", corpus, "-o", "e.csv", cwd=here)
    assert (rejected.returncode, (here / "e.rejected.csv").exists()) == (1, True)
    assert "Nothing could be coded" in rejected.stderr.decode()


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c(corpus: Path, workers: int) -> None:
    command = [
        sys.executable,
        str(FAKE),
        "code",
        str(corpus),
        "-o",
        "e.csv",
        "--model",
        "slow",
        "--workers",
        str(workers),
    ]
    process = subprocess.Popen(command, cwd=corpus.parent, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stderr is not None
    assert process.stderr.readline() == "loaded\n"
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said == "Stopped. Nothing was written.\n"
    assert [path.name for path in corpus.parent.iterdir()] == ["c.csv"]


def test_a_bar_on_a_terminal(corpus: Path) -> None:
    corpus.write_text("text\n" + "Iran met France\n" * 1000)
    terminal, end = pty.openpty()
    command = [sys.executable, str(FAKE), "code", str(corpus), "-o", "e.csv"]
    with subprocess.Popen(command, cwd=corpus.parent, stderr=end, env={**os.environ, "TERM": "xterm"}) as process:
        os.close(end)
        said = b""
        while True:
            try:
                piece = os.read(terminal, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            said += piece
    os.close(terminal)
    assert process.returncode == 0
    assert b"/s, " in said
    assert b"stories read" in said


def test_help_is_quick_and_names_every_option(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", FAKE, "code", "--help"],
        capture_output=True, text=True, env={**os.environ, "COLUMNS": "120"},
    )  # fmt: skip
    assert run.returncode == 0
    options = "output force workers model dictionaries partial no-story-memory no-dedupe format encoding date-order"
    columns = "id-column date-column text-column title-column publisher-column url-column"
    for option in (f"--{name}" for name in f"{options} {columns}".split()):
        assert option in run.stdout
    imported = {line.rsplit("|", 1)[-1].strip() for line in run.stderr.splitlines() if "|" in line}
    assert not imported & {"spacy", "numpy", "pandas"}
