"""The labels of synthetic speech, read back by other people's programs."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
import subprocess
import wave
from pathlib import Path

import av
import msgspec
import pytest
from doubles.editions import edition_of
from mutagen.id3 import ID3

from tts.config.schema import Signing
from tts.master.formats import LosslessFile
from tts.master.labels import AigcLabel, aigc, label_wav, read_aigc
from tts.master.model import Mastered
from tts.master.single import encoded
from tts.master.tags import tag
from tts.show.alternates import FORMATS, alternates
from tts.show.check.episode import check_episode
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.record import read

KINDS = {".mp3": "audio/mpeg", ".m4b": "audio/mp4"}


@pytest.fixture
def edition(hummed: Mastered, tmp_path: Path) -> Edition:
    """An episode with all its alternates."""
    with av.open(str(hummed.mp3)) as heard, LosslessFile(tmp_path / "samples.flac") as samples:
        for frame in heard.decode(audio=0):
            samples.append((frame.to_ndarray()[0] * 32767).astype("int16"))
    return dataclasses.replace(edition_of(hummed), alternates=alternates(tuple(FORMATS), tmp_path / "samples.flac"))


def test_every_file_carries_one_label(edition: Edition, tmp_path: Path) -> None:
    folder = write(edition, tmp_path, tag)
    labels = read(folder).labels
    wanted = {
        "Label": "1", "ContentProducer": "Turncast", "ProduceID": labels.number, "ReservedCode1": "",
        "ContentPropagator": "", "PropagateID": "", "ReservedCode2": "",
    }  # fmt: skip
    for suffix in (".mp3", ".m4b", ".opus"):
        (found,) = read_aigc(folder / f"tides{suffix}")
        assert json.loads(found) == wanted, suffix


def test_exiftool_reads_the_label(edition: Edition, tmp_path: Path) -> None:
    exiftool = shutil.which("exiftool")
    if not exiftool:
        pytest.skip("No exiftool: apt-get install libimage-exiftool-perl.")
    folder = write(edition, tmp_path, tag)
    files = sorted(str(path) for path in folder.iterdir() if path.suffix in (".mp3", ".m4b", ".opus"))
    said = json.loads(subprocess.run([exiftool, "-json", *files], check=True, capture_output=True).stdout)
    number = read(folder).labels.number
    missing = [one["SourceFile"] for one in said if not any(number in str(value) for value in one.values())]
    assert len(said) == 3
    assert not missing


def test_a_wav_carries_it_behind_the_sound(tmp_path: Path) -> None:
    path = tmp_path / "said.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24000)
        file.writeframes(bytes(2401))
    label = AigcLabel("编辑部", "a1b2")
    plain = path.read_bytes()
    path.write_bytes(label_wav(label_wav(plain, AigcLabel("other", "0")), label))
    assert read_aigc(path) == [aigc(label)]
    with av.open(str(path)) as heard:
        assert heard.streams.audio[0].rate == 24000
    with pytest.raises(ValueError, match="WAV"):
        label_wav(b"ID3", label)


def test_content_credentials_hold_until_a_byte_changes(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read by the library of those who wrote the standard; chapters stay where FFmpeg finds them."""
    c2pa = pytest.importorskip("c2pa")
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    sealed = dataclasses.replace(edition, config=msgspec.structs.replace(edition.config, c2pa=True))
    folder = write(sealed, tmp_path, tag)
    assert check_episode(folder).findings == ()
    for name in ("tides.mp3", "tides.m4b"):
        with (folder / name).open("rb") as file:
            said = json.loads(c2pa.Reader(KINDS[name[-4:]], file).json())
        assert said["validation_state"] == "Valid"
        signed = said["manifests"][said["active_manifest"]]
        assert "self-made" in signed["signature_info"]["common_name"]
        assert "trainedAlgorithmicMedia" in json.dumps(signed["assertions"])
        assert len(read_aigc(folder / name)) == 1
    assert ID3(folder / "tides.mp3", translate=False).version[:2] == (2, 3)
    with av.open(str(folder / "tides.mp3")) as heard:
        assert [chapter["metadata"]["title"] for chapter in heard.chapters()] == ["开场", "月亮的账本", "海会记得"]
    audio = folder / "tides.mp3"
    content = bytearray(audio.read_bytes())
    content[-9000] ^= 1
    audio.write_bytes(content)
    assert "labels.seal" in {finding.rule for finding in check_episode(folder).findings}


def test_a_certificate_of_ones_own_signs(edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    c2pa = pytest.importorskip("c2pa")
    from tts.master.c2pa_seal import self_made

    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    known = self_made("海岸")
    assert self_made("海岸") == known, "made once"
    (tmp_path / "chain.pem").write_bytes(known.certificates)
    (tmp_path / "key.pem").write_bytes(known.key)
    own = Signing(certificate=str(tmp_path / "chain.pem"), key=str(tmp_path / "key.pem"))
    config = msgspec.structs.replace(edition.config, c2pa=own)
    folder = write(dataclasses.replace(edition, config=config, alternates=()), tmp_path, tag)
    assert json.loads(c2pa.Reader(folder / "tides.mp3").json())["validation_state"] == "Valid"


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_sound_without_loss_can_be_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """Beside the label, which stays the only one; the sound stays as long."""
    c2pa = pytest.importorskip("c2pa")
    from tts.master.c2pa_seal import SEALED, Seal, self_made

    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    plain = io.BytesIO()
    with wave.open(plain, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24000)
        file.writeframes(bytes(48000))
    path = tmp_path / f"said{suffix}"
    path.write_bytes(encoded(plain.getvalue(), suffix[1:], AigcLabel("编辑部", "a1b2")))
    Seal(self_made("编辑部"), "一句话", "1").seal(path)
    with path.open("rb") as sealed:
        assert json.loads(c2pa.Reader(SEALED[suffix], sealed).json())["validation_state"] == "Valid"
    assert read_aigc(path) == [aigc(AigcLabel("编辑部", "a1b2"))]
    with av.open(str(path)) as heard:
        assert sum(frame.samples for frame in heard.decode(audio=0)) == 24000
