"""voices.yaml: what is right is read; what is wrong is named with file, line, key and a hint."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import table

from tts.config import reference
from tts.config.load import ConfigFile, load, parse
from tts.config.schema import POOL, Music, Sound
from tts.errors import ConfigError, ExitCode, Place
from tts.master.bed_sounds import load_beds
from tts.script.cast import Casting, Part
from tts.speech.engines import known_voices

ROOT = Path(__file__).parent.parent.parent


def test_the_projects_own_file_is_right() -> None:
    config = load(ROOT / "voices.yaml")
    assert list(config.cast)[:2] == ["马云", "查理·罗斯"]
    assert config.pool["kokoro"]


def test_the_projects_own_file_has_voices_for_twelve() -> None:
    config = load(ROOT / "voices.yaml")
    twelve = [Part(f"{number}", "zh") for number in range(12)]
    cast = Casting(config, "kokoro", known_voices("kokoro", {})).cast(twelve, "zh")
    assert len({speaker.voice.id for speaker in cast.speakers} | {cast.narrator.id}) == 13


@table(
    ("text", "line", "says"),
    [
        ("enginee: edge", 1, "Did you mean `engine`"),
        ("cast:\n  B: {}\n  A:\n    voise: {}\n", 4, "`cast.A.voise`. Did you mean `voice`"),
        ("cast:\n  A: {voice: {kokoro: 3}}\n", 2, "`cast.A.voice.kokoro`"),
        ("sound:\n  loudness: loud\n", 2, "found `loud`"),
        ("pauses:\n  sentence: 99\n", 2, "<= 30.0 (found `99`)"),
        ("sound:\n  music:\n    oppening: x\n", 3, "Did you mean `opening`"),
        ("speakers: [A, 2]", 1, "speakers.1"),
        ("cast:\n  A: {}\n  A: {}\n", 3, "appears twice"),
        ("cast:\n  A:\n    voice: zm_yunxi\n", 3, "`voice: {kokoro: zm_yunxi}`"),
        ("engines:\n  kokoro:\n", 2, "takes keys with values below it, not nothing. Write its settings"),
        ("cast:\n  A: {voice: {kokoro: {zm_yunxi: 0.6, zm_yunyang: -1}}}\n", 2, "`zm_yunyang` has the weight -1"),
        ("narrator:\n  voice: {kokoro: {}}\n", 2, "No voice is named"),
        ("pool:\n  kokoro:\n    - zm_yunxi\n    - zm_yunxi:0.5+zf_xiaoyi:-1\n", 4, "`zf_xiaoyi` has the weight -1"),
        ("cast:\n  A: {aliases: [ b c]}\n  B C: {}\n", 2, "a name of B C and of A"),
        ("cast:\n  A: {aliases: [C]}\n  B: {aliases: [C]}\n", 3, "a name of A and of B"),
        ("show:\n  language: klingon\n", 2, "zh-CN"),
        ("show:\n  type: daily\n", 2, "Write `episodic` or `serial`"),
        ("show:\n  guid: abc\n", 2, "UUID"),
        ("show:\n  license: CC BY 4\n", 2, "cc-by-4.0"),
        ("show:\n  base-url: foo\n", 2, "https://"),
        ("show:\n  email: foo\n", 2, "@"),
        ("show:\n  link: foo\n", 2, "https://"),
        ("show:\n  locked: true\n", 2, "email"),
        ("disclosure:\n  language: fr\n", 2, "`zh` or `en`"),
        ("sound:\n  bitrate: 100\n", 2, "Choose one of 32"),
        ("sound:\n  loudness: -10\n  true-peak: -9\n", 2, "Write -20 or less"),
        ("cast:\n  ...: 3\n", 2, "takes keys"),
        ("a: b: c", 1, "Not valid YAML"),
        ("show: [", 1, "Not valid YAML"),
        ("- 1", 1, "the whole file"),
        ("just words", 1, "the whole file"),
        ("engine: !!python/object:os.system x", 1, "Not valid YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, "voices.yaml")
    assert caught.value.exit_code is ExitCode.BAD_CONFIG
    assert str(caught.value).startswith(f"voices.yaml:{line}: ")
    assert says in str(caught.value)


@pytest.mark.slow
def test_hostile_files_are_refused_at_once() -> None:
    laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for text in (laughs, "[" * 100_000, "&a [*a]", "{" * 5000):
        with pytest.raises(ConfigError):
            parse(text, "v.yaml")


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--cast"):
        load(tmp_path / "none.yaml")


def test_a_binary_file_is_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_bytes(b"\xff\xfe\x00\x01\x02")
    with pytest.raises(ConfigError, match=r"v\.yaml"):
        load(tmp_path / "v.yaml")


def test_an_empty_file_is_all_defaults() -> None:
    assert parse("", "v.yaml").pool == POOL
    assert parse("# nothing\n", "v.yaml").engine == "kokoro"


def test_a_pool_for_one_engine_leaves_the_others() -> None:
    config = parse("pool:\n  kokoro: [zm_yunxi]\n", "v.yaml")
    assert config.pool == POOL | {"kokoro": ("zm_yunxi",)}


def test_paths_are_relative_to_the_file_or_to_the_users_folder(tmp_path: Path) -> None:
    for closing, meant in (("/b.mp3", "/b.mp3"), ("~/b.mp3", str(Path("~/b.mp3").expanduser()))):
        (tmp_path / "v.yaml").write_text(
            f"sound: {{music: {{opening: a.mp3, sting: default, closing: {closing}}}}}\n", encoding="utf-8"
        )
        config = load(tmp_path / "v.yaml")
        assert config.sound.music == Music(opening=str(tmp_path / "a.mp3"), sting="default", closing=meant)


def test_what_a_show_may_say_is_taken() -> None:
    config = parse(
        "show:\n  language: en-GB\n  license: CC-BY-4.0\n  base-url: https://a.example/b/\n  email: a@b.example\n"
        "  guid: 9b024349-ccf0-5f69-a609-6b82873eab3c\n  locked: true\n  type: serial\n"
        "cast:\n  A: {aliases: [a, B]}\npool: {openai: ['org:voice', 'a+b']}\n",
        "v.yaml",
    )
    assert config.show.type == "serial"


def test_the_place_of_a_value_is_its_line(tmp_path: Path) -> None:
    path = tmp_path / "v.yaml"
    path.write_text("cast:\n  A:\n    voice:\n      kokoro: x\n", encoding="utf-8")
    assert ConfigFile(load(path), path).place("cast", "A", "voice", "kokoro") == Place(path, 4)


@pytest.mark.slow
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text, "v.yaml")
    except ConfigError as error:
        assert error.problem


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["show", "cast", "voice", "sound", "music", "pool", "x", "..."]), inner)
        ),
        max_leaves=12,
    )
)
def test_any_structure_is_read_or_refused_with_its_key(data: object) -> None:
    try:
        parse(json.dumps(data), "v.yaml")
    except ConfigError as error:
        assert error.place is not None
        assert error.remedy


def test_schema_and_manual_are_in_step_with_the_code() -> None:
    """`python -m tts.config.reference` writes all of them."""
    assert json.loads(reference.JSON_SCHEMA.read_text(encoding="utf-8")) == json.loads(
        json.dumps(reference.json_schema())
    )
    for language, path in reference.MANUALS.items():
        assert reference.manual(language) in path.read_text(encoding="utf-8")


def test_every_key_is_described() -> None:
    for section, fields in reference.descriptions().items():
        assert fields[""], section


def test_control_characters_are_left_out_and_that_is_told(caplog: pytest.LogCaptureFixture) -> None:
    text = 'show:\n  title: "深\\a谈\\x1b"\ncast: {"马\\x7f云": {role: guest}}\n'
    config = parse(text, "voices.yaml")
    assert config.show.title == "深谈"
    assert [*config.cast] == ["马云"]
    assert "voices.yaml:2" in caplog.text
    assert "voices.yaml:3" in caplog.text


@pytest.mark.parametrize(
    ("text", "line", "write"),
    [
        ("lexicon:\n  曾柏霖：zeng1 bo2 lin2\n", 2, "Write: 曾柏霖: zeng1 bo2 lin2"),
        ("lexicon:\n  曾柏霖：zeng1 bo2 lin2\n  求: pinyin qiu2\n", 2, "Write: 曾柏霖: zeng1 bo2 lin2"),
        ("lexicon：\n  曾柏霖: 甲\n", 1, "Write: lexicon:"),
        ("engine: tone\nlexicon：\n  曾柏霖: 甲\n", 2, "Write: lexicon:"),
        ("cast:\n  安娜：\n    role: guest\n", 2, "Write: 安娜:"),
        ("engine：tone\n", 1, "Write: engine: tone"),
    ],
)
def test_a_fullwidth_colon_behind_a_key_is_told_with_the_line_to_write(text: str, line: int, write: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse(text, "voices.yaml")
    assert (refused.value.place, refused.value.remedy) == (Place("voices.yaml", line), write)


def test_a_piece_of_music_can_be_switched_off_and_on(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text("sound: {music: {sting: false, closing: true, opening: }}\n", encoding="utf-8")
    music = load(path).sound.music
    assert isinstance(music, Music)
    assert music.chosen == {"opening": None, "sting": None, "closing": "default"}
    assert load_beds(Sound(music=Music(sting=False, opening=False))).sting is None
