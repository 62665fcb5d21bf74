"""Who is who: what the top of a text declares, which spellings are one person, whom a title names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tts.script.load import read_document
from tts.script.people.declared import declared, explained
from tts.script.people.gender import by_pronouns, gender
from tts.script.people.names import full_names, interviewee, is_name, name_at_end
from tts.script.people.persons import Spelling, persons
from tts.text import name_key


def wrong_of(pairs: dict[str, tuple[object, object]]) -> dict[str, tuple[object, object]]:
    """The rows whose two sides differ: row → (found, wanted)."""
    return {row: pair for row, pair in pairs.items() if pair[0] != pair[1]}


def test_names_are_told_from_words() -> None:
    names = (
        "张三",
        "老张",
        "欧阳明明",
        "查理·罗斯",
        "张老师",
        "远山周刊",
        "Anna Bell",
        "Jean-Luc Moreau",
        "PM",
        "Echo王",
    )
    others = ("问", "Host", "我们的", "第一", "编者按", "He said", "the rule", "42")
    assert not wrong_of({name: (is_name(name), name in names) for name in (*names, *others)})


def test_a_name_at_the_end_and_full_names_are_found() -> None:
    ends = {"摄影师张三": "张三", "典型工程师马钰杰": "马钰杰", "一个很好的想法": ""}
    assert not wrong_of({text: (name_at_end(text), name) for text, name in ends.items()})
    assert full_names("I'm Kelly, and here is Marta Nilsson with John Q. Public.") == [
        "Marta Nilsson",
        "John Q. Public",
    ]


def test_a_title_names_the_person_who_is_asked() -> None:
    rest = "马钰杰在 TiDB 社区。 TiDB Committer。Marta likes it. 余华写作。Nilsson works."
    titles = {
        "TiDB Committer | 男友力 max 的典型工程师马钰杰": "马钰杰",
        "专访李想：慢下来": "李想",
        "专访 Marta Nilsson：慢慢来": "Marta Nilsson",
        "对话 Linus：内核与我": "Linus",
        "Kubernetes Release 1.30 发布了": "",
        "Five minutes with Marta Nilsson": "Marta Nilsson",
        "十年之后": "",
    }
    assert not wrong_of({title: (interviewee(title, rest), name) for title, name in titles.items()})


def declarations(text: str) -> dict[str, str]:
    return dict(declared(read_document(Path("t.txt"), text.encode())).names)


def test_the_top_declares_who_is_who() -> None:
    talk = "\n\n主持人：各位好，欢迎收听今天的节目。\n\n嘉宾：大家好，很高兴来到这里。\n"
    rows = {
        "主持人：张三": {name_key("主持人"): "张三"},
        "C = 陈一菲\n\nM = 木田": {"c": "陈一菲", "m": "木田"},
        "CR: Charlie Rose": {"cr": "Charlie Rose"},
        "x = y": {},
        "[Unknown]: IVM": {},
    }
    assert not wrong_of({text: (declarations(text + talk), names) for text, names in rows.items()})


def test_short_names_are_explained_by_the_text() -> None:
    assert explained("马云（以下简称“马”）来了。") == {name_key("马"): "马云"}
    assert explained("Charlie Rose (CR) asked.") == {"cr": "Charlie Rose"}


def whose(labels: Sequence[str], opening: str = "", guests: Sequence[str] = ()) -> list[str]:
    found, _ = persons([Spelling(name) for name in labels], {}, {}, opening, guests)
    return [found[name_key(name)] for name in labels]


def test_spellings_are_one_person_by_evidence_only() -> None:
    rows: dict[str, tuple[object, object]] = {
        "surname then": (whose(["Charlie Rose", "ROSE"]), ["Charlie Rose"] * 2),
        "a calling before": (whose(["总工程师赵铁军", "赵铁军"]), ["赵铁军"] * 2),
        "foreign": (whose(["查理·罗斯", "罗斯"]), ["查理·罗斯"] * 2),
        "initials": (whose(["PM", "SL"], "Peter McCormack talks to Stephan Livera."), ["Peter McCormack", "Stephan Livera"]),
        "one surname, two people": (whose(["马云", "马化腾"]), ["马云", "马化腾"]),
        "two fit": (whose(["Anna Bell", "Tom Bell", "Bell"]), ["Anna Bell", "Tom Bell", "Bell"]),
        "答 is A": (whose(["问", "答", "问", "A", "问", "答"]), ["问", "答", "问", "答", "问", "答"]),
        "a slip of the pen": (
            whose(["ADMINISTRATION", "Q"] * 4 + ["ADMINSTRATION", "Q"]), ["ADMINISTRATION", "Q"] * 5),
    }  # fmt: skip
    assert not wrong_of(rows)


def test_men_and_women_by_name_and_by_pronoun() -> None:
    rows = {"Nora": "female", "Mr. Rose": "male", "李女士": "female", "张伟": "male", "记者": "", "Kim": ""}
    assert not wrong_of({name: (gender(name), kind) for name, kind in rows.items()})
    told = "木田来了。她坐下，她说话。韩谦也在，他问，他记。"
    assert (by_pronouns("木田", ["木田", "韩谦"], told), by_pronouns("韩谦", ["木田", "韩谦"], told)) == (
        "female",
        "male",
    )
