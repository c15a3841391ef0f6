from __future__ import annotations

from collections import Counter

import pytest

from coder.batch.report import progress, summary
from coder.batch.run import Counts, Result
from coder.batch.sources import Corpus


def test_the_summary_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    roots = Counter({f"{root:02}": 30 - root for root in range(1, 13)})
    counts = Counts(12_345, 12_000, 300, Counter({"empty text": 45}), roots.total(), roots, 2)
    summary(Result(counts, 61.23, "e.rejected.csv"))
    out, err = capsys.readouterr()
    assert out == ""
    lines = [line.split() for line in err.splitlines()]
    assert lines[0] == ["stories", "read", "12,345"]
    assert ["empty", "text", "45"] in lines
    assert ["root", "10", "20"] in lines
    assert ["root", "11", "19"] not in lines
    assert ["other", "roots", "37"] in lines
    assert "45 rows rejected. Each with its reason: e.rejected.csv" in err
    assert "2 stories had an id seen before" in err


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        (Counts(), "The corpus holds no story"),
        (Counts(read=1, rejected=Counter({"empty text": 1})), "Nothing could be coded: all 1 row"),
        (Counts(read=1, without_events=1), "stories read"),
    ],
)
def test_what_deserves_a_second_look(capsys: pytest.CaptureFixture[str], counts: Counts, message: str) -> None:
    summary(Result(counts))
    assert message in capsys.readouterr().err


def test_the_bar_is_silent_where_no_one_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as show:
        show(Counts(), Corpus([]))
    assert capsys.readouterr() == ("", "")
