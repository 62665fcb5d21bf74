"""The one error tree. Every error says what is wrong, where, and what to do, and knows its exit code.

TurncastError                70  a defect of ours, unless it is one of these:
├── UsageError                2  the command line does not make sense
├── InputError               65  a transcript, script or episode folder is not what it should be
│   └── DamagedClipError     65  a kept clip is not what was once written (tts.speech.clip_file)
├── UnreachableError         69  a server cannot be reached, or refuses
│   └── EngineError          69  an engine does not speak
│       ├── BadClipError     69  it answered, but with sound that cannot be right (tts.speech.engine)
│       └── PassingError     69  it may pass: the same call is worth another try (tts.speech.engines.online)
├── CancelledError          130  whoever asked for the work no longer wants it
├── WriteError               73  something cannot be written
│   └── ForeignFolderError   73  what stands in an episode's place is not to be replaced (tts.show.earlier)
└── ConfigError              78  voices.yaml is not what it should be
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Self

from tts.language import kept, retell, sentences


class ExitCode(IntEnum):
    """Process exit codes, after BSD's sysexits.h where it has one."""

    DONE = 0
    USAGE = 2
    BAD_INPUT = 65
    UNAVAILABLE = 69
    DEFECT = 70
    CANNOT_WRITE = 73
    BAD_CONFIG = 78
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something is wrong. Prints as `file:line`."""

    file: str | Path
    line: int | None = None
    """1-based; None when the whole file is meant."""

    def __str__(self) -> str:
        return f"{self.file}" if self.line is None else f"{self.file}:{self.line}"


class TurncastError(Exception):
    """Something the user can act on. Only the command line turns it into an exit."""

    exit_code: ExitCode = ExitCode.DEFECT

    def __init__(
        self, problem: str, *, place: Place | None = None, remedy: str = "", key: tuple[str, ...] = (), status: int = 0
    ) -> None:
        """`problem`: what is wrong, with the offending value. `remedy`: what to do, a whole sentence.

        `key`: the path of keys to the value in its file, such as `("cast", "马云", "voice")`, for whoever knows the
        file to find the line; empty when no single value is wrong. `status`: a server's HTTP status; 0 for none.
        """
        super().__init__(problem)
        self.problem = problem
        self.place = place
        self.remedy = remedy
        self.key = key
        self.status = status
        self.more: tuple[TurncastError, ...] = ()
        """What else is wrong with the same file: told with this one, so that all is mended in one go."""

    def at(self, place: Place | None) -> Self:
        """This error, now of `place`: whoever knows the file says where what was found wrong stands in it."""
        self.place = place
        return self

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return where + sentences(self.problem, self.remedy)


class UsageError(TurncastError):
    """The command line does not make sense."""

    exit_code = ExitCode.USAGE


class InputError(TurncastError):
    """A transcript, script or episode folder is not what it should be."""

    exit_code = ExitCode.BAD_INPUT


class UnreachableError(TurncastError):
    """A server cannot be reached, or refuses."""

    exit_code = ExitCode.UNAVAILABLE


class EngineError(UnreachableError):
    """An engine does not speak: another one may."""


class WriteError(TurncastError):
    """Something cannot be written."""

    exit_code = ExitCode.CANNOT_WRITE


class CancelledError(TurncastError):
    """Whoever asked for the work no longer wants it. What was spoken until then is kept."""

    exit_code = ExitCode.INTERRUPTED


class ConfigError(TurncastError):
    """voices.yaml is not what it should be."""

    exit_code = ExitCode.BAD_CONFIG


SYSTEM = (
    kept("No such file or directory"),
    kept("Permission denied"),
    kept("File exists"),
    kept("Is a directory"),
    kept("Not a directory"),
    kept("Directory not empty"),
    kept("No space left on device"),
    kept("Disk quota exceeded"),
    kept("File too large"),
    kept("File name too long"),
    kept("Read-only file system"),
    kept("Input/output error"),
    kept("Connection refused"),
    kept("Address already in use"),
    kept("Connection reset by peer"),
    kept("Connection timed out"),
    kept("Network is unreachable"),
    kept("Name or service not known"),
    kept("Temporary failure in name resolution"),
    kept("Connect call failed {address}"),
    kept("[Errno {number}] Connect call failed {address}"),
    kept("Multiple exceptions: {message}"),
    kept("Operation not permitted"),
    kept("Invalid data found when processing input"),
    kept("Input data was truncated"),
    kept("JSON is malformed: {why} (byte {at})"),
    kept("Object missing required field `{name}`"),
    kept("Object missing required field `{name}` - at `{path}`"),
    kept("Expected `{wanted}`, got `{found}`"),
    kept("Expected `{wanted}`, got `{found}` - at `{path}`"),
    kept("'utf-8' codec can't decode byte {byte} in position {at}: {why}"),
)
"""What the system says in English whatever its language, and FFmpeg, msgspec and Python of what they cannot read."""


def reason(error: Exception) -> str:
    """What the system says of `error`, in the user's language as far as we know its words; else what `error` says."""
    return retell(getattr(error, "strerror", None) or str(error))


NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What the system says of a full disk, a limit on files, a used-up quota."""
