"""`cameo code` as a user meets it: a process, its output, its exit code."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
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


def steady(corpus: Path, output: str, *options: str) -> subprocess.Popen[str]:
    """A run of some seconds, in a process group of its own, some chunks on its way."""
    command = [sys.executable, str(FAKE), "code", str(corpus), "-o", output, "--model", "steady", "--batch", "10"]
    process = subprocess.Popen(
        [*command, *options], cwd=corpus.parent, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    part, deadline = corpus.parent / "e.part.csv", time.monotonic() + 30
    while not (part.exists() and part.stat().st_size > 3000):
        assert time.monotonic() < deadline
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.01)
    return process


@pytest.fixture
def whole(corpus: Path) -> bytes:
    """The table of a run that nobody disturbs."""
    corpus.write_text("id,text\n" + "".join(f"{i},Iran met A{i}\n" for i in range(200)))
    assert cameo("code", corpus, "-o", "whole.csv", cwd=corpus.parent).returncode == 0
    (corpus.parent / "whole.run.json").unlink()
    return (corpus.parent / "whole.csv").read_bytes()


def resumed(corpus: Path, workers: int = 2) -> bytes:
    run = cameo("code", corpus, "-o", "e.csv", "--resume", "--workers", workers, cwd=corpus.parent)
    assert run.returncode == 0, run.stderr.decode()
    return (corpus.parent / "e.csv").read_bytes()


def test_ctrl_c_and_the_kill_of_a_scheduler_leave_a_table_that_is_gone_on_with(corpus: Path, whole: bytes) -> None:
    for stop in (
        lambda process: os.killpg(process.pid, signal.SIGINT),
        lambda process: process.send_signal(signal.SIGTERM),
    ):
        process = steady(corpus, "e.csv", "--workers", "2")
        stop(process)
        _, said = process.communicate(timeout=30)
        assert process.returncode == 130
        assert said.startswith("Stopped. What was done is safe: ")
        assert said.endswith("in e.part.csv. Go on with --resume, or begin anew with --force.\n")
        assert said.count("\n") == 1
        part = (corpus.parent / "e.part.csv").read_bytes()
        assert whole.startswith(part)
        assert part.endswith(b"\n")
        assert "--resume" in error("code", corpus, "-o", "e.csv", cwd=corpus.parent)
        assert resumed(corpus) == whole
        (corpus.parent / "e.csv").unlink()
        (corpus.parent / "e.run.json").unlink()
    assert {path.name for path in corpus.parent.iterdir()} == {"c.csv", "whole.csv"}


def test_ctrl_c_on_the_way_to_a_pipe(corpus: Path) -> None:
    command = [sys.executable, str(FAKE), "code", str(corpus), "-o", "-", "--model", "slow"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "loaded\n"
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, "Stopped. What went to standard output is not the whole table.\n")


def test_kill_9_of_the_parent_leaves_no_process_and_is_gone_on_with(corpus: Path, whole: bytes) -> None:
    process = steady(corpus, "e.csv", "--workers", "2")
    process.kill()
    process.communicate(timeout=30)  # its standard error ends when the last worker has gone
    assert not (corpus.parent / "e.csv").exists()
    assert resumed(corpus, workers=1) == whole


def test_kill_9_of_the_workers_is_survived(corpus: Path, whole: bytes) -> None:
    process = steady(corpus, "e.csv", "--workers", "2")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("this system doesn't tell who is whose child")
    for child in children.read_text().split():
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert (corpus.parent / "e.csv").read_bytes() == whole


def test_what_cannot_be_written(corpus: Path) -> None:
    assert "cannot be written (Permission denied)" in error("code", corpus, "-o", "/sys/e.csv", cwd=corpus.parent)
    command = f"{sys.executable} {FAKE} code {corpus} -o - > /dev/full"
    run = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (
        2,
        "error: standard output: cannot be written (No space left on device). Mend that and run again.\n",
    )


def test_one_event_a_day(corpus: Path) -> None:
    corpus.write_text("date,text\n" + "2004-11-30,Iran met France\n" * 3 + "2004-12-01,Iran met France\n")
    run = cameo("code", corpus, "-o", "e.tsv", "--one-a-day", cwd=corpus.parent)
    assert run.returncode == 0
    assert "left out, told again  2" in " ".join(run.stderr.decode().split()).replace("again 2", "again  2")
    rows = [line.split("\t") for line in (corpus.parent / "e.tsv").read_text().splitlines()]
    at = HEADER.index("mentions")
    assert [(row[1], row[at]) for row in rows[1:]] == [("2004-11-30", "3"), ("2004-12-01", "1")]
    assert "--one-a-day needs a table that is a file" in error(
        "code", corpus, "-o", "-", "--one-a-day", cwd=corpus.parent
    )


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


def test_the_defaults_of_the_command_are_those_of_the_library() -> None:
    from typer.main import get_command

    from coder.batch.run import Job
    from coder.cli import app

    defaults = {option.name: option.default for option in get_command(app).commands["code"].params}  # type: ignore[attr-defined]
    job = Job((), "")
    assert (defaults["batch"], defaults["time_limit"]) == (job.batch, job.time_limit)


def test_help_is_quick_and_names_every_option(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", FAKE, "code", "--help"],
        capture_output=True, text=True, env={**os.environ, "COLUMNS": "120"},
    )  # fmt: skip
    assert run.returncode == 0
    options = "output dask force resume workers batch time-limit one-a-day model dictionaries partial no-story-memory no-dedupe format encoding date-order"
    columns = "id-column date-column text-column title-column publisher-column url-column"
    for option in (f"--{name}" for name in f"{options} {columns}".split()):
        assert option in run.stdout
    imported = {line.rsplit("|", 1)[-1].strip() for line in run.stderr.splitlines() if "|" in line}
    assert not imported & {"spacy", "numpy", "pandas"}
