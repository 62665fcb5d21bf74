"""Every rule of normalisation, by its own examples."""

from __future__ import annotations

import re

import pytest

from tts.reading.en.normalise import RULES as ENGLISH
from tts.reading.plain import plain
from tts.reading.rule import Rule
from tts.reading.zh.normalise import RULES as CHINESE

RULES = {"zh": CHINESE, "en": ENGLISH}


def said(text: str, rules: tuple[Rule, ...], without: Rule | None = None) -> str:
    text = plain(text)
    for rule in rules:
        if rule is not without:
            text = rule.apply(text)
    return re.sub(r"[ \t]+", " ", text).strip()


@pytest.mark.parametrize("language", RULES)
def test_every_example_of_every_rule_is_right(language: str) -> None:
    """And names every one that is not."""
    wrong = [
        (rule.name, text, found)
        for rule in RULES[language]
        for text, expected in rule.cases()
        if (found := said(text, RULES[language])) != expected
    ]
    assert wrong == []


@pytest.mark.parametrize("language", RULES)
def test_every_rule_is_needed_by_one_of_its_examples(language: str) -> None:
    """Taken out, everything else in its place, an example of its own goes wrong; else the rule can go."""
    idle = [
        rule.name
        for rule in RULES[language]
        if all(said(text, RULES[language], without=rule) == expected for text, expected in rule.cases())
    ]
    assert idle == []


@pytest.mark.parametrize("language", RULES)
def test_a_rule_is_searched_for_wherever_it_could_match(language: str) -> None:
    """`needs` only saves time: without it every example comes out the same."""
    for rule in RULES[language]:
        for text, _ in rule.cases():
            step = plain(text)
            for other in RULES[language]:
                pattern = re.compile(other.pattern, re.VERBOSE)
                assert other.apply(step) == pattern.sub(other.said, step), (other.name, step)
                step = other.apply(step)
