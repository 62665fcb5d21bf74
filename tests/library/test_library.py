"""The library: what it takes, what it gives, how it ends. Its manual's examples run."""

from __future__ import annotations

import re
import threading
import wave
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

import tts
import turncast
from tts import (
    BuildOptions,
    Built,
    CancelledError,
    Clip,
    ConfigError,
    Content,
    Engines,
    Facts,
    Failed,
    InputError,
    Manner,
    Progress,
    Script,
    UsageError,
    build,
    build_all,
    dump,
    encode,
    load_settings,
    read,
    say,
)
from tts.master.labels import read_aigc
from tts.show.check.episode import check_episode
from tts.text import ink

ROOT = Path(__file__).parent.parent.parent
MANUAL = ROOT / "docs" / "library.md"
TALK = "安娜：你为什么来这里？\n\n博明：因为我想看看海。我在山里住了三十年。\n\n安娜：现在你看到了。\n\n博明：是的。\n"
TONE = load_settings("engine: tone")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.slow
def test_the_examples_of_the_manual_run() -> None:
    """In one name space, in order: each may use what those before it made. The humming engine speaks."""
    Path("talk.txt").write_text(TALK, encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) > 6
    space: dict[str, object] = {}
    # The first speaks with the usual engine, which is not what is tested here.
    usual = 'BuildOptions(out=Path("audio"))'
    assert usual in examples[0]
    for number, example in enumerate(examples, 1):
        spoken = example.replace(usual, 'BuildOptions(out=Path("audio"), engine="tone")')
        exec(compile(spoken, f"{MANUAL.name}, example {number}", "exec"), space)
    assert Path("audio/talk/talk.mp3").is_file()
    assert read_aigc(Path("hello.mp3"))


def test_every_name_is_offered_typed_and_in_the_manual_or_named_by_what_is() -> None:
    assert turncast.__all__ == tts.__all__
    for name in tts.__all__:
        assert getattr(turncast, name) is getattr(tts, name), name
    assert all(files(package).joinpath("py.typed").is_file() for package in ("tts", "turncast"))
    told = MANUAL.read_text(encoding="utf-8")
    functions = [name for name in tts.__all__ if name[0].islower()]
    assert [name for name in functions if f"{name}(" not in told and name != "__version__"] == []
    with pytest.raises(AttributeError):
        tts.nothing_of_the_kind  # noqa: B018


def test_a_transcript_is_the_same_as_path_text_or_bytes() -> None:
    Path("talk.txt").write_bytes(TALK.encode("gb18030"))
    scripts = [
        read(Path("talk.txt"), settings=TONE),
        read(Content("talk.txt", TALK), settings=TONE),
        read(Content("talk.txt", TALK.encode("utf-16")), settings=TONE),
    ]
    assert len({dump(script) for script in scripts}) == 1
    by_itself = read(TALK, settings=TONE)
    assert (by_itself.slug, by_itself.turns) == ("transcript", scripts[0].turns)
    again = read(Content("any.yaml", dump(scripts[0])))
    assert (again.engine, again.turns) == ("tone", scripts[0].turns)


def test_a_name_in_memory_is_no_file_and_a_string_is_no_name() -> None:
    Path("talk.txt").write_text("丙：别的。\n\n丁：也是。\n", encoding="utf-8")
    assert [each.name for each in read(Content("talk.txt", TALK), settings=TONE).speakers] == ["安娜", "博明"]
    for wrong in ("talk.txt", "https://example.org/talk"):
        with pytest.raises(UsageError, match="Path"):
            read(wrong, settings=TONE)
    with pytest.raises(UsageError, match="Two"):
        list(build_all([TALK, TALK], settings=TONE))


def test_what_makes_no_sense_is_refused_before_anything_is_done() -> None:
    for settings, wrong in (("engine: nix", ConfigError), ("show: {category: x}", ConfigError)):
        with pytest.raises(wrong):
            load_settings(settings)
    for facts in ({"date": "gestern"}, {"season": 0}, {"episode": 10**7}):
        with pytest.raises(UsageError):
            Facts(**facts)
    refused = (
        BuildOptions(engine="nix"),
        BuildOptions(fallback="nix"),
        BuildOptions(jobs=0),
        BuildOptions(formats=("doc",)),
        BuildOptions(facts=Facts(title="one for two")),
    )
    for options in refused:
        with pytest.raises(UsageError):
            build_all([Content("a.txt", TALK), Content("b.txt", TALK)], options, settings=TONE)
    for manner in ({"engine": "nix"}, {"language": "fr"}, {"speed": 9.0}, {"pitch_semitones": 40.0}):
        with pytest.raises(UsageError):
            Manner(**manner)
    assert not list(Path().iterdir())


