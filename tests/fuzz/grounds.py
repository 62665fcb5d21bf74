"""What is fuzzed: undamaged examples, and what must hold of whatever becomes of them."""

from __future__ import annotations

import dataclasses
import functools
import json
import os
import random
import shutil
import tempfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from tts.config.load import parse
from tts.errors import ConfigError, InputError, TurncastError
from tts.script import load_script
from tts.script.script_file import dump

ROOT = Path(__file__).parent.parent.parent
CORPUS = ROOT / "tests" / "transcripts"
VOICES = {f"zh{n:02}": "zh-CN" for n in range(16)} | {f"en{n:02}": "en-US" for n in range(16)}
ROUND_TRIPS = int(os.environ.get("TURNCAST_ROUND_TRIPS", "1"))
"""Of how many documents that were read one is written as a script and read again: that takes twice as long as all else,
so that whoever has a million cases asks for every fourth or so."""
LARGEST_ROUND_TRIP = 20_000
"""Bytes. A script of thousands of turns takes seconds in PyYAML, which is not what the limit of time is for."""
CONFIG = parse(f"pool: {{tone: [{', '.join(VOICES)}]}}", "voices.yaml")


@dataclass(frozen=True, slots=True)
class Ground:
    """One kind of document."""

    seeds: Callable[[], Sequence[bytes]]
    """Undamaged examples."""
    holds: Callable[[bytes, Path], bool]
    """Called with a case and a folder of the worker's. True when it was read, False when it was refused as it should
    be."""
    suffix: str = ""


def _of_suffix(suffix: str) -> Sequence[bytes]:
    return tuple(path.read_bytes() for path in sorted(CORPUS.glob(f"*.{suffix}")) if "expected" not in path.name)


def _is_script(data: bytes, folder: Path, suffix: str) -> bool:
    """Read and accounted for to the last character, and written as a script the same again; or refused."""
    source = folder / f"case.{suffix}"
    source.write_bytes(data)
    try:
        made = load_script(source, CONFIG, engine="tone", voices=VOICES, max_chars=60)
    except (InputError, ConfigError) as error:
        assert str(error), "no word of why"
        return False
    account = made.accounting
    listed = sum(len(piece.text) for piece in account.unspoken)
    assert account.source_chars == account.spoken_chars + listed, "the accounting does not add up"
    assert all(piece.line >= 0 and piece.reason for piece in account.unspoken), "unspoken without line or reason"
    for turn in made.turns:
        for utterance in turn.utterances:
            assert utterance.text, "an empty utterance"
            # In a script each is as long as its editor wrote it.
            assert suffix == "yaml" or len(utterance.text) <= 60, "an utterance longer than the engine takes"
    if zlib.crc32(data) % ROUND_TRIPS or len(data) > LARGEST_ROUND_TRIP:
        return True
    written = folder / "written.yaml"
    written.write_text(dump(made), encoding="utf-8")
    again = load_script(written, CONFIG, engine="tone", voices=VOICES, max_chars=60)
    assert dataclasses.replace(again, doubts=()) == dataclasses.replace(made, doubts=()), "written, it reads otherwise"
    return True


def _transcript(suffix: str) -> Ground:
    return Ground(functools.partial(_of_suffix, suffix), functools.partial(_is_script, suffix=suffix), suffix)


def _tables() -> Sequence[bytes]:
    return tuple(table.replace(b",", b"\t") for table in _of_suffix("csv"))


def _records() -> Sequence[bytes]:
    """Turns in YAML as other programs write them, with and without a document around them."""
    turns = [
        {"speaker": name, "text": f"{said}\n第二段。"}
        for name, said in zip(("林海", "莫桑") * 3, SENTENCES, strict=True)
    ]
    around = {"title": "海边谈话", "date": "2024-05-01", "language": "zh", "turns": turns}
    return tuple(yaml.safe_dump(one, allow_unicode=True, sort_keys=False).encode() for one in (turns, around))


