"""Logistic models, one of two answers or one of several, fitted by Newton's method: exact, so the same every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray


def fitted(
    facts: Sequence[dict[str, float]], answers: Sequence[float], weights: Sequence[float], ridge: float = 1.0
) -> dict[str, float]:
    """Fact → weight, and `bias`. `answers`: 0 or 1; `weights`: how much each counts; `ridge`: how much weights cost."""
    names = sorted({name for each in facts for name in each})
    x = _matrix(facts, names)
    y, scale = np.asarray(answers, float), np.asarray(weights, float)
    penalty = np.full(len(names) + 1, ridge)
    penalty[-1] = 1e-6
    w = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (scale * (p - y)) + penalty * w
        curve = (x * (scale * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, gradient)
        w -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    kept = {name: round(float(w[n]), 3) for n, name in enumerate(names) if abs(w[n]) >= 0.01}
    return kept | {"bias": round(float(w[-1]), 3)}


def likeliest(surprise: Callable[[float], float]) -> float:
    """The temperature, of twelfths of 1 to 5, under which answers surprise least."""
    temperatures: list[float] = [n / 12 for n in range(12, 61)]
    return round(min(temperatures, key=surprise), 3)


def several(
    facts: Sequence[dict[str, float]], answers: Sequence[str], weights: Sequence[float], ridge: float = 1.0
) -> dict[str, dict[str, float]]:
    """Answer → fact → weight: a softmax model, fitted by Newton's method with the usual bound on its curvature."""
    kinds, names = sorted(set(answers)), sorted({name for each in facts for name in each})
    x = _matrix(facts, names)
    y = np.array([[answer == kind for kind in kinds] for answer in answers], dtype=float)
    scale = np.asarray(weights, float)[:, None]
    penalty = np.full(len(names) + 1, ridge)
    penalty[-1] = 1e-3
    bound = np.linalg.inv((x * scale).T @ x * 0.5 + np.diag(penalty))
    w = np.zeros((len(kinds), len(names) + 1))
    before = w
    for step in range(250):  # Nesterov's acceleration of steps that the bound makes safe
        ahead = w + (w - before) * (step / (step + 3))
        odds = x @ ahead.T
        p = np.exp(odds - odds.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        gradient = (scale * (p - y)).T @ x + penalty * ahead
        before, w = w, ahead - gradient @ bound
        if float(np.abs(w - before).max()) < 1e-5:
            break
    return {
        kind: {name: round(float(w[k, n]), 2) for n, name in enumerate(names) if abs(w[k, n]) >= 0.02}
        | {"bias": round(float(w[k, -1]), 2)}
        for k, kind in enumerate(kinds)
    }


def _matrix(facts: Sequence[dict[str, float]], names: list[str]) -> NDArray[np.float64]:
    """(examples, names and the bias, which is 1 in all)."""
    column = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(facts), len(names) + 1))
    for row, each in enumerate(facts):
        for name, value in each.items():
            x[row, column[name]] = value
    x[:, -1] = 1.0
    return x
