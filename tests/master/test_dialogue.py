"""From the transcript to the ear: each place of the dialogue has the silence that the configuration gives it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

from master.test_mp3 import decoded
from tts.audio import Samples
from tts.config.schema import Config, Pauses, Sound
from tts.master.episode import master
from tts.master.speech_bounds import runs
from tts.master.units import RATE
from tts.script import load_script
from tts.speech.cache import Cache
from tts.speech.engines import create, known_voices
from tts.speech.synthesis import speak

PAUSES = Pauses(sentence=0.31, quotation=0.83, paragraph=1.13, turn=1.37, answer=0.57, heading=1.71, opening=1.93)

TALK = """# 听海的人

## 第一次看见海

**林夏：** 您第一次看见海是什么时候？

**周明：** 那一年我刚满二十岁，从来没有离开过我们那个小县城，连火车也没有坐过。\
有一位在码头上干了一辈子的老船长拉着我的手说，\
“你站在这里别动，等太阳出来的时候你就会明白海有多大。”后来我在那条船上整整待了七年，再也没有想过要回到县城里去。

现在我每天早上还是会走到码头上去看一眼，看看那些年轻的人是怎么干活的。

## 后来的事

**周明：** 后来的事情大家都已经知道了，报纸上写过很多遍，我就不再一件一件地说了。

**林夏：** 谢谢您今天来跟我们讲这些故事，我们下次再见。
"""


def test_every_place_sounds_as_long_as_it_is_set(tmp_path: Path) -> None:
    source = tmp_path / "talk.md"
    source.write_text(TALK, encoding="utf-8")
    config = Config(engine="tone", pauses=PAUSES)
    script = load_script(source, config, engine="tone", voices=known_voices("tone", {}))
    spoken = speak(script, create("tone", {}), Cache(tmp_path / "cache"))
    mastered = master(spoken, Sound(music=False), tmp_path / "out.mp3")
    asked = [u.pause_after_s for u in script.opening]
    asked += [u.pause_after_s for turn in script.turns for u in turn.utterances][:-1]
    assert set(asked) == {getattr(PAUSES, name) for name in PAUSES.__struct_fields__}
    assert asked.count(PAUSES.quotation) == 2
    heard = _silences(decoded(mastered.mp3))[1:-1]
    assert len(heard) == len(asked)
    inside_notice = [one.notice and next_one.notice for one, next_one in pairwise(script.opening)].index(True)
    assert 0.15 <= heard.pop(inside_notice) < 2.0, "as long as the notice's pace wants it"
    asked.pop(inside_notice)
    assert np.abs(np.array(heard) - np.array(asked)).max() <= 0.030


def _silences(sound: Samples) -> list[float]:
    """Seconds of each stretch below -50 dBFS longer than a tenth."""
    hop = RATE // 1000
    level = np.sqrt(np.square(sound[: len(sound) // hop * hop].reshape(-1, hop)).mean(axis=1))
    starts, stops = runs(level < 10 ** (-50 / 20))
    return [float(stop - start) / 1000 for start, stop in zip(starts, stops, strict=True) if stop - start > 100]
