from __future__ import annotations

import pytest

from coder.batch import workers
from coder.batch.workers import Engine, chunks, team
from coder.errors import InputError
from coder.records import Story

from .fakes import FakeEngine


def stories(number: int, text: str = "Iran met France") -> list[Story]:
    return [Story(f"s{i}", f"{text} {i}") for i in range(number)]


def test_chunks_keep_all_and_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK_STORIES", 3)
    monkeypatch.setattr(workers, "CHUNK_CHARACTERS", 100)
    given = [*stories(7), *stories(2, "x" * 200)]
    cut = list(chunks(given))
    assert [len(chunk) for chunk in cut] == [3, 3, 2, 1]
    assert [story for chunk in cut for story in chunk] == given
    assert list(chunks([])) == []


def test_any_number_of_workers_gives_the_same_rows_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK_STORIES", 10)
    tables = []
    for number in (1, 2, 3):
        with team(FakeEngine(), number) as coders:
            assert coders.description["model"] == "fake 1"
            tables.append(list(coders.code(stories(205))))
    assert len(tables[0]) == 205
    assert tables[0] == tables[1] == tables[2]


def test_reading_waits_for_coding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK_STORIES", 1)
    taken = 0

    def slowly() -> object:
        nonlocal taken
        for story in stories(100):
            taken += 1
            yield story

    with team(FakeEngine(), 2) as coders:
        next(coders.code(slowly()))  # type: ignore[arg-type]
        assert taken <= 5


@pytest.mark.parametrize("number", [1, 2])
def test_a_model_that_is_missing_is_told_by_its_own_message(number: int) -> None:
    with pytest.raises(InputError, match="pip install fake"), team(FakeEngine(missing=True), number):
        pass


def test_a_worker_that_dies_is_told() -> None:
    with pytest.raises(InputError, match="A worker process died"), team(FakeEngine(), 2) as coders:
        list(coders.code([Story("1", "KILL THE WORKER")]))


def test_dictionaries_that_are_not_there() -> None:
    with pytest.raises(InputError, match="--dictionaries nowhere: no such folder"):
        Engine(dictionaries=("nowhere",)).load()
