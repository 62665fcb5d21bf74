"""How a text is said: normalised, then pinyin or English words, then phonemes."""

from tts.speech.reading.front import FRONTEND, read
from tts.speech.reading.model import Reading

__all__ = ["FRONTEND", "Reading", "read"]
