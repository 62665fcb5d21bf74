"""An editor with a magazine's interview, a podcaster with an export of Riverside, an engineer with a folder of files:
each from an empty folder to a feed that is published, in an English and in a Chinese system. The tone engine hums."""

from __future__ import annotations

import json
import re
from pathlib import Path

import feedparser
import pytest

from stories.conftest import Turncast

pytestmark = pytest.mark.slow

BASE = "https://example.org/show"

MAGAZINE = """灯塔守护人：我只是把灯点亮

编者按：这座灯塔建于一九一二年，去年秋天熄灭。我们在它熄灭前的最后一晚，见到了守了它三十年的人。

记者：您还记得第一次上灯塔是什么时候吗？

林海：记得，那年我二十一岁。风大得站不住，我抱着栏杆走上去的。

记者：三十年里最难忘的是哪一晚？

林海：是一个没有风的晚上。海面像镜子一样，一条船也没有，我却一夜没睡，总觉得有人会来。

记者：以后打算做什么？

林海：回山里去。那里看不见海，可是晚上的星星和灯塔一样亮。
"""

RIVERSIDE = """Anna Berg (00:00.120)
Welcome back to the show. Today I am talking with Ben Lake, who kept a lighthouse for thirty years.

Ben Lake (00:07.480)
Thank you for having me. I do not often talk this long in one go.

Anna Berg (00:12.900)
What do you remember of your first night up there?

Ben Lake (00:16.040)
The wind, mostly. I held on to the rail and counted the steps, because I could not see them.

Anna Berg (00:24.610)
And what will you do now that the lamp is dark?

Ben Lake (00:28.330)
I am going inland. There is a hill behind the village, and on a clear night you can see everything from there.
"""

NEXT_WEEK = """Anna Berg (00:00.090)
It is Friday, and this time somebody came by boat: Cara Holm, who steers the last ferry on the river.

Cara Holm (00:06.300)
Good morning, Anna. I had to tie her up by the mill, the water is low.

Anna Berg (00:11.200)
How many people do you carry across on an ordinary day?

Cara Holm (00:14.870)
Forty, and about as many bicycles. In summer there is a dog who rides over and back on his own.

Anna Berg (00:23.010)
They want to build a bridge. Will you still be needed then?

Cara Holm (00:26.540)
Nobody talks to each other on a bridge. I think they will miss the bench.
"""


def items(site: Path) -> list[tuple[str, str]]:
    """(title, address of the sound) of each, newest first."""
    found = feedparser.parse((site / "feed.xml").read_bytes())
    assert not found.bozo
    return [(item.title, item.enclosures[0].href) for item in found.entries]


def published(turncast: Turncast, work: Path) -> Path:
    """`audio` is checked, published into a folder, and checked again as it stands there."""
    turncast("check", "audio")
    turncast("publish", "audio", "--base-url", BASE, "--to", work / "www")
    return work / "www"


def test_the_editor(turncast: Turncast, tmp_path: Path, locale: str) -> None:
    """Looks first, gives the guest another voice, mends a word in the script, builds, publishes, renames."""
    work, chinese = tmp_path / "work", locale.startswith("zh")
    (work / "访谈.txt").write_text(MAGAZINE, encoding="utf-8")
    told = turncast(
        "init", "--title", "海边的人", "--author", "编辑部", "--language", "zh-CN", "--email", "pod@example.org"
    )
    assert ("写好了" if chinese else "is written") in told.stdout
    settings = work / "voices.yaml"
    assert ("订阅源里怎么写" if chinese else "what its feed says") in settings.read_text(encoding="utf-8")
    own = "engine: tone\ncast:\n  林海: {role: guest, voice: {tone: zh_bass}}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")

    seen = turncast("script", "访谈.txt").stdout
    assert all(word in seen for word in ("记者", "林海", "zh_bass", "灯塔守护人"))
    assert ("旁白" if chinese else "narrator") in seen
    assert re.search("约 0:|约 1:" if chinese else "about [01]:", seen), "how long it will be"
    turncast("script", "访谈.txt", "--write", "访谈.yaml")
    script = work / "访谈.yaml"
    script.write_text(script.read_text(encoding="utf-8").replace("风大得站不住", "风大得睁不开眼"), encoding="utf-8")
    built = turncast("build", "访谈.yaml")
    assert "turncast serve" in built.stdout
    (folder,) = (path.parent for path in (work / "audio").glob("*/episode.json"))
    assert "风大得睁不开眼" in (folder / "transcript.vtt").read_text(encoding="utf-8").replace("\n", "")

    site = published(turncast, work)
    assert items(site) == [("灯塔守护人：我只是把灯点亮", f"{BASE}/{folder.name}/{folder.name}.mp3")]
    renamed = turncast("episode", "rename", folder.name, "lighthouse")
    assert ("同一期" if chinese else "the same") in renamed.stdout
    turncast("publish", "audio", "--base-url", BASE, "--to", site, "--delete")
    assert items(site) == [("灯塔守护人：我只是把灯点亮", f"{BASE}/lighthouse/lighthouse.mp3")]


