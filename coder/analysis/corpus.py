"""The stories of a corpus for an analysis: read as `cameo code` reads them, what can't be read counted and told."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from coder.batch import messages
from coder.batch.columns import Columns
from coder.batch.dates import DateOrder
from coder.batch.lines import check_encoding
from coder.batch.sources import Corpus, Format
from coder.batch.stories import Rejection, read_stories
from coder.errors import InputError
from coder.records import Story

_SHOWN = 5
"""Rejections told with their reason."""


@dataclass(slots=True)
class Reading:
    """A corpus as it is read. What the user must mend is an InputError: early if the names tell it, else on the way."""

    names: Sequence[str]
    format: Format | None = None
    encoding: str = "utf-8"
    columns: Columns = field(default_factory=Columns)
    date_order: DateOrder | None = None
    stories: int = 0
    rejected: int = 0
    first: list[Rejection] = field(default_factory=list)
    corpus: Corpus = field(init=False)

    def __post_init__(self) -> None:
        self.encoding = check_encoding(self.encoding)
        self.corpus = Corpus(tuple(self.names), self.format)

    def read(self) -> Iterator[Story]:
        """The stories, in order, with a bar on a terminal's standard error."""
        columns = (SpinnerColumn(), BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"))
        console = Console(stderr=True)
        bar = Progress(
            *columns, TimeRemainingColumn(), console=console, transient=True, disable=not sys.stderr.isatty()
        )
        with bar:
            task = bar.add_task("", total=self.corpus.total)
            for item in read_stories(self.corpus, self.columns, self.encoding, self.date_order):
                if isinstance(item, Rejection):
                    self.rejected += 1
                    self.first += [item] if len(self.first) < _SHOWN else []
                else:
                    self.stories += 1
                    yield item
                bar.update(task, completed=self.corpus.bytes_read, description=f"{self.stories:,} stories")

    def summary(self) -> None:
        """Tell on standard error what wasn't read, and why."""
        console = Console(stderr=True, highlight=False, soft_wrap=True)
        for rejection in self.first:
            console.print(Text(str(rejection), "yellow"))
        if not self.stories and not self.rejected:
            console.print(Text(messages.empty_corpus(), "red"))
        elif not self.stories:
            console.print(Text(messages.nothing_coded(self.rejected, ""), "red"))
        elif self.rejected:
            console.print(Text(messages.rejections(self.rejected, "")))


def check_actor_file(name: str, *, force: bool, inputs: Sequence[str]) -> None:
    """Refuse a file for actors that can't be written, or would not be read as a dictionary; "-" is standard output."""
    path = Path(name)
    if name == "-":
        return
    if path.suffix not in (".yaml", ".yml"):
        raise InputError(f"{name}: dictionaries are .yaml files. Give -o that ending.")
    if not path.parent.is_dir():
        raise messages.no_output_folder(str(path.parent))
    if any(Path(given).exists() and path.exists() and path.samefile(given) for given in inputs):
        raise messages.output_is_input(name)
    if path.exists() and not path.is_file():
        raise messages.output_no_file(name)
    if path.exists() and not force:
        raise messages.output_exists(name)


def write_text(name: str, text: str) -> None:
    """Write a file, or to standard output for "-"."""
    if name == "-":
        sys.stdout.write(text)
        return
    try:
        Path(name).write_text(text, encoding="utf-8")
    except OSError as cause:
        raise messages.unwritable(name, cause) from cause
