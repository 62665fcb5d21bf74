"""The generator's two stages, by the names in the shipped graph. Read when speaking, too: nothing heavy is imported."""

from __future__ import annotations

from dataclasses import dataclass

GENERATOR = "/decoder/decoder/generator/"


@dataclass(frozen=True, slots=True)
class StageNames:
    """One of the generator's two stages of upsampling; its tensors and blocks by their names in the shipped graph."""

    channels: int
    source: str
    """What the harmonic source adds, before its block."""
    source_block: str
    entry: str
    """The upsampled signal with the source's block added."""
    blocks: tuple[str, ...]
    """They all take the entry; the stage's output is their mean."""
    output: str


STAGES = (
    StageNames(
        256,
        "noise_convs.0/Conv_output_0",
        "noise_res.0",
        "Add_2_output_0",
        ("resblocks.0", "resblocks.1", "resblocks.2"),
        "Div_2_output_0",
    ),
    StageNames(
        128,
        "noise_convs.1/Conv_output_0",
        "noise_res.1",
        "Add_5_output_0",
        ("resblocks.3", "resblocks.4", "resblocks.5"),
        "Div_4_output_0",
    ),
)
