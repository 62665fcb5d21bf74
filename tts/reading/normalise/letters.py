"""Greek letters, which neither language's dictionary has."""

from __future__ import annotations

import unicodedata

from tts.reading.normalise.rules import Match, Rule, rule

_GREEK = {
    "α": ("阿尔法", "alpha"), "β": ("贝塔", "beta"), "γ": ("伽马", "gamma"), "δ": ("德尔塔", "delta"), "ε": ("艾普西隆", "epsilon"),
    "ζ": ("泽塔", "zeta"), "η": ("伊塔", "eta"), "θ": ("西塔", "theta"), "ι": ("约塔", "iota"), "κ": ("卡帕", "kappa"), "λ": ("兰姆达", "lambda"),
    "μ": ("缪", "mu"), "ν": ("纽", "nu"), "ξ": ("克西", "xi"), "ο": ("奥密克戎", "omicron"), "π": ("派", "pi"), "ρ": ("柔", "rho"),
    "σ": ("西格玛", "sigma"), "ς": ("西格玛", "sigma"), "τ": ("陶", "tau"), "υ": ("宇普西隆", "upsilon"), "φ": ("斐", "phi"), "χ": ("希", "chi"),
    "ψ": ("普西", "psi"), "ω": ("欧米伽", "omega"),
}  # fmt: skip


def greek(chinese: bool) -> Rule:
    """Each Greek letter by its name."""

    def name(m: Match) -> str:
        names = _GREEK.get(unicodedata.normalize("NFKC", m.group()).lower())
        return m.group() if names is None else names[0] if chinese else f" {names[1]} "

    return rule("[\u0391-\u03a9\u03b1-\u03c9\u00b5\u2126]", name)
