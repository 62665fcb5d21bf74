"""Every name that other programs may rely on. `tts` and `turncast` offer them, and load this when asked for one."""

from tts.config.load import ConfigFile
from tts.config.schema import Config
from tts.errors import (
    CancelledError,
    ConfigError,
    EngineError,
    InputError,
    Place,
    TurncastError,
    UnreachableError,
    UsageError,
    WriteError,
)
from tts.library.encoding import encode
from tts.library.episodes import build, build_all
from tts.library.scripts import read
from tts.library.settings import load_settings
from tts.library.sources import Content
from tts.library.speaking import Manner, how_read, say
from tts.library.standing import Amendment, amend
from tts.pipeline import BuildOptions, Built, Failed
from tts.progress import Progress
from tts.reading.model import Reading
from tts.script.facts import Facts
from tts.script.model import Doubt, Line, Script, Speaker, Turn, Utterance
from tts.script.script_file import dump
from tts.show.model import Episode
from tts.speech.engines.running import Engines
from tts.speech.model import Clip
from tts.voice import Voice

__all__ = [
    "Amendment",
    "BuildOptions",
    "Built",
    "CancelledError",
    "Clip",
    "Config",
    "ConfigError",
    "ConfigFile",
    "Content",
    "Doubt",
    "EngineError",
    "Engines",
    "Episode",
    "Facts",
    "Failed",
    "InputError",
    "Line",
    "Manner",
    "Place",
    "Progress",
    "Reading",
    "Script",
    "Speaker",
    "Turn",
    "TurncastError",
    "UnreachableError",
    "UsageError",
    "Utterance",
    "Voice",
    "WriteError",
    "amend",
    "build",
    "build_all",
    "dump",
    "encode",
    "how_read",
    "load_settings",
    "read",
    "say",
]
