"""Counts ids that came before, exactly and in little memory however large the corpus."""

from __future__ import annotations

import hashlib
import sqlite3


class SeenIds:
    """A set of ids that lives on disk once it outgrows a small cache: a private SQLite file, gone at the end."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY)")
        self._database.execute("BEGIN")

    def add(self, story_id: str) -> bool:
        """Whether the id is new. Kept are 64-bit hashes: among 10⁸ ids the chance of a false alarm is 3 in 10⁴."""
        digest = hashlib.blake2b(story_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        key = int.from_bytes(digest, "big", signed=True)
        return self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount == 1

    def close(self) -> None:
        self._database.close()
