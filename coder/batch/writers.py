"""The table of events and the two files beside it. None has its final name before all are whole.

Until then they grow under working names, and a journal says up to which byte they are true:

    events.part.csv  events.part.rejected.csv  events.part.journal   ─▶   events.csv  events.rejected.csv  events.run.json
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import sys
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, fields, replace
from pathlib import Path
from typing import Any, Self, TextIO

from coder.batch import lines, messages
from coder.batch.aside import one_a_day
from coder.batch.journal import Checkpoint, Journal, sync_folder
from coder.batch.sources import STDIN, Format
from coder.batch.stories import Rejection
from coder.errors import InputError
from coder.records import HEADER

Row = Sequence[str]
WriteRows = Callable[[Iterable[Row]], None]

ENDINGS = {".csv": Format.CSV, ".tsv": Format.TSV, ".jsonl": Format.JSONL, ".parquet": Format.PARQUET}
_ROOT = HEADER.index("root")
_DELIMITERS = {Format.CSV: ",", Format.TSV: "\t"}
_NUMBERS = frozenset({"sentence", "start", "mentions"})  # what counts; codes stay strings in JSON too


def table_writer(stream: TextIO, kind: Format, header: Sequence[str] = HEADER, *, begun: bool = False) -> WriteRows:
    """Begins a table on `stream`, unless it is `begun` already, and gives the function that writes rows to it."""
    if kind is Format.JSONL:
        return _json_writer(stream, header)
    plain = csv.writer(stream, delimiter=_DELIMITERS[kind], lineterminator="\n")
    # Python before 3.13 leaves a lone carriage return unquoted, which no reader takes for part of a cell
    quoted = csv.writer(stream, delimiter=_DELIMITERS[kind], lineterminator="\n", quoting=csv.QUOTE_ALL)
    if not begun:
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


class Part:
    """A table that grows under a working name, from `size` bytes on that are known to be true."""

    def __init__(self, path: Path, kind: Format, header: Sequence[str] = HEADER, size: int = 0) -> None:
        self.path = path
        with told(path):
            file = path.open("r+b" if size else "wb")
            if size:
                file.truncate(size)
                file.seek(size)
            self._file = file
            self._stream = io.TextIOWrapper(file, encoding="utf-8", newline="")
            self._write = table_writer(self._stream, kind, header, begun=size > 0)

    def write(self, rows: Iterable[Row]) -> None:
        with told(self.path):
            self._write(rows)

    def mark(self) -> int:
        """The size of the file with all that was written to it."""
        with told(self.path):
            self._stream.flush()
            return self._file.tell()

    def sync(self) -> None:
        with told(self.path):
            os.fsync(self._file.fileno())

    def close(self) -> None:
        with suppress(OSError):  # a full disk fails here again
            self._stream.close()


class Outputs(ABC):
    """Where events and rejections go. A context: when it ends without `publish`, no file has its final name.

    `begin` says where in the corpus to go on; then rows and rejections are written, `mark` is called between two rows
    of the corpus, and `checkpoint` once in a while makes what was marked last survive whatever happens.
    """

    rejected: Path | None = None
    """The file of rejections, where there is one."""

    @abstractmethod
    def begin(self, plan: Mapping[str, Any]) -> Checkpoint:
        """`plan`: all that the bytes of the table depend on. Raises InputError if it isn't that of the run to resume."""

    @abstractmethod
    def write(self, rows: Iterable[Row]) -> None: ...

    @abstractmethod
    def reject(self, rejection: Rejection) -> None: ...

    @abstractmethod
    def mark(self, checkpoint: Checkpoint) -> None: ...

    @abstractmethod
    def checkpoint(self) -> None: ...

    @abstractmethod
    def finish(self) -> Counter[str] | None:
        """Makes the table out of what was written, where it is not that already: then its events by root."""

    @abstractmethod
    def publish(self, run: Mapping[str, Any]) -> None: ...

    @abstractmethod
    def safe(self) -> str:
        """What is left after a run that was broken off, in words for the user."""

    def __enter__(self) -> Self:
        return self

    @abstractmethod
    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None: ...


def outputs(
    target: str,
    *,
    force: bool = False,
    resume: bool = False,
    inputs: Iterable[str] = (),
    daily: bool = False,
) -> Outputs:
    """For the value of -o. Refuses early what can't or shouldn't be written; no file is touched yet.

    `daily`: keep one event a day, see `aside.one_a_day`.
    """
    if target != STDIN:
        return Files(target, force=force, resume=resume, inputs=inputs, daily=daily)
    if resume or daily:
        raise messages.needs_file("--resume" if resume else "--one-a-day")
    return StandardOutput()


