"""Markdown: what is text, what is markup, and which lines stand for themselves."""

from __future__ import annotations

import textwrap

from doubles.blocks import lost, shown
from hypothesis import given, settings
from hypothesis import strategies as st

from tts.script.formats import markdown

ROWS = {
    "bold beside Chinese punctuation": ("**问：**你好吗？", ["paragraph strong=问：: ⟦**⟧问：⟦**⟧你好吗？"]),
    "bold beside a letter": ("**Q:**What?", ["paragraph strong=Q:: ⟦**⟧Q:⟦**⟧What?"]),
    "italics amid hanzi": ("他读_Being Digital_一书。", ["paragraph: 他读⟦_⟧Being Digital⟦_⟧一书。"]),
    "marks that are not paired": ("** 马云** 你好 **", ["paragraph strong= 马云: ⟦**⟧ 马云⟦**⟧ 你好 ⟦**⟧"]),
    "heading with hashes behind": ("#### 问：多久？####", ["heading level=4: ⟦####⟧问：多久？⟦####⟧"]),
    "heading without a blank": ("##童年", ["heading level=2: ⟦##⟧童年"]),
    "a topic is no heading": ("#话题# 你好", ["paragraph: #话题# 你好"]),
    "C# keeps its hash": ("# 学 C#", ["heading level=1: ⟦#⟧学 C#"]),
    "a line below its heading": ("### 唐鳳：\n你好", ["heading level=3: ⟦###⟧唐鳳：", "paragraph, close: 你好"]),
    "a rule below a paragraph": (
        "问：你好\n答：你好\n---\n",
        ["paragraph: 问：你好", "paragraph, close: 答：你好", "paragraph skip=markup: ---"],
    ),
    "lines of one paragraph": ("马云：好\n李静：好", ["paragraph: 马云：好", "paragraph, close: 李静：好"]),
    "escapes and references": (r"\[笑\] &amp; &#x4e2d; 1\. &bogus;", ["paragraph: [笑] & 中 1. &bogus;"]),
    "links": (
        "[a](http://x) [b][1] [[c|d]] [[e]]\n\n[1]: http://y",
        ["paragraph links=a+b+d+e: ⟦[⟧a⟦](http://x)⟧ ⟦[⟧b⟦][1]⟧ ⟦[[c|⟧d⟦]]⟧ ⟦[[⟧e⟦]]⟧", "paragraph skip=link: [1]: http://y"],
    ),
    "wiki links": ("[[people/Anna]] [[a/b|and/or]]", ["paragraph links=Anna+and/or: ⟦[[people/⟧Anna⟦]]⟧ ⟦[[a/b|⟧and/or⟦]]⟧"]),
    "pictures": ("a ![b](c) d", ["paragraph: a ⟦![b](c)|image⟧ d"]),
    "a picture alone": ("![b](c)", ["paragraph skip=image: ![b](c)"]),
    "caption": (
        "<figure>\n<figcaption>图<br>二</figcaption>\n</figure>",
        ["paragraph skip=markup: <figure>", "caption skip=picture caption: <figcaption>图<br>",
         "caption skip=picture caption, close: 二</figcaption>", "paragraph skip=markup: </figure>"],
    ),
    "comment over paragraphs": (
        "a <!-- b\n\nc --> d",
        ["paragraph: a ⟦<!-- b|comment⟧", "paragraph: ⟦c -->|comment⟧ d"],
    ),
    "comment before text": ("<!-- a -->**李：** 好", ["paragraph strong=李：: ⟦<!-- a -->|comment⟧⟦**⟧李：⟦**⟧ 好"]),
    "templates": ("{{< youtube id >}}\n\na{:.b}", ["paragraph skip=markup: {{< youtube id >}}", "paragraph: a⟦{:.b}⟧"]),
    "items": (
        "- Fog: a\n- b\n  - c\n1. d",
        ["item bullet=- depth=1: ⟦-⟧Fog: a", "item bullet=- depth=1, close: ⟦-⟧b",
         "item bullet=- depth=2, close: ⟦-⟧c", "item bullet=1. depth=1, close: 1. d"],
    ),
    "quotation with a call-out": ("> [!info]+ a\n> b", ["paragraph quote=True: ⟦> [!info]+⟧ a", "paragraph quote=True, close: ⟦>⟧b"]),
    "table": (
        "| 问 | 好 |\n|---|---|\n| 答 | 不 |",
        ["table: ⟦|⟧问⟦|⟧", "table: 好⟦|⟧", "paragraph skip=markup: |---|---|", "table: ⟦|⟧答⟦|⟧", "table: 不⟦|⟧"],
    ),
    "footnotes": ("a[^1]\n\n[^1]: b", ["paragraph: a⟦[^1]|footnote mark⟧", "paragraph skip=footnote: [^1]: b"]),
    "code": ("What was said of it\n\n```py\nx = 1\n```", ["paragraph: What was said of it", "paragraph skip=markup: ```py", "code skip=code: x = 1", "paragraph skip=markup: ```"]),
    "a transcript in fences": (
        "```\n马云：好\n```",
        ["paragraph skip=markup: ```", "paragraph: 马云：好", "paragraph skip=markup: ```"],
    ),
    "indented prose": ("    **马云：** 你好 [a](b)", ["paragraph strong=马云： links=a: ⟦**⟧马云：⟦**⟧ 你好 ⟦[⟧a⟦](b)⟧"]),
    "indented code": ("    my $x = foo($y);", ["code skip=code: my $x = foo($y);"]),
    "break in HTML": ("A: x<br>B: y", ["paragraph: A: x⟦<br>⟧", "paragraph, close: B: y"]),
    "HTML that holds Markdown": ("<center>**a** &amp; <a href='x'>b</a></center>",
                                 ["paragraph strong=a links=b: ⟦<center>**⟧a⟦**⟧ &⟦<a href='x'>⟧b⟦</a></center>⟧"]),
    "hidden HTML": ("<div hidden>\n\n**a**\n\n</div>", ["paragraph skip=markup: <div hidden>", "paragraph skip=hidden on the page: **a**", "paragraph skip=markup: </div>"]),
    "no element of HTML": ("<alice> hi", ["paragraph: <alice> hi"]),
    "bold over lines": ("**a\nb** c", ["paragraph strong=a / b: ⟦**⟧a b⟦**⟧ c"]),
    "tildes": ("~~a~~ 3~5 ~b~", ["paragraph: ⟦~~⟧a⟦~~⟧ 3~5 ~b~"]),
    "terms": ("马云\n: 你好", ["term: 马云", "definition, close: ⟦:⟧你好"]),
    "lone carriage returns": ("a\rb\r\rc", ["paragraph: a", "paragraph, close: b", "paragraph: c"]),
}  # fmt: skip
PIECES = [
    "**", "*", "_", "__", "~~", "~", "`", "```\n", "~~~\n", "[", "]", "(", ")", "![", "](http://a.b)", "[1]: http://x\n",
    "[^1]", "[^1]: note\n", "[[", "]]", "|", "| a | b |\n|---|---|\n", "<!--", "-->", "<b>", "</b>", "<br>", "<div>",
    "</div>", "<Tom>", "<figcaption>", "</figcaption>", "<script>", "</script>", "<a href='x'>", "</a>", "&amp;", "&nbsp;",
    "&#x4e2d;", "&bogus;", "\\", "\\[", "\\\n", "  \n", "\n", "\n\n", "\r", "\r\n", "# ", "###", "\n===\n", "\n---\n",
    "> ", "- ", "1. ", "    ", "\t", "问：", "Tom: ", "你好", "hello", "。", "“", "”", "{{< x >}}", "{:.z}", "[!info]",
    "\n: ", "\x00", "\x0c", "\u2028", "　", "é", "𠮷", "<sup>1</sup>", "<p hidden>", "<img src=x>",
]  # fmt: skip


def test_what_a_block_is_made_of() -> None:
    wrong = {
        name: "\n".join(found)
        for name, (text, expected) in ROWS.items()
        if (found := shown(markdown.read(text))) != expected
    }
    assert not wrong, "".join(f"\n{name}:\n{textwrap.indent(found, '  ')}" for name, found in wrong.items())


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_every_character_lies_in_one_block(text: str) -> None:
    assert not lost(markdown.read(text))


def test_paragraphs_broken_to_fit_a_page_are_joined_but_not_where_a_line_was_ended() -> None:
    wrapped = "It was a long way home and we did not know\nwhich of the two roads was the one that led\n"
    document = markdown.read(wrapped * 3 + "Anna: I did not know it either, but we went\n" + wrapped * 2)
    assert len(document.blocks) == 2
    kept = markdown.read("\n".join(f"{line}  " for line in (wrapped * 6).split("\n")))
    assert len(kept.blocks) == 12
