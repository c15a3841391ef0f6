from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.batch.dates import DateFault, DateOrder, parse_date
from coder.batch.messages import Reason

NOVEMBER = dt.date(2004, 11, 30)


@pytest.mark.parametrize(
    "cell",
    [
        "2004-11-30",
        " 2004-11-30 ",
        "2004-11-30T23:59:59Z",
        "2004-11-30 23:59:59.123+05:00",
        "2004-11-30T12",
        "20041130",
        "20041130235959",
        "20041130T235959Z",
        "2004/11/30",
        "2004/11/30 10:00",
        "30/11/2004",
        "11/30/2004",
        "30.11.2004",
        "11/30/2004 10:05 PM",
        "30 November 2004",
        "Nov 30, 2004",
        "November 30th, 2004",
        "Tue, 30 Nov 2004 10:00:00 GMT",
        "Tue, 30 Nov 2004 10:00:00 +0000",
        "Tue Nov 30 10:00:00 EST 2004",
        "Nov 30, 2004 at 5pm",
        "30-Nov-2004",
    ],
)
def test_a_day_in_any_common_form(cell: str) -> None:
    assert parse_date(cell) == NOVEMBER


@pytest.mark.parametrize("cell", ["", "  ", "NaN", "NaT", "null", "None", "N/A", "-"])
def test_no_date_is_no_fault(cell: str) -> None:
    assert parse_date(cell) is None


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("03/04/2005", DateOrder.DMY, dt.date(2005, 4, 3)),
        ("03/04/2005", DateOrder.MDY, dt.date(2005, 3, 4)),
        ("03-04-05", DateOrder.YMD, dt.date(2003, 4, 5)),
        ("03-Nov-04", DateOrder.DMY, dt.date(2004, 11, 3)),
        ("03-Nov-04", DateOrder.YMD, dt.date(2003, 11, 4)),
    ],
)
def test_ambiguous_days_need_an_order(cell: str, order: DateOrder, day: dt.date) -> None:
    with pytest.raises(DateFault) as fault:
        parse_date(cell)
    assert fault.value.reason is Reason.AMBIGUOUS
    assert "--date-order" in fault.value.detail
    assert parse_date(cell, order) == day


def test_both_readings_are_told() -> None:
    with pytest.raises(DateFault, match="2005-03-04 or 2005-04-03"):
        parse_date("03/04/2005")


@pytest.mark.parametrize("cell", ["04/04/2005", "4.4.2005"])
def test_readings_that_agree_are_one(cell: str) -> None:
    assert parse_date(cell) == dt.date(2005, 4, 4)


def test_years_of_two_digits_do_not_depend_on_today() -> None:
    assert parse_date("Nov 30, 74") == dt.date(1974, 11, 30)
    assert parse_date("Nov 30, 68") == dt.date(2068, 11, 30)


@pytest.mark.parametrize(
    "cell",
    [
        *("soon", "2004", "2004-11", "November 2004", "Monday", "30 Nov", "10", "2004-11-31", "31/11/2004", "2004-W45"),
        *("2004335", "200411", "1101859200", "30/11/2004 - 02/12/2004", "3 Nov 12 2004", "30/11-2004", "5 mayo 2004"),
        *("٣٠/١١/٢٠٠٤", "0000-01-01", "99999999", "30 Nov 20044"),
    ],
)
def test_what_is_not_one_day_is_told(cell: str) -> None:
    with pytest.raises(DateFault) as fault:
        parse_date(cell)
    assert fault.value.reason is Reason.DATE
    assert "2004-11-30" in fault.value.detail


@given(st.text() | st.from_regex(r"[0-9/.\- :TZ]{1,25}") | st.from_regex(r"(Nov|May|mon|1|20|,|st| |04){1,8}"))
def test_any_cell_is_a_day_or_a_fault(cell: str) -> None:
    for order in (None, *DateOrder):
        with suppress(DateFault):
            assert isinstance(parse_date(cell, order), dt.date | None)


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_days_survive_being_written(day: dt.date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day}/{day.month}/{day.year}", DateOrder.DMY) == day
    assert parse_date(f"{day.month}/{day.day}/{day.year}", DateOrder.MDY) == day
    assert parse_date(f"{day.day} {day:%B} {day.year}") == day