class Files(Outputs):
    """`events.csv`, `events.rejected.csv` (if any row was) and `events.run.json`."""

    def __init__(
        self,
        target: str,
        *,
        force: bool = False,
        resume: bool = False,
        inputs: Iterable[str] = (),
        daily: bool = False,
    ) -> None:
        if force and resume:
            raise messages.resume_or_force()
        self.table = Path(target)
        if self.table.is_symlink():  # replace what it points to, not the link
            self.table = self.table.resolve()
        if self.table.exists() and not self.table.is_file():
            raise messages.output_no_file(target)
        if self.table.suffix.lower() not in ENDINGS:
            raise messages.output_format(target, ENDINGS)
        folder = self.table.parent
        if not folder.is_dir():
            raise messages.no_output_folder(str(folder))
        if not os.access(folder, os.W_OK | os.X_OK):
            raise messages.unwritable(target, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
        kind = ENDINGS[self.table.suffix.lower()]
        if kind is Format.PARQUET:
            from coder.batch.parquet import check_available

            check_available(target)
        self._force, self._resume, self._daily = force, resume, daily
        self._made_at_end = daily or kind is Format.PARQUET
        self._kind, self._part_kind = kind, Format.CSV if self._made_at_end else kind
        stem = self.table.stem
        self.rejected: Path = folder / f"{stem}.rejected.csv"
        self.run = folder / f"{stem}.run.json"
        self.part = folder / (f"{stem}.part.csv" if self._made_at_end else f"{stem}.part{self.table.suffix}")
        self._part_rejected = folder / f"{stem}.part.rejected.csv"
        self._part_run = folder / f"{stem}.part.run.json"
        self._part_final = folder / f"{stem}.part.final{self.table.suffix}"
        self._at_journal = folder / f"{stem}.part.journal"
        self._journal: Journal | None = None
        self._rows: Part | None = None
        self._rejections: Part | None = None
        self._marked: Checkpoint | None = None
        self._published = self._over = False
        self._check_inputs(inputs)
        self._check_free()

    @property
    def _named(self) -> tuple[Path, ...]:
        return (self.table, self.rejected, self.run)

    @property
    def _working(self) -> tuple[Path, ...]:
        return (self.part, self._part_rejected, self._part_run, self._part_final)

    def _check_inputs(self, inputs: Iterable[str]) -> None:
        ours = {os.path.realpath(path): path for path in (*self._named, *self._working)}
        names = {os.path.basename(path) for path in ours}
        for name in inputs:
            if os.path.basename(name) in names or os.path.islink(name):
                found = ours.get(os.path.realpath(name))
                if found is not None:
                    raise messages.output_is_input(str(found))

    def _check_free(self) -> None:
        if self._force:
            return
        if self._at_journal.exists():
            if self._resume:
                return
            with told(self._at_journal):
                journal = Journal(self._at_journal)
            journal.close()
            rows = journal.last.rows if journal.last else 0
            raise messages.unfinished(str(self.table), str(self._at_journal), rows)
        for path in (*self._named, *self._working):
            if path.exists():
                finished = self._resume and path == self.table
                raise messages.nothing_to_resume(str(path)) if finished else messages.output_exists(str(path))

    def begin(self, plan: Mapping[str, Any]) -> Checkpoint:
        self._check_free()  # some time has passed
        with told(self._at_journal):
            journal = Journal(self._at_journal)
            if self._resume and journal.plan:
                if changes := differences(journal.plan, plan):
                    journal.close()
                    raise messages.changed(changes)
            else:
                journal.begin(plan)
        last = journal.last
        if last is not None and not last.ended:
            for path, size in ((self.part, last.table), (self._part_rejected, last.rejected)):
                if size and (not path.is_file() or path.stat().st_size < size):
                    journal.close()
                    raise messages.damaged_parts(str(path))
        self._journal, self._marked = journal, last
        for path in self._working:
            if path not in (self.part, self._part_rejected) or last is None:
                path.unlink(missing_ok=True)
        if last is None or not last.ended:
            self._rows = Part(self.part, self._part_kind, size=last.table if last else 0)
            if last and last.rejected:
                self._rejections = self._rejected_part(last.rejected)
            else:
                self._part_rejected.unlink(missing_ok=True)
            sync_folder(self.table.parent)
        return last or Checkpoint()

    def _rejected_part(self, size: int = 0) -> Part:
        return Part(self._part_rejected, Format.CSV, [field.name for field in fields(Rejection)], size)

    def write(self, rows: Iterable[Row]) -> None:
        assert self._rows is not None
        self._rows.write(rows)

    def reject(self, rejection: Rejection) -> None:
        if self._rejections is None:
            self._rejections = self._rejected_part()
            sync_folder(self.table.parent)  # a checkpoint may speak of it soon
        self._rejections.write([[str(cell) for cell in astuple(rejection)]])

    def mark(self, checkpoint: Checkpoint) -> None:
        assert self._rows is not None
        rejected = self._rejections.mark() if self._rejections else 0
        self._marked = replace(checkpoint, table=self._rows.mark(), rejected=rejected)

    def checkpoint(self) -> None:
        assert self._journal is not None
        if self._marked is None or self._marked is self._journal.last:
            return
        for part in (self._rows, self._rejections):
            if part is not None:
                part.sync()
        with told(self._at_journal):
            self._journal.add(self._marked)

    def finish(self) -> Counter[str] | None:
        self._close()
        if not self._made_at_end:
            return None
        roots: Counter[str] = Counter()

        def counted() -> Iterator[Row]:
            for row in one_a_day(self._written) if self._daily else self._written():
                roots[row[_ROOT]] += 1
                yield row

        with told(self._part_final):
            if self._kind is Format.PARQUET:
                from coder.batch.parquet import write_parquet

                write_parquet(self._part_final, counted(), HEADER, _NUMBERS)
                with self._part_final.open("rb") as file:
                    os.fsync(file.fileno())
            else:
                final = Part(self._part_final, self._kind)
                final.write(counted())
                final.mark()
                final.sync()
                final.close()
        return roots

    def _written(self) -> Iterator[Row]:
        csv.field_size_limit(lines.LIMIT)
        with self.part.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            next(rows)
            yield from rows

    def publish(self, run: Mapping[str, Any]) -> None:
        """Gives the files their names, the table last. What an earlier attempt had named already stays as it is."""
        assert self._journal is not None
        assert self._journal.last is not None
        with told(self.run), self._part_run.open("w", encoding="utf-8") as stream:
            stream.write(json.dumps(run, indent=2, ensure_ascii=False, default=str) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        made = self._part_final if self._made_at_end else self.part
        if not (made.exists() or self.table.exists()):
            raise messages.damaged_parts(str(made))
        with told(self.table):
            if self._journal.last.rejected == 0:
                self.rejected.unlink(missing_ok=True)  # those of an earlier run
            for part, path in ((self._part_rejected, self.rejected), (self._part_run, self.run), (made, self.table)):
                if part.exists():
                    os.replace(part, path)
            sync_folder(self.table.parent)
        self._published = True
        self._journal.remove()
        self.part.unlink(missing_ok=True)

    def safe(self) -> str:
        if self._journal is None and self._resume and self._at_journal.exists():
            return messages.as_it_was()
        last = self._journal.last if self._journal else None
        if last is None or self._published:
            return messages.nothing_written()
        return messages.safe_so_far(last.rows, int(last.counts.get("events", 0)), str(self.part))

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """What was marked is kept, and what came after it cut off, so that the parts hold whole rows only."""
        if self._journal is None or self._published or self._over:
            return
        self._over = True
        if isinstance(error, KeyboardInterrupt | InputError):
            with suppress(InputError):  # the disk is full, most likely: then the last checkpoint it is
                self.checkpoint()
        self._close()
        last = self._journal.last
        if last is None:
            for path in self._working:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
            self._journal.remove()
            return
        if not last.ended:
            for path, size in ((self.part, last.table), (self._part_rejected, last.rejected)):
                with suppress(OSError):
                    os.truncate(path, size) if size else path.unlink(missing_ok=True)
        self._journal.close()

    def _close(self) -> None:
        for part in (self._rows, self._rejections):
            if part is not None:
                part.close()


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What of a plan has changed, a line each. Corpus files are told by name."""
    found = []
    old = {str(entry["path"]): entry for entry in before.get("corpus", [])}
    new = {str(entry["path"]): entry for entry in now.get("corpus", [])}
    for name in old | new:
        if old.get(name) != new.get(name):
            how = (
                "was not there"
                if name not in old
                else "is no longer there"
                if name not in new
                else "has other contents"
            )
            found.append(messages.changed_corpus(name, how))
    if not found and list(old) != list(new):
        found.append(messages.changed_corpus(", ".join(new), "come in another order"))
    for name in sorted((before.keys() | now.keys()) - {"corpus"}):
        if before.get(name) != now.get(name):
            found.append(messages.changed_value(name, before.get(name), now.get(name)))
    return found


class StandardOutput(Outputs):
    """The table alone, for a pipe. Rejections are only counted, and there is nothing to resume."""

    def begin(self, plan: Mapping[str, Any]) -> Checkpoint:
        self._stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
        self._write_rows = table_writer(self._stream, Format.CSV)
        return Checkpoint()

    def write(self, rows: Iterable[Row]) -> None:
        with told("standard output"):
            self._write_rows(rows)

    def reject(self, rejection: Rejection) -> None:
        pass

    def mark(self, checkpoint: Checkpoint) -> None:
        pass

    def checkpoint(self) -> None:
        with told("standard output"):
            self._stream.flush()

    def finish(self) -> Counter[str] | None:
        return None

    def publish(self, run: Mapping[str, Any]) -> None:
        self.checkpoint()

    def safe(self) -> str:
        return ""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        with suppress(OSError, ValueError, AttributeError):
            self._stream.detach()  # or the wrapper would close sys.stdout when it goes


@contextmanager
def told(path: object) -> Iterator[None]:
    """Full disks and closed doors, in a sentence. A reader that went away is not a fault."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as cause:
        raise messages.unwritable(str(path), cause) from cause
