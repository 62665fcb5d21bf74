"""The voices of the service: those we know of, and those it lists. Reading them loads nothing heavy."""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from typing import Any

from tts.speech.engine import VoiceInfo
from tts.speech.engines.edge.options import read_settings
from tts.store import CachePart, Store

VOICE_LISTS = CachePart("voices")

_FRESH_S = 24 * 3600.0
"""For how long a list is not asked for again."""

_FEMALE = {
    "zh-CN": "Xiaoxiao Xiaoyi",
    "zh-CN-liaoning": "Xiaobei",
    "zh-CN-shaanxi": "Xiaoni",
    "zh-HK": "HiuGaai HiuMaan",
    "zh-TW": "HsiaoChen HsiaoYu",
    "en-AU": "Natasha",
    "en-CA": "Clara",
    "en-GB": "Libby Maisie Sonia",
    "en-IE": "Emily",
    "en-IN": "Neerja NeerjaExpressive",
    "en-US": "Ana Aria Ava AvaMultilingual Emma EmmaMultilingual Jenny Michelle",
    "en-ZA": "Leah",
}
_MALE = {
    "zh-CN": "Yunjian Yunxi Yunxia Yunyang",
    "zh-HK": "WanLung",
    "zh-TW": "YunJhe",
    "en-CA": "Liam",
    "en-GB": "Ryan Thomas",
    "en-IE": "Connor",
    "en-IN": "Prabhat",
    "en-US": "Andrew AndrewMultilingual Brian BrianMultilingual Christopher Eric Guy Roger Steffan",
    "en-ZA": "Luke",
}


def _bundled() -> Iterable[VoiceInfo]:
    for gender, names_by_locale in (("female", _FEMALE), ("male", _MALE)):
        for locale, names in names_by_locale.items():
            for name in names.split():
                yield VoiceInfo(f"{locale}-{name}Neural", locale, gender)


BUNDLED: tuple[VoiceInfo, ...] = tuple(sorted(_bundled(), key=lambda voice: voice.id))
"""The service's Chinese and English voices, for when it cannot be asked."""


def list_voices(options: Mapping[str, Any]) -> tuple[VoiceInfo, ...]:
    """The voices the service listed last, or those we know of; nobody is asked."""
    return read_kept_list(read_settings(options).endpoint) or BUNDLED


def read_kept_list(endpoint: str, fresh: bool = False) -> tuple[VoiceInfo, ...]:
    """The list of `endpoint` as it was kept; empty when there is none or, if `fresh`, when it is older than a day."""
    kept = Store(VOICE_LISTS).get(_key(endpoint))
    if kept is None:
        return ()
    asked_s, rows = json.loads(bytes(kept))
    if fresh and time.time() - asked_s > _FRESH_S:
        return ()
    return tuple(VoiceInfo(*row) for row in rows)


def keep_list(endpoint: str, voices: tuple[VoiceInfo, ...]) -> None:
    """Keep the list for the next time; a cache that cannot be written is no reason to stop."""
    rows = [(voice.id, voice.language, voice.gender, voice.note) for voice in voices]
    with contextlib.suppress(OSError):
        Store(VOICE_LISTS).put(_key(endpoint), json.dumps([time.time(), rows], ensure_ascii=False).encode())


def from_service(rows: Iterable[Mapping[str, Any]]) -> tuple[VoiceInfo, ...]:
    """The service's own list, sorted by id."""
    voices = (
        VoiceInfo(
            str(row["ShortName"]),
            str(row["Locale"]),
            str(row["Gender"]).lower(),
            ", ".join(row.get("VoiceTag", {}).get("VoicePersonalities", [])),
        )
        for row in rows
    )
    return tuple(sorted(voices, key=lambda voice: voice.id))


def _key(endpoint: str) -> str:
    """One list per endpoint; its address may hold a secret and is not written out."""
    return hashlib.sha256(endpoint.encode()).hexdigest()
