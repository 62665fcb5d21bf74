"""Whatever the service does to the seed's episode, it ends up the same."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from doubles.edge_service import FAULTS, EdgeService
from doubles.faults import AtRandom, Plan

from tts.config.load import load
from tts.script import load_script
from tts.script.model import Script
from tts.speech.cache import Cache
from tts.speech.engines import create, known_voices
from tts.speech.model import Clip, Spoken
from tts.speech.synthesis import speak

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_8d8e673a960d8607.txt"


def davos() -> Script:
    return load_script(SEED, load(ROOT / "voices.yaml"), engine="edge", voices=known_voices("edge", {}))


def build(folder: Path, plan: Plan | None = None) -> tuple[Spoken, EdgeService]:
    with EdgeService(plan) as service:
        options = {"endpoint": service.endpoint, "first-wait": 0.01, "longest-wait": 0.1, "timeout": 2.0, "parallel": 6}
        options["attempts"] = (
            14  # a storm of exactly this plan, but in no certain order: never too many for one sentence
        )
        engine = create("edge", options)
        try:
            return speak(davos(), engine, Cache(folder)), service
        finally:
            engine.close()


def clips_of(spoken: Spoken) -> list[Clip]:
    return [clip for _, clip in spoken.lines]


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    return build(tmp_path_factory.mktemp("calm"))[0]


@pytest.mark.parametrize("seed", [1, 2])
def test_three_failures_in_ten_change_nothing(calm: Spoken, tmp_path: Path, seed: int) -> None:
    spoken, service = build(tmp_path, AtRandom(FAULTS, 0.3, seed))
    assert sum(service.faults.values()) - service.faults[""] >= 20
    assert len(service.faults) > len(FAULTS) / 2  # each kind has a test of its own
    assert spoken.script == calm.script
    for one, other in zip(clips_of(spoken), clips_of(calm), strict=True):
        assert (one.key, one.words) == (other.key, other.words)
        assert one.path.read_bytes() == other.path.read_bytes()


def test_every_word_of_the_script_was_heard(calm: Spoken) -> None:
    assert [line for line, _ in calm.lines] == list(calm.script.lines())
    for line, clip in calm.lines:
        heard = "".join(word.text for word in clip.words)
        assert "".join(filter(str.isalnum, heard)) == "".join(filter(str.isalnum, line.utterance.text))


def test_a_second_build_asks_nobody(calm: Spoken, caplog: pytest.LogCaptureFixture) -> None:
    folder = clips_of(calm)[0].path.parents[1]
    with caplog.at_level(logging.WARNING):
        again, service = build(folder)
    assert again == calm
    assert service.connections == 0
    assert not caplog.records
