"""What is said and what only happens: a bracket is a stage direction when all of it is one."""

from __future__ import annotations

from pathlib import Path

from tables import table

from tts.config.load import parse
from tts.script import load_script

VOICES = {"zh": "zh-CN", "zh2": "zh-CN", "zh3": "zh-CN", "en": "en-US", "en2": "en-US", "en3": "en-US"}
CONFIG = parse(f"pool: {{tone: [{', '.join(VOICES)}]}}", "voices.yaml")

SAID = """
    (Philadelphia)|(physicists and chemists)|(phase two)|(single family homes)|(end of 2014)|(Beats by Dre)|(breakfast)
    (the music business)|(cheerleaders)|（阿里音乐）|（一家音乐公司）|（北京音乐厅）|（沉默的大多数）|（展示平台）|（大家思考的问题）|（可笑）
    （微笑服务）|（独立思考）|（笑话）|100m²|10³|mc²|方案①|①②③
    （大家思考的問題）|（北京音樂廳）|(the pause button)|(smiling faces)|(silence is golden)|(they were laughing)|①|① ② ③ ℃|πr²|x²|(a+b)²
    5 miles²|100米²|sin²(x)|km²|cm³|10⁻³|2¹⁰|sigma²
"""
DONE = """
    (laughs)|[Laughter]|(applause)|(audience laughs)|(laughs softly)|[crosstalk 00:14:22]|[music playing]|(phone rings)|(sic)|(beat)
    (commercial break)|[inaudible]|(Laughter.)|（笑）|（众人大笑）|（马云大笑）|（查理·罗斯笑）|（掌声）|（热烈掌声）|（全场爆发出热烈的掌声）|（音乐响起）
    （停顿五秒）|（沉默片刻）|（笑，鼓掌）|（指着大屏幕）|（播放视频）|（笑着说）|（打断马云的话）
    （音乐）|（眾人大笑）|（掌聲）|（熱烈鼓掌）|（音樂響起）|（指著大屏幕）|(laughing at the photo)|(a long pause)|(cheers and applause)|[applause continues]
    (nods his head)|(Mr. Rose laughs)|(audience member laughs)|(clears his throat)|[inaudible 00:12:33]
"""


def spoken(aside: str, folder: Path) -> str:
    """What is said of two turns in the first of which `aside` stands."""
    source = folder / "talk.txt"
    source.write_text(
        f"马云：我们说的是这个{aside}，后来大家都知道了。\n\n记者：谢谢。\n\n马云：不客气。\n", encoding="utf-8"
    )
    turn = load_script(source, CONFIG, engine="tone", voices=VOICES).turns[0]
    return "".join(utterance.text for utterance in turn.utterances)


def rows(text: str) -> list[str]:
    return [row for line in text.split("\n") for row in line.strip().split("|") if row]


@table("aside", rows(SAID))
def test_it_is_said(aside: str, tmp_path: Path) -> None:
    assert aside in spoken(aside, tmp_path)


@table("aside", [*rows(DONE), "¹", "[3]"])
def test_it_only_happens(aside: str, tmp_path: Path) -> None:
    assert spoken(aside, tmp_path) == "我们说的是这个，后来大家都知道了。"


@table("before", ["说过。", "“说过”", "the word", "It is done."])
def test_a_raised_figure_behind_words_points_to_a_note(before: str, tmp_path: Path) -> None:
    assert "²" not in spoken(f"{before}² ", tmp_path)


def test_circled_figures_are_marks_when_the_same_row_of_notes_stands_below(tmp_path: Path) -> None:
    talk = "马云：这是第一本书①，那是第二本②。\n\n记者：谢谢。\n\n马云：再见。\n\n"
    source = tmp_path / "talk.txt"
    source.write_text(talk + "①《天下》，一九九九年版。\n\n②《人间》，二〇〇一年版。\n", encoding="utf-8")
    made = load_script(source, CONFIG, engine="tone", voices=VOICES)
    assert [turn.text for turn in made.turns] == ["这是第一本书，那是第二本。", "谢谢。", "再见。"]
    assert [piece.reason for piece in made.accounting.unspoken] == ["footnote mark", "footnote", "footnote"]
    source.write_text(talk, encoding="utf-8")
    assert load_script(source, CONFIG, engine="tone", voices=VOICES).turns[0].text == "这是第一本书①，那是第二本②。"


ROLES = """
    記者 主持人 問 答 嘉賓 觀眾 採訪者 受訪者 訪談者 筆者 聽眾 網友 讀者 學生 現場觀眾 眾人 全體 解說 畫外音 同傳 翻譯員 發言人 說話人 對話者
    提問者 訪問者 主播 旁白
"""


@table("role", ROLES.split())
def test_a_role_that_speaks_once_is_known_in_traditional_characters(role: str, tmp_path: Path) -> None:
    source = tmp_path / "talk.txt"
    source.write_text(f"馬雲：你好，歡迎。\n\n{role}：謝謝。\n\n馬雲：再見。\n", encoding="utf-8")
    script = load_script(source, CONFIG, engine="tone", voices=VOICES)
    assert [turn.speaker for turn in script.turns] == ["馬雲", role, "馬雲"]


@table("credit", ["責任編輯：王小明", "來源：聯合報", "攝影：林大偉", "閱讀原文", "轉載請註明出處"])
def test_credits_are_known_in_traditional_characters(credit: str, tmp_path: Path) -> None:
    source = tmp_path / "talk.txt"
    source.write_text(f"馬雲：你好，歡迎。\n\n記者：謝謝。\n\n馬雲：再見。\n\n{credit}\n", encoding="utf-8")
    script = load_script(source, CONFIG, engine="tone", voices=VOICES)
    assert [piece.text for piece in script.accounting.unspoken] == [credit]


def said_of(turns: list[str], folder: Path) -> tuple[str, list[str]]:
    """What is said of two people's turns, and the reasons for what is not."""
    source = folder / "talk.txt"
    source.write_text("\n\n".join(f"{'AB'[n % 2]}: {turn}" for n, turn in enumerate(turns)), encoding="utf-8")
    made = load_script(source, CONFIG, engine="tone", voices=VOICES)
    said = " ".join(utterance.text for turn in made.turns for utterance in turn.utterances)
    return said, [piece.reason for piece in made.accounting.unspoken]


def test_markup_and_addresses_in_plain_text_are_not_said(tmp_path: Path) -> None:
    said, reasons = said_of(
        ["Mm-Hmm. <affirmative>, uhhuh <affirmative>. So was it <crosstalk> here?", "Run `ls -l`, as https://example.com/a?b=1, says.",
         "见 www.example.com/b，那里有（https://example.cn/c）。", "Good."], tmp_path,
    )  # fmt: skip
    assert not [mark for mark in ("affirm", "crosstalk", "`", "http", "www", "example") if mark in said], said
    assert "ls -l" in said and "那里有" in said and "says" in said
    assert reasons == ["stage direction", "markup", "address", "address"], reasons


def test_angle_brackets_that_somebody_says_are_said(tmp_path: Path) -> None:
    said, _ = said_of(["I include <vector> and <map> here.", "A vector<int> is fine.", "Use it.", "Right."], tmp_path)
    assert all(word in said for word in ("vector", "map", "int")), said
