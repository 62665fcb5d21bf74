"""What length costs: whole episodes of 10 minutes, 1 hour and 10 hours, built cold, from kept clips, again, and edited.

    python -m benchmarks.whole_builds [MINUTES…] [--folder FOLDER] [--without-cold]

The `tone` engine speaks, so that the time is what Turncast itself costs. Every row is one `turncast build` of its
own: wall-clock and processor seconds, peak memory, and what is on the disk. `edited`: one sentence in the middle.
`--folder` keeps everything for another run, which may then be `--without-cold`: ten hours take minutes.
The last lines are the ratios that length and edits are judged by.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SYLLABLES_A_MINUTE = 278
"""Of the tone engine, pauses counted."""
_TURNS_A_CHAPTER = 24
"""About ten minutes."""
_HANZI = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
EDITED = "这一句是后来改的，别处一个字也没有动。"


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one command."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def transcript(minutes: float) -> list[str]:
    """The lines of an interview in chapters that lasts about `minutes`; the same ones every time."""
    dice = random.Random(7)
    lines = ["# 很长的谈话", ""]
    said, turn = 0, 0
    while said < minutes * _SYLLABLES_A_MINUTE:
        if turn % _TURNS_A_CHAPTER == 0:
            lines += [f"## 第{turn // _TURNS_A_CHAPTER + 1}章", ""]
        sentences = [_sentence(dice) for _ in range(dice.randint(2, 9))]
        lines += [("安娜：", "博明：")[turn % 2] + "".join(sentences), ""]
        said += sum(map(len, sentences))
        turn += 1
    return lines


def _sentence(dice: random.Random) -> str:
    clauses = ["".join(dice.choices(_HANZI, k=dice.randint(5, 12))) for _ in range(dice.randint(1, 3))]
    return "，".join(clauses) + "。"


def edited(lines: list[str]) -> list[str]:
    """The same with one sentence in the middle replaced."""
    middle = next(n for n in range(len(lines) // 2, len(lines)) if "：" in lines[n])
    speaker, said = lines[middle].split("：")
    rest = said.split("。", 1)[1]
    return [*lines[:middle], f"{speaker}：{EDITED}{rest}", *lines[middle + 1 :]]


def cost(command: list[str], **settings: str) -> Cost:
    """Run `command` and see what it takes. Raises CalledProcessError."""
    start_s = time.perf_counter()
    # Its own output would only hide ours; a build that fails says so on standard error.
    child = subprocess.Popen(command, env=os.environ | settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = child.stderr.read() if child.stderr else b""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command, stderr=told.decode())
    return Cost(time.perf_counter() - start_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def build(source: Path, folder: Path) -> Cost:
    """One `turncast build` with the tone engine; everything it keeps lies in `folder`."""
    command = [sys.executable, "-m", "tts", "build", str(source), "--engine", "tone", "--out", str(folder / "audio")]
    return cost(command, TURNCAST_CACHE=str(folder / "cache"), PYTHONPATH=str(ROOT))


def rows(minutes: float, folder: Path, *, cold: bool) -> Iterator[tuple[str, float, Cost]]:
    """(what, seconds of the episode, its cost); without the `cold` one, a build before has filled `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    source, lines = folder / "talk.md", transcript(minutes)

    def run(what: str) -> tuple[str, float, Cost]:
        found = build(source, folder)
        return what, json.loads((folder / "audio/talk/episode.json").read_bytes())["duration_s"], found

    source.write_text("\n".join(lines), "utf-8")
    if cold:
        shutil.rmtree(folder / "cache", ignore_errors=True)
        yield run("cold")
    shutil.rmtree(folder / "cache/master")
    yield run("clips kept")
    yield run("again")
    source.write_text("\n".join(edited(lines)), "utf-8")
    yield run("edited")


def size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", nargs="*", type=float, default=[10.0, 60.0, 600.0])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--without-cold", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as own:
        measure(arguments.minutes, arguments.folder or Path(own), cold=not arguments.without_cold)


def measure(lengths: list[float], root: Path, *, cold: bool) -> None:
    """Print the table and the ratios."""
    found: dict[str, list[tuple[float, Cost]]] = {}
    print(f"{'minutes':>8} {'what':<11}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'CPU s/min':>11}{'× real time':>13}")
    for minutes in lengths:
        folder = root / f"{minutes:g}"
        for what, length_s, taken in rows(minutes, folder, cold=cold):
            found.setdefault(what, []).append((length_s, taken))
            print(
                f"{length_s / 60:8.1f} {what:<11}{taken.wall_s:9.2f}{taken.cpu_s:9.2f}{taken.peak_mb:9.1f}"
                f"{taken.cpu_s / length_s * 60:11.3f}{length_s / taken.wall_s:13.0f}",
                flush=True,
            )
        parts = ", ".join(f"{part.name} {size_mb(part):.1f} MB" for part in sorted((folder / "cache").iterdir()))
        print(f"{'':8} on the disk: {parts}; the site {size_mb(folder / 'audio'):.1f} MB")
    for what, measured in found.items():
        (short_s, short), (long_s, long) = measured[0], measured[-1]
        print(
            f"{what}: {long_s / short_s:.1f} × as long takes {long.cpu_s / short.cpu_s:.1f} × the processor, "
            f"{long.wall_s / short.wall_s:.1f} × the time, {long.peak_mb / short.peak_mb:.2f} × the memory"
        )


if __name__ == "__main__":
    main()