@pytest.mark.slow
def test_building_from_memory_gives_the_bytes_of_building_the_file() -> None:
    Path("talk.txt").write_text(TALK, encoding="utf-8")
    on_disk = build(Path("talk.txt"), BuildOptions(out=Path("one")), settings=TONE)
    in_memory = build(Content("talk.txt", TALK), BuildOptions(out=Path("two")), settings=TONE)
    assert isinstance(on_disk, Built)
    for path in sorted(on_disk.folder.iterdir()):
        assert (in_memory.folder / path.name).read_bytes() == path.read_bytes(), path.name
    assert Path("two/feed.xml").is_file()


@pytest.mark.slow
def test_a_source_that_fails_is_told_and_does_not_stop_the_others() -> None:
    sources = [Content("empty.txt", ""), Content("talk.txt", TALK)]
    failed, built = build_all(sources, settings=TONE)
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, InputError)
    assert isinstance(built, Built)
    with pytest.raises(InputError):
        build(sources[0], settings=TONE)


@pytest.mark.slow
def test_a_line_said_by_itself_is_the_one_of_the_episode() -> None:
    script = read(Content("talk.txt", TALK), settings=TONE)
    with Engines() as engines:
        clips = [say(line, script=script, settings=TONE, engines=engines) for line in script.lines()]
        seen: list[Progress] = []
        build(Content("talk.txt", TALK), settings=TONE, engines=engines, progress=seen.append)
    assert seen[0].stage == "speaking"
    assert (seen[0].cached, seen[0].total) == (len({clip.key for clip in clips}),) * 2


def test_a_text_is_said_in_the_voice_of_whoever_is_asked_for() -> None:
    script = read(TALK, settings=TONE)
    voices = {each.name: each.voice.id for each in script.speakers}

    def said(speaker: str) -> Clip:
        return say("就这样。", script=script, speaker=speaker, settings=TONE)

    assert len({voices["安娜"], voices["博明"], script.narrator.id}) == 3
    assert len({said(name).key for name in ("安娜", "博明", "narrator")}) == 3
    assert said("旁白").key == said("narrator").key
    with pytest.raises(UsageError, match="Did you mean `博明`"):
        said("博名")
    with pytest.raises(UsageError, match="script"):
        say("就这样。", speaker="安娜", settings=TONE)
    with pytest.raises(UsageError, match="nothing to say"):
        say("……", settings=TONE)


def test_a_clip_is_written_in_every_form_with_its_label(tmp_path: Path) -> None:
    clip = say("你好，世界。", settings=TONE)
    import av

    for form in ("wav", "mp3", "flac", "m4a", "opus"):
        path = tmp_path / f"hello.{form}"
        path.write_bytes(encode(clip, form, settings=TONE))
        assert len(read_aigc(path)) == 1, form
        with av.open(str(path)) as sound:
            heard_s = sum(frame.samples / frame.rate for frame in sound.decode(audio=0))
        assert heard_s == pytest.approx(clip.duration_s, abs=0.15), form
    bare = encode(clip, "wav", settings=load_settings("engine: tone\nlabels: []"))
    assert bare == clip.path.read_bytes()
    with pytest.raises(UsageError, match="wav, mp3"):
        encode(clip, "doc", settings=TONE)


@pytest.mark.slow
def test_a_build_ends_when_it_is_cancelled_and_goes_on_from_there() -> None:
    long = Content("talk.txt", TALK + "".join(f"\n安娜：这是第{n}句话，说得长一点。\n" for n in range(40)))
    cancel, seen = threading.Event(), list[Progress]()

    def watch(progress: Progress) -> None:
        seen.append(progress)
        if progress.done > 5:
            cancel.set()

    with pytest.raises(CancelledError):
        build(long, settings=TONE, progress=watch, cancel=cancel)
    assert not Path("audio/talk").exists()
    spoken, seen = seen[-1].done, []
    build(long, settings=TONE, progress=seen.append)
    assert seen[0].cached >= spoken


