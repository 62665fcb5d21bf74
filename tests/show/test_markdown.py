"""Show notes in Markdown: what becomes HTML, and what stays text."""

from __future__ import annotations

from tts.show.markdown import as_html, as_text

ROWS = (
    ("第一段。\n\n第二段。", "<p>第一段。</p>\n<p>第二段。</p>", "第一段。\n\n第二段。"),
    ("一行\n又一行", "<p>一行<br>\n又一行</p>", "一行\n又一行"),
    (
        "看 [这里](https://example.org/a?b=1&c=2)。",
        '<p>看 <a href="https://example.org/a?b=1&amp;c=2">这里</a>。</p>',
        "看 这里 (https://example.org/a?b=1&c=2)。",
    ),
    ("- 一\n- 二", "<ul>\n<li>一</li>\n<li>二</li>\n</ul>", "• 一\n• 二"),
    ("**重** 和 *轻*", "<p><strong>重</strong> 和 <em>轻</em></p>", "重 和 轻"),
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<script>alert(1)</script>"),
    ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>", "[x](javascript:alert(1))"),
    ("![](https://example.org/spy.gif)", None, None),
    ("a < b & c", "<p>a &lt; b &amp; c</p>", "a < b & c"),
)


def test_what_becomes_html_and_what_stays_text() -> None:
    wrong = [
        (text, as_html(text), as_text(text))
        for text, html, plain in ROWS
        if html is not None and (as_html(text) != html or as_text(text) != plain)
    ]
    assert not wrong


def test_no_picture_is_asked_for_from_elsewhere() -> None:
    assert "<img" not in as_html("![](https://example.org/spy.gif)")
