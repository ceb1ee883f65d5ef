"""The second round: every decision on our insertions and every silent edit is told, and nothing else."""

from __future__ import annotations

import io
import json
import random
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from lxml import etree

from answers import Done, answer_to, faults_of, with_gaps
from contractkit.core.redline.comparison import Effect
from contractkit.core.redline.rounds.answer import Decision, EditKind, Fate
from contractkit.errors import UsageError
from contractkit.library.law import load_registry
from contractkit.office import find_office
from contractkit.readers.options import ReadingOptions, RevisionView
from contractkit.readers.word import read_docx
from contractkit.reporters.redline.rounds.console import to_text
from contractkit.reporters.redline.rounds.json_round import to_json
from contractkit.workflows.answer import AnswerOptions, read_answer
from contractkit.workflows.answer.child import Desk, read_file, said
from contractkit.workflows.answer.messages import Answered, AnswerJob, AnswerSetup
from contractkit.workflows.check import CheckOptions
from contractkit.workflows.checking.messages import Setup
from contractkit.workflows.judging import open_knowledge
from contractkit.workflows.return_draft import ReturnOptions, return_drafts
from contractkit.workflows.standpoint import Standpoint
from word_validity import W, faults

SAMPLES = Path(__file__).parents[2] / "samples" / "drafts"
WE = "我方法务"
NOW = datetime(2026, 3, 20, 9, 30)  # noqa: DTZ001 - as Word shows it
OPTIONS = AnswerOptions(on=NOW)
MAIN = "word/document.xml"
Edited = Callable[[Callable[[str], str]], Path]
Ask = Callable[..., Answered]


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """A sample, and a good one out of which provisions were taken, as we returned them."""
    folder = tmp_path_factory.mktemp("round")
    gaps = folder / "gaps.docx"
    gaps.write_bytes(with_gaps((SAMPLES / "good-agreement.docx").read_bytes(), random.Random(5), 0.4))  # noqa: S311
    drafts = [SAMPLES / "flawed-agreement.docx", gaps]
    _, sent = return_drafts(drafts, CheckOptions(on=date(2026, 3, 4)), ReturnOptions(folder / "out", WE, NOW))
    return tuple(one.path for one in sent if one.path is not None)


@pytest.fixture(scope="module")
def ask() -> Ask:
    """What the confined process does, without starting one for each answer, and with cues alone, which is quick."""
    setup = AnswerSetup(Setup(NOW.date(), None, None, "", None, ReadingOptions(), Standpoint()), "", NOW)
    requirements = load_registry().requirements("nda-2025", "", NOW.date())
    work = Desk(replace(open_knowledge(), learnt=None), requirements, setup).work

    def answered(returned: Path, answer: Path, *, with_redline: bool = False) -> Answered:
        told: list[object] = []
        work(AnswerJob(returned, answer, with_redline), told.append)
        (found,) = told
        assert isinstance(found, Answered), found
        return found

    return answered


@pytest.fixture
def edited(returned: tuple[Path, ...], tmp_path: Path) -> Edited:
    """An answer made from the first returned draft by an edit of its main part."""

    def make(edit: Callable[[str], str]) -> Path:
        target = tmp_path / "answer.docx"
        with zipfile.ZipFile(returned[0]) as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                new.writestr(name, edit(content.decode()).encode() if name == MAIN else content)
        return target

    return make


def answer_of(returned: Path, path: Path, seed: int, *, rewrite: bool) -> Done:
    data, done = answer_to(returned.read_bytes(), WE, random.Random(seed), silent=3, rewrite=rewrite)  # noqa: S311
    path.write_bytes(data)
    return done


@pytest.mark.parametrize("seed", range(12))
def test_every_decision_and_every_silent_edit_is_told_and_nothing_else(
    returned: tuple[Path, ...], tmp_path: Path, seed: int
) -> None:
    one = returned[seed % len(returned)]
    done = answer_of(one, tmp_path / "answer.docx", seed, rewrite=seed % 3 == 0)
    assert len(done.silent) == 3
    words = said(read_file(one), read_file(tmp_path / "answer.docx"), WE)
    assert faults_of(done, words) == []


@pytest.mark.skipif(find_office() is None, reason="没有 LibreOffice")
def test_an_answer_that_another_program_wrote_says_the_same(returned: tuple[Path, ...], tmp_path: Path) -> None:
    done = answer_of(returned[0], tmp_path / "answer.docx", 3, rewrite=False)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(find_office()), profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
    subprocess.run([*command, str(tmp_path / "again"), str(tmp_path / "answer.docx")], check=True, capture_output=True)
    words = said(read_file(returned[0]), read_file(tmp_path / "again" / "answer.docx"), WE)
    assert faults_of(done, words) == []
    assert {one.fate for one in words.comments} == {Fate.KEPT}


