"""What the page is made of: sent as it lies here, with no build step."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from importlib.resources import files

from aiohttp import web

from tts.show.types import mime_type

_PAGE = "index.html"


def assets(below: str) -> dict[str, Callable[[web.Request], Awaitable[web.Response]]]:
    """Path → what answers it: the page at `/`, all else below `below`."""
    found = {}
    for name, content in sorted(_contents("")):
        found["/" if name == _PAGE else below + name] = _answering(name, content)
    return found


def _contents(folder: str) -> list[tuple[str, bytes]]:
    made = list[tuple[str, bytes]]()
    for file in files(__package__).joinpath(folder).iterdir() if folder else files(__package__).iterdir():
        path = f"{folder}/{file.name}".lstrip("/")
        if file.is_dir():
            made += [] if file.name.startswith("__") else _contents(path)
        elif not file.name.endswith((".py", ".md", ".ts")):
            made.append((path, file.read_bytes()))
    return made


def _answering(name: str, content: bytes) -> Callable[[web.Request], Awaitable[web.Response]]:
    tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Type": mime_type(name)}

    async def answer(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers=headers)
        return web.Response(body=content, headers=headers)

    return answer
