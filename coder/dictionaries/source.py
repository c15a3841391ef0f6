"""YAML with places: each fault in a dictionary can be told as file:line."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_ANCHOR = re.compile(r"(?:[\[,{]\s*|:\s+|^\s*-\s+)&\w")
_STRING, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """All scalars are strings here, so YAML's search for numbers, dates and truths, a third of its time, is left out."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: Any) -> Any:
        if kind is yaml.ScalarNode:
            return _NULL if implicit[0] and value in ("", "~", "null") else _STRING
        return super().resolve(kind, value, implicit)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of a dictionary: where, and what is wrong with what to do."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class Text(str):
    """A string that knows its line in the file."""

    __slots__ = ("line",)
    line: int


class Mapping(dict[str, Any]):
    """A mapping that knows its line and those of its keys."""

    __slots__ = ("keys_at", "line")
    line: int
    keys_at: dict[str, int]


class Sequence(list[Any]):
    """A list that knows its line."""

    __slots__ = ("line",)
    line: int


def read_yaml(path: Path, name: str) -> tuple[Any, list[Fault]]:
    """The document in a file, every string, list and mapping with its 1-based line. All scalars stay strings.

    `name` is how the file is called in messages. Returns (None, faults) if it can't be read as YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        return None, [Fault(name, 1, f"can't be read ({error.strerror}): check the path and its permissions")]
    except UnicodeDecodeError as error:
        return None, [Fault(name, 1, f"is not UTF-8 (byte {error.start}): save it as UTF-8")]
    faults = [
        Fault(name, number, 'an & that opens a word needs quotes: "&list"')
        for number, line in enumerate(text.splitlines(), start=1)
        if _ANCHOR.search(_QUOTED.sub('""', line.partition(" #")[0]))
    ]
    if faults:
        return None, faults
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = error.problem or error.context or "unreadable"
        if "anchor" in what or "alias" in what or "second occurrence" in what:
            what += '; a text that starts with & or * needs quotes: "&list"'
        return None, [Fault(name, line, f"not valid YAML: {what}")]
    except yaml.YAMLError as error:
        return None, [Fault(name, 1, f"not valid YAML: {error}".splitlines()[0])]
    return (None if node is None else _build(node, name, faults)), faults


def _build(node: yaml.Node, name: str, faults: list[Fault]) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        if node.tag == _NULL:
            return None
        text = Text(node.value)
        text.line = line
        return text
    if isinstance(node, yaml.SequenceNode):
        items = Sequence(_build(child, name, faults) for child in node.value)
        items.line = line
        return items
    mapping = Mapping()
    mapping.line, mapping.keys_at = line, {}
    assert isinstance(node, yaml.MappingNode)
    for key_node, value in node.value:
        key = str(key_node.value)
        if key in mapping:
            faults.append(
                Fault(name, key_node.start_mark.line + 1, f"the key {key!r} stands twice here: merge the two")
            )
        mapping[key] = _build(value, name, faults)
        mapping.keys_at[key] = key_node.start_mark.line + 1
    return mapping


def line_of(value: Any, default: int = 1) -> int:
    """The line of a value made by `read_yaml`."""
    return int(getattr(value, "line", default))


def yaml_files(folders: Iterable[Path]) -> Iterable[tuple[Path, Path]]:
    """(folder, file) of every dictionary file below the folders, sorted, so that loading is deterministic."""
    for folder in folders:
        for path in sorted(folder.rglob("*.y*ml")):
            if path.suffix in (".yaml", ".yml"):
                yield folder, path


def shown_as(folder: Path) -> str:
    """How a dictionary folder is called in messages and records: the built-in one by its name wherever one works,
    others by their path from the working folder if they lie below it, else by their name.
    """
    from coder.dictionaries import builtin_folder

    if folder == builtin_folder():
        return "dictionaries"
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.name


def content_of(path: Path) -> bytes:
    """A file's bytes; none if it can't be read, which is told where it is read as YAML."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


@contextmanager
def collector_paused() -> Iterator[None]:
    """While dictionaries are built nothing is garbage, yet the collector would go through all of them again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
