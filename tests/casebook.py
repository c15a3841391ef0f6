"""Tables of cases as text: one case a line, `what is coded => what it gives`, so that a table can be read as a page."""

from __future__ import annotations

from typing import Any

import pytest

NOTHING = "nothing"


def cases(page: str) -> list[Any]:
    """Pytest parameters (text, expected list) of a page.

    The items after `=>` are separated by commas, `nothing` is an empty list; `!! why` at the end marks a case that is
    known to fail today; `#` starts a comment line.
    """
    found = []
    for line in page.strip().splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        text, arrow, wanted = line.rpartition(" => ")
        assert arrow, f"a case needs ' => ': {line!r}"
        wanted, _, why = wanted.partition(" !! ")
        items = [] if wanted.strip() == NOTHING else sorted(item.strip() for item in wanted.split(","))
        marks = [pytest.mark.xfail(strict=True, reason=why.strip())] if why else []
        found.append(pytest.param(text.strip(), items, id=text.strip()[:70], marks=marks))
    return found


def dated(text: str) -> tuple[str, str | None]:
    """Text and date of a case that begins with its day: "2004-03-01: It rained."."""
    day, colon, rest = text.partition(": ")
    return (rest, day) if colon and day.replace("-", "").isdigit() else (text, None)
