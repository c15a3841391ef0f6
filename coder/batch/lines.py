"""Bytes to lines of text: each knows where it stands and whether it could be read."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from coder.batch import messages
from coder.batch.messages import Reason

LIMIT = 64 * 2**20
"""Longest line (bytes) and longest csv cell (characters) that is read."""

_MARK = codecs.BOM_UTF8
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SHOWN = 1000


class Fault(NamedTuple):
    """Why something can't be coded."""

    reason: Reason
    detail: str


class Line(NamedTuple):
    """A physical line with its end; `number` is 1-based. With a `fault`, the text is only fit to be shown."""

    number: int
    text: str
    fault: Fault | None = None


def check_encoding(encoding: str) -> str:
    """The codec's own name of a text encoding; `utf-8-sig` is plain UTF-8 here, where a mark is always dropped."""
    try:
        "\n".encode(encoding)  # refuses codecs that are not for text, such as hex,
        b"\xff".decode(encoding, "replace")  # and those that can't go on after a fault
        name = codecs.lookup(encoding).name
    except (LookupError, UnicodeError, ValueError) as cause:
        raise messages.unknown_encoding(encoding) from cause
    return "utf-8" if name == "utf-8-sig" else name


def read_lines(stream: io.BufferedReader, encoding: str, name: str) -> Iterator[Line]:
    """The lines of `stream`, never more than LIMIT bytes of it at a time. `encoding` is from `check_encoding`.

    Lines are cut before they are decoded, so that bad bytes spoil one line only. Encodings in which a line's end
    is not the byte 0x0a (UTF-16) are recoded first; there bad bytes are an InputError, as no line can be isolated.
    """
    shift = 0
    if "\n".encode(encoding) != b"\n":
        stream = io.BufferedReader(_Recoded(stream, encoding, name))
        encoding = "utf-8"
    number = offset = 0
    while raw := stream.readline(LIMIT + 1):
        number += 1
        start, size = offset, len(raw)
        if number == 1 and encoding == "utf-8":
            if raw.startswith(_UTF16_MARKS):
                raise messages.looks_utf16(name)
            shift = len(_MARK) if raw.startswith(_MARK) else 0
            raw, start = raw[shift:], shift
        if size > LIMIT and not raw.endswith(b"\n"):
            size += _skip_line(stream)
            yield Line(number, raw[:_SHOWN].decode(encoding, "replace"), Fault(Reason.LONG, messages.too_long(LIMIT)))
        else:
            yield _decoded(raw, encoding, number, start)
        offset += size


def _decoded(raw: bytes, encoding: str, number: int, offset: int) -> Line:
    try:
        return Line(number, raw.decode(encoding))
    except UnicodeDecodeError as error:
        detail = messages.undecodable(encoding, raw[error.start], offset + error.start)
    except UnicodeError:  # a few codecs don't say where
        detail = messages.undecodable(encoding, raw[0], offset)
    return Line(number, raw.decode(encoding, "replace"), Fault(Reason.BYTES, detail))


def _skip_line(stream: io.BufferedReader) -> int:
    """Drops the rest of a line; its length in bytes."""
    skipped = 0
    while rest := stream.readline(LIMIT):
        skipped += len(rest)
        if rest.endswith(b"\n"):
            break
    return skipped


class _Recoded(io.RawIOBase):
    """A stream in UTF-8, whatever it was in."""

    def __init__(self, stream: io.BufferedReader, encoding: str, name: str) -> None:
        self._stream, self._encoding, self._name = stream, encoding, name
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._read = 0
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        ended = False
        while not self._ready and not ended:
            chunk = self._stream.read1(io.DEFAULT_BUFFER_SIZE)
            ended = not chunk
            self._read += len(chunk)
            self._ready = self._decode(chunk, ended).encode("utf-8", "replace")
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count

    def _decode(self, chunk: bytes, final: bool) -> str:
        try:
            return self._decoder.decode(chunk, final)
        except UnicodeDecodeError as error:  # its object is what was held back plus the chunk
            offset = self._read - len(error.object) + error.start
        except UnicodeError:
            offset = self._read - len(chunk)
        raise messages.undecodable_file(self._name, self._encoding, offset)
