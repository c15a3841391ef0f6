"""What is known for certain about a run that is not over: its plan, and how much of it is safely on the disk.

A line of JSON for the plan, then one for each checkpoint. Lines are only ever added, after all that they speak of has
reached the disk: whenever the machine stops, the last whole line is true.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import portalocker

from coder.batch import messages

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A place in the corpus between two rows, and what stood in the files there.

    `rows` of the corpus are dealt with, and `digest` is a hash over them. `table` and `rejected` are sizes in bytes.
    `counts` and `shown` (the first rejections) are what the summary tells. `ended`: that is the whole corpus.
    """

    rows: int = 0
    digest: str = ""
    table: int = 0
    rejected: int = 0
    counts: Mapping[str, Any] = field(default_factory=dict)
    shown: list[list[Any]] = field(default_factory=list)
    seconds: float = 0.0
    ended: bool = False


class Journal:
    """The journal at `path`, kept for this process alone as long as it is open.

    `plan` is what was set down when the run began, empty for a new journal; `last` the last checkpoint, if any.
    Raises InputError if another process has it open, or it can't be read, and OSError if it can't be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.plan: dict[str, Any] = {}
        self.last: Checkpoint | None = None
        self._file = io.FileIO(path, "a+")
        try:
            portalocker.lock(self._file, portalocker.LOCK_EX | portalocker.LOCK_NB)
        except portalocker.LockException as cause:
            self._file.close()
            if isinstance(cause, portalocker.AlreadyLocked):
                raise messages.output_in_use(str(path)) from cause
            self._file = io.FileIO(path, "a+")  # a file system without locks
        self._read()

    def _read(self) -> None:
        self._file.seek(0)
        whole = 0
        for number, line in enumerate(io.BufferedReader(_Unclosed(self._file))):
            try:
                content = json.loads(line) if line.endswith(b"\n") else None
                if number == 0 and content is not None:
                    if content["version"] != _VERSION:
                        raise messages.journal_unreadable(str(self.path))
                    self.plan = content["plan"]
                elif content is not None:
                    self.last = Checkpoint(**content)
            except (ValueError, TypeError, KeyError):
                content = None
            if content is None:
                break  # cut off, or torn by a power failure; what follows isn't true
            whole += len(line)
        self._file.truncate(whole)
        self._file.seek(0, os.SEEK_END)

    def begin(self, plan: Mapping[str, Any]) -> None:
        """A new run: forgets what was there."""
        self._file.truncate(0)
        self.plan, self.last = dict(plan), None
        self._add({"version": _VERSION, "plan": self.plan})
        sync_folder(self.path.parent)

    def add(self, checkpoint: Checkpoint) -> None:
        """To be called when what the checkpoint speaks of is on the disk."""
        self._add(asdict(checkpoint))
        self.last = checkpoint

    def _add(self, content: Mapping[str, Any]) -> None:
        line = json.dumps(content, ensure_ascii=True).encode() + b"\n"
        if self._file.write(line) != len(line):
            raise OSError(28, os.strerror(28))  # the disk took only a part
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()

    def remove(self) -> None:
        """The run is over, or never began."""
        with suppress(OSError):
            self.path.unlink()
        self._file.close()


class _Unclosed(io.RawIOBase):
    """A file that stays open when the buffer around it goes."""

    def __init__(self, file: io.FileIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._file.readinto(buffer) or 0


def sync_folder(folder: Path) -> None:
    """Makes names that were given or taken in a folder survive a power failure, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
