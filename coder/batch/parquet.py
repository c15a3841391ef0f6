"""Tables in Parquet, in and out, a piece at a time. Needs the extra `parquet`."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from coder.batch import messages
from coder.batch.columns import Columns, Record
from coder.batch.lines import Fault
from coder.batch.messages import Reason

_ROWS = 1000  # rows that are unpacked together: stories may be long
ROW_GROUP = 20_000
"""Events of a row group: all that is in memory while a table is written."""


def _pyarrow(name: str) -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as cause:
        raise messages.needs_extra(name, "pyarrow", "parquet") from cause
    return pyarrow


def check_available(name: str) -> None:
    """Raises InputError if Parquet can't be read or written here; `name` is the file."""
    _pyarrow(name)


def read_parquet(stream: io.BufferedReader, columns: Columns, name: str) -> Iterator[Record]:
    """The rows of a file, as they come; of its columns only those that are asked for."""

    arrow = _pyarrow(name)
    try:
        file = arrow.parquet.ParquetFile(stream)
        roles = columns.resolve(file.schema_arrow.names, name)
        row = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=sorted(set(roles.values()))):
            cells = {role: _cells(arrow, batch.column(column)) for role, column in roles.items()}
            for i in range(batch.num_rows):
                row += 1
                values: dict[str, Any] = {}
                fault = None
                for role, found in cells.items():
                    values[role], fault = _text(found[i], fault) if isinstance(found[i], bytes) else (found[i], fault)
                yield Record(row, row, values, fault)
    except (arrow.ArrowException, OSError, ValueError, OverflowError) as cause:  # what damaged bytes lead to
        raise messages.unreadable(name, cause) from cause


def _cells(arrow: Any, column: Any) -> list[Any]:
    """Python values; strings as their bytes, since nothing checked yet that they are UTF-8."""
    if arrow.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if arrow.types.is_date(column.type) or arrow.types.is_timestamp(column.type):
        column = column.cast(arrow.string())  # Python has no year 10000, and would refuse them all
    for kind, raw in ((arrow.string(), arrow.binary()), (arrow.large_string(), arrow.large_binary())):
        if column.type == kind:
            column = column.view(raw)
    values: list[Any] = column.to_pylist()
    return values


def _text(cell: bytes, fault: Fault | None) -> tuple[str, Fault | None]:
    try:
        return cell.decode(), fault
    except UnicodeDecodeError as error:
        detail = messages.undecodable("utf-8", cell[error.start], error.start)
        return cell.decode("utf-8", "replace"), fault or Fault(Reason.BYTES, detail)


def write_parquet(path: Path, rows: Iterable[Sequence[str]], header: Sequence[str], numbers: frozenset[str]) -> None:
    """A table with strings in all columns but the `numbers`, which are 64-bit integers. Raises OSError."""
    arrow = _pyarrow(str(path))
    schema = arrow.schema([(name, arrow.int64() if name in numbers else arrow.string()) for name in header])
    with path.open("wb") as file, arrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        group: list[Sequence[str]] = []

        def write() -> None:
            columns = zip(*group, strict=True)
            cells = [
                [int(cell) for cell in column] if name in numbers else list(column)
                for name, column in zip(header, columns, strict=True)
            ]
            writer.write_table(arrow.table(cells, schema=schema), row_group_size=ROW_GROUP)
            group.clear()

        for row in rows:
            group.append(row)
            if len(group) == ROW_GROUP:
                write()
        if group:
            write()
