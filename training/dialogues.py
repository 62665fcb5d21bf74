"""Invented documents: real talk under invented names, in every convention, with what stands around a talk on a page."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from training import names

HERE = Path(__file__).parent
SITES = {
    "zh": ("远山周刊", "南方科技", "新知网", "慢读", "城市报"),
    "en": ("The Long View", "Northside", "Harbor Review", "Opensea Weekly"),
}
TITLES = {
    "zh": (
        "专访{n}：慢下来才看得清", "{n}：我不想再等十年", "与{n}谈工作的意义",
        "在不确定的年代里——{n}访谈", "对话{n}", "十年之后",
        "没有{n}，下一个十年会是什么样子？", "{n}：谁来为未来买单？",
    ),
    "en": (
        "An Interview with {n}", "{n} on Building Slowly", "Ten Years Later: A Conversation with {n}", "Q&A: {n}",
        "The Long Road", "What Is Left to Build?", "{n}: Who Pays for the Future?",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or paragraph of an invented document."""

    kind: str
    """`title`, `heading`, `note`, `credit`, `caption`, `furniture` or `speech`."""
    text: str
    speaker: str = ""
    """For speech: who says it."""
    starts: bool = False
    """Whether a turn starts with it."""
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Invented:
    """A document and what is in it."""

    name: str
    text: str
    pieces: tuple[Piece, ...]
    convention: str


Label = Callable[[str, str, int], str]
"""(name, first paragraph, number of the turn) → the paragraph with its speaker named."""


def _clock(turn: int) -> str:
    return f"{turn * 37 // 60:02}:{turn * 37 % 60:02}"


CONVENTIONS: dict[str, tuple[str, Label]] = {
    "colon": (".txt", lambda n, t, _: f"{n}：{t}" if names_chinese(t) else f"{n}: {t}"),
    "colon, markdown": (".md", lambda n, t, _: f"{n}：{t}" if names_chinese(t) else f"{n}: {t}"),
    "bold, colon inside": (".md", lambda n, t, _: f"**{n}:** {t}" if not names_chinese(t) else f"**{n}：** {t}"),
    "bold, colon outside": (".md", lambda n, t, _: f"**{n}**: {t}" if not names_chinese(t) else f"**{n}**：{t}"),
    "bold without colon": (".md", lambda n, t, _: f"**{n}** {t}"),
    "bold above": (".md", lambda n, t, _: f"**{n}:**\n\n{t}"),
    "bold above, no colon": (".md", lambda n, t, _: f"**{n}**\n\n{t}"),
    "bold and time above": (".md", lambda n, t, i: f"**{n}**  {_clock(i)}  \n{t}"),
    "heading with colon": (".md", lambda n, t, _: f"### {n}：\n{t}"),
    "heading": (".md", lambda n, t, _: f"#### {n}\n\n{t}"),
    "name above": (".txt", lambda n, t, _: f"{n}\n{t}"),
    "name and time above": (".txt", lambda n, t, i: f"{n}  {_clock(i)}\n{t}"),
    "name, colon and time above": (".txt", lambda n, t, i: f"{n}: 00:{_clock(i)}\n\n{t}"),
    "time before": (".txt", lambda n, t, i: f"[{_clock(i)}] {n}: {t}"),
    "time in brackets": (".txt", lambda n, t, i: f"{n} ({_clock(i)}): {t}"),
    "brackets": (".txt", lambda n, t, _: f"【{n}】{t}" if names_chinese(t) else f"[{n}] {t}"),
    "pipe": (".txt", lambda n, t, _: f"{n} | {t}"),
    "tab": (".txt", lambda n, t, _: f"{n}\t{t}"),
    "wide space": (".txt", lambda n, t, _: f"{n}　　{t}" if names_chinese(t) else f"{n}    {t}"),
    "dash": (".txt", lambda n, t, _: f"{n} — {t}"),
    "hyphen": (".txt", lambda n, t, i: f"{n} - {t}" if i % 6 else f"{n}- {t}"),
    "capitals": (".txt", lambda n, t, _: f"{n.upper()}: {t}"),
    "list": (".md", lambda n, t, _: f"- {n}: {t}" if not names_chinese(t) else f"- {n}：{t}"),
    "bold in a list": (".md", lambda n, t, _: f"* **{n}:** {t}"),
    "initials": (".txt", lambda n, t, i: f"{n} ({_initials(n)}): {t}" if i < 3 else f"{_initials(n)}: {t}"),
    "brackets and colon": (".txt", lambda n, t, _: f"[{n}]: {t}" if not names_chinese(t) else f"［{n}］：{t}"),
    "time before, bold": (".md", lambda n, t, i: f"[{_clock(i)}] **{n}**: {t}"),
    "arrows": (".txt", lambda n, t, _: f">> {n}: {t}"),
}
"""Name → (suffix, how a turn is started)."""
PAIRED = {
    "bold question": lambda n, t, asks: f"**{n}：{t}**" if asks else f"{n}：{t}",
    "question as heading": lambda n, t, asks: f"#### {n}：{t}####" if asks else f"**{n}：**{t}",
    "heading, answer bold": lambda n, t, asks: f"### {n}: {t}" if asks else f"**{n}:** {t}",
}  # fmt: skip
"""Two forms that take turns; Markdown."""
UNNAMED = {
    "bold, unnamed": lambda t, asks: f"**{t}**" if asks else t,
    "headings, unnamed": lambda t, asks: f"### {t}" if asks else t,
    "italics, unnamed": lambda t, asks: f"*{t}*" if asks else t,
    "marks, unnamed": lambda t, asks: f"■ {t}" if asks else t,
}
"""Question and answer that only the setting tells apart; Markdown."""


