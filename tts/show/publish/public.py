"""What of an episode's folder is for others: not the script, nor what of its source nobody speaks."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from tts.show.record import as_json, read

SCRIPT = "script.yaml"


def public_record(folder: Path) -> bytes:
    """`episode.json` without text that is not heard: what is unspoken keeps its line and reason, and loses its words;
    doubts, which quote the source, are gone, and so is the script among the files."""
    episode = read(folder)
    unspoken = tuple(dataclasses.replace(piece, text="") for piece in episode.accounting.unspoken)
    told = dataclasses.replace(
        episode,
        accounting=dataclasses.replace(episode.accounting, unspoken=unspoken),
        doubts=(),
        files=tuple(file for file in episode.files if file.name != SCRIPT),
    )
    return b"".join(as_json(told))
