"""What a web server must be told of the site: types, and who may read captions and chapters from other pages.

Most hosts cannot be asked; those that can are asked in their own ways: `_headers` (Netlify, Cloudflare Pages),
`.htaccess` (Apache) and nginx's configuration. The latter two lie in the site as text: what a server holds under such
names is its owner's, and is not written over.
"""

from __future__ import annotations

from tts.show.types import mime_type

_TYPES = (".vtt", ".srt", ".xml", ".json", ".mp3", ".m4b", ".opus", ".opml", ".md")
_OPEN = (".vtt", ".srt", ".json", ".mp3", ".m4b", ".opus")
"""Read by players on other pages (CORS)."""


def _type(suffix: str) -> str:
    return mime_type("feed.xml" if suffix == ".xml" else f"name{suffix}")


def hosting() -> dict[str, bytes]:
    """File name → content."""
    return {"_headers": _headers(), "htaccess.txt": _htaccess(), "nginx.conf.txt": _nginx()}


def _headers() -> bytes:
    lines = []
    for suffix in _TYPES:
        lines += [f"/*{suffix}", f"  Content-Type: {_type(suffix)}"]
        lines += ["  Access-Control-Allow-Origin: *"] if suffix in _OPEN else []
    return ("\n".join(lines) + "\n").encode()


def _htaccess() -> bytes:
    forced = [f'<FilesMatch "\\{suffix}$">\n  ForceType "{_type(suffix)}"\n</FilesMatch>' for suffix in _TYPES]
    every = "|".join(suffix[1:] for suffix in _OPEN)
    shared = f'<FilesMatch "\\.({every})$">\n  Header set Access-Control-Allow-Origin "*"\n</FilesMatch>'
    return ("\n".join([*forced, "<IfModule mod_headers.c>", shared, "</IfModule>"]) + "\n").encode()


def _nginx() -> bytes:
    lines = ["# Inside the `server` or `location` of the site.", "charset utf-8;"]
    for suffix in _TYPES:
        bare = _type(suffix).partition(";")[0]
        extra = " add_header Access-Control-Allow-Origin *;" if suffix in _OPEN else ""
        lines.append(f"location ~ \\{suffix}$ {{ types {{ }} default_type {bare};{extra} }}")
    return ("\n".join(lines) + "\n").encode()
