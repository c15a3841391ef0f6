"""The knowledge: YAML dictionaries, read, checked and compiled into a Lexicon."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from coder.dictionaries.lexicon import Lexicon
from coder.dictionaries.source import collector_paused, content_of, shown_as, yaml_files
from coder.errors import InputError

CACHES = 6
"""Compiled dictionaries that are kept; older ones go when a new one is written."""


def builtin_folder() -> Path:
    """Where the dictionaries of this installation are: beside the package in a checkout, inside it in a wheel."""
    packaged = Path(str(files("coder") / "data"))
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parents[2] / "dictionaries"


def load_dictionaries(extra: Sequence[Path | str] = (), *, cache: bool = True) -> Lexicon:
    """The built-in dictionaries, extended by the folders in `extra`, as a compiled Lexicon.

    Compiling takes seconds, so the result is cached by content in the user's cache folder; a damaged or foreign cache
    file is ignored and written anew. Raises InputError naming the first faults (file:line) if a dictionary is wrong.
    """
    folders = [builtin_folder(), *map(Path, extra)]
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"no such dictionary folder: {folder}: give a folder that holds YAML files")
    path = _cache_path(folders) if cache else None
    if path is not None:
        lexicon = _read_cache(path)
        if lexicon is not None:
            return lexicon
    from coder.dictionaries.compile import compile_dictionaries

    compiled = compile_dictionaries(folders)
    if compiled.faults:
        shown = "\n".join(f"  {fault}" for fault in compiled.faults[:5])
        raise InputError(
            f"the dictionaries have {len(compiled.faults)} fault(s); run 'cameo check' for all of them:\n{shown}"
        )
    if path is not None:
        _write_cache(path, compiled.lexicon)
    return compiled.lexicon


@lru_cache(maxsize=1)
def _code_digest() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _cache_path(folders: Sequence[Path]) -> Path | None:
    import platformdirs

    digest = hashlib.sha256(_code_digest().encode())
    for folder, path in yaml_files(folders):
        digest.update(f"{shown_as(folder)}/{path.relative_to(folder)}\0".encode() + content_of(path))
    root = os.environ.get("CAMEO_CACHE_DIR") or platformdirs.user_cache_dir("cameo-coder", appauthor=False)
    return Path(root) / f"lexicon-{digest.hexdigest()[:32]}.pickle"


def _read_cache(path: Path) -> Lexicon | None:
    try:
        data = path.read_bytes()
        if hashlib.sha256(memoryview(data)[32:]).digest() != data[:32]:
            return None
        with collector_paused():
            lexicon = pickle.loads(memoryview(data)[32:])
    except Exception:  # whatever is wrong with a cache file, compiling anew is the answer
        return None
    if not isinstance(lexicon, Lexicon):
        return None
    with suppress(OSError):
        path.touch()  # used last
    return lexicon


def _write_cache(path: Path, lexicon: Lexicon) -> None:
    data = pickle.dumps(lexicon, protocol=pickle.HIGHEST_PROTOCOL)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as handle:
            try:
                handle.write(hashlib.sha256(data).digest() + data)
            except OSError:
                os.unlink(handle.name)
                raise
        os.replace(handle.name, path)  # atomic: parallel starts never see half a file
        _prune(path)
    except OSError:
        return


def _prune(newest: Path) -> None:
    """Remove all but the last few caches: who edits dictionaries makes one with every change, of 13 MB each."""
    others = [path for path in newest.parent.glob("lexicon-*.pickle") if path != newest]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[CACHES - 1 :]:
        path.unlink(missing_ok=True)


__all__ = ["Lexicon", "builtin_folder", "load_dictionaries"]
