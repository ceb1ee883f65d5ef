"""What crosses the pipes between the two processes: pickled values, each after its length."""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from typing import IO, Any, Final

_LENGTH: Final = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Opening:
    """The first frame to a worker.

    Attributes:
        setup: what its target is opened with.
        memory: bytes that the process may have in use.
    """

    setup: Any
    memory: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker is open; `greeting` is what the target has to say at that."""

    greeting: Any


@dataclass(frozen=True, slots=True)
class Refused:
    """The worker cannot be opened with this setup."""

    error: Exception


@dataclass(frozen=True, slots=True)
class News:
    """Something the work tells, a result or a sign of progress."""

    value: Any


@dataclass(frozen=True, slots=True)
class Done:
    """The work is at its end."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The work ended in an exception that nobody had foreseen; `memory` when there was no more of it."""

    words: str
    memory: bool = False


def send(stream: IO[bytes], value: object) -> None:
    """Write one value and hand it over at once."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one value.

    Raises:
        EOFError: the other process is gone, perhaps in the middle of a value.
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return pickle.loads(_exactly(stream, length))  # noqa: S301  written by our own other half


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
