"""`turncast script --risky`: words whose reading is uncertain, and the lines of voices.yaml that settle them."""

from __future__ import annotations

from collections.abc import Mapping

from tts.cli.output import print_json
from tts.reading.risky import Doubt, Risk, risks
from tts.script.model import Script

_WHY: dict[Doubt, str] = {
    "polyphone": "another method reads it differently",
    "latin": "not in any word list",
    "dropped": "cannot be said",
}


def show(script: Script, lexicon: Mapping[str, str], json: bool) -> None:
    """Print the list. Raises ConfigError for a lexicon entry that makes no sense."""
    texts = ((line.utterance.text, line.utterance.language) for line in script.lines())
    uncertain = risks(texts, tuple(sorted(lexicon.items())))
    if json:
        print_json(uncertain)
        return
    if not uncertain:
        print("Every word has one reading, or its own line under `lexicon:`.")
        return
    for risk in uncertain:
        print(_line(risk))
    print("\nTo settle one, put its last line under `lexicon:` in voices.yaml; as it is now, it is said as shown.")


def _line(risk: Risk) -> str:
    often = f", {risk.count} times" if risk.count > 1 else ""
    said = f"said {risk.reading}" if risk.reading else "not said"
    return f"{risk.word}  ({_WHY[risk.doubt]}{often})  …{risk.context}…\n    {said}\n    {risk.line}"