def test_the_draft_itself_as_answer_leaves_everything_pending(returned: tuple[Path, ...], ask: Ask) -> None:
    found = ask(returned[0], returned[0]).round
    assert found.author == WE
    assert {one.decision for one in found.words.replies} == {Decision.PENDING}
    assert found.words.edits == ()
    assert not found.is_settled
    hanging = {one.id for one in found.elements if one.hangs and one.effect is Effect.LOST}
    assert "14.6.no_redevelopment" in hanging
    assert all(one.replies for one in found.elements)


def test_their_old_file_as_answer_rejects_everything_and_loses_the_elements(
    returned: tuple[Path, ...], ask: Ask
) -> None:
    found = ask(returned[0], SAMPLES / "flawed-agreement.docx").round
    assert {one.decision for one in found.words.replies} == {Decision.REJECTED}
    assert found.words.edits == ()
    assert {one.fate for one in found.words.comments} == {Fate.DELETED}
    lost = {one.id: one for one in found.elements if one.effect is Effect.LOST}
    assert set(lost) >= {"14.3.business_review", "14.6.no_redevelopment", "14.8.risk_monitoring"}
    assert all(one.replies for one in lost.values())


def test_a_silent_word_of_a_duty_is_told_with_what_it_means(
    returned: tuple[Path, ...], edited: Edited, ask: Ask
) -> None:
    def quiet(xml: str) -> str:
        return xml.replace("不得移作自身其他经营用途", "可以移作自身其他经营用途", 1)

    found = ask(returned[0], edited(quiet)).round
    (edit,) = found.words.edits
    assert (edit.kind, edit.old, edit.new) == (EditKind.SILENT, "不得", "可以")
    assert any(1 in one.edits and one.effect in (Effect.LOST, Effect.WEAKER, Effect.CHANGED) for one in found.elements)
    assert not found.is_settled
    assert "没有标明的改动1处" in to_text(found)


def test_words_in_our_name_that_we_never_wrote_are_told(returned: tuple[Path, ...], edited: Edited, ask: Ask) -> None:
    author = f'w:author="{WE}"'

    def forged(xml: str) -> str:
        change = (
            f'<w:ins w:id="77001" {author} w:date="2026-03-21T08:00:00Z"><w:r><w:t>免收全部费用</w:t></w:r></w:ins>'
        )
        at = xml.index("被授权方只能为开发")
        return xml[: xml.rindex("<w:r>", 0, at)] + change + xml[xml.rindex("<w:r>", 0, at) :]

    found = ask(returned[0], edited(forged)).round
    (edit,) = found.words.edits
    assert (edit.kind, edit.new, edit.author) == (EditKind.SILENT, "免收全部费用", WE)
    assert "以我方名义，并非我方所写" in to_text(found)


