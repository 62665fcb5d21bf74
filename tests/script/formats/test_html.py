"""Web pages, those of the 1990s too: which line stands for itself, and what the page says of it."""

from __future__ import annotations

import textwrap

from doubles.blocks import lost, shown

from tts.script.formats import html

ROWS = {
    "lines as they were typed": (
        "<pre>\nMSM: Well?\n  Cherry: Yes.\n\nMSM: So.</pre>",
        ["paragraph: MSM: Well?", "paragraph, close: Cherry: Yes.", "paragraph: MSM: So."],
    ),
    "a program": ("<p>He wrote:</p><pre><code>x = 1\ny = 2</code></pre>", ["paragraph: He wrote:", "paragraph skip=code: x = 1", "paragraph skip=code, close: y = 2"]),
    "upper case, unclosed": ("<HTML><BODY><DIR><B><P>Talk</P></B><P>MSM:&#9;Well?<P>Cherry:&#9;Yes.</DIR>",
                             ["paragraph: Talk", "paragraph: MSM: Well?", "paragraph: Cherry: Yes."]),
    "lists": ("<ul><li>a<ol><li>b</ol></ul>", ["item bullet=• depth=1: a", "item bullet=1. depth=2: b"]),
    "terms": ("<dl><dt>Anna<dd>Hello.</dl>", ["term: Anna", "definition: Hello."]),
    "quotation and link": ("<blockquote>a <a href=x>b</a></blockquote>", ["paragraph quote=True links=b: a b"]),
    "table": ("<table><tr><td>Anna<td>Hello.</table>", ["table: Anna", "table: Hello."]),
    "caption": ("<figure><figcaption>a</figcaption></figure>", ["caption skip=picture caption: a"]),
}  # fmt: skip


def test_what_a_page_holds() -> None:
    wrong = {}
    for name, (text, expected) in ROWS.items():
        document = html.read(text)
        if shown(document) != expected or lost(document):
            wrong[name] = "\n".join(shown(document))
    assert not wrong, "".join(f"\n{name}:\n{textwrap.indent(found, '  ')}" for name, found in wrong.items())


def test_what_a_page_tells_search_engines() -> None:
    data = '{"@graph": [{"@type": "NewsArticle", "headline": "A talk", "datePublished": "2024-05-06T07:08:09+08:00"}]}'
    page = (
        f"<html><head><script type='application/ld+json'>{data}</script></head><body><p>Anna: Hello.</p></body></html>"
    )
    facts = html.read(page).metadata
    assert (facts.title, facts.date) == ("A talk", "2024-05-06")
    broken = html.read(page.replace("@graph", "@gr\\aph")).metadata
    assert (broken.title, broken.date) == ("", "")