def test_an_engine_is_made_once_for_all_who_share_it() -> None:
    with Engines() as engines:
        first = engines.get("tone", {})
        made: set[int] = set()
        threads = [threading.Thread(target=lambda: made.add(id(engines.get("tone", {})))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == {id(first)}


def test_a_script_is_a_value_of_types_that_are_offered() -> None:
    script = read(TALK, settings=TONE)
    assert isinstance(script, Script)
    with wave.open(str(say(next(iter(script.lines())), script=script, settings=TONE).path)) as sound:
        assert sound.getnchannels() == 1


@pytest.mark.slow
def test_casting_one_by_hand_speaks_only_their_sentences_again() -> None:
    talk = Content("talk.txt", TALK + "\n旁听者：我也看到了。\n\n安娜：真好。\n\n旁听者：真好。\n")
    build(talk, settings=TONE)
    before = read(talk, settings=TONE, site=Path("audio"))
    assert {each.origin for each in before.speakers} == {"episode"}
    free = next(voice for voice in ("zh_bass", "zh_alto", "zh_tenor", "zh_baritone") if voice not in _voices(before))
    settings = f"engine: tone\ncast: {{博明: {{voice: {{tone: {free}}}}}}}"
    after = read(talk, settings=settings, site=Path("audio"))
    assert [
        each.name for each, was in zip(after.speakers, before.speakers, strict=True) if each.voice != was.voice
    ] == ["博明"]
    seen: list[Progress] = []
    build(talk, settings=settings, progress=seen.append)
    assert seen[0].total - seen[0].cached == sum(line.speaker == "博明" for line in after.lines())
    assert build(talk, settings=TONE).episode.speakers[1].voice.id == free, "voices stay"
    assert _voices(read(talk, settings=TONE)) == _voices(before)
    assert build(talk, BuildOptions(recast=True), settings=TONE).episode.speakers[1].voice == before.speakers[1].voice


def _voices(script: Script) -> list[str]:
    return [*(each.voice.id for each in script.speakers), script.narrator.id]


@pytest.mark.slow
def test_the_host_reads_what_the_narrator_would_also_from_the_script_and_check_agrees() -> None:
    settings = load_settings("engine: tone\nnarrator: {same-as: 安娜}")
    script = read(Content("talk.txt", TALK), settings=settings)
    assert script.narrator == script.speakers[0].voice != script.speakers[1].voice
    written = Content("talk.yaml", dump(script))
    assert "same-as: 安娜" in dump(script)
    assert read(written) == replace(script, doubts=())
    built = build(written)
    assert not [one for one in check_episode(built.folder).findings if one.rule == "voices.distinct"]


@pytest.mark.slow
def test_a_sentence_has_one_number_everywhere_and_is_spoken_anew_by_it() -> None:
    talk = Content("talk.txt", TALK)
    script, built = read(talk, settings=TONE), build(talk, settings=TONE)
    said = {line.number: line.utterance.text for line in script.lines()}
    shown: dict[int, str] = {}
    for cue in built.episode.cues:
        shown[cue.sentence] = shown.get(cue.sentence, "") + cue.text
    assert {number: ink(text) for number, text in shown.items()} == {number: ink(text) for number, text in said.items()}
    page = (built.folder / "index.html").read_text(encoding="utf-8")
    number = next(number for number, text in said.items() if text.startswith("因为我想"))
    assert re.search(rf'<span [^>]*title="{number}">因为我想', page)
    seen: list[Progress] = []
    again = build(talk, BuildOptions(only=(number,)), settings=TONE, progress=seen.append)
    assert seen[0].total - seen[0].cached == 1
    assert again.episode == built.episode
    with pytest.raises(UsageError, match=f"last one is {len(said)}"):
        build(talk, BuildOptions(only=(99,)), settings=TONE)


@pytest.mark.slow
def test_nothing_in_a_file_depends_on_the_builders_language(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for language in ("en", "zh"):
        monkeypatch.setattr("tts.language._chosen", language)
        folder = build(Content("talk.txt", TALK), BuildOptions(out=Path(language)), settings=TONE).folder
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
    assert b"taken as" in made[0]["episode.json"]
