"""A dask cluster in place of workers: a real scheduler and two real workers, the same bytes, and what goes wrong is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

distributed = pytest.importorskip("distributed", reason="the extra 'dask' isn't installed")

from coder.batch.distributed import cluster  # noqa: E402
from coder.batch.lines import Fault  # noqa: E402
from coder.batch.messages import Reason  # noqa: E402
from coder.batch.run import Job, code_corpus  # noqa: E402
from coder.errors import InputError  # noqa: E402
from coder.records import Story  # noqa: E402
from tests.batch.fakes import FakeEngine  # noqa: E402

ROOT = Path(__file__).parents[2]
ENV = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "DASK_DISTRIBUTED__NANNY__PRE_SPAWN_ENVIRON": '{"MALLOC_TRIM_THRESHOLD_": 2000000000, "OPENBLAS_NUM_THREADS": 1}',
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
}


def spawn(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
    return subprocess.Popen(command, env=ENV, stderr=subprocess.PIPE, text=True, start_new_session=True)


def said(process: subprocess.Popen[str], what: str) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if what in line:
            return line
    raise AssertionError(f"the process ended without saying {what!r}")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler and two workers, each its own process, as somebody would start them."""
    scheduler = spawn("scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1")
    try:
        line = said(scheduler, "Scheduler at:")
        where = line.split()[-1]
        workers = spawn("worker", where, "--nworkers", "2", "--nthreads", "1", "--no-dashboard")
        try:
            yield where
        finally:
            os.killpg(workers.pid, signal.SIGTERM)
            workers.wait(30)
    finally:
        os.killpg(scheduler.pid, signal.SIGTERM)
        scheduler.wait(30)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "c.csv"
    rows = [f"{i},2004-11-{i % 30 + 1:02},Iran {('met', 'accused', 'saw')[i % 3]} France{i}" for i in range(300)]
    path.write_text("id,date,text\n" + "\n".join(rows) + "\n300,soon,Iran met Cuba\n")
    return path


def test_the_bytes_are_those_of_one_process(address: str, corpus: Path) -> None:
    said: list[str] = []
    results = []
    for name, dask in (("one.csv", None), ("dask.csv", address)):
        job = Job((str(corpus),), str(corpus.with_name(name)), FakeEngine(), batch=7, dask=dask)
        results.append(code_corpus(job, say=said.append))
    assert corpus.with_name("dask.csv").read_bytes() == corpus.with_name("one.csv").read_bytes()
    assert results[0].counts == results[1].counts
    assert results[1].counts.rejected.total() == 1
    assert said == []


def test_the_real_coder_by_the_command_line(address: str, tmp_path: Path) -> None:
    corpus = ROOT / "examples" / "news.csv"
    for arguments in (["-o", "one.csv", "--workers", "1"], ["-o", "dask.csv", "--dask", address]):
        command = [sys.executable, "-c", "from coder.cli import main; main()", "code", str(corpus), *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=ENV, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
    table = (tmp_path / "dask.csv").read_bytes()
    assert table == (tmp_path / "one.csv").read_bytes()
    assert table.count(b"\n") > 20


def test_stories_come_back_in_order_however_long_they_take(address: str) -> None:
    chunks = [[Story(f"{i}-{k}", f"Iran met Cuba{i}") for k in range(i % 4)] for i in range(40)]
    with cluster(FakeEngine(), address) as team:
        found = list(team.code(chunks))
        assert team.description["model"] == "fake 1"
    assert [[rows[0][17] for rows in one if not isinstance(rows, Fault)] for one in found] == [
        [story.id for story in chunk] for chunk in chunks
    ]


def test_a_story_that_kills_workers_is_the_only_one_lost(address: str) -> None:
    stories = [Story(str(i), "KILL THE WORKER" if i == 2 else "Iran met Cuba") for i in range(4)]
    with cluster(FakeEngine(), address) as team:
        (found,) = team.code([stories])
    assert [isinstance(one, Fault) for one in found] == [False, False, True, False]
    assert isinstance(found[2], Fault)
    assert found[2].reason is Reason.KILLED


def test_workers_that_cannot_code_say_why(address: str) -> None:
    with (
        pytest.raises(InputError, match=r"dask worker tcp://.*no model called fake"),
        cluster(FakeEngine(True), address),
    ):
        raise AssertionError


def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.batch.distributed.CONNECT_SECONDS", 0.5)
    with pytest.raises(InputError, match="no dask scheduler answers there"), cluster(FakeEngine(), "tcp://127.0.0.1:9"):
        raise AssertionError
