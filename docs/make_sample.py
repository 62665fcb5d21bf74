"""`python docs/make_sample.py EPISODE_FOLDER docs/sample.mp3`: about a minute that shows what an episode is like.

The opening with its music, the first question with the beginning of its answer, and a change of chapter: cut in the
pauses, faded into one another with pydub, and encoded as one MP3.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from tts.audio import Samples
from tts.master.decoding import decode_file
from tts.master.model import ChapterMark, Tags
from tts.master.mp3 import encode, scale
from tts.master.mp3_file import Mp3File
from tts.master.quiet_pydub import AudioSegment
from tts.master.segment import for_encoder
from tts.master.tags import tag
from tts.master.units import DECODER_DELAY, ENCODER_DELAY, FRAME, QUIET_BEFORE, RATE

BITRATE_KBPS = 64
OPENING_S = 20.0
ANSWER_S = 18.0
AFTER_HEADING_S = 6.0
CROSSFADE_MS = 400
ASIDE_S = 0.25
"""Left of the pauses around a passage."""

Passage = tuple[float, float]
"""(start_s, stop_s) in the episode."""


def passages(episode: dict[str, Any]) -> list[Passage]:
    """The opening, the first exchange, and the change to the chapter after it."""
    cues, turns, chapters = episode["cues"], episode["turns"], episode["chapters"]
    opening = (0.0, _cue_end(cues, 0.0, OPENING_S) + ASIDE_S)
    question, answer = next(
        (asked, told)
        for asked, told in pairwise(turns)
        if asked["kind"] == told["kind"] == "speech" and asked["speaker"] != told["speaker"] and _asks(asked["text"])
    )
    exchange = (question["start_s"] - ASIDE_S, _cue_end(cues, answer["start_s"], ANSWER_S) + ASIDE_S)
    mark = next((c["start_s"] for c in chapters if c["start_s"] > exchange[1]), None)
    if mark is None:
        return [opening, exchange]
    before = [cue for cue in cues if cue["end_s"] <= mark]
    return [opening, exchange, (before[-1]["start_s"] - ASIDE_S, _cue_end(cues, mark, AFTER_HEADING_S) + ASIDE_S)]


def _asks(text: str) -> bool:
    return text.rstrip("”\"'」 ").endswith(("？", "?"))


def _cue_end(cues: Sequence[dict[str, Any]], start_s: float, about_s: float) -> float:
    """Where a cue ends that is nearest to `about_s` after `start_s`."""
    ends = [cue["end_s"] for cue in cues if cue["start_s"] >= start_s]
    return float(min(ends, key=lambda end: abs(end - start_s - about_s)))


def cut(sound: Samples, found: Sequence[Passage]) -> Samples:
    """The passages of `sound`, one fading into the next."""
    whole: Any = None
    for start_s, stop_s in found:
        part = sound[round(start_s * RATE) : round(stop_s * RATE)]
        pcm = for_encoder(part, 1.0)
        segment: Any = AudioSegment(data=pcm.tobytes(), sample_width=2, frame_rate=RATE, channels=1)
        whole = segment if whole is None else whole.append(segment, crossfade=CROSSFADE_MS)
    whole = whole.fade_out(2 * CROSSFADE_MS)
    return np.frombuffer(whole.raw_data, "<i2").astype(np.float32) / np.float32(32767.0)


def write(sound: Samples, title: str, out: Path) -> None:
    """One MP3 of `sound`."""
    length = len(sound) + QUIET_BEFORE
    frames = -(-(length + ENCODER_DELAY + DECODER_DELAY) // FRAME)
    pcm = np.pad(for_encoder(sound, scale(BITRATE_KBPS)), (QUIET_BEFORE, frames * FRAME - length))
    with Mp3File(out, BITRATE_KBPS) as file:
        file.append(encode(pcm, BITRATE_KBPS))
        file.finish(frames, length)
    whole = ChapterMark(title, 0.0, length / RATE)
    tag(out, Tags(title, "Turncast", "Turncast", "", "zh", "", "", b"", (whole,)))


def main(folder: Path, out: Path) -> None:
    """Cut the sample of the episode in `folder`."""
    episode = json.loads((folder / "episode.json").read_text(encoding="utf-8"))
    sound = np.concatenate(list(decode_file(folder / episode["audio"])))
    sample = cut(sound, passages(episode))
    write(sample, episode["title"], out)
    print(f"{out}: {len(sample) / RATE:.0f} s, {out.stat().st_size / 1000:.0f} kB", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
