"""What stands at the top of a file: its facts are found, and a rule is no front matter."""

from __future__ import annotations

from doubles.blocks import lost

from tts.script.formats import frontmatter, text_format

TALK = "**Anna:** Hello.\n\n**Ben:** Yes.\n"
HEADS = {
    "YAML": ("---\ntitle: 'It''s: here'\ndate: 2024-05-06 10:00:00 -0800\nguests: [Ben, Anna]\n---\n", ("It's: here", "2024-05-06", ("Ben", "Anna"))),
    "YAML of 900 lines": ("---\ntitle: T\n" + "tags:\n" + "- a\n" * 900 + "date: May 6, 2024\n---\n", ("T", "2024-05-06", ())),
    "YAML with blank lines": ("---\n\ntitle: T\n\ndate: 2024-05-06\n\n---\n", ("T", "2024-05-06", ())),
    "Chinese keys": ('---\ntitle: "“甲”播客文稿"\n发布日期: "2025-01-15"\n嘉宾: 王一、李二\n---\n', ("“甲”播客文稿", "2025-01-15", ("王一", "李二"))),
    "people with names": ("---\ntitle: T\nguests:\n- name: Ben\n  url: http://x\n---\n", ("T", "", ("Ben",))),
    "folded": ("---\ntitle: >\n  A long\n  title\ndate: 2024-05-06\n---\n", ("A long title", "2024-05-06", ())),
    "no valid YAML": ('---\ntitle: "谈谈"钱: 一场\ndate: 2019/8/1\ntags: [a, b\n---\n', ('"谈谈"钱: 一场', "2019-08-01", ())),
    "JSON": ('{\n "title" : "T",\n "tags": ["a"],\n "date" : "2013-12-18T03:47:38"\n}\n\n', ("T", "2013-12-18", ())),
    "TOML": ('+++\ntitle = "T"\ndate = 2024-05-06T07:08:09Z\n+++\n', ("T", "2024-05-06", ())),
    "a time stamp with a tag": ("---\ntitle: T\ndate: !!timestamp x\n---\n", ("T", "", ())),
}  # fmt: skip
NONE = {
    "talk between rules": "---\nAnna: How are you?\nBen: Fine.\nAnna: Good.\n---\n" + TALK,
    "rules": "---\n\nIt was late.\n\n---\n" + TALK,
    "one rule": "---\n" + TALK,
}


def test_the_facts_are_found_and_the_text_begins_behind_them() -> None:
    wrong = []
    for name, (head, (title, date, people)) in HEADS.items():
        text = head + TALK
        document = text_format("t.md", text).read(text)
        facts = document.metadata
        spoken = [document.text[b.start : b.end] for b in document.blocks if not b.skip]
        if (facts.title, facts.date, facts.speakers) != (title, date, people) or len(spoken) != 2 or lost(document):
            wrong.append(f"{name}: {facts} {spoken}")
    assert not wrong, "\n".join(wrong)


def test_what_is_no_front_matter_is_said() -> None:
    for name, text in NONE.items():
        lines = text.splitlines(keepends=True)
        spans, at = [], 0
        for line in lines:
            spans.append((at, at + len(line.rstrip())))
            at += len(line)
        assert frontmatter.split(spans, text).lines == 0, name
