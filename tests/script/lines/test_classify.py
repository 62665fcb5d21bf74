"""What unlabelled lines are, and how sure that is."""

from __future__ import annotations

import math
from pathlib import Path

from tts.config.load import parse
from tts.script.lines.classify import Judged, classify, temperatures, weights
from tts.script.lines.facts import lines
from tts.script.load import load_transcript, read_document
from tts.script.transcript.model import Transcript

TALK = "\n\n".join(
    f"**记者：**第{n}个问题，你为什么要做这件事？\n\n**木田：**因为没有别人做，我就自己动手，做了{n}年。"
    for n in range(1, 7)
)


def transcript(text: str) -> Transcript:
    return load_transcript(Path("talk.md"), text.encode(), parse("", "voices.yaml"))


def test_chances_add_up_and_a_temperature_keeps_their_order() -> None:
    judged = Judged("note", {"note": 0.9, "speech": 0.08, "heading": 0.02})
    assert math.isclose(judged.chance, 0.9)
    warm = Judged("note", judged.chances, 2.0)
    assert 1 / 3 < warm.chance < judged.chance
    assert Judged("speech", judged.chances, 2.0).chance < warm.chance
    assert Judged("title", {}).chance == 0.0


def test_every_region_has_weights_and_a_temperature() -> None:
    regions = {"before", "inside", "after", "all"}
    assert set(temperatures()) == regions
    assert all(set(models) == regions for models in weights().values())
    assert all(1 <= value <= 5 for value in temperatures().values())


def test_every_line_without_label_is_judged_once() -> None:
    page = read_document(Path("talk.md"), f"# 标题\n\n文/张三\n\n{TALK}\n\n（完）".encode())
    live = tuple(n for n, block in enumerate(page.blocks) if not block.skip)
    labelled = [n for n in live if "：**" in page.text[page.blocks[n].start : page.blocks[n].end]]
    judged = classify(page, live, labelled, {"木田"})
    assert sorted([*judged, *labelled]) == list(live)
    assert all(math.isclose(sum(each.chances.values()), 1.0) for each in judged.values())
    assert {line.region for line in lines(page, live, labelled, {"木田"})} == {"before", "after"}


def test_what_stands_around_a_talk_is_told_from_it() -> None:
    made = transcript(f"# 慢慢来\n\n文/张三\n\n{TALK}\n\n本文系远山周刊独家首发，未经授权，不得转载。")
    said = [turn.speaker for turn in made.turns]
    assert said == ["记者", "木田"] * 6
    assert made.metadata.title == "慢慢来"


def test_an_epilogue_is_nobodys_speech() -> None:
    parts = [f"## 第{n}节\n\n{TALK}" for n in (1, 2)]
    told = "采访结束的时候天已经黑了，我们沿着河走回车站，谁也没有再提刚才的话题，心里却都在想着它。"
    made = transcript("\n\n".join((*parts, f"## 后记\n\n{told}")))
    last = made.turns[-1]
    assert (last.speaker, last.kind) == (None, "note")
