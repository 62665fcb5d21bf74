"""The script as a file: pleasant to edit by hand, and the same script again when it is read back unchanged."""

from tts.script.script_file.reading import load, read_text, recognised
from tts.script.script_file.writing import dump

__all__ = ["dump", "load", "read_text", "recognised"]
