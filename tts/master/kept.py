"""Pieces and hearings, through the store: made only when they are not there."""

from __future__ import annotations

import hashlib

import msgspec
import numpy as np

from tts.master.clips import Heard, hear
from tts.master.levels import Level
from tts.master.piece import Made, Recipe, make
from tts.master.speech_bounds import Bounds
from tts.master.store import Store, key_of
from tts.master.timeline import Piece
from tts.master.units import Blocks
from tts.speech.model import Clip


class _Hearing(msgspec.Struct, frozen=True, array_like=True):
    onset_s: float
    end_s: float
    blocks: bytes
    peaks: bytes
    powers: bytes


class _Piece(msgspec.Struct, frozen=True, array_like=True):
    frames: bytes
    blocks: bytes
    speakers: tuple[tuple[str | None, bytes], ...]
    true_peak_db: float


def heard(store: Store, clip: Clip) -> Heard:
    """`hear(clip)`, from the store when this clip was heard before."""
    key = key_of("hearing", clip.key, clip.content)
    found = store.get(key, _Hearing)
    if found:
        level = Level(_blocks(found.blocks), *(np.frombuffer(steps, np.uint8) for steps in (found.peaks, found.powers)))
        return Heard(Bounds(found.onset_s, found.end_s), level)
    new = hear(clip)
    level, bounds = new.level, new.bounds
    entry = _Hearing(
        bounds.onset_s, bounds.end_s, level.blocks.tobytes(), level.peaks.tobytes(), level.powers.tobytes()
    )
    store.put(key, entry)
    return new


def made(store: Store, recipe: Recipe, piece: Piece) -> Made:
    """`make(piece, recipe)`, from the store when the same piece was made before, wherever it stood."""
    key = _piece_key(piece, recipe)
    found = store.get(key, _Piece)
    if found:
        speakers = {name: _blocks(blocks) for name, blocks in found.speakers}
        return Made(found.frames, None, _blocks(found.blocks), speakers, found.true_peak_db)
    new = make(piece, recipe)
    by_name = tuple((name, blocks.tobytes()) for name, blocks in new.speakers.items())
    store.put(key, _Piece(new.frames, new.blocks.tobytes(), by_name, new.true_peak_db))
    return new


def _piece_key(piece: Piece, recipe: Recipe) -> str:
    """Everything that decides the piece's bytes, and nothing about where in the episode it stands."""
    said = tuple(
        (
            *(placed.said.clip.key, placed.said.clip.content),
            *(placed.onset - piece.start, placed.end - piece.start),
            *(placed.said.bounds.onset_s, placed.said.bounds.end_s),
            *(placed.said.speaker, round(recipe.gains_db[placed.said.speaker], 3)),
        )
        for placed in piece.placed
    )
    music = tuple((laid.start - piece.start, hashlib.sha256(laid.bed.samples.data).hexdigest()) for laid in piece.music)
    return key_of("piece", piece.stop - piece.start, said, music, recipe.true_peak_db, recipe.bitrate_kbps)


def _blocks(data: bytes) -> Blocks:
    return np.frombuffer(data, np.float32)
