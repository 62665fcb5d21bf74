"""A first voices.yaml, with comments in the language of whoever will edit it: `en.yaml` and `zh.yaml` beside this."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new show has to say of itself."""

    title: str
    author: str = ""
    language: str = "en-US"
    """BCP 47."""
    email: str = ""
    cover: str = ""
    """A picture, from where the file will lie."""


def first_settings(answers: Answers, language: str) -> str:
    """The content of a voices.yaml that says `answers`, with comments in `language`, `en` or `zh`."""
    template = Template((Path(__file__).parent / f"{language}.yaml").read_text(encoding="utf-8"))
    # A JSON string is a quoted one of YAML, whatever stands in it.
    return template.substitute({key: json.dumps(value, ensure_ascii=False) for key, value in asdict(answers).items()})
