"""Whether text recognition is there, told without loading it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from contractkit.errors import UnreadableDocument
from contractkit.readers.scan import photo, recogniser


def test_without_the_extra_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser, "find_spec", lambda _: None)

    assert not recogniser.is_available()
    for ask in (recogniser.open_recogniser, lambda: photo.read_photo(b"")):
        with pytest.raises(
            UnreadableDocument, match=r'pip install "rapidocr>=3\.10,<4" onnxruntime（.*pipx inject'
        ) as caught:
            ask()
        assert caught.value.exit_code == 3


def test_asking_whether_it_is_there_loads_nothing() -> None:
    script = (
        "import sys; from contractkit.readers.scan.recogniser import is_available; is_available();"
        "print([name for name in ('rapidocr', 'onnxruntime', 'cv2', 'numpy', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)

    assert done.stdout.strip() == "[]"
