"""The MP3 as it is written: frames as they come, then the Info frame, which knows them all, at the front."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from tts.errors import WriteError
from tts.master.info_frame import audio_crc, info_frame, info_frame_bytes
from tts.master.units import ENCODER_DELAY, FRAME
from tts.store import unwritable


class Mp3File:
    """Use with `with`; whole only after `finish`. Making the file appear when it is done is the caller's affair."""

    def __init__(self, path: Path, bitrate_kbps: int) -> None:
        self.path = path
        self.bitrate_kbps = bitrate_kbps
        self._bytes = 0
        self._crc = 0

    def __enter__(self) -> Mp3File:
        try:
            self._file = self.path.open("wb")
            self._file.write(bytes(info_frame_bytes(self.bitrate_kbps)))
        except OSError as error:
            raise self._unwritable(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def append(self, frames: bytes) -> None:
        """Write the next piece's frames. Raises WriteError."""
        try:
            self._file.write(frames)
        except OSError as error:
            raise self._unwritable(error) from error
        self._bytes += len(frames)
        self._crc = audio_crc(frames, self._crc)

    def finish(self, frames: int, length: int) -> None:
        """Say at the front that there are so many frames, of which `length` samples are the episode."""
        padding = frames * FRAME - ENCODER_DELAY - length
        try:
            self._file.seek(0)
            self._file.write(info_frame(self.bitrate_kbps, frames, self._bytes, self._crc, padding))
            self._file.flush()
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> WriteError:
        return unwritable(self.path, error)
