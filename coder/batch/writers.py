"""The table of events and the two files beside it. None has its final name before all are whole."""

from __future__ import annotations

import csv
import json
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, fields
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Self, TextIO

from coder.batch import messages
from coder.batch.sources import STDIN, Format
from coder.batch.stories import Rejection
from coder.records import HEADER

Row = Sequence[str]
WriteRows = Callable[[Iterable[Row]], None]

ENDINGS = {".csv": Format.CSV, ".tsv": Format.TSV, ".jsonl": Format.JSONL}
_DELIMITERS = {Format.CSV: ",", Format.TSV: "\t"}
_NUMBERS = frozenset({"sentence", "start", "mentions"})  # what counts; codes stay strings in JSON too


def table_writer(stream: TextIO, kind: Format, header: Sequence[str] = HEADER) -> WriteRows:
    """Begins a table on `stream` and gives the function that writes rows to it."""
    if kind is Format.JSONL:
        return _json_writer(stream, header)
    plain = csv.writer(stream, delimiter=_DELIMITERS[kind], lineterminator="\n")
    # Python before 3.13 leaves a lone carriage return unquoted, which no reader takes for part of a cell
    quoted = csv.writer(stream, delimiter=_DELIMITERS[kind], lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(header)

    def write(rows: Iterable[Row]) -> None:
        for row in rows:
            (quoted if any("\r" in cell for cell in row) else plain).writerow(row)

    return write


def _json_writer(stream: TextIO, header: Sequence[str]) -> WriteRows:
    def write(rows: Iterable[Row]) -> None:
        for row in rows:
            cells = {name: int(cell) if name in _NUMBERS else cell for name, cell in zip(header, row, strict=True)}
            stream.write(json.dumps(cells, ensure_ascii=False) + "\n")

    return write


class Draft:
    """A file that gets its name only when it is published."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._part = path.with_name(f"{path.name}.{os.getpid()}.part")
        with _told(path):
            self.stream = self._part.open("w", encoding="utf-8", newline="")

    def close(self) -> None:
        """All bytes on the disk, still under the working name."""
        with _told(self.path):
            self.stream.flush()
            os.fsync(self.stream.fileno())
            self.stream.close()

    def publish(self) -> None:
        with _told(self.path):
            os.replace(self._part, self.path)

    def discard(self) -> None:
        with suppress(OSError):  # a full disk fails here again
            self.stream.close()
        with suppress(OSError):
            self._part.unlink(missing_ok=True)


class Outputs(ABC):
    """Where events and rejections go. A context: what has not been committed when it ends leaves no trace."""

    rejected: Path | None = None
    """The file of rejections, where there is one."""

    @abstractmethod
    def __enter__(self) -> Self: ...

    @abstractmethod
    def __exit__(self, *error: object) -> None: ...

    @abstractmethod
    def write(self, rows: Iterable[Row]) -> None: ...

    @abstractmethod
    def reject(self, rejection: Rejection) -> None: ...

    @abstractmethod
    def commit(self, run: Mapping[str, Any]) -> None: ...


def outputs(target: str, *, force: bool = False, inputs: Iterable[str] = ()) -> Outputs:
    """For the value of -o. Refuses early what can't or shouldn't be written; no file is touched yet."""
    return StandardOutput() if target == STDIN else Files(target, force=force, inputs=inputs)


class Files(Outputs):
    """`events.csv`, `events.rejected.csv` (if any row was) and `events.run.json`."""

    def __init__(self, target: str, *, force: bool = False, inputs: Iterable[str] = ()) -> None:
        self.table = Path(target)
        if self.table.is_symlink():  # replace what it points to, not the link
            self.table = self.table.resolve()
        if self.table.exists() and not self.table.is_file():
            raise messages.output_no_file(target)
        if self.table.suffix.lower() not in ENDINGS:
            raise messages.output_format(target, ENDINGS)
        if not self.table.parent.is_dir():
            raise messages.no_output_folder(str(self.table.parent))
        self.rejected: Path = self.table.with_name(f"{self.table.stem}.rejected.csv")
        self.run = self.table.with_name(f"{self.table.stem}.run.json")
        self._drafts: list[Draft] = []
        self._write_rejections: WriteRows | None = None
        read = {os.path.realpath(name) for name in inputs}
        for path in (self.table, self.rejected, self.run):
            if os.path.realpath(path) in read:
                raise messages.output_is_input(str(path))
            if path.exists() and not force:
                raise messages.output_exists(str(path))

    def __enter__(self) -> Self:
        self._write_rows = table_writer(self._draft(self.table).stream, ENDINGS[self.table.suffix.lower()])
        return self

    def write(self, rows: Iterable[Row]) -> None:
        with _told(self.table):
            self._write_rows(rows)

    def reject(self, rejection: Rejection) -> None:
        with _told(self.rejected):
            if self._write_rejections is None:
                header = [field.name for field in fields(Rejection)]
                self._write_rejections = table_writer(self._draft(self.rejected).stream, Format.CSV, header)
            self._write_rejections([[str(cell) for cell in astuple(rejection)]])

    def commit(self, run: Mapping[str, Any]) -> None:
        """Gives the files their names, the table last; rejections of an earlier run are taken away."""
        with _told(self.run):
            self._draft(self.run).stream.write(json.dumps(run, indent=2, ensure_ascii=False, default=str) + "\n")
        for draft in self._drafts:
            draft.close()
        if self._write_rejections is None:
            with _told(self.rejected):
                self.rejected.unlink(missing_ok=True)
        while self._drafts:
            self._drafts[-1].publish()
            self._drafts.pop()

    def __exit__(self, *error: object) -> None:
        for draft in self._drafts:
            draft.discard()

    def _draft(self, path: Path) -> Draft:
        self._drafts.append(Draft(path))
        return self._drafts[-1]


class StandardOutput(Outputs):
    """The table alone, for a pipe. Rejections are only counted."""

    def __enter__(self) -> Self:
        self._stream = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
        self._write_rows = table_writer(self._stream, Format.CSV)
        return self

    def write(self, rows: Iterable[Row]) -> None:
        with _told("standard output"):
            self._write_rows(rows)

    def reject(self, rejection: Rejection) -> None:
        pass

    def commit(self, run: Mapping[str, Any]) -> None:
        with _told("standard output"):
            self._stream.flush()

    def __exit__(self, *error: object) -> None:
        with suppress(OSError, ValueError):
            self._stream.detach()  # or the wrapper would close sys.stdout when it goes


@contextmanager
def _told(path: object) -> Iterator[None]:
    """Full disks and closed doors, in a sentence. A reader that went away is not a fault."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as cause:
        raise messages.unwritable(str(path), cause) from cause
