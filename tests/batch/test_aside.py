from __future__ import annotations

import sqlite3
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.batch import aside
from coder.batch.aside import SeenIds, one_a_day
from coder.errors import InputError
from coder.records import HEADER


def event(date: str, source: str, target: str, code: str, mentions: int = 1, story: str = "s") -> tuple[str, ...]:
    known = {"date": date, "source": source, "target": target, "code": code, "mentions": str(mentions)}
    return tuple(known.get(name, story) for name in HEADER)


def test_seen_ids() -> None:
    seen = SeenIds()
    assert [seen.add(name) for name in ("a", "b", "a", "\ud800", "\ud800")] == [True, True, False, True, False]
    seen.close()


def test_no_room_for_them_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object, **options: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(aside.sqlite3, "connect", full)
    with pytest.raises(InputError, match=r"disk is full\).*SQLITE_TMPDIR"):
        SeenIds()


def test_the_first_telling_stays_with_the_mentions_of_all() -> None:
    told = [
        event("2004-11-30", "IRN", "FRA", "040", 2, "first"),
        event("2004-11-30", "FRA", "IRN", "040"),
        event("2004-11-30", "IRN", "FRA", "040", 3, "second"),
        event("2004-12-01", "IRN", "FRA", "040", 1, "third"),
        event("2004-11-30", "IRN", "FRA", "041"),
    ]
    assert list(one_a_day(lambda: told)) == [
        event("2004-11-30", "IRN", "FRA", "040", 5, "first"), told[1], told[3], told[4],
    ]  # fmt: skip


@pytest.mark.parametrize(("date", "source"), [("", "IRN"), ("2004-11-30", "")])
def test_what_may_not_be_the_same_is_kept(date: str, source: str) -> None:
    told = [event(date, source, "FRA", "040")] * 3
    assert list(one_a_day(lambda: told)) == told


DAY = st.sampled_from(["", "2004-11-30", "2004-12-01"])
WHO = st.sampled_from(["", "IRN", "FRA"])


@given(st.lists(st.builds(event, DAY, WHO, WHO, st.sampled_from(["040", "04"]), st.integers(1, 4))))
def test_mentions_add_up_and_no_day_has_an_act_twice(told: list[tuple[str, ...]]) -> None:
    kept = list(one_a_day(lambda: told))
    places = [HEADER.index(name) for name in ("date", "source", "target", "code")]
    mentions = HEADER.index("mentions")
    sums: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for place, rows in enumerate((told, kept)):
        for row in rows:
            act = sums[tuple(row[i] for i in places)]
            act[place] += int(row[mentions])
            act[2] += place
    for (date, source, target, _), (before, after, rows_kept) in sums.items():
        assert before == after
        assert rows_kept == 1 or not (date and source and target)