def _front_matters() -> Sequence[bytes]:
    """A short talk below every kind of front matter."""
    said = {
        "title": "海边谈话", "date": "2024-05-01", "author": "A", "language": "zh", "slug": "sea", "source": "https://a.example/b",
        "season": 1, "episode": 2, "description": "海：大，静。", "tags": ["海", "山"], "speakers": {"林海": "host"},
    }  # fmt: skip
    talk = "\n\n林海：潮水从来不迟到。\n\n莫桑：它准时，所以我早来。\n"
    toml = "\n".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if key != "speakers"
    )
    bare = "\n".join(f"{key}: {value}" for key, value in said.items() if isinstance(value, str))
    return tuple(
        text.encode()
        for text in (
            f"---\n{yaml.safe_dump(said, allow_unicode=True)}---{talk}",
            f"+++\n{toml}\n+++{talk}",
            f"{json.dumps(said, ensure_ascii=False)}{talk}",
            f"{bare}{talk}",
            f"# 海边谈话\n\n**日期：** 2024-05-01\n**Source:** https://a.example/b{talk}",
        )
    )


@functools.cache
def _scripts() -> Sequence[bytes]:
    texts = []
    for path in sorted(CORPUS.glob("*.txt"))[::4]:
        try:
            texts.append(dump(load_script(path, CONFIG, engine="tone", voices=VOICES)).encode())
        except TurncastError:
            continue
    return texts


def _configurations() -> Sequence[bytes]:
    full = """show: {title: 深谈, author: A, language: zh, category: Society & Culture, email: a@example.org}
engine: tone
engines: {edge: {timeout: 20}, openai: {base-url: "http://127.0.0.1:2/v1", voices: {a: zh-CN}}}
cast:
  马云: {role: guest, aliases: [Jack Ma, 马老师], voice: {tone: zh_bass, edge: zh-CN-YunjianNeural}, speed: 1.1}
  查理·罗斯: {gender: male, voice: {tone: zh_alto}}
narrator: {voice: {tone: zh_baritone}}
pool: {tone: [zh_alto, zh_bass], kokoro: [zm_yunjian:0.5+zm_yunxia:0.5]}
lexicon: {重庆: "pinyin: chong2 qing4", AK: 第47号, Kokoro: /kˈOkəɹO/}
pauses: {sentence: 0.3, turn: 0.8}
sound: {loudness: -16, bitrate: 96, true-peak: -1, music: {opening: default}}
disclosure: 本期声音由人工智能合成。
"""
    return ((ROOT / "voices.yaml").read_bytes(), full.encode())


def _is_configuration(data: bytes, folder: Path) -> bool:
    from tts.config.load import load

    path = folder / "voices.yaml"
    path.write_bytes(data)
    try:
        load(path)
    except ConfigError as error:
        assert error.place is not None, "no word of where"
        return False
    return True


@functools.cache
def _site() -> Path:
    """An undamaged site with one episode of four seconds."""
    from doubles.editions import conversation, edition_of, mastered

    from tts.config.schema import Show
    from tts.master.tags import tag
    from tts.show.episode import write
    from tts.show.site import refresh

    folder = Path(tempfile.mkdtemp(prefix="fuzz-site-"))
    write(edition_of(mastered(folder / "hum.mp3", conversation())), folder / "site", tag)
    refresh(folder / "site", Show(title="海边谈话", author="A", description="海", email="a@example.org"))
    return folder / "site"


_SMALL = (
    "tides/episode.json", "tides/chapters.json", "tides/transcript.vtt", "tides/transcript.srt",
    "tides/transcript.json", "tides/index.html", "feed.xml",
    "index.html", "manifest.webmanifest", "tides/tides.mp3", "cover.jpg",
)  # fmt: skip


def _site_files(names: Sequence[str]) -> Sequence[bytes]:
    """Each is the number of a file and its content."""
    return tuple(bytes([number]) + (_site() / name).read_bytes() for number, name in enumerate(names))


