"""Recognition cues from disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import cues, elements
from contractkit.core.checker.recognition.cues import Subject, Window
from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData
from contractkit.library.cues import load_cues

_SCREENS = "says_something: [应当]\nparties:\n  operator: [<运营机构>]\nscreens: []\n"
_GOOD = """item: "14.2"
elements:
  term:
    recognise:
      - name: 期限
        all: [[<期限>], ['[0-9]年']]
        near: 20
        subject: operator
        window: passage
    touches: [<期限>]
"""


def _folder(root: Path, cue_file: str = _GOOD, **files: str) -> Path:
    texts = {
        "lexicon.yaml": "运营机构:\n  - 乙方\n期限:\n  - 期限\n  - 有效期\n",
        "screens.yaml": _SCREENS,
        "kinds.yaml": "plan:\n  form: []\n",
    }
    texts |= {name.replace("_", "."): text for name, text in files.items()}
    for name, text in (*texts.items(), ("agreement/14.2.cues.yaml", cue_file)):
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_every_element_of_the_law_and_of_every_locality_has_cues() -> None:
    wanted = {*elements(Kind.AGREEMENT), *elements(Kind.PLAN)}

    assert set(cues().elements) == wanted
    assert all(entry.recognise and all(cue.name for cue in entry.recognise) for entry in cues().elements.values())


def test_what_binds_bidders_counts_where_the_file_says_so() -> None:
    others_too = {name for name, entry in cues().elements.items() if entry.others_too}

    assert {"9.3.funding", "9.10.other_parties"} <= others_too
    assert "14.6.no_redevelopment" not in others_too


def test_words_stand_for_their_lists(tmp_path: Path) -> None:
    loaded = load_cues(_folder(tmp_path))

    cue = loaded.elements["14.2.term"].recognise[0]
    assert cue.groups[0].search("有效期")
    assert (cue.near, cue.subject, cue.window) == (20, Subject.OPERATOR, Window.PASSAGE)
    assert loaded.parties[Subject.OPERATOR] == ("(?:乙方)",)


def test_the_list_beside_the_cue_file_wins(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "agreement" / "lexicon.yaml").write_text("期限:\n  - 年限\n", encoding="utf-8")

    cue = load_cues(folder).elements["14.2.term"].recognise[0]
    assert cue.groups[0].search("年限")
    assert not cue.groups[0].search("有效期")


@pytest.mark.parametrize(
    ("before", "after", "line", "message"),
    [
        ("<期限>]", "<年份>]", 6, "词表里没有 <年份>。"),
        ("[0-9]年", "[0-9年", 6, "识别式写错：unterminated character set at position 0。"),
        ("near: 20", "nearby: 20", 7, "不认识的键“nearby”。"),
        ("operator", "nobody", 8, "“nobody”不能用在这里。"),
        ("passage", "page", 9, "“page”不能用在这里。"),
        ("    touches: [<期限>]", "    touches: [20]", 10, "识别式应为文字，这里是 20。"),
        ("        all: [[<期限>], ['[0-9]年']]\n", "", 5, "线索没有任何识别式。"),
        ("    touches: [<期限>]", "    touches: {a: b}", 10, "这里应为一列。"),
    ],
)
def test_mistakes_have_their_line(tmp_path: Path, before: str, after: str, line: int, message: str) -> None:
    assert before in _GOOD
    folder = _folder(tmp_path, _GOOD.replace(before, after, 1))

    with pytest.raises(InvalidData) as caught:
        load_cues(folder)

    problem = caught.value.problems[0]
    assert (problem.line, problem.message) == (line, message)
    assert problem.file.endswith("14.2.cues.yaml")


def test_an_element_stands_in_one_file_only(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "agreement" / "other.cues.yaml").write_text(_GOOD, encoding="utf-8")

    with pytest.raises(InvalidData) as caught:
        load_cues(folder)
    assert "要素 14.2.term 在两个文件里都有线索。" in caught.value.problems[0].message


def test_a_file_that_is_no_yaml_does_not_hide_the_others(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "item: [\n", lexicon_yaml="期限: 年\n")

    with pytest.raises(InvalidData) as caught:
        load_cues(folder)
    assert {Path(problem.file).name for problem in caught.value.problems} >= {"lexicon.yaml", "14.2.cues.yaml"}


def test_unknown_words_in_a_word_list(tmp_path: Path) -> None:
    folder = _folder(tmp_path, lexicon_yaml="运营机构:\n  - 乙方\n期限:\n  - <无>期限\n")

    with pytest.raises(InvalidData) as caught:
        load_cues(folder)
    assert caught.value.problems[0].message == "词表“期限”里的 <无> 没有定义。"
