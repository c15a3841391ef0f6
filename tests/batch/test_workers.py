"""Chunks of stories through the engine: in this process, in others, and in others that die."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.batch.engine import Engine, Outcome
from coder.batch.lines import Fault
from coder.batch.messages import Reason
from coder.batch.workers import team
from coder.errors import InputError
from coder.records import Story

from .fakes import FAIL, HANG, KILL, FakeEngine


def stories(number: int, text: str = "Iran met France") -> list[Story]:
    return [Story(f"s{i}", f"{text} {i}") for i in range(number)]


def cut(given: list[Story], size: int) -> list[list[Story]]:
    return [given[i : i + size] for i in range(0, len(given), size)]


def coded(given: list[Story], engine: FakeEngine, workers: int, size: int = 10, seconds: float = 60) -> list[Outcome]:
    with team(engine, workers, seconds) as coders:
        return [outcome for outcomes in coders.code(cut(given, size)) for outcome in outcomes]


def with_one(text: str, at: int = 7, number: int = 30) -> list[Story]:
    given = stories(number)
    given[at] = Story("odd", text)
    return given


def test_any_number_of_workers_and_any_chunk_gives_the_same_rows_in_order() -> None:
    expected = coded(stories(205), FakeEngine(), 0)
    assert len(expected) == 205
    assert all(len(outcome) == 1 for outcome in expected)
    for workers, size in ((1, 10), (2, 1), (3, 64)):
        assert coded(stories(205), FakeEngine(), workers, size) == expected


def test_chunks_without_stories_keep_their_place() -> None:
    for workers in (0, 1):
        with team(FakeEngine(), workers) as coders:
            found = [len(outcomes) for outcomes in coders.code([[], stories(2), [], []])]
        assert found == [0, 2, 0, 0]


def test_reading_waits_for_coding() -> None:
    taken = 0

    def slowly() -> Iterator[list[Story]]:
        nonlocal taken
        for story in stories(1000):
            taken += 1
            yield [story]

    with team(FakeEngine(), 2) as coders:
        next(coders.code(slowly()))
        assert taken <= 8


def test_a_process_is_started_only_if_there_is_a_chunk_for_it() -> None:
    with team(FakeEngine(), 8) as coders:
        assert [len(outcomes) for outcomes in coders.code([stories(3)])] == [3]
        assert len(multiprocessing.active_children()) == 1
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_model_that_is_missing_is_told_by_its_own_message(number: int) -> None:
    with pytest.raises(InputError, match="pip install fake"), team(FakeEngine(missing=True), number):
        pass


@pytest.mark.parametrize("workers", [1, 2])
def test_a_story_that_kills_is_the_only_one_lost(workers: int) -> None:
    expected = coded(with_one("nothing"), FakeEngine(), 0)
    found = coded(with_one(KILL), FakeEngine(), workers)
    fault = found[7]
    assert isinstance(fault, Fault)
    assert fault.reason is Reason.KILLED
    assert "SIGKILL" in fault.detail
    assert found[:7] + found[8:] == expected[:7] + expected[8:]


def test_several_stories_that_kill_in_one_chunk() -> None:
    given = stories(12)
    given[0], given[5], given[11] = (Story(f"k{i}", KILL) for i in range(3))
    found = coded(given, FakeEngine(), 2, size=12)
    assert [i for i, outcome in enumerate(found) if isinstance(outcome, Fault)] == [0, 5, 11]


def test_workers_that_are_killed_from_outside_cost_nothing(tmp_path: Path) -> None:
    """One after the other, whatever they are at: no story is blamed."""
    for number in range(3):
        (tmp_path / str(number)).touch()
    given = stories(60)
    assert coded(given, FakeEngine(dying=str(tmp_path)), 2) == coded(given, FakeEngine(), 0)
    assert not list(tmp_path.iterdir())


def test_a_story_over_the_time_limit_is_the_only_one_lost() -> None:
    found = coded(with_one(HANG), FakeEngine(), 2, seconds=3)
    fault = found[7]
    assert isinstance(fault, Fault)
    assert fault.reason is Reason.SLOW
    assert fault.detail == "more than 3 seconds; it has 15 characters. Split it, or raise --time-limit"
    assert sum(isinstance(outcome, Fault) for outcome in found) == 1


def test_a_slow_chunk_is_no_slow_story() -> None:
    """Ten stories of half a second under a limit of three: none is rejected."""
    found = coded(stories(10), FakeEngine(slow=0.5), 2, size=10, seconds=3)
    assert not any(isinstance(outcome, Fault) for outcome in found)


def test_a_story_at_which_the_coder_fails_is_the_only_one_lost() -> None:
    found = coded(with_one(FAIL), FakeEngine(), 2)
    fault = found[7]
    assert isinstance(fault, Fault)
    assert fault.reason is Reason.FAILED
    assert fault.detail.startswith("ValueError: an odd story (fakes.py:")
    assert sum(isinstance(outcome, Fault) for outcome in found) == 1


def test_where_every_story_kills_it_is_no_story_s_fault() -> None:
    with pytest.raises(InputError, match=r"20 worker processes in a row ended \(SIGKILL\).*fewer --workers"):
        coded(stories(100, KILL), FakeEngine(), 2)


def test_workers_that_die_while_they_load() -> None:
    with pytest.raises(InputError, match="20 worker processes in a row ended"):
        coded(stories(1), FakeEngine(stillborn=True), 1)


def test_dictionaries_that_change_under_a_run_are_noticed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"changed while it ran \(dictionaries not as at the start"):
        coded(stories(40), FakeEngine(loaded=str(tmp_path), slow=0.05), 2)


def test_no_process_is_left_when_a_run_is_given_up() -> None:
    def given_up() -> None:
        with team(FakeEngine(slow=1), 2) as coders:
            next(coders.code(cut(stories(10), 1)))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        given_up()
    assert not multiprocessing.active_children()


def test_dictionaries_that_are_not_there() -> None:
    with pytest.raises(InputError, match="--dictionaries nowhere: no such folder"):
        Engine(dictionaries=("nowhere",)).load()