def test_a_tracked_change_of_their_own_that_became_text_is_told_apart(
    returned: tuple[Path, ...], edited: Edited, ask: Ask
) -> None:
    def settled(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        for node in [one for one in root.iter(W + "ins", W + "del") if one.get(W + "author", "").startswith("陈牧")]:
            if node.tag == W + "ins":
                for child in list(node):
                    node.addprevious(child)
            parent = node.getparent()
            assert parent is not None
            parent.remove(node)
        return etree.tostring(root).decode()

    found = ask(returned[0], edited(settled)).round
    assert {one.kind for one in found.words.edits} == {EditKind.SETTLED}
    assert all(one.author.startswith("陈牧") for one in found.words.edits)
    assert {one.decision for one in found.words.replies} == {Decision.PENDING}


def with_talk(path: Path) -> bytes:
    """The returned draft with one comment of ours answered and closed, one answered on the same words, one taken out."""
    space = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    target = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        comments = etree.fromstring(old.read("word/comments.xml"))
        ours = [one for one in comments if one.get(W + "author") == WE]
        answer = etree.fromstring(
            f'<w:comment xmlns:w="{W[1:-1]}" {space} w:id="88001" w:author="对方法务"><w:p w14:paraId="0A0A0A0B"><w:r>'
            "<w:t>同意，已按五年修改。</w:t></w:r></w:p></w:comment>"
        )
        last = ours[1].findall(W + "p")[-1]
        last.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", "0A0A0A0A")
        comments.append(answer)
        comments.remove(ours[2])
        extended = (
            '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
            '<w15:commentEx w15:paraId="0A0A0A0A" w15:done="1"/>'
            '<w15:commentEx w15:paraId="0A0A0A0B" w15:paraIdParent="0A0A0A0A" w15:done="0"/></w15:commentsEx>'
        )
        relation = (
            '<Relationship Id="rIdEx" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" '
            'Target="commentsExtended.xml"/></Relationships>'
        )
        for name in old.namelist():
            content = old.read(name)
            if name == "word/comments.xml":
                content = etree.tostring(comments)
            if name == "word/_rels/document.xml.rels":
                content = content.decode().replace("</Relationships>", relation).encode()
            new.writestr(name, content)
        new.writestr("word/commentsExtended.xml", extended)
    return target.getvalue()


def test_what_they_did_with_our_comments_is_told(returned: tuple[Path, ...], tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "answer.docx").write_bytes(with_talk(returned[0]))
    found = ask(returned[0], tmp_path / "answer.docx").round
    fates = [one.fate for one in found.words.comments]
    assert fates[1:3] == [Fate.RESOLVED, Fate.DELETED]
    assert set(fates[3:]) == {Fate.KEPT}
    assert [one.lines for one in found.words.comments[1].answers] == [("同意，已按五年修改。",)]
    assert found.words.remarks == ()
    assert "标为已解决" in to_text(found)


def test_the_word_file_shows_what_they_did(returned: tuple[Path, ...], tmp_path: Path) -> None:
    answer_of(returned[0], tmp_path / "answer.docx", 7, rewrite=False)
    target = tmp_path / "shown.docx"
    done = read_answer(returned[0], tmp_path / "answer.docx", replace(OPTIONS, redline=target))
    data = target.read_bytes()
    assert data == done.redline
    assert done.is_native
    assert [one for one in faults(data) if one not in faults((tmp_path / "answer.docx").read_bytes())] == []

    def text(source: bytes, view: RevisionView) -> str:
        return "".join("".join((one.label + one.text).split()) for one in read_docx(source, view).blocks)

    sent, back = returned[0].read_bytes(), (tmp_path / "answer.docx").read_bytes()
    assert text(data, RevisionView.ORIGINAL) == text(sent, RevisionView.ACCEPTED)
    assert text(data, RevisionView.ACCEPTED) == text(back, RevisionView.ACCEPTED)
    with zipfile.ZipFile(target) as archive:
        assert "没有标明的改动" in archive.read("word/comments.xml").decode()


def test_words_alone_are_told_with_what_they_do_not_tell(returned: tuple[Path, ...], tmp_path: Path, ask: Ask) -> None:
    blocks = read_docx(returned[0].read_bytes()).blocks
    text = "\n\n".join(f"{block.label}\u3000{block.text}" for block in blocks).replace("不少于三年", "不少于一年")
    (tmp_path / "answer.txt").write_text(text, encoding="utf-8")
    found = ask(returned[0], tmp_path / "answer.txt").round
    assert {one.decision for one in found.words.replies} == {Decision.PRESENT}
    assert ("三年", "一年") in {(one.old, one.new) for one in found.words.edits}
    told = to_text(found)
    assert "只有文字" in told
    assert "未标明" not in told
    assert json.loads(to_json(found))["comments"] is None


def test_every_quote_is_of_the_files(returned: tuple[Path, ...], tmp_path: Path, ask: Ask) -> None:
    answer_of(returned[0], tmp_path / "answer.docx", 11, rewrite=True)
    told = json.loads(to_json(ask(returned[0], tmp_path / "answer.docx").round))
    assert told["schema"] == "contractkit.round/1"
    sides = [
        "\n".join(block.text for block in read_docx(path.read_bytes(), RevisionView.MARKED).blocks)
        for path in (returned[0], tmp_path / "answer.docx")
    ]
    for one in told["edits"]:
        assert one["old"] in sides[0]
        assert one["new"] in sides[1]
    for line in (line for one in told["insertions"] for line in one["lines"]):
        assert line["ours"] in sides[0]


def test_a_file_that_we_did_not_return_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="无此人"):
        read_answer(SAMPLES / "good-agreement.docx", SAMPLES / "good-agreement.docx", replace(OPTIONS, author="无此人"))
    with pytest.raises(UsageError, match="不是返回稿"):
        read_answer(SAMPLES / "traditional-agreement.md", SAMPLES / "good-agreement.docx", OPTIONS)
    with pytest.raises(UsageError, match="没有这个文件"):
        read_answer(tmp_path / "none.docx", SAMPLES / "good-agreement.docx", OPTIONS)