def _initials(name: str) -> str:
    """`PM` of Peter McCormack, 胡 of 胡泳."""
    parts = name.split()
    return "".join(part[0] for part in parts) if len(parts) > 1 else name[:1]


def names_chinese(text: str) -> bool:
    """Whether `text` is Chinese."""
    return any("\u4e00" <= char <= "\u9fff" for char in text[:40])


@cache
def dialogues() -> tuple[dict[str, Any], ...]:
    """The talks that all documents are made of (`data/dialogues.jsonl`)."""
    lines = (HERE / "data" / "dialogues.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def _around() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in (HERE / "furniture.tsv").read_text("utf-8").splitlines():
        if not line.startswith("# ") and "\t" in line:
            kind, _, text = line.partition("\t")
            found.setdefault(kind, []).append(text)
    return {kind: tuple(lines) for kind, lines in found.items()}


class _Author:
    """Writes one document; all chance comes from one source."""

    def __init__(self, rng: random.Random, pair: bool) -> None:
        self.rng = rng
        talk = rng.choice([t for t in dialogues() if not pair or t["language"]])
        self.language: str = talk["language"]
        speakers = list(dict.fromkeys(who for who, _ in talk["turns"]))
        count = 2 if pair else min(len(speakers), rng.choice((2, 2, 2, 3, 4, 6)))
        self.cast = names.cast(rng, self.language, count)
        start = rng.randrange(max(1, len(talk["turns"]) - 6))
        number = {who: n for n, who in enumerate(speakers)}
        self.turns: list[tuple[str, list[str]]] = []
        for who, paragraphs in talk["turns"][start : start + rng.choice((6, 10, 18, 26))]:
            name = self.cast[len(self.turns) % 2] if pair else self.cast[number[who] % count]
            if not self.turns or self.turns[-1][0] != name:
                self.turns.append((name, paragraphs))
        self.series = rng.random() < 0.15
        self.names = {"n": names.name(rng, self.language), "m": names.name(rng, self.language), "g": self.cast[-1]}

    def line(self, kind: str) -> str:
        """A line of what stands around, of `kind`."""
        rng = self.rng
        day = (
            rng.choice(("2019年5月3日", "2021-11-08", "2016.3.14"))
            if self.language == "zh"
            else rng.choice(("May 3, 2019", "2021-11-08", "8 November 2021"))
        )
        text = rng.choice(_around()[f"{kind}.{self.language}"])
        site, title = rng.choice(SITES[self.language]), self.title
        return text.format(**self.names, d=day, s=site, t=title)

    title = ""

    def head(self) -> list[Piece]:
        """Title, byline, date, picture, introduction: any of them."""
        rng = self.rng
        self.title = rng.choice(TITLES[self.language]).format(n=self.names["n"])
        pieces = [Piece("title", self.title)] if rng.random() < 0.75 else []
        if self.series and not pieces and rng.random() < 0.7:
            return [Piece("heading", self.line("series"))]
        for kind, chance, most in (("credit", 0.5, 4), ("caption", 0.25, 1), ("note", 0.6, 3), ("furniture", 0.1, 1)):
            if rng.random() < chance:
                if kind == "note" and rng.random() < 0.15:
                    pieces.append(Piece("heading", self.line("prologue")))
                pieces += [Piece(kind, self.line(kind)) for _ in range(rng.randint(1, most))]
        return pieces

    def tail(self) -> list[Piece]:
        """End mark, credits, who they are, what else to read."""
        rng, pieces = self.rng, list[Piece]()
        if rng.random() < 0.2:
            pieces += self.epilogue()
        for kind, chance, most in (("furniture", 0.3, 1), ("note", 0.2, 1), ("credit", 0.4, 4), ("furniture", 0.4, 6)):
            if rng.random() < chance:
                lines = [self.line(kind) for _ in range(rng.randint(1, most))]
                if kind == "furniture" and rng.random() < 0.3:
                    lines = ["".join(lines[:2]) if self.language == "zh" else " ".join(lines[:2]), *lines[2:]]
                pieces += [Piece(kind, line) for line in lines]
        if pieces and rng.random() < 0.3:
            pieces.insert(0, Piece("rule", "---"))
        return pieces

    def epilogue(self) -> list[Piece]:
        """What the editor adds. Below a heading it may read like somebody's speech: where it stands must tell."""
        rng = self.rng
        if rng.random() < 0.25:
            return [Piece("note", self.line("after"))]
        told = [self.line("after") if rng.random() < 0.5 else rng.choice(rng.choice(self.turns)[1])
                for _ in range(rng.randint(1, 3))]  # fmt: skip
        return [Piece("heading", self.line("epilogue")), *(Piece("note", text) for text in told)]

    def heading(self) -> str:
        """A heading: one of `furniture.tsv`, or a few words that somebody says, as editors like them."""
        rng = self.rng
        if self.series:
            return self.line("series")
        clauses = [c.strip() for c in re.split(r"[，。？！,.?!、；;：:“”\"]", " ".join(rng.choice(self.turns)[1]))]
        clauses = [c for c in clauses if 4 <= len(c) <= (22 if self.language == "zh" else 60)]
        if rng.random() < 0.35 or not clauses:
            return self.line("heading")
        between = rng.choice(("：", "，", " ") if self.language == "zh" else (": ", ", ", " "))
        text = between.join(rng.sample(clauses, min(len(clauses), rng.choice((1, 1, 2)))))
        return rng.choice(
            (
                text,
                text,
                f"“{text}”",
                f"{rng.randint(1, 9)}. {text}",
                f"{text}？" if self.language == "zh" else f"{text}?",
            )
        )

    def body(self, headings: bool, traps: bool, ask: bool) -> list[Piece]:
        """The talk, perhaps with headings, pictures, and lines that only look like labels."""
        rng, pieces = self.rng, list[Piece]()
        ads = traps and rng.random() < 0.35
        for number, (who, paragraphs) in enumerate(self.turns):
            asks = ask and number % 2 == 0
            said = [_asked(paragraphs[0])] if asks else list(paragraphs)
            if traps and not asks and rng.random() < 0.25:
                said.append(self.line("trap"))
                said.append(paragraphs[0])
            if headings and (number or rng.random() < 0.4) and (not ask or asks) and rng.random() < 0.2:
                pieces.append(Piece("heading", self.heading()))
            pieces += [Piece("speech", text, who, n == 0, asks) for n, text in enumerate(said)]
            if ads and number and rng.random() < 0.12:
                pieces.append(Piece("furniture", self.line("break")))
            if rng.random() < 0.04:
                pieces.append(Piece("caption", self.line("caption")))
        return pieces


def _asked(text: str) -> str:
    return text.rstrip("。.！!？?") + ("？" if names_chinese(text) else "?")


def document(seed: int, convention: str, *, around: bool = True, traps: bool = True) -> Invented:
    """One invented document in `convention`: the same for the same seed. Raises KeyError for an unknown convention."""
    rng = random.Random(f"{convention} {seed}")
    plain = convention in CONVENTIONS
    author = _Author(rng, pair=not plain)
    head = author.head() if around else []
    body = author.body(around and rng.random() < 0.4 and convention != "headings, unnamed", traps and plain, not plain)
    tail = author.tail() if around else []
    pieces = [*head, *body, *tail]
    suffix = CONVENTIONS[convention][0] if plain else ".md"
    blocks, turn = [], 0
    for piece in pieces:
        turn += piece.starts
        blocks.append(_rendered(piece, convention, suffix, turn, rng))
    text = "\n\n".join(blocks) + "\n"
    return Invented(f"{convention} {seed}{suffix}", text, tuple(pieces), convention)


def _rendered(piece: Piece, convention: str, suffix: str, turn: int, rng: random.Random) -> str:
    """The piece as `convention` writes it."""
    if piece.kind == "speech":
        return _spoken(piece, convention, turn)
    if suffix != ".md":
        return piece.text
    heading = f"## {piece.text}" if piece.kind == "heading" and rng.random() < 0.8 else f"**{piece.text}**"
    forms = {
        "title": f"# {piece.text}",
        "heading": heading,
        "caption": f"![](https://example.org/a.jpg)\n\n{piece.text}",
        "note": f"**{piece.text}**" if rng.random() < 0.1 else piece.text,
    }
    return forms.get(piece.kind, piece.text)


def _spoken(piece: Piece, convention: str, turn: int) -> str:
    if convention in UNNAMED:
        return UNNAMED[convention](piece.text, piece.asks)
    if not piece.starts:
        return piece.text
    if convention in PAIRED:
        return PAIRED[convention](piece.speaker, piece.text, piece.asks)
    return CONVENTIONS[convention][1](piece.speaker, piece.text, turn)


def all_conventions() -> Sequence[str]:
    """Every convention's name."""
    return (*CONVENTIONS, *PAIRED, *UNNAMED)