def test_the_podcaster(turncast: Turncast, tmp_path: Path, locale: str) -> None:
    """Two weeks, two exports of the same name; the show has its own settings from the second on."""
    work, chinese = tmp_path / "work", locale.startswith("zh")
    export = work / "riverside_transcript.txt"
    export.write_text(RIVERSIDE, encoding="utf-8")
    first = turncast("build", export.name, "--engine", "tone", "--title", "The last keeper", "--date", "2024-03-01")
    assert "turncast init" in first.stderr, "what is published without settings is told"
    assert "“Turncast”" in first.stderr
    turncast(
        "init", "--title", "By the water", "--language", "en-US", "--email", "anna@example.org", "--author", "Anna Berg"
    )
    settings = work / "voices.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "engine: tone\nnarrator: {same-as: Anna Berg}\n", "utf-8"
    )
    turncast("episode", "refresh")
    assert "By the water" in (work / "audio" / "feed.xml").read_text(encoding="utf-8")

    export.write_text(NEXT_WEEK, encoding="utf-8")
    refused = turncast("build", export.name, "--title", "The ferry", "--date", "2024-03-08", code=73)
    assert "--slug" in refused.stderr
    assert ("是另一期" if chinese else "another one") in refused.stderr
    turncast("build", export.name, "--title", "The ferry", "--date", "2024-03-08", "--slug", "ferry")
    episode = json.loads((work / "audio" / "ferry" / "episode.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in episode["speakers"]] == ["Anna Berg", "Cara Holm"]
    assert episode["narrator"]["voice"] == episode["speakers"][0]["voice"]
    numbered = json.loads(turncast("script", export.name, "--slug", "ferry", "--json").stdout)
    sentence = numbered["turns"][1]["utterances"][0]["sentence"]
    said = turncast("say", "--source", export.name, "--sentence", str(sentence), "--out", "one.mp3")
    assert "one.mp3" in said.stdout
    assert (work / "one.mp3").stat().st_size > 2_000
    site = published(turncast, work)
    assert sorted(title for title, _ in items(site)) == ["The ferry", "The last keeper"]
    turncast("episode", "remove", "ferry")
    assert [title for title, _ in items(work / "audio")] == ["The last keeper"]


def test_the_engineer(turncast: Turncast, tmp_path: Path, locale: str) -> None:
    """A folder of files by a script: JSON in and out, exit codes, one broken file, the library beside the command."""
    work, chinese = tmp_path / "work", locale.startswith("zh")
    (work / "voices.yaml").write_text("engine: toon\nshow: {title: Talks, email: nobody}\n", encoding="utf-8")
    wrong = turncast("build", "a.txt", code=78)
    assert [line.split(" ")[1] for line in wrong.stderr.splitlines()] == ["voices.yaml:1:", "voices.yaml:2:"]
    assert ("没有" if chinese else "There is no engine") in wrong.stderr
    (work / "voices.yaml").write_text("engine: tone\nshow: {title: Talks, email: a@example.org}\n", encoding="utf-8")
    (work / "talks").mkdir()
    (work / "talks" / "one.md").write_text(
        "---\ntitle: One\ndate: 2024-01-01\n---\n\n**Anna:** Why?\n\n**Ben:** Because.\n"
    )
    (work / "talks" / "two.json").write_text(
        json.dumps({"title": "Two", "segments": [
            {"speaker": "Anna", "text": "Did you see the sea?"}, {"speaker": "Ben", "text": "I did, and it was calm."},
        ]}),
    )  # fmt: skip
    (work / "talks" / "three.txt").write_bytes(bytes(range(256)) * 8)
    sources = [f"talks/{name}" for name in ("one.md", "two.json", "three.txt")]
    report = json.loads(turncast("build", *sources, "--json", code=65).stdout)
    assert [Path(each["source"]).stem for each in report["episodes"]] == ["one", "two"]
    assert [(Path(each["source"]).stem, each["exit_code"]) for each in report["failed"]] == [("three", 65)]
    assert json.loads(turncast("check", "audio", "--json").stdout)["ok"] is True
    for each in report["episodes"]:
        assert (work / each["page"]).is_file()
    site = published(turncast, work)
    assert len(items(site)) == 2
    program = (
        "from pathlib import Path; import turncast; from tts import read, build, BuildOptions\n"
        "assert 'site-packages' in turncast.__file__, turncast.__file__\n"
        "s = read(Path('talks/one.md'), settings=Path('voices.yaml'))\n"
        "b = build(Path('talks/one.md'), BuildOptions(out=Path('again')), settings=Path('voices.yaml'))\n"
        "print(len(s.speakers), b.episode.title)\n"
    )
    assert turncast("-c", program, program="python").stdout.split() == ["2", "One"]
    assert (work / "again" / "one" / "one.mp3").read_bytes() == (work / "audio" / "one" / "one.mp3").read_bytes()
