"""The interview in a browser on this machine, and for nobody else.

textual-serve has no authentication: any page in any browser of this machine, and any other user of it, could reach the
screen with its drafts. Here only 127.0.0.1 is listened on, a token that works once is exchanged for a cookie, and requests
in the name of another host (DNS rebinding) or from another page are refused, the websocket's too.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from contractkit.errors import UsageError

if TYPE_CHECKING:
    from aiohttp import web

_HOST: Final = "127.0.0.1"
_TEMPLATES: Final = Path(__file__).parent.parent / "data" / "web"
_STOP: Final = 3.0  # seconds that open pages get to end their sessions
_BYTES: Final = 32
_TITLE: Final = "contractkit 授权运营文件"

Handler = Callable[["web.Request"], Awaitable["web.StreamResponse"]]


def serve(path: Path | None, *, source: Path | None = None, clauses: Path | None = None) -> int:
    """Serve the interview until Ctrl-C; tells the address on stdout.

    Args:
        path: matter to open; without one the user chooses in the browser.
        source: another matter, or a draft, that a new matter begins with.
        clauses: folder of an office's own clause library.

    Raises:
        UsageError: the extra `web` is not installed.
    """
    if find_spec("textual_serve") is None:
        raise UsageError(
            "没有安装在浏览器中打开所需的组件",
            remedy='请运行 pip install "contractkit-shuju[web]"，或者不加 --web，在终端里填写。',
        )
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(_command(path, source, clauses)))
    _tell("已经停止。填写的内容都已存盘。")
    return 0


async def _serve(command: str) -> None:
    listening = socket.create_server((_HOST, 0))
    port = listening.getsockname()[1]
    gate = Gate(port)
    runner = await _started(command, listening, gate)
    try:
        _tell(f"请在本机的浏览器中打开下面的地址（只能打开一次），按 Ctrl-C 结束：\n{gate.address}")
        await _asked_to_stop()
    finally:
        await runner.cleanup()


async def _started(command: str, listening: socket.socket, gate: Gate) -> web.AppRunner:
    """textual-serve's application behind the gate."""
    from aiohttp import web  # noqa: PLC0415  the extra
    from textual_serve.server import Server  # noqa: PLC0415

    class Quiet(Server):
        async def on_startup(self, app: web.Application) -> None:
            """Says nothing; the address with its token is told elsewhere."""

    server = Quiet(
        command,
        host=_HOST,
        port=gate.port,
        title=_TITLE,
        public_url=gate.origin,
        templates_path=_TEMPLATES,
    )
    app = await server._make_app()  # noqa: SLF001  `serve` would listen without a gate
    app.middlewares.append(gate.middleware())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_STOP)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    return runner


class Gate:
    """Who is let in: whoever brings the token, once; then whoever has the cookie that was given for it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.origin = f"http://{_HOST}:{port}"
        self._host = f"{_HOST}:{port}"
        self._cookie = f"contractkit-{port}"  # browsers send a cookie to every port of a host
        self._token = secrets.token_urlsafe(_BYTES)
        self._session = secrets.token_urlsafe(_BYTES)
        self._spent = False

    @property
    def address(self) -> str:
        """Where the browser goes, with the token."""
        return f"{self.origin}/?token={self._token}"

    def middleware(self) -> Any:
        """For the application whose every request passes the gate."""
        from aiohttp import web  # noqa: PLC0415  the extra

        @web.middleware
        async def pass_gate(request: web.Request, handler: Handler) -> web.StreamResponse:
            response = await self._answer(request, handler)
            if not response.prepared:
                response.headers.update(_headers(self._host))
            return response

        return pass_gate

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.headers.get("Host", "") != self._host:
            return _refusal("这个地址不是本机的。")
        if request.headers.get("Origin", self.origin) != self.origin:
            return _refusal("请求来自另一个网页。")
        if (token := request.query.get("token")) is not None:
            return self._exchange(token)
        if not _same(request.cookies.get(self._cookie, ""), self._session):
            return _refusal("没有口令，或者口令不对。")
        return await handler(request)

    def _exchange(self, token: str) -> web.Response:
        """The cookie for the token; the address that stays in the browser's history is of no use to anybody."""
        from aiohttp import web  # noqa: PLC0415  the extra

        if self._spent or not _same(token, self._token):
            return _refusal("口令不对，或者已经用过。")
        self._spent = True
        response = web.Response(status=303, headers={"Location": "/"})
        response.set_cookie(self._cookie, self._session, httponly=True, samesite="Strict", path="/")
        return response


def _refusal(why: str) -> web.Response:
    from aiohttp import web  # noqa: PLC0415  the extra

    page = (_TEMPLATES / "refused.html").read_text(encoding="utf-8")
    return web.Response(status=403, text=page % {"why": escape(why)}, content_type="text/html", charset="utf-8")


def _headers(host: str) -> dict[str, str]:
    """Nothing is loaded from elsewhere, kept, framed, or told to the next page."""
    policy = (
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws://{host}; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def _same(given: str, wanted: str) -> bool:
    return secrets.compare_digest(given.encode(), wanted.encode())


def _command(path: Path | None, source: Path | None, clauses: Path | None) -> str:
    """The shell command that textual-serve runs for each page."""
    words = [sys.executable, "-m", "contractkit", "interview"]
    words += [str(path.absolute())] if path is not None else []
    words += ["--from", str(source.absolute())] if source is not None else []
    words += ["--clauses", str(clauses.absolute())] if clauses is not None else []
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


async def _asked_to_stop() -> None:
    """Wait for Ctrl-C or a request to end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C interrupts the wait itself
            loop.add_signal_handler(number, stop.set)
    await stop.wait()


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
