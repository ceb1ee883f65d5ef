"""Learn the encoder: `train_encoder.py --phrases DIR... --drafts DIR... [--without ID...] [--without-findings ID...] [--output FILE]`.

Needs the dependency group `train`. It starts from the first layers of a public encoder and learns, for all elements at
once, whether a sentence under its headings carries each of them (and whether it puts each off). The seed is fixed; whether
two machines give the same file is not known. About half an hour on two cores.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from lessons import Lesson, all_lessons, lessons_options
from pretrained import Pretrained, known_pieces, load_pretrained

from contractkit.core.checker.recognition.learnt.pieces import Vocabulary
from contractkit.core.checker.recognition.learnt.sentences import BREAK, LONGEST_CONTEXT, LONGEST_TEXT, START
from contractkit.library.encoder import PARTS, SCHEMA

ROOT = Path(__file__).resolve().parents[1]
LAYERS = 3
EPOCHS = 4
RATE = 2.5e-4  # of the body; what is new learns ten times as fast
WARM_UP = 0.1
PIECES_AT_ONCE = 2048
STEP = 16
PLACES = 144
DROPPED = 0.1
WITHOUT_CONTEXT = 0.2  # so often a sentence is shown without what stands above it
OTHER_NAMES = 0.4  # so often a sentence about 甲方 and 乙方 is shown with other names
NAMES = (
    ("授权方", "被授权方"),
    ("授权主体", "运营单位"),
    ("实施机构", "运营机构"),
    ("委托方", "受托方"),
    ("发包人", "承包人"),
    ("授权人", "被授权人"),
    ("主管部门", "运营公司"),
    ("数据局", "数据集团"),
)
SEED = 0
SOURCES = {"query": "q", "key": "k", "value": "v", "out": "ao", "widen": "fi", "narrow": "fo"}
_NAMED = re.compile("甲方|乙方")
Tree = Any


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lessons_options(parser)
    parser.add_argument("--output", type=Path, default=ROOT / "src/contractkit/data/recognition/encoder.npz")
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    options = parser.parse_args()
    lessons = all_lessons(options)
    pretrained = load_pretrained()
    kept = _kept(pretrained, lessons)
    vocabulary = Vocabulary([pretrained.pieces[at] for at in kept], [float(pretrained.scores[at]) for at in kept])
    columns = sorted({name for lesson in lessons for name in lesson.answers})
    sys.stdout.write(f"{len(lessons)} lessons, {len(columns)} columns, {len(kept)} pieces\n")
    course = Course(lessons, vocabulary, columns)
    learnt = learn(start(pretrained, kept, len(columns)), course, options.epochs, pretrained.heads)
    write(options.output, learnt, columns, pretrained, kept)


def _kept(pretrained: Pretrained, lessons: Sequence[Lesson]) -> list[int]:
    """The pieces into which the lessons fall under the whole vocabulary, and all single characters."""
    whole = Vocabulary(pretrained.pieces[3:], [float(score) for score in pretrained.scores[3:]])
    seen = {at for text in {text for one in lessons for text in (one.context, one.text)} for at in whole.split(text)}
    return known_pieces(pretrained, {pretrained.pieces[at + 3] for at in seen})


class Course:
    """The lessons as ids and tables of answers and weights."""

    def __init__(self, lessons: Sequence[Lesson], vocabulary: Vocabulary, columns: Sequence[str]) -> None:
        at = {name: column for column, name in enumerate(columns)}
        self.lessons = lessons
        self.vocabulary = vocabulary
        self.answers = np.zeros((len(lessons), len(columns)), dtype=np.float32)
        self.weights = np.zeros_like(self.answers)
        for row, lesson in enumerate(lessons):
            for name, (answer, weight) in lesson.answers.items():
                self.answers[row, at[name]] = answer
                self.weights[row, at[name]] = weight

    def batches(self, random: np.random.Generator) -> Iterator[tuple[Any, ...]]:
        """One epoch: ids, mask, answers and weights of texts of like length, in random order."""
        texts = [self._pieces(lesson, random) for lesson in self.lessons]
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]) + random.random() * STEP / 2)
        groups: list[list[int]] = [[]]
        for at in order:
            if groups[-1] and (len(groups[-1]) + 1) * _padded(len(texts[at])) > PIECES_AT_ONCE:
                groups.append([])
            groups[-1].append(at)
        for group in random.permutation(len(groups)):
            yield self._batch(groups[group], texts)

    def _pieces(self, lesson: Lesson, random: np.random.Generator) -> list[int]:
        """A lesson as it is shown this time: sometimes without context, sometimes with other names for the parties."""
        bare, named = random.random() < WITHOUT_CONTEXT, random.random() < OTHER_NAMES
        text = _renamed(lesson.text, random) if named else lesson.text
        context = [] if bare or not lesson.context else self.vocabulary.split(lesson.context)[-LONGEST_CONTEXT:]
        return [START, *context, BREAK, *self.vocabulary.split(text)[:LONGEST_TEXT], BREAK]

    def _batch(self, rows: list[int], texts: list[list[int]]) -> tuple[Any, ...]:
        width = _padded(max(len(texts[at]) for at in rows))
        height = max(PIECES_AT_ONCE // width, len(rows))
        ids = np.zeros((height, width), dtype=np.int32)
        mask = np.zeros((height, width), dtype=np.float32)
        mask[:, 0] = 1
        for row, at in enumerate(rows):
            ids[row, : len(texts[at])] = texts[at]
            mask[row, : len(texts[at])] = 1
        answers, weights = (np.zeros((height, self.answers.shape[1]), dtype=np.float32) for _ in range(2))
        answers[: len(rows)], weights[: len(rows)] = self.answers[rows], self.weights[rows]
        return ids, mask, answers, weights


def _renamed(text: str, random: np.random.Generator) -> str:
    """A text with the parties under other names, one pair of names throughout."""
    names = NAMES[random.integers(len(NAMES))]
    return _NAMED.sub(lambda match: names[match[0] == "乙方"], text)


def _padded(length: int) -> int:
    return -(-length // STEP) * STEP


def start(pretrained: Pretrained, kept: Sequence[int], columns: int) -> Tree:
    """The weights before learning."""
    tensor, size = pretrained.tensors, pretrained.size
    random = np.random.default_rng(SEED)
    body: Tree = {
        "words": tensor["emb.word"].reshape(-1, size)[np.array(kept)],
        "places": tensor["emb.pos"].reshape(-1, size)[:PLACES] + tensor["emb.type"][:size],
        "norm": (tensor["emb.ln.w"], tensor["emb.ln.b"]),
        "layers": [_layer(pretrained, at) for at in range(LAYERS)],
    }
    head: Tree = {
        "looks": random.normal(size=(size, columns)).astype(np.float32) * 0.02,
        "answers": random.normal(size=(columns, size)).astype(np.float32) * 0.02,
        "bias": np.full(columns, -3.0, dtype=np.float32),
    }
    return jax.tree.map(jnp.asarray, {"body": body, "head": head})


def _layer(pretrained: Pretrained, at: int) -> Tree:
    tensor = pretrained.tensors
    rows = {part: pretrained.wide if part == "widen" else pretrained.size for part in PARTS}
    layer: Tree = {part: pretrained.matrix(f"l{at}.{SOURCES[part]}.w", rows[part]).T.copy() for part in PARTS}
    layer["biases"] = {part: tensor[f"l{at}.{SOURCES[part]}.b"] for part in PARTS}
    layer["norms"] = [(tensor[f"l{at}.{norm}.w"], tensor[f"l{at}.{norm}.b"]) for norm in ("aln", "oln")]
    return layer


def forward(weights: Tree, ids: Any, mask: Any, heads: int, key: Any) -> Any:
    """Margins of a batch, some states dropped at random."""
    body, head = weights["body"], weights["head"]
    keys = iter(jax.random.split(key, 2 * LAYERS + 1))

    def dropped(states: Any) -> Any:
        return states * jax.random.bernoulli(next(keys), 1 - DROPPED, states.shape) / (1 - DROPPED)

    states = dropped(_normed(body["words"][ids] + body["places"][: ids.shape[1]], *body["norm"]))
    nowhere = (1 - mask) * -1e9
    for layer in body["layers"]:
        states = _normed(states + dropped(_attended(layer, states, nowhere, heads)), *layer["norms"][0])
        wide = jax.nn.gelu(states @ layer["widen"] + layer["biases"]["widen"], approximate=True)
        states = _normed(states + dropped(wide @ layer["narrow"] + layer["biases"]["narrow"]), *layer["norms"][1])
    attention = jax.nn.softmax(states @ head["looks"] + nowhere[:, :, None], axis=1)
    return (attention * (states @ head["answers"].T)).sum(axis=1) + head["bias"]


def _attended(layer: Tree, states: Any, nowhere: Any, heads: int) -> Any:
    texts, width, size = states.shape

    def split(part: str) -> Any:
        whole = states @ layer[part] + layer["biases"][part]
        return whole.reshape(texts, width, heads, -1).transpose(0, 2, 1, 3)

    scores = split("query") @ split("key").transpose(0, 1, 3, 2) / math.sqrt(size // heads) + nowhere[:, None, None, :]
    seen = (jax.nn.softmax(scores) @ split("value")).transpose(0, 2, 1, 3).reshape(texts, width, size)
    return seen @ layer["out"] + layer["biases"]["out"]


def _normed(states: Any, scale: Any, shift: Any) -> Any:
    centred = states - states.mean(axis=-1, keepdims=True)
    return centred / jnp.sqrt(jnp.square(centred).mean(axis=-1, keepdims=True) + 1e-12) * scale + shift


def learn(weights: Tree, course: Course, epochs: float, heads: int) -> Tree:
    """Go through the course, printing the mean loss now and then."""
    random = np.random.default_rng(SEED)
    steps = int(epochs * sum(1 for _ in course.batches(np.random.default_rng(SEED))))
    rates = optax.warmup_cosine_decay_schedule(0.0, RATE, int(steps * WARM_UP), steps, RATE / 20)
    parts = {"body": optax.adamw(rates, weight_decay=0.01), "head": optax.adamw(lambda step: rates(step) * 10)}
    optimiser = optax.chain(
        optax.clip_by_global_norm(1.0), optax.multi_transform(parts, {"body": "body", "head": "head"})
    )

    def loss(weights: Tree, batch: tuple[Any, ...], key: Any) -> Any:
        ids, mask, answers, counts = batch
        margins = forward(weights, ids, mask, heads, key)
        return (optax.sigmoid_binary_cross_entropy(margins, answers) * counts).sum() / ids.shape[0]

    @jax.jit
    def step(weights: Tree, state: Any, batch: tuple[Any, ...], key: Any) -> tuple[Tree, Any, Any]:
        value, slopes = jax.value_and_grad(loss)(weights, batch, key)
        changes, state = optimiser.update(slopes, state, weights)
        return optax.apply_updates(weights, changes), state, value

    state, key, done, losses, began = optimiser.init(weights), jax.random.PRNGKey(SEED), 0, list[float](), time.time()
    while done < steps:
        for batch in course.batches(random):
            key, now = jax.random.split(key)
            weights, state, value = step(weights, state, batch, now)
            losses.append(float(value))
            done += 1
            if done % 100 == 0 or done == steps:
                sys.stdout.write(f"{done}/{steps} loss {np.mean(losses[-100:]):.4f} {time.time() - began:.0f} s\n")
                sys.stdout.flush()
            if done == steps:
                break
    return jax.tree.map(np.asarray, weights)


def write(path: Path, weights: Tree, columns: Sequence[str], pretrained: Pretrained, kept: Sequence[int]) -> None:
    """Matrices as eight-bit whole numbers with a scale per row, the rest as they are."""
    body, head = weights["body"], weights["head"]
    arrays: dict[str, np.ndarray[Any, Any]] = {"places": body["places"], **head}
    arrays["norm.scale"], arrays["norm.shift"] = body["norm"]
    arrays |= _packed("words", body["words"])
    for at, layer in enumerate(body["layers"]):
        for part in PARTS:
            arrays |= _packed(f"layer{at}.{part}", layer[part])
            arrays[f"layer{at}.{part}.bias"] = layer["biases"][part]
        for norm, (scale, shift) in enumerate(layer["norms"]):
            arrays[f"layer{at}.norm{norm}.scale"], arrays[f"layer{at}.norm{norm}.shift"] = scale, shift
    about = {
        "schema": SCHEMA,
        "elements": list(columns),
        "layers": LAYERS,
        "heads": pretrained.heads,
        "pieces": [pretrained.pieces[at] for at in kept],
        "scores": [round(float(pretrained.scores[at]), 4) for at in kept],
    }
    arrays["about"] = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8)
    with path.open("wb") as file:
        np.savez(file, **{name: np.ascontiguousarray(value) for name, value in sorted(arrays.items())})


def _packed(name: str, matrix: np.ndarray[Any, Any]) -> dict[str, np.ndarray[Any, Any]]:
    scale = (np.abs(matrix).max(axis=1) / 127 + 1e-12).astype(np.float32)
    return {name: np.round(matrix / scale[:, None]).astype(np.int8), f"{name}.scale": scale}


if __name__ == "__main__":
    main()
