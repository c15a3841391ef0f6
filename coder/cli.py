"""The command line: parses options, calls the library, prints. Each command imports the heavy modules it needs."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from coder.batch.dates import DateOrder
from coder.batch.sources import Format
from coder.errors import InputError

app = typer.Typer(
    help="Codes news into CAMEO events: who did what to whom, with the reason for each choice.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_COLUMNS = "Columns of the corpus"
_READING = "Reading"
_CODING = "Coding"


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("cameo-coder"))
        raise typer.Exit


@app.callback()
def cameo(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Codes news into CAMEO events: who did what to whom, with the reason for each choice."""


@app.command()
def code(
    corpus: Annotated[
        list[str],
        typer.Argument(help="csv, tsv, jsonl or txt files, folders of txt, each also .gz; - is standard input (csv)."),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", help="Table of events: .csv, .tsv or .jsonl; - is standard output (csv).")
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace output that exists.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that code; each loads the model.")] = 1,
    model: Annotated[
        str | None, typer.Option(help="spaCy model.", show_default="small English", rich_help_panel=_CODING)
    ] = None,
    dictionaries: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DIR", help="Own dictionaries, over the built-in ones; repeatable.", rich_help_panel=_CODING
        ),
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Also write events with one actor unknown.", rich_help_panel=_CODING)
    ] = False,
    no_story_memory: Annotated[
        bool,
        typer.Option("--no-story-memory", help="Read each sentence by itself.", rich_help_panel=_CODING),
    ] = False,
    no_dedupe: Annotated[
        bool,
        typer.Option("--no-dedupe", help="Keep an event each time the story tells it.", rich_help_panel=_CODING),
    ] = False,
    format: Annotated[
        Format | None,
        typer.Option(help="Kind of all corpus files.", show_default="by ending", rich_help_panel=_READING),
    ] = None,
    encoding: Annotated[
        str, typer.Option(help="Of the corpus: cp1252, latin-1, utf-16 …", rich_help_panel=_READING)
    ] = "utf-8",
    date_order: Annotated[
        DateOrder | None,
        typer.Option(help="How to read 03/04/2005.", show_default="rejected", rich_help_panel=_READING),
    ] = None,
    id_column: Annotated[str | None, typer.Option(show_default="id, else file:row", rich_help_panel=_COLUMNS)] = None,
    date_column: Annotated[str | None, typer.Option(show_default="date", rich_help_panel=_COLUMNS)] = None,
    text_column: Annotated[str | None, typer.Option(show_default="text", rich_help_panel=_COLUMNS)] = None,
    title_column: Annotated[str | None, typer.Option(show_default="title", rich_help_panel=_COLUMNS)] = None,
    publisher_column: Annotated[str | None, typer.Option(show_default="publisher", rich_help_panel=_COLUMNS)] = None,
    url_column: Annotated[str | None, typer.Option(show_default="url", rich_help_panel=_COLUMNS)] = None,
) -> None:
    """Code a corpus into a table of events.

    Beside events.csv, events.rejected.csv gets the rows that can't be coded, each with its reason, and events.run.json
    versions, options and counts.

    Exit code 1: nothing could be coded; 2: something must be mended first; 130: stopped by Ctrl-C.
    """
    from coder.batch import messages, report
    from coder.batch.readers import Columns
    from coder.batch.run import Job, code_corpus
    from coder.batch.workers import Engine

    job = Job(
        corpus=tuple(corpus),
        output=output,
        engine=Engine(
            model=model,
            dictionaries=tuple(dictionaries or ()),
            partial=partial,
            story_memory=not no_story_memory,
            dedupe=not no_dedupe,
        ),
        format=format,
        encoding=encoding,
        columns=Columns(id_column, date_column, text_column, title_column, publisher_column, url_column),
        date_order=date_order,
        workers=workers,
        force=force,
    )
    try:
        with report.progress(to_stdout=output == "-") as show:
            result = code_corpus(job, show)
    except KeyboardInterrupt:
        typer.echo(messages.interrupted(), err=True)
        raise typer.Exit(130) from None
    report.summary(result)
    if not result.counts.done:
        raise typer.Exit(1)


def main() -> None:
    """The console script. What the user must mend is one message and exit code 2, never a traceback."""
    try:
        app()
    except InputError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output has gone: `cameo code … -o - | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
