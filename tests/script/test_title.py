"""The file's name is the title only where it says something and nothing else does."""

from __future__ import annotations

from tts.script.title import made_title

ROWS = [
    ("riverside", "安娜、博明"),
    ("20241112_圆桌.m4a", "安娜、博明"),
    ("stdin", "安娜、博明"),
    ("Zoom-2024-01-02_final(3)", "安娜、博明"),
    ("20241112", "安娜、博明"),
    ("访谈", "安娜、博明"),
    ("马云谈达沃斯", "马云谈达沃斯"),
    ("20241112_马云谈达沃斯.mp3", "马云谈达沃斯"),
    ("2024-11-12 the_last_keeper", "the last keeper"),
    ("interview with Anna", "interview with Anna"),
]


def test_a_name_of_a_file_is_a_title_only_if_it_says_something() -> None:
    found = [(name, made_title(name, ("安娜", "博明"), "zh")[0]) for name, _ in ROWS]
    assert found == ROWS


def test_without_people_the_name_is_all_there_is_and_that_is_said() -> None:
    title, doubt = made_title("riverside", (), "en")
    assert title == "riverside"
    assert "--title" in doubt.settle
    assert "file's name" in doubt.taken_as
    assert made_title("stdin", ("A", "B", "C", "D"), "en")[0] == "A, B, C and others"
