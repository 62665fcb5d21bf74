"""Captions: who speaks, where somebody new does, and what stands between the lines."""

from __future__ import annotations

from doubles.blocks import lost

from tts.script.formats import text_format
from tts.script.formats.blocks import Block, said

ROWS = {
    "voices": ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna Bell>Hello &amp; good &#x6d;orning.</v>\n\n"
               "00:02.000 --> 00:03.000\n<v.loud Ben>Yes.\n", [("Anna Bell", "Hello & good morning."), ("Ben", "Yes.")]),
    "arrows spelled out": ("WEBVTT\n\n00:01.000 --> 00:02.000\n&gt;&gt; Hello.\n\n00:02.000 --> 00:03.000\n&gt;&gt; Yes.\n",
                           [("", ">> Hello."), ("", ">> Yes.")]),
    "names before colons": ("1\n00:00:01,000 --> 00:00:02,000\nANNA: Hello.\n\n2\n00:00:02,000 --> 00:00:03,000\nBEN: Yes.\n",
                            [(None, "ANNA: Hello."), (None, "BEN: Yes.")]),
    "a cue with an identifier": ("WEBVTT\n\nintro\n00:01.000 --> 00:02.000 align:left\nHello\n\n00:02.000 --> 00:03.000\nthere.\n",
                                 [(None, "Hello there.")]),
    "a note": ("WEBVTT\n\nNOTE made by hand\n\n00:01.000 --> 00:02.000\nHello.\n", [(None, "Hello.")]),
    "less is no tag": ("WEBVTT\n\n00:01.000 --> 00:02.000\n1 &lt; 2\n", [(None, "1 < 2")]),
}  # fmt: skip


def test_captions() -> None:
    wrong = {}
    for name, (text, expected) in ROWS.items():
        document = text_format("t", text).read(text)

        def words(block: Block, text: str = document.text) -> str:
            return " ".join(said(text, block).split())

        found = [(block.speaker, words(block)) for block in document.blocks if not block.skip]
        if [
            (who, text.replace("<v Anna Bell>", "").replace("<v.loud Ben>", "")) for who, text in found
        ] != expected or lost(document):
            wrong[name] = found
    assert not wrong
