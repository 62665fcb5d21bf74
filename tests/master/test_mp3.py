"""Pieces of an MP3 are an MP3: sample for sample what each is by itself, and exactly as long as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import mutagen.mp3
import numpy as np
import pytest
from tables import table

from master.conftest import voice
from tts.audio import Pcm, Samples
from tts.config.schema import BITRATES_KBPS
from tts.errors import ConfigError
from tts.master.decoding import decode_frames
from tts.master.info_frame import audio_crc, info_frame
from tts.master.mp3 import (
    check_bitrate,
    encode,
    frame_bytes,
    frames_end,
    scale,
)
from tts.master.mp3_file import Mp3File
from tts.master.units import DECODER_DELAY, ENCODER_DELAY, FRAME, QUIET_AFTER, QUIET_BEFORE, RATE

DELAY = ENCODER_DELAY + DECODER_DELAY


def piece(frames: int, seed: int) -> Pcm:
    """Speech with silence at both ends, just long enough."""
    length = frames * FRAME - QUIET_BEFORE - QUIET_AFTER
    sound = np.clip(voice(length / RATE, -16.0, 110.0 + 7 * seed, seed, RATE), -1, 1)
    assert len(sound) == length
    pcm: Pcm = np.round(np.pad(sound, (QUIET_BEFORE, QUIET_AFTER)) * 32767).astype(np.int16)
    return pcm


def heard(*streams: bytes) -> Samples:
    """Each by itself, one behind the other."""
    return np.concatenate([part for stream in streams for part in decode_frames(stream)])


@table("bitrate", [32, 64, 96, 192])
def test_joined_pieces_decode_to_what_each_decodes_to(bitrate: int) -> None:
    """Not a sample differs at the joint or after it: no reservoir, no overlap, no delay carries over."""
    streams = [encode(piece(60 + 7 * n, n), bitrate) for n in range(3)]
    alone = heard(*streams)
    assert np.array_equal(heard(b"".join(streams)), alone)


@table("bitrate", BITRATES_KBPS)
def test_what_goes_in_comes_out_in_place_and_as_loud(bitrate: int) -> None:
    pcm = piece(150, 1)
    sound = heard(encode(pcm, bitrate))[DELAY:]
    given = pcm.astype(np.float32)[: len(sound)] / 32767 * scale(bitrate)
    shifts = [float(np.dot(sound[5000 + s : 100000 + s], given[5000:100000])) for s in range(-30, 31)]
    assert int(np.argmax(shifts)) - 30 == 0
    loss_db = 20 * np.log10(np.sqrt(np.mean(sound**2)) / np.sqrt(np.mean(given**2)))
    assert abs(loss_db) < 0.15, loss_db


def test_one_frame_per_1152_samples() -> None:
    stream = encode(piece(41, 3), 96)
    assert frames_end(stream, 41) == len(stream)


def test_frame_bytes_refuses_what_is_no_frame() -> None:
    with pytest.raises(ValueError, match="no MPEG-1"):
        frame_bytes(b"ID3\x03")


def test_an_impossible_bitrate_is_named() -> None:
    with pytest.raises(ConfigError, match="100"):
        check_bitrate(100)


def write(path: Path, bitrate: int, length: int) -> Path:
    """An MP3 of `length` samples in two pieces."""
    total = -(-(length + DELAY) // FRAME)
    with Mp3File(path, bitrate) as file:
        for frames, seed in ((total // 2, 1), (total - total // 2, 2)):
            file.append(encode(piece(frames, seed), bitrate))
        file.finish(total, length)
    return path


def decoded(path: Path) -> Samples:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])


@pytest.mark.slow
@table("bitrate", BITRATES_KBPS)
@table("length", [200_000, 200_000 - DELAY % FRAME, 201_599])
def test_players_find_exactly_the_episode(tmp_path: Path, bitrate: int, length: int) -> None:
    """FFmpeg leaves out the encoder's delay and padding; mutagen, and with it many a player, counts them off."""
    path = write(tmp_path / "a.mp3", bitrate, length)
    assert len(decoded(path)) == length
    mp3: Any = mutagen.mp3.MP3
    info = mp3(path).info
    assert info.length == pytest.approx(length / RATE, abs=1e-6)
    assert (info.bitrate_mode, info.sketchy) == (mutagen.mp3.BitrateMode.CBR, False)
    assert info.bitrate == pytest.approx(bitrate * 1000, rel=0.01)


def test_the_seek_table_follows_the_bytes(tmp_path: Path) -> None:
    data = write(tmp_path / "a.mp3", 96, 900_000).read_bytes()
    table = data[21 + 16 : 21 + 16 + 100]
    assert list(table) == sorted(table)
    assert abs(table[50] - 128) <= 1
    assert int.from_bytes(data[21 + 12 : 21 + 16], "big") == len(data)


LAMES_OWN = bytes.fromhex(
    "fffb70c40000000000000000000000000000000000496e666f0000000f0000007400008f43000406080b0d0f1316181a1c1e232527292c2e"
    "323437393b3d424446484b4d4f5356585a5c5e636567696c6e727477797b7d828486888b8d8f9396989a9c9ea3a5a7a9acaeb2b4b7b9bbbd"
    "c2c4c6c8cbcdcfd3d6d8dadcdee3e5e7e9eceef2f4f7f9fbfd000000394c414d45332e31303001cd000000002c26000014602402f4420000"
    "6000008f43921a1b68"
)
"""What `lame -b 96 -m m` 3.100 writes before three seconds of mono, up to the tag's own checksum."""


def test_the_tags_checksum_is_lames() -> None:
    """Over all before it: 175 bytes in a mono frame, 190 in a stereo one (eyeD3 0.9 looks behind 190 in both)."""
    made = info_frame(96, 116, 36_576, 0x1234, 1000)
    for tag in (LAMES_OWN, made[: len(LAMES_OWN)]):
        assert int.from_bytes(tag[175:177], "big") == audio_crc(tag[:175])
