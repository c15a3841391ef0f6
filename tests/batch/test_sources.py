from __future__ import annotations

import gzip
import hashlib
import io
import os
import sys
from pathlib import Path

import pytest

from coder.batch.sources import Corpus, Format, Source
from coder.errors import InputError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def read(corpus: Corpus) -> dict[str, bytes]:
    found = {}
    for source in corpus.sources():
        with corpus.open(source) as stream:
            found[source.label] = stream.read()
    return found


@pytest.mark.parametrize(
    ("name", "kind", "label"),
    [
        ("a.csv", Format.CSV, "a.csv"),
        ("a.b.TSV", Format.TSV, "a.b.TSV"),
        ("a.tab", Format.TSV, "a.tab"),
        ("a.jsonl.gz", Format.JSONL, "a.jsonl"),
        ("a.ndjson", Format.JSONL, "a.ndjson"),
        ("a.b.txt", Format.TXT, "a.b"),
        ("a.txt.gz", Format.TXT, "a"),
        ("a.csv.zst", Format.CSV, "a.csv"),
        ("a.PARQUET", Format.PARQUET, "a.PARQUET"),
        ("a.xml.gz", Format.XML, "a.xml"),
    ],
)
def test_endings(tmp_path: Path, name: str, kind: Format, label: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert list(Corpus([str(tmp_path / name)]).sources()) == [Source(tmp_path / name, kind, label)]


def test_a_folder_is_its_texts_sorted_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/d.txt.gz", "c/a.txt", "note.md", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    assert list(read(Corpus([str(tmp_path)]))) == ["a", "b", "c/a", "c/d"]
    with pytest.raises(InputError, match=r"holds no \.csv file"):
        Corpus([str(tmp_path)], Format.CSV)


def test_gzip_is_known_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(gzip.compress(b"one") + gzip.compress(b"two"))
    (tmp_path / "b.csv.gz").write_bytes(b"plain")
    assert read(Corpus([str(tmp_path / "a.csv"), str(tmp_path / "b.csv.gz")])) == {
        "a.csv": b"onetwo",
        "b.csv": b"plain",
    }


def test_zstd_is_known_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(zstd.compress(b"one") + zstd.compress(b"two"))
    (tmp_path / "b.csv.zst").write_bytes(b"plain")
    corpus = Corpus([str(tmp_path / "a.csv"), str(tmp_path / "b.csv.zst")])
    assert read(corpus) == {"a.csv": b"onetwo", "b.csv": b"plain"}
    assert corpus.bytes_read == corpus.total


@pytest.mark.parametrize("end", [b"", b"\xff" * 1000])
def test_broken_zstd_is_told(tmp_path: Path, end: bytes) -> None:
    (tmp_path / "a.csv.zst").write_bytes(zstd.compress(os.urandom(1000))[:500] + end)
    with pytest.raises(InputError, match=r"a\.csv\.zst: cannot be read"):
        read(Corpus([str(tmp_path / "a.csv.zst")]))


def test_patterns_are_files_sorted_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.csv", "a.csv", "c/d.csv", "c/e/f.csv", "x[1].csv", "note.md"):
        Path(name).parent.mkdir(exist_ok=True, parents=True)
        Path(name).write_bytes(name.encode())
    assert Corpus(["?.csv"]).names == ["a.csv", "b.csv"]
    assert Corpus(["**/*.csv"]).names == ["a.csv", "b.csv", "c/d.csv", "c/e/f.csv", "x[1].csv"]
    assert list(read(Corpus(["x[1].csv"]))) == ["x[1].csv"]
    with pytest.raises(InputError, match=r"\*\.jsonl: matches no file"):
        Corpus(["*.jsonl"])


@pytest.mark.parametrize("end", [b"", b"\xff" * 1000])
def test_broken_gzip_is_told(tmp_path: Path, end: bytes) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(os.urandom(1000))[:500] + end)
    with pytest.raises(InputError, match=r"a\.csv\.gz: cannot be read"):
        read(Corpus([str(tmp_path / "a.csv.gz")]))


def test_what_was_read_is_described(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"abc")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "b.txt").write_bytes(b"de")
    corpus = Corpus([str(tmp_path / "a.csv"), str(tmp_path / "texts")])
    assert (corpus.total, corpus.bytes_read) == (5, 0)
    read(corpus)
    assert corpus.bytes_read == 5
    file, folder = corpus.inputs
    assert (file["path"], file["bytes"]) == (str(tmp_path / "a.csv"), 3)
    assert file["sha256"] == hashlib.sha256(b"abc").hexdigest()
    assert (folder["files"], folder["bytes"], len(folder["sha256"])) == (1, 2, 64)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(b"text\n"))))
    corpus = Corpus(["-"])
    assert corpus.total is None
    assert read(corpus) == {"stdin": b"text\n"}
    assert corpus.inputs[0]["path"] == "-"


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["nowhere.csv"], "nowhere.csv: no such file or folder"),
        (["a.xlsx"], "a.xlsx: the ending doesn't tell .* CSV UTF-8"),
        (["empty"], r"empty: the folder holds no \.txt file"),
        (["-", "-"], "can be read only once"),
    ],
)
def test_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=message):
        Corpus(names)
