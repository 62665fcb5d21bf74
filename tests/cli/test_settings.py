"""What a command takes from voices.yaml: mistakes are found by tables of other stages too, used or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import turncast
from tables import table

from tts.cli.settings import configured
from tts.errors import ConfigError
from tts.speech import engines


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("\nengine: kokoroo\n", 2, "Did you mean `kokoro`"),
        ("cast:\n  A:\n    voice: {kokro: zm_yunxi}\n", 3, "Did you mean `kokoro`"),
        ("narrator:\n  voice: {egde: x}\n", 2, "Did you mean `edge`"),
        ("engines:\n  koko: {sessions: 3}\n", 2, "Did you mean `kokoro`"),
        ("pool:\n  koko: [a]\n", 2, "Did you mean `kokoro`"),
        ("engine: tone\nengines:\n  kokoro:\n    threads: 1\n    sesions: 3\n", 5, "It takes: model, voices"),
        ("engines:\n  tone:\n    loud: 1\n", 3, "It takes no settings"),
        ("engines:\n  edge:\n    timeout: 1\n    endpoint: ftp://x\n", 4, "wss://"),
        ("engines:\n  edge:\n    endpoint: 'wss://[bad'\n", 3, "wss://[bad"),
        ("engines:\n  openai:\n    base-url: https://host:port/v1\n", 3, "https://host:port/v1"),
        ("engines:\n  edge:\n    proxy: 'http://[bad'\n", 3, "not an HTTP proxy"),
        ("engines:\n  openai:\n    extra: {api-key: x}\n", 3, "looks like a key"),
        ("engine: tone\nshow:\n  title: !!timestamp x\n", 3, "`x` is no `!!timestamp`"),
        ("lexicon:\n  一: !!bool maybe\n", 2, "`maybe` is no `!!bool`"),
        ("engines:\n  kokoro:\n    config: gone.json\n", 3, "no such file"),
        ("show:\n  category: Bizness\n", 2, "Did you mean `Business`"),
        ("show:\n  category: Business > Careerz\n", 2, "Did you mean `Careers`"),
        ('lexicon:\n  EWTO: E W T O\n  重庆: "pinyin: chong2 qing"\n', 3, "`qing`"),
    ],
)
def test_a_mistake_is_named_with_its_line_even_where_it_is_not_used(text: str, line: int, says: str) -> None:
    path = Path("voices.yaml")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        configured(None)
    assert str(caught.value).startswith(f"voices.yaml:{line}: ")
    assert says in str(caught.value)


def test_only_what_an_engine_calls_paths_is_taken_from_the_folder_of_the_file() -> None:
    Path("dir").mkdir()
    for name in ("m.onnx", "config.json"):
        Path("dir", name).write_bytes(b"")
    Path("dir/v.yaml").write_text(
        "engines:\n  kokoro: {model: m.onnx, config: config.json}\n  openai: {model: tts-1}\n", encoding="utf-8"
    )
    file = configured(Path("dir/v.yaml"))
    assert file.path == Path("dir/v.yaml")
    assert file.config.engines == {
        "kokoro": {"model": "dir/m.onnx", "config": "dir/config.json"},
        "openai": {"model": "tts-1"},
    }


def test_the_users_folder_is_meant_by_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert engines.resolve_paths("kokoro", {"model": "~/m.onnx"}, Path("dir")) == {"model": str(tmp_path / "m.onnx")}


def test_an_engine_of_another_package_may_stand_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    class Whistle:
        paths = ("tune",)

    class Point:
        name = "whistle"

        @staticmethod
        def load() -> type[Whistle]:
            return Whistle

    monkeypatch.setattr("tts.speech.engines.entry_points", lambda **_group: [Point])
    Path("voices.yaml").write_text(
        "engine: whistle\nengines: {whistle: {tune: a.mid, seconds: 1}}\n"
        "cast: {A: {voice: {whistle: high}}}\npool: {whistle: [low]}\n",
        encoding="utf-8",
    )
    config = configured(None).config
    assert config.engines["whistle"] == {"tune": "a.mid", "seconds": 1}
    assert engines.resolve_paths("whistle", {"tune": "a.mid"}, Path("x")) == {"tune": str(Path("x/a.mid"))}


def test_all_mistakes_of_a_file_are_told_in_one_run(tmp_path: Path) -> None:
    text = (
        "show:\n  titel: x\n  email: nobody\n  category: Bizness\nengine: kokro\n"
        "cast:\n  安娜: zm_yunxi\n  博明: {voice: {egde: x}}\n"
        'lexicon:\n  重庆: "pinyin: chong2 qing"\nsound: {bitrate: 100, loudness: loud}\nspeakers: 安娜，博明\n'
    )
    Path("voices.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        configured(None)
    told = [str(each) for each in (caught.value, *caught.value.more)]
    lines = [int(each.split(":")[1]) for each in told]
    assert lines == [2, 3, 4, 5, 7, 8, 10, 11, 11, 12], told
    for words in ("`title`", "talks@example.org", "Business", "`kokoro`", "安娜: {voice: {kokoro: zm_yunxi}}", "`edge`",
                  "qing", "Choose one of", "a number", "speakers: [安娜, 博明]"):  # fmt: skip
        assert sum(words in each for each in told) == 1, (words, told)
    shown = turncast("script", "voices.yaml", cwd=tmp_path)
    assert (shown.returncode, shown.stderr.count("turncast: voices.yaml:")) == (78, len(told))
    (tmp_path / "many.yaml").write_text("show:\n" + "".join(f"  no{n}: x\n" for n in range(500)), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        configured(Path("many.yaml"))
    assert len(caught.value.more) < 30


@table(
    ("text", "line", "write"),
    [
        ("lexicon: {重庆：chong2 qing4}\n", 1, "Write: 重庆: chong2 qing4"),
        ("cast: {安娜：{voice: {kokoro: zm_yunxi}}}\n", 1, "Write: 安娜: {voice: {kokoro: zm_yunxi}}"),
        ("lexicon:\n  重庆: pinyin: chong2 qing4\n", 2, 'Write: 重庆: "pinyin: chong2 qing4"'),
        ('show:\n  title: Deep: a "talk"\n', 2, 'Write: title: "Deep: a \\"talk\\""'),
        ("show:\n\ttitle: x\n", 2, "Indent with spaces"),
        ("narrator: zf_xiaoxiao\n", 1, "Write: narrator: {voice: {kokoro: zf_xiaoxiao}}"),
        ("cast:\n  安娜: zm_yunxi\n", 2, "Write: 安娜: {voice: {kokoro: zm_yunxi}}"),
        ("cast:\n  安娜: {voice: zm_yunxi}\n", 2, "voice: {kokoro: zm_yunxi}"),
        ("show：\n  title: x\n", 1, "Write: show:"),
    ],
)
def test_the_line_to_write_is_told(tmp_path: Path, text: str, line: int, write: str) -> None:
    Path("voices.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        configured(None)
    assert str(caught.value).startswith(f"voices.yaml:{line}: "), caught.value
    assert write in str(caught.value), caught.value
