from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.batch import lines
from coder.batch.lines import check_encoding, read_lines
from coder.batch.messages import Reason
from coder.errors import InputError


def read(data: bytes, encoding: str = "utf-8") -> list[lines.Line]:
    return list(read_lines(io.BufferedReader(io.BytesIO(data)), check_encoding(encoding), "f"))


def test_ends_of_lines_are_kept() -> None:
    assert [line.text for line in read(b"a\r\nb\n\nc")] == ["a\r\n", "b\n", "\n", "c"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "UTF8"])
def test_the_mark_of_utf8_is_dropped(encoding: str) -> None:
    assert [line.text for line in read(b"\xef\xbb\xbfa\nb", encoding)] == ["a\n", "b"]


def test_bad_bytes_spoil_their_line_only_and_say_where() -> None:
    first, second, third = read(b"\xef\xbb\xbfa\nb\xffc\nd\n")
    assert (first.fault, third.fault) == (None, None)
    assert second.fault is not None
    assert second.fault.reason is Reason.BYTES
    assert "byte 0xff at offset 6 is not utf-8" in second.fault.detail
    assert "--encoding" in second.fault.detail


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp500", "cp1252", "shift_jis", "gb18030"])
def test_other_encodings(encoding: str) -> None:
    text = "one\ntwo\n" * 5000 + "end"
    assert "".join(line.text for line in read(text.encode(encoding), encoding)) == text


def test_utf16_without_being_told() -> None:
    with pytest.raises(InputError, match="Say --encoding utf-16"):
        read("a\n".encode("utf-16"))


def test_broken_utf16_says_where() -> None:
    with pytest.raises(InputError, match="from byte offset 6 on"):
        read(b"\xff\xfea\x00b\x00\x00\xdc", "utf-16")


@pytest.mark.parametrize("encoding", ["klingon", "hex", "rot13", "idna", "", "a\0b"])
def test_unknown_encodings(encoding: str) -> None:
    with pytest.raises(InputError, match="no such text encoding"):
        check_encoding(encoding)


def test_enormous_lines_are_skipped_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LIMIT", 10)
    short, long, after = read(b"123456789\n" + b"x" * 95 + b"\n\xffq")
    assert short.text == "123456789\n"
    assert long.fault is not None
    assert long.fault.reason is Reason.LONG
    assert len(long.text) == 11
    assert after.fault is not None
    assert "offset 106" in after.fault.detail


@given(st.binary())
def test_bytes_never_fail(data: bytes) -> None:
    for encoding in ("utf-8", "cp1252", "utf-16", "shift_jis", "utf-7"):
        try:
            numbers = [line.number for line in read(data, encoding)]
        except InputError:
            continue
        assert numbers == list(range(1, len(numbers) + 1))
