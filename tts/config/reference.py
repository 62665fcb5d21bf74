"""The schema told three ways: Python (schema.py), JSON schema for editors, docs/voices.md and voices.zh.md for people.

`python -m tts.config.reference` writes the latter from the first; a test keeps them in step.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import msgspec

from tts.config import schema
from tts.language import translation

ROOT = Path(__file__).parent.parent.parent
JSON_SCHEMA = Path(__file__).parent / "voices.schema.json"
MANUALS = {"en": ROOT / "docs" / "voices.md", "zh": ROOT / "docs" / "voices.zh.md"}
HEADS = {"en": ("key", "default", "meaning"), "zh": ("键", "默认值", "含义")}
BELOW = {"en": "see below", "zh": "见下"}
CONTEXT = "manual"
"""Of the descriptions in the catalogue."""
BEGIN, END = "<!-- reference: made by python -m tts.config.reference -->", "<!-- end of reference -->"


def descriptions() -> dict[str, dict[str, str]]:
    """Section → key → the docstring under the field in schema.py; the section's own stands under the empty key."""
    tree = ast.parse(Path(schema.__file__).read_text(encoding="utf-8"))
    found: dict[str, dict[str, str]] = {}
    for section in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        fields = {"": " ".join((ast.get_docstring(section) or "").split())}
        for field, after in zip(section.body, section.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                text = _literal(after)
                fields[field.target.id.replace("_", "-")] = " ".join(text.split())
        found[section.name] = fields
    return found


def _literal(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return node.value.value
    return ""


def json_schema() -> dict[str, Any]:
    """JSON schema of voices.yaml, with every description."""
    made = msgspec.json.schema(schema.Config)
    for name, fields in descriptions().items():
        definition = made["$defs"].get(name)
        if definition:
            definition["description"] = fields[""]
            for key, text in fields.items():
                if key and text:
                    definition["properties"][key]["description"] = text
    made["title"] = "Turncast voices.yaml"
    return made


def manual(language: str) -> str:
    """The reference part of the manual in `language`, `en` or `zh`: one table a section."""
    about = descriptions()
    tell = in_chinese if language == "zh" else str
    parts = [BEGIN, ""]
    for name, definition in json_schema()["$defs"].items():
        head = f"| {' | '.join(HEADS[language])} |"
        parts += [f"### {name}", "", tell(about[name][""]), "", head, "|---|---|---|"]
        for key, value in definition["properties"].items():
            default = _default(name, key.replace("-", "_"), language)
            parts.append(f"| `{key}` | {default} | {tell(value.get('description', ''))} |")
        parts.append("")
    return "\n".join([*parts, END])


def in_chinese(description: str) -> str:
    """What the catalogue makes of a description."""
    return translation(description, CONTEXT) if description else ""


def _default(section: str, name: str, language: str) -> str:
    value = getattr(getattr(schema, section)(), name)
    if isinstance(value, msgspec.Struct):
        return BELOW[language]
    plain = msgspec.to_builtins(value)
    return f"`{json.dumps(plain, ensure_ascii=False)}`" if plain not in ("", {}, [], ()) else ""


def write() -> None:
    """Write all three files."""
    JSON_SCHEMA.write_text(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for language, path in MANUALS.items():
        before, rest = path.read_text(encoding="utf-8").split(BEGIN)
        path.write_text(before + manual(language) + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    write()
