"""What must be remembered of a whole corpus, kept in little memory however large it is: private SQLite files."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager

from coder.batch import messages
from coder.records import HEADER

Row = Sequence[str]

_KEY = [HEADER.index(name) for name in ("date", "source", "target", "code")]
_MENTIONS = HEADER.index("mentions")


class SeenIds:
    """A set of ids that lives on disk once it outgrows a small cache, gone at the end. Raises InputError if it can't."""

    def __init__(self) -> None:
        with _told():
            self._database = _database("CREATE TABLE seen (id INTEGER PRIMARY KEY)")

    def add(self, story_id: str) -> bool:
        """Whether the id is new. Kept are 64-bit hashes: among 10⁸ ids the chance of a false alarm is 3 in 10⁴."""
        key = int.from_bytes(_hash(story_id, 8), "big", signed=True)
        with _told():
            return self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount == 1

    def close(self) -> None:
        self._database.close()


def one_a_day(events: Callable[[], Iterable[Row]]) -> Iterator[Row]:
    """One event for each date, source, target and code: the first, with the `mentions` of all of them together.

    Events without a date or with an unknown actor are kept as they are: nobody knows whether they are the same.
    `events` gives all records in order; it is called twice.
    """
    with _told(), closing(_database("CREATE TABLE told (key BLOB PRIMARY KEY, first, mentions) WITHOUT ROWID")) as base:
        add = "INSERT INTO told VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions"
        keyed = ((_key(row), place, int(row[_MENTIONS])) for place, row in enumerate(events()))
        base.executemany(add, (one for one in keyed if one[0]))
        for place, row in enumerate(events()):
            if key := _key(row):
                first, mentions = base.execute("SELECT first, mentions FROM told WHERE key = ?", (key,)).fetchone()
                if first == place:
                    yield (*row[:_MENTIONS], str(mentions), *row[_MENTIONS + 1 :])
            else:
                yield row


def _key(row: Row) -> bytes:
    date, source, target, code = (row[place] for place in _KEY)
    return _hash("\0".join((date, source, target, code)), 16) if date and source and target else b""


def _hash(text: str, size: int) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()


def _database(table: str) -> sqlite3.Connection:
    base = sqlite3.connect("", isolation_level=None)
    for statement in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", table, "BEGIN"):
        base.execute(statement)
    return base


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as cause:
        raise messages.no_room_aside(cause) from cause
