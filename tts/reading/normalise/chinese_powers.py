"""Powers, roots of units in figures, and the signs of comparison: 10^8, 5'10", >50%."""

from __future__ import annotations

import re

from tts.reading.normalise.chinese_figures import cardinal, counted, digits, number, order
from tts.reading.normalise.english_figures import ordinal
from tts.reading.normalise.rules import NUMBER, Rule, rule

_SIGNS = {">": "大于", "<": "小于", "≥": "大于等于", "≤": "小于等于", "≈": "约等于", "±": "正负"}


_POLES = {"N": "北纬", "S": "南纬", "E": "东经", "W": "西经"}
_SHORT = {"e.g": "例如", "i.e": "即", "etc": "等等", "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "Prof": "Professor", "St": "Saint",
          "Jr": "Junior", "Sr": "Senior", "Inc": "Inc", "Ltd": "Limited", "Corp": "Corp", "Co": "Company"}  # fmt: skip
_PARTS = {"vol": "volume", "ep": "episode", "ch": "chapter", "fig": "figure", "p": "page", "pp": "pages"}


def _power(m: re.Match[str]) -> str:
    return f"{number(m[1])}的{number(m[2])}次方"


POWERS: tuple[Rule, ...] = (
    rule(r"(?<![\w.])\.(?=\d)", lambda _: "0."),
    rule(rf"({NUMBER})\s*[×xX*]\s*(\d+)\^(-?\d+)", lambda m: f"{number(m[1])}乘以{number(m[2])}的{number(m[3])}次方"),
    rule(r"(?<![\d.])(\d+)\^(-?\d+)(?!\d)", _power),
    rule(r"(?<![A-Za-z\d)=+×])([><≥≤≈±])\s*(?=[-+]?\d)", lambda m: _SIGNS[m[1]]),
    rule(r"(?<![\d°度])(\d)\s?['’′](\d{1,2})(?:[\"”″]|(?=\D|$))(?<![年月日])", lambda m: f"{counted(m[1])}英尺{cardinal(m[2])}英寸"),
    rule(r"(?<!\d)(\d)米(\d{2})(?![\d.])", lambda m: f"{counted(m[1])}米{digits(m[2])}"),
    rule(r"(?<!\d)(\d{1,2})秒(\d{2})(?![\d.]|\s?[个次人])", lambda m: f"{counted(m[1])}秒{digits(m[2])}"),
    rule(r"([A-Za-z])([²³]?)([⁺⁻])", lambda m: m[1] + {"²": "二", "³": "三", "": ""}[m[2]] + {"⁺": "正", "⁻": "负"}[m[3]]),
    rule(r"第(\d+(?:、\d+)+)", lambda m: "第" + "、".join(order(part) for part in m[1].split("、"))),
    rule(r"(?<![A-Za-z])([A-Z])(\d{1,2})\s*[-~–—]\s*\1(\d{1,2})(?!\d)", lambda m: f"{m[1]}{cardinal(m[2])}到{m[1]}{cardinal(m[3])}"),
    rule(r"(?<![A-Za-z\d])(\d+)(?:st|nd|rd|th)(?![A-Za-z])", lambda m: ordinal(m[1])),
    rule(r"∠(?=[A-Za-z\d])", lambda _: "角"),
    rule(r"[∵∴∈∥⊥]", lambda m: {"∵": "因为", "∴": "所以", "∈": "属于", "∥": "平行于", "⊥": "垂直于"}[m.group()]),
    rule(rf"({NUMBER})°(?:(\d+)[′'’])?\s?([NSEW])(?![A-Za-z])", lambda m: f"{_POLES[m[3]]}{number(m[1])}度" + (f"{cardinal(m[2])}分" if m[2] else "")),
    rule(r"(?<=[长宽高深厚])×(?=[长宽高深厚])", lambda _: "乘"),
    rule(r"(?<![A-Za-z])(e\.g\.|i\.e\.|etc\.?|Mrs\.|Mr\.|Ms\.|Dr\.|Prof\.|St\.|Jr\.|Sr\.|Inc\.|Ltd\.|Corp\.|Co\.)(?![a-z])\s?,?(?<!\s,)", lambda m: _SHORT[re.sub(r"[\s,]", "", m[1]).rstrip(".")] + (" " if m[1][0].isupper() and m.string[m.end() : m.end() + 1].isalpha() else "")),
    rule(r"(?<![A-Za-z])(Vol|vol|EP|Ep|Ch|Fig|pp?)\.\s?(?=\d)", lambda m: _PARTS[m[1].lower()]),
    rule(r"√(?=\S)", lambda _: "根号"),
    rule(r"∞", lambda _: "无穷大"),
    rule(r"(?<![A-Za-z])([A-Z]):([A-Z])(?=\s?(?:[=\d]|等于|为|是))", lambda m: f"{m[1]}比{m[2]}"),
    rule(r"(?<![A-Za-z.])(?:[A-Z]\.){2,}(\s*)", lambda m: re.sub(r"\W", "", m.group()) + m[1]),
    rule(r"円", lambda _: "日元"),
)  # fmt: skip
