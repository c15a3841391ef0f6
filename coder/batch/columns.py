"""Columns of a corpus, and a row as it stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from coder.batch import messages
from coder.batch.lines import Fault


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns are called in the corpus; None is the usual name, where the corpus has such a column."""

    id: str | None = None
    date: str | None = None
    text: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None

    def resolve(self, present: Sequence[str], source: str) -> dict[str, str]:
        """Role → the column that plays it. The text must be there, and so must every column that was asked for.

        Usual names are found in any case ("Text").
        """
        found: dict[str, str] = {}
        for role in ROLES:
            asked: str | None = getattr(self, role)
            column = find_column(asked or role, present)
            if column is None:
                if asked or role == "text":
                    raise messages.missing_column(source, role, asked or role, present)
            elif present.count(column) > 1:
                raise messages.column_twice(source, column)
            else:
                found[role] = column
        return found


ROLES = tuple(column.name for column in fields(Columns))


def find_column(name: str, present: Sequence[str]) -> str | None:
    """The column of that name; else the only one that differs in case or blanks at its ends."""
    if name in present:
        return name
    alike = [column for column in present if column.strip().casefold() == name.strip().casefold()]
    return alike[0] if len(alike) == 1 else None


@dataclass(frozen=True, slots=True)
class Record:
    """A row as it stood: role → cell. `row` is its 1-based number among the rows, `line` where it begins.

    With a `fault` it can't be coded, and `values` are only fit to be shown.
    """

    row: int
    line: int
    values: Mapping[str, Any]
    fault: Fault | None = None
