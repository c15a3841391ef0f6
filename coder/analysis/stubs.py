"""Suggested names as an actor file to fill in, and as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import yaml

from coder.analysis.suggest import Suggestion

if TYPE_CHECKING:
    from rich.console import Console

TO_FILL_IN = "XXX?"
"""Stands where the code goes. It is no code, so `cameo check` says of each entry that it isn't filled in."""
_SHOWN = 300
"""Characters of a sentence that are shown."""
_WIDE = 120
"""Columns of a terminal from which the table also shows a sentence."""
_HEADER = f"""\
# Names that no dictionary knows, the most frequent first. For each: write its code in place of {TO_FILL_IN}, correct the
# kind, or delete the entry; docs/actors.md tells how. Then: cameo check FOLDER
"""


def as_yaml(suggestions: Iterable[Suggestion]) -> str:
    """An actor file with a stub for each name; what helps to fill it in stands in comments."""
    return _HEADER + "".join(map(_stub, suggestions))


def _stub(s: Suggestion) -> str:
    comments = [f"{s.stories} {'story' if s.stories == 1 else 'stories'}; {s.entity} to the language model"]
    comments += [f"  [{story}] {_cut(sentence, s.name)}" for story, sentence in s.contexts]
    if s.namesakes:
        comments.append(f"  the dictionaries have {', '.join(s.namesakes)}")
    hints = _hints(s)
    lines = ["", *(f"# {_printable(comment)}" for comment in comments), f"- name: {_flow([s.name])[1:-1]}"]
    if s.aliases:
        lines.append(f"  aliases: {_flow(s.aliases)}")
    lines += [f"  kind: {s.kind}", f"  codes: [{TO_FILL_IN}]" + (f"  # {hints}" if hints else "")]
    return "\n".join(lines) + "\n"


def _flow(names: Iterable[str]) -> str:
    """Names as a YAML list on one line, quoted where they must be."""
    text: str = yaml.safe_dump(list(names), default_flow_style=True, allow_unicode=True, width=10**6)
    return text.strip()


def _hints(s: Suggestion) -> str:
    parts = [("described as", s.described), ("named with", s.countries)]
    return "; ".join(f"{what} " + ", ".join(f"{code} {n}" for code, n in found) for what, found in parts if found)


def _cut(sentence: str, name: str) -> str:
    """The sentence, or of a long one the part around the name."""
    if len(sentence) <= _SHOWN:
        return sentence
    at = max(sentence.find(name), sentence.find(name.rpartition(" ")[2]), 0)
    start = max(0, min(at - _SHOWN // 2, len(sentence) - _SHOWN))
    end = start + _SHOWN
    return ("…" if start else "") + sentence[start:end] + ("…" if end < len(sentence) else "")


def _printable(text: str) -> str:
    """On one line, without characters that YAML doesn't allow even in comments."""
    return "".join(c if c.isprintable() else " " for c in text)


def render(suggestions: Sequence[Suggestion], console: Console) -> None:
    """Print a table, one name a line."""
    if not suggestions:
        console.print("no unknown names")
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), expand=console.width >= _WIDE, header_style="dim")
    table.add_column("stories", justify="right")
    table.add_column("name", overflow="fold")
    table.add_column("type")
    table.add_column("kind")
    table.add_column("hints", overflow="fold")
    wide = console.width >= _WIDE
    if wide:
        table.add_column("first told", no_wrap=True, overflow="ellipsis", ratio=1, style="dim")
    for s in suggestions:
        first = [Text(_printable(s.contexts[0][1]))] if wide else []
        table.add_row(str(s.stories), Text(s.name, "bold"), s.entity, s.kind, _hints(s), *first)
    console.print(table)