def _is_checked(data: bytes, folder: Path, whole: bool) -> bool:
    """`check` reports what is wrong, or says that it is no episode."""
    from tts.show.check.episode import check_episode
    from tts.show.check.site import check_site

    name = _SMALL[(data[0] if data else 0) % len(_SMALL)]
    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(_site(), site, copy_function=_hard_link)
    (site / name).unlink()
    (site / name).write_bytes(data[1:])
    try:
        report = check_site(site) if whole else check_episode(site / "tides")
    except InputError:
        return False
    assert all(finding.problem and finding.remedy for finding in report.findings), "a finding without a word"
    return report.ok


def _hard_link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


SENTENCES = (
    "互联网是世界的，我们要有个全球的名字。", "每天我们做的事情，就是建立信任机制！",
    "他们一共来了12个人，都坐在第三排。",
    "When I was 12 years old, I got interested in learning English.", "他说：“不可能。”然后就走了。", "你相信吗？",
)  # fmt: skip
KINDS = (
    "", "short sound", "headless", "middle missing", "doubled", "said twice", "swapped", "hole", "dropout",
    "silent", "malformed", "other sentence",
)  # fmt: skip
"""What an online service may send instead of the answer, whole by its length; nothing at first."""


def _sentences() -> Sequence[bytes]:
    return tuple(sentence.encode() for sentence in SENTENCES)


def _is_answer(data: bytes, folder: Path) -> bool:
    """An answer of a service that is not the sentence is refused, a right one is taken; what is damaged is decided by
    `data`, which is no sentence any more."""
    from doubles.edge_service import another_sentence, damage, silenced_s
    from doubles.hum import mp3

    from tts.audio import Speech
    from tts.errors import EngineError
    from tts.speech.decode import decode
    from tts.speech.engine import Request
    from tts.speech.engines.edge.answer import check_answer, hole_in
    from tts.speech.pace import check
    from tts.voice import Voice

    chance = random.Random(data)
    text = "".join(chance.sample(SENTENCES, chance.randint(1, 2)))
    kind, voice = chance.choice(KINDS), chance.choice(("zh-CN-XiaoxiaoNeural", "zh-CN-YunjianNeural"))
    sound, words = mp3(another_sentence(text) if kind == "other sentence" else text, voice)
    at = chance.uniform(0.05, 0.95)
    lost_s = silenced_s(sound, words, at)
    sound, words = damage(sound, words, kind, at)
    try:
        speech = Speech(*decode(sound), words)
        check(speech, Request(text, "zh", Voice("edge", voice)))
        check_answer(text, speech, told_before=True)
        taken = not hole_in(speech)
    except EngineError:
        taken = False
    if kind == "dropout":
        # Where it falls into a pause nobody loses anything, and nobody can tell it from the pause.
        assert not taken or lost_s < 0.2, f"a dropout of {lost_s:.2f} s within words is taken: {text}"
        assert taken or lost_s > 0.1, f"a dropout in a pause is refused: {text}"
    else:
        assert taken == (kind == ""), f"{kind or 'a right answer'} is {'taken' if taken else 'refused'}: {text}"
    return taken


GROUNDS: dict[str, Ground] = {
    **{suffix: _transcript(suffix) for suffix in ("txt", "md", "html", "srt", "vtt", "json", "csv", "rtf")},
    **{suffix: _transcript(suffix) for suffix in ("docx", "epub", "pdf")},
    "tsv": Ground(_tables, functools.partial(_is_script, suffix="tsv"), "tsv"),
    "records": Ground(_records, functools.partial(_is_script, suffix="yaml"), "yaml"),
    "front": Ground(_front_matters, functools.partial(_is_script, suffix="md"), "md"),
    "script": Ground(_scripts, functools.partial(_is_script, suffix="yaml"), "yaml"),
    "voices": Ground(_configurations, _is_configuration, "yaml"),
    "answers": Ground(_sentences, _is_answer),
    "episode": Ground(functools.partial(_site_files, _SMALL[:6]), functools.partial(_is_checked, whole=False)),
    "site": Ground(functools.partial(_site_files, _SMALL), functools.partial(_is_checked, whole=True)),
}
