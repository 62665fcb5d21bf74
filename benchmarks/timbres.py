"""How alike Kokoro's voices sound: `python -m benchmarks.timbres` writes `tts/speech/engines/kokoro/data/timbres.tsv`.

A voice is 510 vectors of 256 numbers, one for each length of text; the first 128 shape the sound, the rest the melody.
Their mean, less the mean of all voices, is turned so that one number less than there are voices keeps all cosines.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tts.speech.engines.kokoro.sessions import bundled_voices

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
KEPT = 19
"""Numbers a voice: one less than voices, so that only rounding changes the cosines; by how much is printed."""
SOUND = 128
"""Of a style's 256 numbers, how many shape the sound."""
TARGET = Path(__file__).parent.parent / "tts" / "speech" / "engines" / "kokoro" / "data" / "timbres.tsv"


def main() -> None:
    """Measure, write, and print how much was lost."""
    with np.load(bundled_voices()) as arrays:
        names = sorted(arrays.files)
        styles = np.array([arrays[name].reshape(-1, 256)[:, :SOUND].astype(float).mean(axis=0) for name in names])
    centred = styles - styles.mean(axis=0)
    left, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    kept = np.round(left[:, :KEPT] * sizes[:KEPT] * np.sign(left[0, :KEPT]), 2)
    worst = np.abs(_cosines(kept) - _cosines(centred)).max()
    rows = [f"{name}\t{' '.join(f'{value:g}' for value in row)}" for name, row in zip(names, kept, strict=True)]
    head = "# Voice <tab> where it lies among Kokoro's voices: those that sound alike point the same way. Measured by\n"
    TARGET.write_text(head + "# benchmarks/timbres.py from the voices themselves.\n" + "\n".join(rows) + "\n", "utf-8")
    print(f"{len(names)} voices; cosines differ by {worst:.3f} at most")


def _cosines(
    rows: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    product: np.ndarray[tuple[int, int], np.dtype[np.float64]] = unit @ unit.T
    return product


if __name__ == "__main__":
    main()
