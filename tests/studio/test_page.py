"""A magazine's editor makes an episode, in a real browser: nothing is lost, and what is changed is heard."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from show.player.browsing import until
from show.player.test_accessibility import findings

from tts.studio.roundtrip import read

from .conftest import SEED, VOICES
from .serving import Studio, studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PLAYERS = """
window.players = [];
const Own = window.Audio;
window.Audio = function () { const made = new Own(); window.players.push(made); return made; };
"""
"""Has the page tell which audio elements it makes: they are not in the document."""
SOUNDING = "window.players[0].currentTime > 0 && window.players[0].src"


@contextmanager
def visiting(browser: Browser, server: Studio, like: dict[str, Any] | None = None) -> Iterator[Page]:
    """The page in a window `like` that; at the end it may have seen no error, and asked nobody else for anything."""
    usual: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "zh-CN", **(like or {})}
    context = browser.new_context(**usual)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(PLAYERS)
    errors, foreign = list[str](), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("request", lambda sent: None if sent.url.startswith((server.origin, "blob:")) else foreign.append(sent.url))
    try:
        page.goto(server.address)
        yield page
        assert (errors, foreign) == ([], [])
    finally:
        context.close()


def sentence(turn: int, number: int) -> str:
    return f'[data-turn="{turn}"][data-sentence="{number}"]'


def play_length(page: Page) -> float:
    """Seconds of what sounds now."""
    until(page, SOUNDING)
    return float(page.evaluate("window.players[0].duration"))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "show"
    folder.mkdir()
    (folder / "voices.yaml").write_text(VOICES, encoding="utf-8")
    return folder


def test_an_episode_from_the_drop_to_the_player(browser: Browser, empty: Path) -> None:
    with studio(empty) as server, visiting(browser, server) as page:
        page.set_input_files("input[type=file]", SEED)
        page.wait_for_selector(".person")
        assert page.locator(".person b").all_inner_texts() == ["马云", "查理·罗斯", "旁白"]

        # Another voice for 马云 is heard on a line of his own.
        page.locator(".person select").first.select_option("zh_baritone")
        until(page, "document.querySelector('.history button').disabled === false")
        until(page, SOUNDING)

        # A sentence is heard, then changed, then heard again; it is longer, and so is its sound.
        page.click(sentence(3, 0))
        before = play_length(page)
        page.keyboard.press("Escape")
        page.click(sentence(3, 0))
        page.keyboard.press("Enter")
        text = page.input_value(".writing textarea")
        page.fill(".writing textarea", f"{text}这是编辑加的一句话，要念出来。")
        page.keyboard.press("Enter")
        until(page, f"document.querySelector('{sentence(3, 0)}').innerText.endsWith('要念出来。')")
        until(page, f"{SOUNDING} && window.players[0].duration > {before + 1}")

        # Split at the cursor, and one half is given to somebody else.
        page.keyboard.press("Enter")
        page.evaluate(f"document.querySelector('.writing textarea').setSelectionRange({len(text)}, {len(text)})")
        page.click("text=从光标处拆开")
        until(page, f"document.querySelector('{sentence(3, 1)}')?.innerText === '这是编辑加的一句话，要念出来。'")
        page.click(sentence(3, 1))
        page.locator(".tools select").first.select_option(label="马云")
        until(page, f"document.querySelector('{sentence(4, 0)}').innerText === '这是编辑加的一句话，要念出来。'")

        undo(page, 3)
        assert page.inner_text(sentence(3, 0)) == text
        redo(page, 2)
        assert page.inner_text(sentence(3, 1)) == "这是编辑加的一句话，要念出来。"

        page.reload()
        page.wait_for_selector(sentence(3, 1))
        assert page.inner_text(sentence(3, 1)) == "这是编辑加的一句话，要念出来。"
        assert not list(empty.glob("000*.yaml"))
        server.kill()

    with studio(empty) as server, visiting(browser, server) as page:
        page.click(".recent button")
        page.wait_for_selector(sentence(3, 1))
        assert page.locator(".person select").first.input_value() == "zh_baritone"
        page.click("text=生成节目")
        assert "+          - 这是编辑加的一句话，要念出来。" in page.inner_text(".diff pre")
        page.click("text=写入并生成")
        page.wait_for_selector(".finished audio", timeout=300_000)
        page.evaluate("document.querySelector('.finished audio').play()")
        until(page, "document.querySelector('.finished audio').currentTime > 0.1")
        assert page.evaluate("document.querySelector('.finished audio').duration") > 60
        with page.expect_download() as download:
            page.click("text=下载 MP3")
        assert Path(download.value.path()).stat().st_size > 100_000
    (script,) = empty.glob("000*.yaml")
    assert read(script.read_text(encoding="utf-8"))["cast"]["马云"]["voice"] == {"tone": "zh_baritone"}
    assert (empty / "voices.yaml").read_text(encoding="utf-8") == VOICES


def undo(page: Page, times: int) -> None:
    press(page, times, ".history button:nth-child(1)")


def redo(page: Page, times: int) -> None:
    press(page, times, ".history button:nth-child(2)")


def press(page: Page, times: int, button: str) -> None:
    for _ in range(times):
        with page.expect_response(lambda answer: answer.request.method == "POST" and "/ahead" not in answer.url):
            page.click(button)
        until(page, "document.querySelector('.making .build').disabled === false")


def test_a_reading_is_mended_everywhere(browser: Browser, folder: Path) -> None:
    with studio(folder, "davos.txt") as server, visiting(browser, server) as page:
        page.click(sentence(0, 0))
        page.keyboard.press("r")
        page.click(".chip:has-text('达沃斯')")
        page.fill(".choosing .other input", "pinyin: da2 wo4 si4")
        page.click("text=全文都这样读")
        page.wait_for_selector(".chip:has-text('sì'):has-text('达沃斯')")
        page.click("text=看看会写什么")
        assert "+  达沃斯: 'pinyin: da2 wo4 si4'" in page.inner_text("dialog")
        page.click("dialog button.main")
        until(page, "!document.querySelector('dialog')")
        assert (folder / "voices.yaml").read_text(encoding="utf-8").startswith(VOICES)
        page.click("text=恢复原来的读法")
        page.wait_for_selector(".chip:has-text('sī'):has-text('达沃斯')")
    assert (folder / "voices.yaml").read_text(encoding="utf-8") == VOICES


def test_it_plays_on_and_keys_move(browser: Browser, folder: Path) -> None:
    with studio(folder, "davos.txt") as server, visiting(browser, server) as page:
        page.wait_for_selector(sentence(-1, 0))
        page.keyboard.press("j")
        page.keyboard.press("j")
        until(page, f"document.activeElement.matches('{sentence(-1, 1)}')")
        page.keyboard.press(" ")
        until(page, f"document.querySelector('{sentence(-1, 1)}').classList.contains('lit')")
        until(page, f"document.querySelector('{sentence(-1, 2)}').classList.contains('lit')")
        page.keyboard.press(" ")
        until(page, "!document.querySelector('.lit') && window.players[0].paused")
        page.keyboard.press("k")
        until(page, f"document.activeElement.matches('{sentence(-1, 0)}')")


def test_doubts_and_edits_by_others(browser: Browser, folder: Path) -> None:
    with studio(folder, "davos.txt") as server, visiting(browser, server) as page:
        doubt = page.locator(".checks li:has-text('马云鸡汤')").first
        doubt.locator(".link").click()
        until(page, "document.querySelector('.at').innerText.includes('马云鸡汤')")
        doubt.locator("text=就这样").click()
        until(page, "![...document.querySelectorAll('.checks li')].some((one) => one.innerText.startsWith('马云鸡汤'))")
        page.click("text=看看会写什么")
        page.click("dialog button.main")
        until(page, "!document.querySelector('dialog')")
        path = folder / "davos.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("- title: 开场", "- title: 开头"), encoding="utf-8")
        page.wait_for_selector("dialog:has-text('文件在别的程序里改过了')")
        page.click("text=用那边的")
        until(page, "document.querySelector('.chapter h2').innerText.startsWith('开头')")
        page.click("text=English")
        until(page, "document.querySelector('.people h2').innerText === '2 people found'")


@pytest.mark.parametrize("width", [320, 390, 1024, 1440])
def test_nothing_sticks_out(browser: Browser, folder: Path, width: int) -> None:
    like = {"viewport": {"width": width, "height": 800}}
    with studio(folder, "davos.txt") as server, visiting(browser, server, like) as page:
        page.click(sentence(2, 1))
        page.keyboard.press("r")
        page.click(".chip >> nth=0")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.click("text=看看会写什么")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto(server.origin)
        page.wait_for_selector(".recent button")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390)])
def test_axe_finds_nothing(browser: Browser, folder: Path, scheme: str, width: int) -> None:
    """WCAG 2.2 AA, as far as a program can tell."""
    like = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "reduced_motion": "reduce"}
    with studio(folder, "davos.txt") as server, visiting(browser, server, like) as page:
        page.wait_for_selector(".checks li:nth-child(3)")
        assert findings(page) == []
        page.click(sentence(2, 1))
        page.keyboard.press("r")
        page.click(".chip >> nth=0")
        page.locator(".more summary").first.click()
        assert findings(page) == []
        page.keyboard.press("Escape")
        page.click(sentence(2, 1))
        page.keyboard.press("Enter")
        assert findings(page) == []
        page.click("text=看看会写什么")
        assert findings(page) == []
        page.goto(server.origin)
        page.wait_for_selector(".recent button")
        assert findings(page) == []


def test_without_the_key_nothing_is_shown(browser: Browser, folder: Path) -> None:
    with studio(folder, "davos.txt") as server:
        context = browser.new_context(locale="en-GB")
        page = context.new_page()
        page.goto(server.origin)
        page.wait_for_selector(".trouble:not([hidden])")
        assert "Open the address that the terminal shows." in page.inner_text(".trouble")
        assert "马云" not in page.content()
        context.close()


def test_the_colours_are_the_player_s() -> None:
    root = Path(__file__).parents[2] / "tts"
    ours = tokens(root / "studio" / "static" / "tokens.css")
    theirs = tokens(root / "show" / "player" / "static" / "player.css")
    assert ours
    assert ours <= theirs


def tokens(path: Path) -> set[str]:
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {line for line in lines if line.startswith("--")}


def test_what_comes_from_elsewhere_is_what_it_says_it_is() -> None:
    folder = Path(__file__).parents[2] / "tts" / "studio" / "static" / "vendor"
    said = (folder / "LICENSES.md").read_text(encoding="utf-8")
    for path in folder.glob("*.js"):
        assert path.name in said
        assert hashlib.sha256(path.read_bytes()).hexdigest() in said
