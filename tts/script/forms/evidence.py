"""What speaks for reading a name in a form as a speaker's: facts about all its places in the document."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tts.script import words
from tts.script.formats.blocks import Document, said
from tts.script.forms.labels import Form, Label
from tts.text import LATIN, ends_question, ends_sentence, han, ink, name_key, simplified, width

MOST = 60
"""Times; more of anything says no more."""
MOST_COUNTED = 300
"""Names that are looked for in the text; each look costs a pass over it."""
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NAME_SHAPE = re.compile(r"[^\W\d_][\w.’'\-]*")
_JOINT = re.compile(r"\s{0,3}[、&/＆]\s{0,3}|\sand\s|[和与與]")
"""What stands between people who speak at once."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One label with what stands behind it."""

    label: Label
    rest: float
    """How much follows in its block, hanzi widths."""
    ended: bool
    """Whether the block ends as a sentence does."""
    asks: bool
    bold_on: bool
    """Whether the bold that the name stands in goes on behind the label."""


@dataclass(frozen=True, slots=True)
class Group:
    """One name in one form, with every place where it stands."""

    form: Form
    key: str
    places: tuple[Sighting, ...]

    @property
    def name(self) -> str:
        return self.places[0].label.name

    @property
    def blocks(self) -> list[int]:
        return [place.label.block for place in self.places]


@dataclass(frozen=True, slots=True)
class Scene:
    """The document as the evidence sees it."""

    document: Document
    live: tuple[int, ...]
    """Blocks that hold words and are to be read."""
    rank: Mapping[int, int]
    """Block → its position among the live ones."""
    widths: Mapping[int, float]
    given: Collection[str]
    """Keys of names that the user, the front matter or a list of guests gives."""


def scene(document: Document, given: Collection[str]) -> Scene:
    """The blocks that count, measured."""
    widths = {n: width(said(document.text, b)) for n, b in enumerate(document.blocks) if not b.skip}
    live = tuple(n for n, wide in widths.items() if wide > 0)
    return Scene(document, live, {n: rank for rank, n in enumerate(live)}, widths, given)


def places(document: Document, labels: Sequence[Label]) -> Iterator[Sighting]:
    """Each label with what follows it in its block."""
    for label in labels:
        block = document.blocks[label.block]
        cuts = tuple(cut for cut in block.cuts if cut.start >= label.end)
        rest = said(document.text, replace(block, start=min(label.end, block.end), cuts=cuts))
        bold_on = label.form.bold and any(a < label.end < b - 1 for a, b in block.strong[:4])
        yield Sighting(label, width(rest), ends_sentence(rest), ends_question(rest), bold_on)


def groups(found: Sequence[Sighting]) -> list[Group]:
    """The places by form and name, in order of appearance; the same place once."""
    together: dict[tuple[Form, str], dict[int, Sighting]] = defaultdict(dict)
    for place in found:
        together[place.label.form, place.label.key].setdefault(place.label.block, place)
    return [Group(form, key, tuple(by_block.values())) for (form, key), by_block in together.items()]


@dataclass(frozen=True, slots=True)
class _FormFacts:
    """What all names in one form have in common."""

    counts: Counter[str]
    order: list[tuple[int, str]]
    """(rank of the block, key), in order."""
    first: int
    last: int
    """Ranks of the first and last recurring name."""
    cover: float
    """Share of the document's words from the first place to the last that stand in labelled blocks."""
    after: Counter[str]
    """Key → how often the same name comes next."""
    bold_on: float
    """Share of the places whose bold goes on behind the label."""


def _form_facts(scene: Scene, members: Sequence[Group]) -> _FormFacts:
    counts = Counter({group.key: len(group.places) for group in members})
    order = sorted((scene.rank[n], group.key) for group in members for n in group.blocks if n in scene.rank)
    again = [rank for rank, key in order if counts[key] > 1] or [rank for rank, _ in order] or [0]
    after = Counter(a for (_, a), (_, b) in pairwise(order) if a == b)
    inside = sum(scene.widths[scene.live[rank]] for rank in range(again[0], again[-1] + 1)) if order else 0.0
    labelled = sum(scene.widths[scene.live[rank]] for rank, _ in order)
    on = sum(place.bold_on for group in members for place in group.places) / max(1, counts.total())
    return _FormFacts(counts, order, again[0], again[-1], min(1.0, labelled / inside) if inside else 0.0, after, on)


def matrix(scene: Scene, found: Sequence[Group]) -> list[dict[str, float]]:
    """For each group, fact → value; what is absent is 0. Values lie near 0 to 1."""
    by_form: dict[Form, list[Group]] = defaultdict(list)
    for group in found:
        by_form[group.form].append(group)
    facts = {form: _form_facts(scene, members) for form, members in by_form.items()}
    starts = {n for group in found if len(group.places) > 1 for n in group.blocks}
    mentions = _mentions(scene.document.text, found)
    again = {group.key for group in found if len(group.places) > 1}
    return [
        _counted(scene, group, facts[group.form])
        | _marked(group, facts[group.form])
        | _spoken(scene, group, starts)
        | shape(group.name)
        | {"given": float(group.key in scene.given), "mentioned": mentions[number]}
        | {"short form follows": float(any(name_key(p.label.role) in again for p in group.places if p.label.role))}
        | _kin(group, again)
        for number, group in enumerate(found)
    ]


