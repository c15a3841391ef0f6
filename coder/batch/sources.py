"""What the user named as corpus, as a sequence of readable files: counted and hashed as their bytes pass."""

from __future__ import annotations

import datetime as dt
import glob
import gzip
import hashlib
import io
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from coder.batch import messages

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


class Format(StrEnum):
    """Kinds of corpus files; all but txt and xml are kinds of tables too."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    TXT = "txt"
    XML = "xml"


ENDINGS = {
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".tab": Format.TSV,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".parquet": Format.PARQUET,
    ".pq": Format.PARQUET,
    ".txt": Format.TXT,
    ".xml": Format.XML,
}
STDIN = "-"
PACKED = (".gz", ".zst")
_GZIP_MARK = b"\x1f\x8b"
_ZSTD_MARK = b"\x28\xb5\x2f\xfd"
_BUFFER = 2**18


def plain_name(path: Path) -> Path:
    """The path without `.gz` or `.zst`: packing a file changes neither its kind nor its ids."""
    return path.with_suffix("") if path.suffix.lower() in PACKED else path


def format_of(path: Path) -> Format | None:
    """What the ending says, case and packing aside."""
    return ENDINGS.get(plain_name(path).suffix.lower())


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the corpus. `path` None is standard input; `label` is what ids of its stories are made of."""

    path: Path | None
    format: Format
    label: str

    def __str__(self) -> str:
        return "standard input" if self.path is None else str(self.path)

    @property
    def repeatable(self) -> bool:
        """False for pipes, which give their bytes only once."""
        return self.path is not None and self.path.is_file()


class Meter(io.RawIOBase):
    """The bytes of a file, counted and hashed as they pass."""

    def __init__(self, raw: BinaryIO | io.RawIOBase) -> None:
        self._raw = raw
        self._hash = hashlib.sha256()
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count: int = self._raw.readinto(buffer) or 0  # type: ignore[union-attr]
        self._hash.update(memoryview(buffer)[:count])
        self.count += count
        return count

    def digest(self) -> str:
        return self._hash.hexdigest()


class _Random(Meter):
    """The same for a file that is not read from beginning to end: hashed beforehand."""

    def __init__(self, raw: BinaryIO) -> None:
        super().__init__(raw)
        self._file = raw
        self._size = raw.seek(0, os.SEEK_END)
        raw.seek(0)
        while piece := raw.read(_BUFFER):
            self._hash.update(piece)
        raw.seek(0)

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:
        count: int = self._file.readinto(buffer)  # type: ignore[attr-defined]
        self.count = min(self.count + count, self._size)
        return count

    def all_read(self) -> None:
        """Columns that nobody asked for count as read too."""
        self.count = self._size


@dataclass(slots=True)
class Corpus:
    """All that the user named: files, folders, standard input.

    `total` is the number of bytes on disk, None where a pipe makes it unknown; `inputs` describes for the run file
    what has been read to its end: a folder is one entry, whose hash is over names and hashes of its files.
    """

    names: Sequence[str]
    format: Format | None = None
    total: int | None = 0
    inputs: list[dict[str, Any]] = field(default_factory=list)
    _done: int = 0
    _meter: Meter | None = None

    def __post_init__(self) -> None:
        """Refuses early what can't be read, before a model is loaded."""
        self.names = [found for name in self.names for found in _matches(name)]
        if self.names.count(STDIN) > 1:
            raise messages.standard_input_twice()
        for name in self.names:
            sizes = [_size(source) for source in self.sources_of(name)]
            if not sizes:
                raise messages.empty_folder(name, self._in_folders)
            if self.total is not None:
                self.total = None if None in sizes else self.total + sum(size or 0 for size in sizes)

    @property
    def bytes_read(self) -> int:
        return self._done + (self._meter.count if self._meter else 0)

    def sources(self) -> Iterator[Source]:
        for name in self.names:
            folder: dict[str, Any] | None = None
            if name != STDIN and Path(name).is_dir():
                folder = {"path": name, "files": 0, "bytes": 0}
                hashed = hashlib.sha256()
            for source in self.sources_of(name):
                yield source
                read, self._meter = self._meter, None
                if read is None:
                    continue  # nobody opened it
                self._done += read.count
                if folder is None:
                    self.inputs.append(_describe(source, read))
                else:
                    folder["files"] += 1
                    folder["bytes"] += read.count
                    hashed.update(f"{source.label}\0{read.digest()}\n".encode("utf-8", "surrogateescape"))
            if folder is not None:
                self.inputs.append({**folder, "sha256": hashed.hexdigest()})

    @contextmanager
    def open(self, source: Source) -> Iterator[io.BufferedReader]:
        """The bytes of the file, unpacked. Whatever is wrong with file or packing ends as an InputError."""
        with opened(source) as (stream, self._meter):
            yield stream

    @property
    def _in_folders(self) -> Format:
        return self.format or Format.TXT

    def sources_of(self, name: str) -> Iterator[Source]:
        if name == STDIN:
            yield Source(None, self.format or Format.CSV, "stdin")
            return
        path = Path(name)
        if path.is_dir():
            for file in _walk(path):
                if format_of(file) is self._in_folders:
                    yield _file(file, self._in_folders, file.relative_to(path))
            return
        if not path.exists():
            raise messages.no_such_file(name)
        kind = self.format or format_of(path)
        if kind is None:
            raise messages.unknown_format(name, ENDINGS)
        yield _file(path, kind, Path(path.name))


