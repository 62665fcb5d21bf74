"""Many short transcripts in one command, some broken: each good one becomes an episode, each broken one is named.

The `tone` engine speaks, so that the time is what Turncast itself costs.

    python -m benchmarks.many_episodes [200]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BROKEN = 5


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        sources = _transcripts(Path(folder), count)
        environment = os.environ | {"PYTHONPATH": str(ROOT), "TURNCAST_CACHE": f"{folder}/cache"}
        for run in ("cold", "again, from the cache"):
            start_s, before = time.monotonic(), os.times()
            command = [sys.executable, "-m", "tts", "build", "--engine", "tone", "--json", *sources]
            ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
            wall_s, after = time.monotonic() - start_s, os.times()
            told = json.loads(ended.stdout)
            cpu_s = after.children_user + after.children_system - before.children_user - before.children_system
            print(
                f"{run}: {len(told['episodes'])} episodes, {len(told['failed'])} failed, exit code {ended.returncode}, "
                f"{wall_s:.0f} s, {cpu_s / count:.2f} CPU s each"
            )
        for failure in told["failed"]:
            print(f"  {failure['error']}")


def _transcripts(folder: Path, count: int) -> list[str]:
    """`count` talks of four turns; `BROKEN` of them, spread evenly, empty, binary, or missing."""
    names = []
    for number in range(count):
        path = folder / f"talk-{number:04}.txt"
        names.append(path.name)
        broken, which = number % (count // BROKEN) == 1, number // (count // BROKEN) % 3
        if not broken:
            said = f"这是第{number}次谈话，我们先从天气说起。"
            path.write_text(
                f"第{number}次谈话\n\n安娜：{said}\n\n博明：好。\n\n安娜：你好吗？\n\n博明：很好，谢谢你。\n", "utf-8"
            )
        elif which < 2:
            path.write_bytes(b"" if which == 0 else bytes(range(256)) * 4)
    return names


if __name__ == "__main__":
    main()
