"""The server for real: who is let in, and the interview in a headless browser."""

from __future__ import annotations

import asyncio
import contextlib
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from browser import find_chromium, opened_page
from contractkit.errors import UsageError
from contractkit.tui import web

SERVE = (
    "import sys; from pathlib import Path; from contractkit.tui.web import serve; sys.exit(serve(Path(sys.argv[1])))"
)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address that the server tells, with its token; the server runs as long as the test."""
    with served(tmp_path) as told:
        yield told


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, "事项.yaml"], cwd=folder, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        assert process.stdout is not None
        assert "浏览器" in process.stdout.readline()
        yield process.stdout.readline().strip()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert "已经停止" in process.stdout.read()
    finally:
        process.kill()
        process.wait(20)
        if process.stdout is not None:
            process.stdout.close()


async def status(client: aiohttp.ClientSession, url: str, **headers: str) -> tuple[int, str]:
    async with client.get(url, headers=headers, allow_redirects=False) as answer:
        return answer.status, await answer.text()


def jar() -> aiohttp.CookieJar:
    return aiohttp.CookieJar(unsafe=True)  # which keeps cookies of addresses without a name


def test_only_the_token_opens_and_only_once(address: str) -> None:
    base, _, token = address.partition("?")

    async def run() -> None:
        async with aiohttp.ClientSession(cookie_jar=jar()) as first, aiohttp.ClientSession(cookie_jar=jar()) as second:
            code, page = await status(second, base)
            assert code == 403
            assert "没有口令" in page
            assert (await status(second, f"{base}static/js/textual.js"))[0] == 403
            assert (await status(second, f"{base}?token=wrong"))[0] == 403
            assert (await status(first, f"{base}?{token}"))[0] == 303
            code, page = await status(first, base)
            assert code == 200
            assert "正在打开" in page
            assert token.partition("=")[2] not in page
            code, page = await status(second, f"{base}?{token}")
            assert code == 403
            assert "已经用过" in page
            assert (await status(second, base))[0] == 403

    asyncio.run(run())


def test_the_cookie_is_no_scripts_and_no_other_sites(address: str) -> None:
    async def run() -> None:
        async with (
            aiohttp.ClientSession(cookie_jar=jar()) as client,
            client.get(address, allow_redirects=False) as answer,
        ):
            cookie = answer.headers["Set-Cookie"]
            assert "HttpOnly" in cookie
            assert "SameSite=Strict" in cookie
            assert answer.headers["Location"] == "/"
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["Referrer-Policy"] == "no-referrer"

    asyncio.run(run())


def test_other_hosts_and_other_pages_are_refused_even_with_the_cookie(address: str) -> None:
    base = address.partition("?")[0]

    async def run() -> None:
        async with aiohttp.ClientSession(cookie_jar=jar()) as client:
            await status(client, address)
            assert (await status(client, base))[0] == 200
            assert (await status(client, base, Host="evil.example"))[0] == 403
            assert (await status(client, base, Host="localhost:1"))[0] == 403
            assert (await status(client, base, Origin="http://evil.example"))[0] == 403
            assert (await status(client, base, Origin="null"))[0] == 403

    asyncio.run(run())


def test_the_websocket_has_the_same_gate(address: str) -> None:
    base = address.partition("?")[0]
    socket = f"{base}ws?width=80&height=24"

    async def refused(client: aiohttp.ClientSession, **headers: str) -> bool:
        try:
            async with client.ws_connect(socket, headers=headers):
                return False
        except aiohttp.WSServerHandshakeError as error:
            return error.status == 403

    async def run() -> None:
        async with aiohttp.ClientSession(cookie_jar=jar()) as client:
            assert await refused(client)
            await status(client, address)
            assert await refused(client, Origin="http://evil.example")
            assert await refused(client, Host="evil.example")
            async with client.ws_connect(socket, headers={"Origin": base.rstrip("/")}) as opened:
                assert (await opened.receive(timeout=30)).type is aiohttp.WSMsgType.BINARY

    asyncio.run(run())


def test_without_the_extra_there_is_a_word_of_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setattr(web, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="浏览器") as caught:
        web.serve(None)
    assert "contractkit-shuju[web]" in caught.value.remedy


def test_a_path_with_blanks_and_marks_reaches_the_command_whole() -> None:
    words = shlex.split(web._command(Path("/a b/事项 $(x).yaml"), Path("/草案 (1).docx"), Path("/条款;库")))
    named = ["/a b/事项 $(x).yaml", "--from", "/草案 (1).docx", "--clauses", "/条款;库"]
    assert words[1:] == ["-m", "contractkit", "interview", *named]


CHROMIUM = find_chromium()


@pytest.mark.skipif(CHROMIUM is None, reason="这台机器上没有 Chromium")
def test_chinese_is_typed_in_a_browser_and_kept(tmp_path: Path, address: str) -> None:
    """As an input method does it: composed, then committed whole; nothing is loaded from anywhere else."""
    matter = tmp_path / "事项.yaml"
    name = "苇泽市文旅数据授权运营（一期）１［试］"

    async def run() -> None:
        async with opened_page(str(CHROMIUM), tmp_path / "profile") as page:
            await page.call("Emulation.setFocusEmulationEnabled", enabled=True)
            await page.call("Page.navigate", url=address)
            await page.until("document.body && document.body.classList.contains('-first-byte')", 60)
            await page.until("document.activeElement.classList.contains('xterm-helper-textarea')")
            # The page cannot say when the field is there; a person sees it, types, and presses Enter when the text stands there.
            await asyncio.sleep(6)
            await page.commit(name)
            await asyncio.sleep(2)
            await page.press("Enter", 13)
            for _ in range(60):
                if matter.exists() and name in matter.read_text(encoding="utf-8"):
                    break
                await asyncio.sleep(0.5)
            assert f"name: {name}" in matter.read_text(encoding="utf-8")
            assert await page.value("location.href") == address.partition("?")[0]
            base = address.partition("?")[0]
            assert [url for url in page.requested if not url.startswith((base, "data:"))] == []

    asyncio.run(run())
