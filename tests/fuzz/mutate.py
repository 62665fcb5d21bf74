"""What happens to documents: bytes go, come twice, change; conventions appear where nobody expects them."""

from __future__ import annotations

import copy
import io
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

TOKENS = tuple(
    token.encode()
    for token in (
        "马云：", "Q: ", "A:", "**", "__", "# ", "---\n", "\n", "\n\n", "\r", "\r\n", "（笑）", "(", "）",
        "[1]", "[", "](", "00:01 ", "<v A>", "<p>", "</p>", "<b>", "<!--", "-->", "<table>", "<td>", "<script>",
        "&amp;", "&#0;", "&#xd800;", "“", "”", "\"", "'", "。", "? ", "…", "：", ":", "|", "| a | b |\n|-|-|\n",
        "```\n", "> ", ">> ", "- ", "1. ", "一、", "编辑：", "\u200b", "\u202e", "\ufeff", "\0", "\x07", "\x0b",
        "\x0c", "\x1c", "\x85", "\u2028", " " * 120, "\t" * 40, "\u3000" * 30, "a" * 300, "马" * 200, "1" * 60,
        "！" * 50, ".", "—" * 20, "̈" * 30, "👩‍🚀", "𠮷", "٣", "https://x.y/?a=b ", "https://[bad",
        "1\n00:00:01,000 --> 00:00:02,000\n", "99:99:99,999 --> 00:00:00,000\n", "WEBVTT\n\n", "title: ",
        "!!timestamp x", "!!python/name:os.system", "*a", "&a ", "<<: ", "{", "}", "[]", ": {", "\\u0000",
        "\\ud800", "1e999", "-0", "NaN", "null", "true", "../../x", "javascript:x", "²", "①", "½", "Ⅳ", "㏒",
        "Name (00:12): ", "【甲】", "他说：“好。”", "<ruby>汉<rt>han</rt></ruby>", "turncast-script: 1\n",
        "\x1b[31m", "%YAML 9.9\n", "+++\n", "{\n", "date: 2024-02-30\n", "language: xx\n", "slug: ../x\n",
        "speaker,text\n", "\"\"", ",", "\t", ";", "\\par ", "{\\b ", "\\u-1?", "\\'ff", "\\bin9 ",
        "speaker: ", "text: ",
    )
)  # fmt: skip
_LARGEST = 200_000


def mutated(seeds: Sequence[bytes], number: int) -> bytes:
    """Case `number`: one of `seeds`, damaged in one to six ways."""
    chance = random.Random(number)
    data = chance.choice(seeds)
    if data[:1] in (b"{", b"[") and chance.random() < 0.6 and (changed := _within(data, chance)):
        return changed[:_LARGEST]
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.7:
        return _inside(data, seeds, chance)
    if b"\0" not in data[:1000] and chance.random() < 0.8:
        data = _few_lines(data, chance)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = chance.choice(_WAYS)(data, seeds, chance)
    return data[:_LARGEST]


def _inside(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """An archive with one damaged member, or one too many, whole by itself."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            content = old.read(name)
            if name == chosen:
                for _ in range(chance.randint(1, 4)):
                    content = chance.choice(_WAYS)(content, (content, *TOKENS), chance)
                if chance.random() < 0.1:
                    continue
            new.writestr(name, content)
    return packed.getvalue()


_VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1e308, 10**30, "", " ", [], {}, [[]], {"": None}, "\ud800", "\0", "a" * 300, "马" * 300,
)  # fmt: skip


def _within(data: bytes, chance: random.Random) -> bytes:
    """JSON that is whole, with values of other kinds in it; empty where `data` is no JSON."""
    try:
        document = json.loads(data)
    except ValueError:
        return b""
    for _ in range(chance.choice((1, 1, 2, 4))):
        holder, keys = document, list[Any]()
        while isinstance(holder, dict | list) and holder and (not keys or chance.random() < 0.8):
            keys = [*holder] if isinstance(holder, dict) else [*range(len(holder))]
            key = chance.choice(keys)
            if not isinstance(holder[key], dict | list) or not holder[key] or chance.random() < 0.2:
                _change(holder, key, chance)
                break
            holder = holder[key]
    return json.dumps(document, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _change(holder: Any, key: Any, chance: random.Random) -> None:
    match chance.randrange(4):
        case 0:
            holder[key] = copy.deepcopy(chance.choice(_VALUES))
        case 1:
            del holder[key]
        case 2 if isinstance(holder[key], str):
            text = _token(holder[key].encode("utf-8", "surrogatepass"), (), chance)
            holder[key] = text.decode("utf-8", "replace")
        case _:
            holder[key] = [holder[key], copy.deepcopy(chance.choice(_VALUES))]


def _few_lines(data: bytes, chance: random.Random) -> bytes:
    """Its first line or none, and a few others in a row: what goes wrong does so in little, too, and sooner."""
    lines = data.split(b"\n")
    first, count = chance.randrange(len(lines)), chance.choice((2, 3, 5, 8))
    return b"\n".join([*lines[: chance.randrange(2)], *lines[first : first + count]])[:1500]


def _at(data: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _flip(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = sorted((_at(data, chance), _at(data, chance)))
    return data[:start] + data[end:]


def _end(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: _at(data, chance)]


def _twice(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = sorted((_at(data, chance), _at(data, chance)))
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 20)) + data[end:]


def _token(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        at = _at(data, chance)
        data = data[:at] + chance.choice(TOKENS) + data[at:]
    return data


def _lines(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 5)):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                lines[one], lines[other] = lines[other], lines[one]
            case 1:
                lines.insert(one, lines[other])
            case 2:
                lines[one] = chance.choice(TOKENS) + lines[one]
            case _:
                lines[one] += chance.choice(TOKENS)
    return b"\n".join(lines)


def _join(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(seeds)
    return data[: _at(data, chance)] + other[_at(other, chance) :]


_WAYS: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (
    _flip, _cut, _end, _twice, _token, _token, _lines, _lines, _join,
)  # fmt: skip
