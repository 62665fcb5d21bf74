"""Ways to subscribe: links that open a podcast app, a QR code for the phone, an OPML file for importing."""

from __future__ import annotations

import io

from tts.config.schema import Show
from tts.show.captions import readable


def scheme_url(scheme: str, feed_url: str) -> str:
    """`https://example.org/feed.xml` → `podcast://example.org/feed.xml`: the link a podcast app registers for."""
    return f"{scheme}://{feed_url.partition('://')[2]}"


def qr_svg(feed_url: str) -> str:
    """The address as a QR code: SVG to stand in a page, black on white whatever the theme, as scanners want it."""
    import segno

    drawn = io.BytesIO()
    code = segno.make(feed_url, error="m", micro=False)
    code.save(
        drawn, kind="svg", xmldecl=False, svgns=False, nl=False, omitsize=True, border=3, light="#fff", dark="#000"
    )
    return drawn.getvalue().decode()


def opml(show: Show, feed_url: str) -> bytes:
    """An OPML 2.0 document holding this one subscription."""
    from lxml import etree

    title = readable(show.title)
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    outline = {"type": "rss", "text": title, "title": title, "xmlUrl": feed_url}
    if show.link:
        outline["htmlUrl"] = show.link
    etree.SubElement(etree.SubElement(root, "body"), "outline", outline)
    document: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return document
