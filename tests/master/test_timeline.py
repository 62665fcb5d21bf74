"""Pauses are the script's, segments tile the episode, chapters start in silence."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tts.master.beds import Bed, Beds
from tts.master.cues import cues_of
from tts.master.timeline import EDGE, Bounds, SpokenLine, Timeline, lay_out
from tts.master.units import AFTER_S, BEFORE_S, FRAME, QUIET_AFTER, QUIET_BEFORE, RATE, samples_in
from tts.script.model import Line, Utterance
from tts.speech.model import Clip
from tts.voice import Voice

GRID_S = FRAME / RATE / 2
"""Half an MP3 frame: how far a pause at a cut may be off."""


def spoken_line(seconds: float, pause_s: float, turn: int, chapter: int) -> SpokenLine:
    clip = Clip("nowhere", b"0", 24_000, samples_in(seconds + 0.7, 24_000), b"")
    line = Line(1, "", str(turn % 2), Voice("tone", "a"), Utterance("话。", pause_s), turn, chapter)
    return SpokenLine(line, clip, Bounds(0.3, 0.3 + seconds))


NO_MUSIC = Beds()
MUSIC = Beds(
    opening=Bed(samples_in(12), samples_in(5)),
    sting=Bed(samples_in(4), samples_in(2.5)),
    closing=Bed(samples_in(8), samples_in(8)),
)
conversations = st.lists(
    st.tuples(st.floats(0.1, 30.0), st.floats(0.0, 3.0), st.booleans(), st.booleans()), min_size=1, max_size=60
)


def lay(drawn: list[tuple[float, float, bool, bool]], beds: Beds = NO_MUSIC) -> Timeline:
    lines, turn, chapter = [], 0, 0
    for seconds, pause_s, new_turn, new_chapter in drawn:
        turn += new_turn or new_chapter
        chapter += new_chapter
        lines.append(spoken_line(seconds, pause_s, turn, chapter))
    return lay_out(lines, chapter + 1, beds)


@given(conversations)
def test_every_pause_is_the_one_asked_for(drawn: list[tuple[float, float, bool, bool]]) -> None:
    timeline = lay(drawn)
    for before, after in pairwise(timeline.lines):
        heard_s = (after.onset - before.end) / RATE
        assert abs(heard_s - before.spoken.line.utterance.pause_after_s) <= GRID_S + 2 / RATE


@given(conversations)
def test_segments_tile_the_episode_on_the_frame_grid(drawn: list[tuple[float, float, bool, bool]]) -> None:
    timeline = lay(drawn)
    assert timeline.segments[0].start == 0
    assert all(a.stop == b.start for a, b in pairwise(timeline.segments))
    assert all(segment.start % FRAME == 0 and segment.stop % FRAME == 0 for segment in timeline.segments)
    assert timeline.length <= timeline.segments[-1].stop < timeline.length + 3 * FRAME
    assert len(list(timeline.lines)) == len(drawn)
    for segment in timeline.segments:
        assert segment.lines[0].onset - segment.start >= EDGE
        assert all(segment.start < placed.onset < placed.end < segment.stop for placed in segment.lines)


@given(conversations)
def test_chapters_start_in_the_silence_before_their_first_word(drawn: list[tuple[float, float, bool, bool]]) -> None:
    timeline = lay(drawn)
    assert timeline.chapters[0] == 0
    assert list(timeline.chapters) == sorted(timeline.chapters)
    placed = list(timeline.lines)
    for before, after in pairwise(placed):
        if after.spoken.line.chapter == before.spoken.line.chapter + 1:
            mark = timeline.chapters[after.spoken.line.chapter]
            assert before.end <= mark <= after.onset
            assert before.spoken.line.utterance.pause_after_s < 0.1 or mark < after.onset


@given(conversations)
def test_cues_are_in_order_and_do_not_overlap(drawn: list[tuple[float, float, bool, bool]]) -> None:
    timeline = lay(drawn)
    cues = list(cues_of(timeline.lines))
    assert all(cue.start_s < cue.end_s for cue in cues)
    assert all(a.end_s <= b.start_s for a, b in pairwise(cues))
    assert cues[-1].end_s < timeline.length / RATE


@given(st.lists(st.tuples(st.floats(0.1, 40.0), st.floats(0.5, 1.5), st.booleans()), min_size=1, max_size=60))
def test_a_segment_is_longer_than_sixteen_seconds_only_if_an_utterance_is(
    drawn: list[tuple[float, float, bool]],
) -> None:
    timeline = lay([(seconds, pause_s, new_turn, False) for seconds, pause_s, new_turn in drawn])
    for segment in timeline.segments:
        silence_s = 2.0  # behind the last word, and before the first
        assert len(segment.lines) == 1 or segment.stop - segment.start <= samples_in(16 + silence_s)


def test_editing_a_sentence_changes_only_its_own_segment() -> None:
    """Segments of the chapters after it are the same but for where they stand: they need not be encoded again."""
    drawn = [(4.0 + n % 5, 0.5, n % 4 == 0, n in {12, 24}) for n in range(36)]
    edited = [*drawn]
    edited[3] = (edited[3][0] + 0.777, 0.5, False, False)

    def content(timeline: Timeline) -> set[tuple[object, ...]]:
        return {
            (segment.stop - segment.start, *((p.spoken.bounds, p.onset - segment.start) for p in segment.lines))
            for segment in timeline.segments
        }

    first, second = content(lay(drawn)), content(lay(edited))
    assert len(first) > 6
    assert len(first - second) <= 2


@given(conversations)
def test_music_stands_before_between_and_after(drawn: list[tuple[float, float, bool, bool]]) -> None:
    """Nobody speaks before a bed's entry; segments still tile, and hold the whole of each bed."""
    timeline = lay(drawn, MUSIC)
    assert all(a.stop == b.start for a, b in pairwise(timeline.segments))
    music = [laid for segment in timeline.segments for laid in segment.music]
    placed = list(timeline.lines)
    assert music[0].bed is MUSIC.opening
    assert music[0].start + music[0].bed.entry == placed[0].onset
    assert music[-1].bed is MUSIC.closing
    assert music[-1].start > placed[-1].end
    assert timeline.length > music[-1].stop
    for segment in timeline.segments:
        assert all(segment.start + EDGE <= laid.start and laid.stop < segment.stop for laid in segment.music)
    for laid in music[1:-1]:
        assert not any(spoken.onset < laid.start + laid.bed.entry and spoken.end > laid.start for spoken in placed)
        assert laid.start + laid.bed.entry in {spoken.onset for spoken in placed}


@given(conversations)
def test_cuts_fall_in_silence(drawn: list[tuple[float, float, bool, bool]]) -> None:
    """Around every cut there is the silence that MP3 frames need."""
    for beds in (NO_MUSIC, MUSIC):
        timeline = lay(drawn, beds)
        sounds = [(p.onset - samples_in(BEFORE_S), p.end + samples_in(AFTER_S)) for p in timeline.lines]
        sounds += [(laid.start, laid.stop) for segment in timeline.segments for laid in segment.music]
        for segment in timeline.segments[1:]:
            assert all(
                stop <= segment.start - QUIET_AFTER or start >= segment.start + QUIET_BEFORE for start, stop in sounds
            )


def test_a_chapter_in_which_nothing_is_said_starts_with_the_next() -> None:
    timeline = lay_out([spoken_line(1, 0.5, 0, 0), spoken_line(1, 0.5, 1, 2)], 4, Beds())
    assert timeline.chapters[1] == timeline.chapters[2] == timeline.chapters[3]
