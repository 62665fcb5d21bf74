"""Buckets on S3 and on services that speak its protocol, with the credentials that Amazon's own tools use."""

from __future__ import annotations

import configparser
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tts.errors import ConfigError, Place, UsageError
from tts.language import tr

_LOOPBACK = re.compile(r"http://(127\.0\.0\.1|localhost|\[::1\])(:|/|$)")

_FROM_FILE = {
    "aws_access_key_id": "access_key_id",
    "aws_secret_access_key": "secret_access_key",
    "aws_session_token": "session_token",
}


def open_bucket(address: str, purpose: str, **client: Any) -> Any:
    """obstore's store at `address`, `s3://bucket/folder`. `client`: obstore's own options for the connection.

    `purpose` says in messages what it is for. Plain HTTP is spoken with this machine only, or where AWS_ALLOW_HTTP is
    `true`. Raises UsageError, ConfigError.
    """
    try:
        from obstore.store import S3Store
    except ImportError:
        raise UsageError(
            tr("{purpose} needs the library obstore.", purpose=purpose),
            remedy=tr("Install it: pip install 'turncast[s3]'."),
        ) from None
    parts = urlsplit(address)
    if not parts.netloc:
        raise UsageError(
            tr("{address!r} names no bucket.", address=address), remedy=tr("Write it like s3://bucket/folder.")
        )
    found = settings()
    endpoint = found.get("endpoint", "")
    plain = endpoint.startswith("http://")
    asked = os.environ.get("AWS_ALLOW_HTTP", "").lower() in ("true", "1")
    if plain and not asked and not _LOOPBACK.match(endpoint):
        raise UsageError(
            tr(
                "The S3 endpoint {endpoint} is not encrypted: whoever is in between could change what is kept there.",
                endpoint=endpoint,
            ),
            remedy=tr("Use its https:// address, or, in a network of your own, set AWS_ALLOW_HTTP=true."),
        )
    options: dict[str, Any] = {"client_options": {"allow_http": plain, **client}, **found}
    return S3Store(parts.netloc, prefix=parts.path.strip("/") or None, **options)


def settings() -> dict[str, str]:
    """What the store needs beyond the environment's AWS_ACCESS_KEY_ID and the like, which it reads itself.

    `~/.aws/credentials` and `~/.aws/config` (or where AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE say), the
    profile AWS_PROFILE or `default`; endpoint and region from the environment.
    """
    profile = os.environ.get("AWS_PROFILE", "default")
    found: dict[str, str] = {}
    if "AWS_ACCESS_KEY_ID" not in os.environ:
        secrets = _section("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials", profile)
        found = {own: secrets[key] for key, own in _FROM_FILE.items() if key in secrets}
    config = _section(
        "AWS_CONFIG_FILE",
        "~/.aws/config",
        profile if profile == "default" else f"profile {profile}",
    )
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or config.get("region", "us-east-1")
    endpoint = (
        os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or config.get("endpoint_url", "")
    )
    found["region"] = region
    if endpoint:
        found["endpoint"] = endpoint
    return found


def _section(variable: str, usual: str, name: str) -> dict[str, str]:
    parser = configparser.ConfigParser(interpolation=None)
    file = os.environ.get(variable, usual)
    try:
        with suppress(RuntimeError):  # a user without a home has no such files
            parser.read(Path(file).expanduser(), encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError) as error:
        problem = str(error).splitlines()[0].rstrip(".:")
        raise ConfigError(
            tr("Cannot be read: {problem}.", problem=problem), place=Place(file), remedy=tr("Correct it by hand.")
        ) from None
    return dict(parser[name]) if parser.has_section(name) or name == parser.default_section else {}