def _kin(group: Group, again: Collection[str]) -> dict[str, float]:
    """Whether the name holds names that recur: 主持人张泉灵 beside 张泉灵, 俞、徐 beside 俞 and 徐, 胡泳 beside 胡."""
    if len(group.places) > 1:
        return {}
    key, parts = group.key, [name_key(part) for part in _JOINT.split(group.name)]
    ends = any(key[n:] in again for n in range(1, len(key) - 1)) if han(group.name) else False
    words_in = [name_key(part) for part in group.name.split()]
    return {
        "joint": float(len(parts) > 1 and all(part in again for part in parts)),
        "ends in a name": float(ends),
        "starts with a name": float(han(group.name) and any(key[:n] in again for n in range(2, len(key)))),
        "surname recurs": float(han(group.name) and len(key) in (2, 3) and key[:1] in again),
        "word recurs": float(len(words_in) > 1 and any(part in again for part in words_in)),
    }


def _log(value: float) -> float:
    return math.log1p(min(value, MOST)) / 3


def _counted(scene: Scene, group: Group, form: _FormFacts) -> dict[str, float]:
    """How often, beside whom, and where."""
    count, total = form.counts[group.key], sum(form.counts.values())
    others = total - count
    again = sum(n for key, n in form.counts.items() if n > 1 and key != group.key)
    ranks = [scene.rank[n] for n in group.blocks if n in scene.rank]
    outside = sum(not form.first <= rank <= form.last for rank in ranks) / max(1, len(ranks))
    length = max(1, len(scene.live))
    return {
        "once": float(count == 1),
        "twice": float(count == 2),
        "count": _log(count),
        "company": _log(again),
        "recurring company": again / others if others else 0.0,
        "names": _log(len(form.counts)),
        "alone": float(len(form.counts) == 1),
        "share of blocks": total / length,
        "own share": count / length,
        "cover": form.cover,
        "follows itself": form.after[group.key] / count,
        "outside": outside,
        "first block": float(bool(ranks) and ranks[0] == 0),
        "starts": ranks[0] / length if ranks else 0.0,
        "once outside": float(count == 1) * outside,
        "once in company": float(count == 1) * again / max(1, others) * (1 - outside),
    }


def _marked(group: Group, common: _FormFacts) -> dict[str, float]:
    form, count = group.form, len(group.places)
    bold_on = sum(place.bold_on for place in group.places) / count
    called = sum(width(place.label.role) for place in group.places) / count
    found = {f"separator {form.separator or 'none'}": 1.0}
    for name, value in (
        ("own line", form.own_line), ("bold", form.bold), ("heading", form.level), ("bullet", form.bullet),
        ("bracket", form.bracket), ("timed line", form.timed),
        ("bare line", form.own_line and not (form.bold or form.level or form.bracket or form.timed or form.separator)),
        ("plain colon", form == Form(":")),
    ):  # fmt: skip
        found[name] = float(bool(value))
    found["list"] = float(form.bullet in ("-", "*", "•", "1", "–", "+"))
    found["timed"] = sum(place.label.timed for place in group.places) / count
    found["bold goes on"] = bold_on
    found["bold goes on, elsewhere not"] = max(0.0, bold_on - common.bold_on)
    found["called"] = float(called > 0)
    found["called at length"] = min(1.0, called / 20)
    return found


