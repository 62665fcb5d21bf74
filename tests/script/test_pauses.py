"""Where in the dialogue a silence stands, and how long it is then."""

from __future__ import annotations

from pathlib import Path

from tables import table

from tts.config.schema import Config, Pauses
from tts.script import load_script
from tts.script.utterances.pauses import inside, seconds
from tts.speech.engines import known_voices


@table(
    ("text", "following", "place"),
    [
        ("我们走了很久。", "天黑了才到家。", "sentence"),
        ("帮助他们，", "因为这很重要。", "breath"),
        ("门童对我说，", "“非常感谢你。”", "quotation"),
        ("“非常感谢你。”", "后来我没有再见过他。", "quotation"),
        ("这是他的留言”。", "他走了。", "quotation"),
        ("他说「好」，", "我们就走了。", "breath"),
        ('He told me, ', '"We lost our radio."', "quotation"),
        ('"We lost our radio."', "After that I stopped wondering.", "quotation"),
        ("That is the end.", "Another one.", "sentence"),
    ],
)  # fmt: skip
def test_what_stands_around_it_decides(text: str, following: str, place: str) -> None:
    assert inside(text, following) == place


def test_a_quotation_is_longer_than_a_stop_and_shorter_than_a_paragraph() -> None:
    pauses = Pauses()
    assert seconds("sentence", pauses) < seconds("quotation", pauses) < seconds("paragraph", pauses)


def test_the_configuration_decides_how_long(tmp_path: Path) -> None:
    source = tmp_path / "talk.txt"
    source.write_text(
        "问：那时候大家是怎么看你们的？\n\n答：还有一次我在北京的酒店门口打车，给我开车门的门童对我说，“非常感谢你，我的女朋友通过你的网站"
        "赚了很多钱。”后来我再也没有见过他，也不知道他叫什么。\n",
        encoding="utf-8",
    )
    config = Config(pauses=Pauses(quotation=1.7))
    made = load_script(source, config, engine="kokoro", voices=known_voices("kokoro", {}))
    assert [u.pause_after_s for u in made.turns[-1].utterances][:2] == [1.7, 1.7]
