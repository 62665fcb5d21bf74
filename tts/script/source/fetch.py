"""Web addresses as sources. Nothing is fetched unless the user asks for it."""

from __future__ import annotations

import re
from pathlib import Path

from tts import __version__
from tts.errors import InputError, Place, UnreachableError

TIMEOUT_S = 30.0
_ADDRESS = re.compile(r"^(https?):/{1,2}(?=[^/])", re.IGNORECASE)


def address_of(source: Path) -> str:
    """`source` as a web address, with the slash that `Path` took from it; empty when it is none."""
    text = source.as_posix()
    return _ADDRESS.sub(lambda found: f"{found[1].lower()}://", text) if _ADDRESS.match(text) else ""


def fetch(address: str, most: int) -> bytes:
    """What stands at `address`, at most `most` bytes and one more. Raises UnreachableError when it cannot be had."""
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    request = Request(
        address, headers={"User-Agent": f"turncast/{__version__}", "Accept": "text/html,text/*,*/*;q=0.5"}
    )
    try:
        with urlopen(request, timeout=TIMEOUT_S) as answer:
            data: bytes = answer.read(most + 1)
    except HTTPError as error:
        raise InputError(
            f"The server answers {error.code} {error.reason}.",
            place=Place(address),
            remedy="Open the address in a browser, save the page, and give the file.",
        ) from None
    except (OSError, HTTPException, ValueError) as error:
        raise UnreachableError(
            f"Cannot be fetched: {getattr(error, 'reason', error)}.",
            place=Place(address),
            remedy="Check the address and the network, or save the page and give the file.",
        ) from None
    return data