def _spoken(scene: Scene, group: Group, starts: Collection[int]) -> dict[str, float]:
    """What follows the name."""
    count, rests = len(group.places), sorted(place.rest for place in group.places)
    below = sum(_words_below(scene, n, starts) for n in group.blocks) / count
    middle = rests[len(rests) // 2]
    return {
        "words behind": _log(middle),
        "ended": sum(place.ended for place in group.places) / count,
        "asks": sum(place.asks for place in group.places) / count,
        "nothing behind": sum(place.rest == 0 for place in group.places) / count,
        "words below": below if group.form.own_line else 0.0,
        "none below": 1.0 - below if group.form.own_line else 0.0,
        "long": sum(place.rest > 45 for place in group.places) / count,
        "unended short": sum(not place.ended and 0 < place.rest < 15 for place in group.places) / count,
    }


def _words_below(scene: Scene, number: int, starts: Collection[int]) -> bool:
    """Whether a block follows that is nobody's label."""
    rank = scene.rank.get(number, len(scene.live))
    return rank + 1 < len(scene.live) and scene.live[rank + 1] not in starts


def shape(name: str) -> dict[str, float]:
    """What the words themselves look like."""
    plain = simplified(name)
    found = {
        f"{kind} word": float(words.is_cue(kind, name)) for kind in ("credit", "fact", "note", "related", "people", "caption")
    }  # fmt: skip
    found |= {
        "role": float(words.role(name) != ""),
        "saying": float(words.ends_with("saying", name)),
        "clause": float(words.starts_with("saying-start", name) and len(name) > 3),
        "outlet": float(words.ends_with("outlet", name)),
        "honoured": float(words.ends_with("honorific", name) or words.starts_with("honorific", name)),
        "digits": float(bool(re.search(r"\d", name))),
        "punctuation": float(bool(re.search(r"[,，、“”\"'/]", name))),
    }
    if han(name):
        found |= {
            "hanzi": 1.0,
            "surname": float((plain[0] in words.surnames() and len(plain) <= 3) or plain[:2] in words.surnames()),
            "sounds": float(len(plain) > 1 and all(char in words.sounds() or char == "·" for char in plain)),
            "dotted": float("·" in plain),
            "short": float(han(name) <= 3),
            "longish": max(0.0, han(name) - 4) / 4,
            "function word": float(
                bool(re.search(r"[的了是在不我你他她这那有没很吗呢吧就都也还要把被让给跟但什怎]", plain))
            ),
        }
    else:
        parts = [part for part in name.split() if part.lower() not in words.particles()]
        found |= {
            "capitals": sum(part[:1].isupper() for part in parts) / len(parts) if parts else 0.0,
            "small start": float(name[:1].islower()),
            "all capitals": float(name.isupper()),
            "initials": float(bool(re.fullmatch(r"(?:[A-Z]\.?){1,4}", name))),
            "words": _log(len(parts)),
            "many words": float(len(parts) > 4),
            "name shape": float(all(_NAME_SHAPE.fullmatch(part) for part in parts)),
        }
    return found


def _mentions(text: str, found: Sequence[Group]) -> list[float]:
    """How often each name, or its first word, stands in the text outside its labels."""
    latin = Counter(_LATIN_WORD.findall(text))
    labelled = Counter(part for group in found for part in _LATIN_WORD.findall(group.name) for _ in group.places)
    often = sorted(range(len(found)), key=lambda n: -len(found[n].places))[:MOST_COUNTED]
    seen = [0.0] * len(found)
    for number in often:
        group = found[number]
        if LATIN.search(group.name) and not han(group.name):
            part = (_LATIN_WORD.findall(group.name) or [""])[0]
            seen[number] = _log(min(20, max(0, latin[part] - labelled[part]))) if len(part) > 1 else 0.0
        elif len(ink(group.name)) > 1:
            seen[number] = _log(min(20, max(0, text.count(group.name) - len(group.places))))
    return seen


def again(found: Sequence[Group], first: Sequence[float], scene: Scene) -> list[dict[str, float]]:
    """Facts that need a first judgement of all groups (`first`: 0 to 1): how each stands to the rest."""
    weight: dict[Form, float] = defaultdict(float)
    total: dict[Form, int] = defaultdict(int)
    trust: dict[str, float] = defaultdict(float)
    for group, chance in zip(found, first, strict=True):
        weight[group.form] += float(chance) * len(group.places)
        total[group.form] += len(group.places)
        trust[group.key] = max(trust[group.key], float(chance) if len(group.places) > 1 else 0.0)
    best = max(weight, key=lambda form: (weight[form], -total[form])) if weight else None
    leading = [g for g, chance in zip(found, first, strict=True) if g.form == best and chance > 0.5]
    in_best = {n for group in leading for n in group.blocks}
    ranks = sorted(scene.rank[n] for n in in_best if n in scene.rank)
    best_keys = {group.key for group in leading}
    facts = []
    for group, chance in zip(found, first, strict=True):
        mine, count = float(chance) * len(group.places), len(group.places)
        others = total[group.form] - count
        inside = [n for n in group.blocks if ranks and ranks[0] <= scene.rank.get(n, -1) <= ranks[-1]]
        facts.append({
            "first judgement": float(chance),
            "rest of form": (weight[group.form] - mine) / others if others else 0.0,
            "marked like trusted ones": _is_marked(group.form) * (weight[group.form] - mine) / others if others else 0.0,
            "leading form": float(group.form == best),
            "beside leading": 0.0 if group.form == best else min(1.0, weight[best] / (1 + total[group.form])) if best else 0.0,
            "leads": _log(weight[best]) if best else 0.0,
            "known name": float(group.form != best and group.key in best_keys),
            "trusted name": trust[group.key] if group.form != best else 0.0,
            "inside leading": len(inside) / count,
            "same blocks": sum(n in in_best for n in group.blocks) / count if group.form != best else 0.0,
            "behind leading": _behind(group, in_best, scene) if group.form != best else 0.0,
        })  # fmt: skip
    return facts


def _is_marked(form: Form) -> float:
    """1 when more than a colon or a line end tells the name from the text."""
    return float(form.bold or form.level > 0 or bool(form.bracket) or form.timed or form.separator not in (":", ""))


def _behind(group: Group, in_best: Collection[int], scene: Scene) -> float:
    """How often the next live block starts with a label of the leading form: two forms that take turns."""
    after = [scene.rank[n] + 1 for n in group.blocks if n in scene.rank]
    return sum(rank < len(scene.live) and scene.live[rank] in in_best for rank in after) / max(1, len(after))