@contextmanager
def opened(source: Source) -> Iterator[tuple[io.BufferedReader, Meter]]:
    """The bytes of the file, unpacked where they are gzip or zstd, and the meter at its mouth."""
    try:
        with _raw(source) as raw:
            if source.format is Format.PARQUET:
                if not source.repeatable:
                    raise messages.parquet_in_one_piece(str(source))
                whole = _Random(raw)  # type: ignore[arg-type]
                yield io.BufferedReader(whole, _BUFFER), whole
                whole.all_read()
                return
            meter = Meter(raw)
            stream: io.BufferedReader = io.BufferedReader(meter, _BUFFER)
            mark = stream.peek(4)
            if mark.startswith(_GZIP_MARK):
                stream = io.BufferedReader(gzip.GzipFile(fileobj=stream), _BUFFER)
            elif mark.startswith(_ZSTD_MARK):
                stream = io.BufferedReader(zstd.ZstdFile(stream), _BUFFER)  # type: ignore[arg-type,unused-ignore]
            yield stream, meter
    except (OSError, EOFError, zlib.error, zstd.ZstdError) as cause:
        raise messages.unreadable(str(source), cause) from cause


@contextmanager
def _raw(source: Source) -> Iterator[BinaryIO | io.RawIOBase]:
    if source.path is None:
        yield getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
        return
    with source.path.open("rb", buffering=0) as raw:
        yield raw


def _matches(name: str) -> list[str]:
    """The files that a pattern names, sorted; a name that is no pattern, or that of a file, stands for itself."""
    if name == STDIN or not glob.has_magic(name) or Path(name).exists():
        return [name]
    found = sorted(path for path in glob.glob(name, recursive=True) if Path(path).is_file())
    if not found:
        raise messages.no_match(name)
    return found


def _file(path: Path, kind: Format, label: Path) -> Source:
    label = plain_name(label)
    return Source(path, kind, (label.with_suffix("") if kind is Format.TXT else label).as_posix())


def _walk(folder: Path) -> Iterator[Path]:
    """Files of a folder and the folders in it, sorted by name, hidden ones left out."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as cause:
        raise messages.unreadable(str(folder), cause) from cause
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif entry.is_file():
            yield entry


def _size(source: Source) -> int | None:
    return os.path.getsize(source.path) if source.path is not None and source.repeatable else None


def _describe(source: Source, read: Meter) -> dict[str, Any]:
    entry = {"path": str(source.path or STDIN), "bytes": read.count, "sha256": read.digest()}
    if source.path is not None and source.repeatable:
        modified = dt.datetime.fromtimestamp(source.path.stat().st_mtime, dt.UTC)
        entry["modified"] = modified.isoformat(timespec="seconds")
    return entry
