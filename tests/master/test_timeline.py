"""Pauses are the script's, pieces tile the episode, chapters start in silence."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tts.master.beds import Bed, Beds
from tts.master.clips import AFTER_S, BEFORE_S
from tts.master.cues import cues_of
from tts.master.mp3 import QUIET_AFTER, QUIET_BEFORE
from tts.master.speech_bounds import Bounds
from tts.master.timeline import EDGE, Said, Timeline, lay_out
from tts.master.units import FRAME, RATE, samples_in
from tts.script.model import Utterance
from tts.speech.model import Clip

GRID_S = FRAME / RATE / 2
"""Half an MP3 frame: how far a pause at a cut may be off."""


def saying(seconds: float, pause_s: float, turn: int, chapter: int) -> Said:
    clip = Clip("nowhere", b"0", 24_000, samples_in(seconds + 0.7, 24_000), b"")
    return Said(Utterance("话。", pause_s), clip, Bounds(0.3, 0.3 + seconds), str(turn % 2), turn, chapter)


NO_MUSIC = Beds()
MUSIC = Beds(
    opening=Bed(np.ones(samples_in(12), np.float32), samples_in(5)),
    sting=Bed(np.ones(samples_in(4), np.float32), samples_in(2.5)),
    closing=Bed(np.ones(samples_in(8), np.float32), samples_in(8)),
)
sayings = st.lists(
    st.tuples(st.floats(0.1, 30.0), st.floats(0.0, 3.0), st.booleans(), st.booleans()), min_size=1, max_size=60
)


def lay(drawn: list[tuple[float, float, bool, bool]], beds: Beds = NO_MUSIC) -> Timeline:
    said, turn, chapter = [], 0, 0
    for seconds, pause_s, new_turn, new_chapter in drawn:
        turn += new_turn or new_chapter
        chapter += new_chapter
        said.append(saying(seconds, pause_s, turn, chapter))
    return lay_out(said, chapter + 1, beds)


@given(sayings)
def test_every_pause_is_the_one_asked_for(drawn: list[tuple[float, float, bool, bool]]) -> None:
    timeline = lay(drawn)
    for before, after in pairwise(timeline.placed):
        heard_s = (after.onset - before.end) / RATE
        assert abs(heard_s - before.said.utterance.pause_after_s) <= GRID_S + 2 / RATE


@given(sayings)
def test_pieces_tile_the_episode_on_the_frame_grid(drawn: list[tuple[float, float, bool, bool]]) -> None:
    timeline = lay(drawn)
    assert timeline.pieces[0].start == 0
    assert all(a.stop == b.start for a, b in pairwise(timeline.pieces))
    assert all(piece.start % FRAME == 0 and piece.stop % FRAME == 0 for piece in timeline.pieces)
    assert timeline.length <= timeline.pieces[-1].stop < timeline.length + 3 * FRAME
    assert len(list(timeline.placed)) == len(drawn)
    for piece in timeline.pieces:
        assert piece.placed[0].onset - piece.start >= EDGE
        assert all(piece.start < placed.onset < placed.end < piece.stop for placed in piece.placed)


@given(sayings)
def test_chapters_start_in_the_silence_before_their_first_word(drawn: list[tuple[float, float, bool, bool]]) -> None:
    timeline = lay(drawn)
    assert timeline.marks[0] == 0
    assert list(timeline.marks) == sorted(timeline.marks)
    placed = list(timeline.placed)
    for before, after in pairwise(placed):
        if after.said.chapter == before.said.chapter + 1:
            mark = timeline.marks[after.said.chapter]
            assert before.end <= mark <= after.onset
            assert before.said.utterance.pause_after_s < 0.1 or mark < after.onset


@given(sayings)
def test_cues_are_in_order_and_do_not_overlap(drawn: list[tuple[float, float, bool, bool]]) -> None:
    timeline = lay(drawn)
    cues = list(cues_of(timeline.placed))
    assert all(cue.start_s < cue.end_s for cue in cues)
    assert all(a.end_s <= b.start_s for a, b in pairwise(cues))
    assert cues[-1].end_s < timeline.length / RATE


@given(st.lists(st.tuples(st.floats(0.1, 40.0), st.floats(0.5, 1.5), st.booleans()), min_size=1, max_size=60))
def test_a_piece_is_longer_than_sixteen_seconds_only_if_an_utterance_is(drawn: list[tuple[float, float, bool]]) -> None:
    timeline = lay([(seconds, pause_s, new_turn, False) for seconds, pause_s, new_turn in drawn])
    for piece in timeline.pieces:
        silence_s = 2.0  # behind the last word, and before the first
        assert len(piece.placed) == 1 or piece.stop - piece.start <= samples_in(16 + silence_s)


def test_editing_a_sentence_changes_only_its_own_piece() -> None:
    """Pieces of the chapters after it are the same but for where they stand: they need not be made again."""
    drawn = [(4.0 + n % 5, 0.5, n % 4 == 0, n in {12, 24}) for n in range(36)]
    edited = [*drawn]
    edited[3] = (edited[3][0] + 0.777, 0.5, False, False)

    def content(timeline: Timeline) -> set[tuple[object, ...]]:
        return {
            (piece.stop - piece.start, *((p.said.bounds, p.onset - piece.start) for p in piece.placed))
            for piece in timeline.pieces
        }

    first, second = content(lay(drawn)), content(lay(edited))
    assert len(first) > 6
    assert len(first - second) <= 2


@given(sayings)
def test_music_stands_before_between_and_after(drawn: list[tuple[float, float, bool, bool]]) -> None:
    """Nobody speaks before a bed's entry; pieces still tile, and hold the whole of each bed."""
    timeline = lay(drawn, MUSIC)
    assert all(a.stop == b.start for a, b in pairwise(timeline.pieces))
    music = [laid for piece in timeline.pieces for laid in piece.music]
    placed = list(timeline.placed)
    assert music[0].bed is MUSIC.opening
    assert music[0].start + music[0].bed.entry == placed[0].onset
    assert music[-1].bed is MUSIC.closing
    assert music[-1].start > placed[-1].end
    assert timeline.length > music[-1].stop
    for piece in timeline.pieces:
        assert all(piece.start + EDGE <= laid.start and laid.stop < piece.stop for laid in piece.music)
    for laid in music[1:-1]:
        assert not any(spoken.onset < laid.start + laid.bed.entry and spoken.end > laid.start for spoken in placed)
        assert laid.start + laid.bed.entry in {spoken.onset for spoken in placed}


@given(sayings)
def test_cuts_fall_in_silence(drawn: list[tuple[float, float, bool, bool]]) -> None:
    """Around every cut there is the silence that MP3 pieces need."""
    for beds in (NO_MUSIC, MUSIC):
        timeline = lay(drawn, beds)
        sounds = [(p.onset - samples_in(BEFORE_S), p.end + samples_in(AFTER_S)) for p in timeline.placed]
        sounds += [(laid.start, laid.stop) for piece in timeline.pieces for laid in piece.music]
        for piece in timeline.pieces[1:]:
            assert all(
                stop <= piece.start - QUIET_AFTER or start >= piece.start + QUIET_BEFORE for start, stop in sounds
            )


def test_a_chapter_in_which_nothing_is_said_starts_with_the_next() -> None:
    timeline = lay_out([saying(1, 0.5, 0, 0), saying(1, 0.5, 1, 2)], 4, Beds())
    assert timeline.marks[1] == timeline.marks[2] == timeline.marks[3]
