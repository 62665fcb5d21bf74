"""Dates as people write them: one table, every wrong row named."""

from __future__ import annotations

from tts.script.dates import iso_date

ROWS = {
    "2015-01-24": "2015-01-24", "2015/1/24": "2015-01-24", "2015年1月24日": "2015-01-24", "发布日期：2025-01-15": "2025-01-15",
    "2024 年 3 月 2 日": "2024-03-02", "二〇二四年三月二十一日": "2024-03-21", "二○二四年十月十日": "2024-10-10", "20210305": "2021-03-05",
    "Published on September 14, 2023": "2023-09-14", "Sept. 14th, 2023": "2023-09-14", "14 September 2023": "2023-09-14",
    "the 14th of September, 2023": "2023-09-14", "14-Sep-2023": "2023-09-14", "3-14-91": "1991-03-14", "24/1/2015": "2015-01-24",
    "1/24/15": "2015-01-24", "2013-12-18T03:47:38": "2013-12-18", "2020-12-10 21:05:00 -0800": "2020-12-10",
    "May 22, 2012 Meeting Notes": "2012-05-22", "Interview of 3-14-91, edited 2001-02-03": "1991-03-14",
    "30 February 2020": "", "2015-13-45": "", "1.2.3": "", "3.14.91": "", "10.0.0.1": "", "555-12-3456": "", "12:30:45": "", "march 2020": "",
    "version 1.2.33 of 2015": "", "": "",
}  # fmt: skip


def test_dates() -> None:
    wrong = {text: found for text, date in ROWS.items() if (found := iso_date(text)) != date}
    assert not wrong
