"""The day a story is from, read from its cell. What could be two days is never guessed."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from enum import StrEnum

from dateutil import parser as dateutil_parser

from coder.batch import messages
from coder.batch.messages import Reason


class DateOrder(StrEnum):
    """How 03/04/05 is to be read."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class DateFault(ValueError):
    """A cell that is not one certain day."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


_MISSING = frozenset({"", "nan", "nat", "none", "null", "na", "n/a", "-"})
_NUMERIC = re.compile(
    r"(\d{1,4})([/.\- ])(\d{1,2})\2(\d{1,4})"  # 2004-11-30, 30/11/2004, 30.11.04
    r"(?:[T,\s]\s*(?:\d{1,2}:\d\d|\d{4,6}\b|\d\d(?:Z|$)).*)?",  # and a time of day
    re.DOTALL | re.ASCII,
)
# 20041130, 200411301200, 20041130T120000Z
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?)?Z?", re.ASCII)
_CLOCK = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?:\s*[a-z]{0,4}\s*[+-]\d\d:?\d\d)?|\d{1,2}\s*[ap]\.?m\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DEFAULT = dt.datetime(2000, 1, 1)


def parse_date(cell: str, order: DateOrder | None = None) -> dt.date | None:
    """The day in `cell` as it is written there (time and zone ignored); None if the cell says that there is none.

    Raises DateFault for what is no day, or may be several: 03/04/2005 needs an `order`.
    """
    cell = cell.strip()
    if cell.casefold() in _MISSING:
        return None
    if compact := _COMPACT.fullmatch(cell):
        return _only(cell, {_date(*map(int, compact.groups()))})
    if numeric := _NUMERIC.fullmatch(cell):
        return _only(cell, _numeric(numeric[1], numeric[3], numeric[4], order))
    return _only(cell, _named(cell, order))


def _numeric(a: str, b: str, c: str, order: DateOrder | None) -> set[dt.date | None]:
    """Readings of three numbers. A year of four digits stands first (then month, day) or last."""
    if len(a) == 4 and len(c) <= 2:
        return {_date(int(a), int(b), int(c))}
    if len(a) > 2 or len(c) not in (2, 4):
        return set()
    readings = {DateOrder.DMY: (c, b, a), DateOrder.MDY: (c, a, b)}
    if len(a) == len(c) == 2:
        readings[DateOrder.YMD] = (a, b, c)
    if order in readings:
        readings = {order: readings[order]}
    return {_date(_year(y), int(m), int(d)) for y, m, d in readings.values()}


def _named(cell: str, order: DateOrder | None) -> set[dt.date | None]:
    """Readings of a date with the month as a word: "1 Nov 2004", "Mon, 01 Nov 2004 10:00:00 GMT", "01-Nov-04"."""
    numbers = _NUMBER.findall(_CLOCK.sub(" ", cell))
    lengths = sorted(len(number) for number in numbers)
    if len(numbers) != 2 or lengths[0] > 2 or lengths[1] not in (1, 2, 4):
        return set()  # a day and a year, no more and no less: dateutil would fill in and reshuffle
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # unknown time zones: the day is taken as written
            month = dateutil_parser.parse(cell, default=_DEFAULT).month
    except (ValueError, OverflowError, TypeError, ArithmeticError, AttributeError):
        return set()
    if _MONTHS[month - 1] not in cell.casefold():
        return set()
    day_first = _date(_year(numbers[1]), month, int(numbers[0]))
    year_first = _date(_year(numbers[0]), month, int(numbers[1]))
    if lengths[1] == 4:
        return {day_first if len(numbers[1]) == 4 else year_first}
    if order is not None:
        return {year_first if order is DateOrder.YMD else day_first}
    return {day_first, year_first}


def _only(cell: str, readings: set[dt.date | None]) -> dt.date:
    days = sorted(day for day in readings if day)
    if not days:
        raise DateFault(Reason.DATE, messages.unparsable_date(cell))
    if len(days) > 1:
        raise DateFault(Reason.AMBIGUOUS, messages.ambiguous_date(cell, (day.isoformat() for day in days)))
    return days[0]


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _year(digits: str) -> int:
    """Two digits as POSIX reads them: 69–99 are 19xx, 00–68 are 20xx, whatever today is."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 69 else 2000)
