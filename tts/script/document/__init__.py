"""The script as a file: pleasant to edit by hand, and the same script again when it is read back unchanged."""

from tts.script.document.reading import load, recognised
from tts.script.document.writing import dump

__all__ = ["dump", "load", "recognised"]
