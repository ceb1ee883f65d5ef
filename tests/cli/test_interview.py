"""`contractkit interview --plain` and `--answers`: the same answers give the same matter and the same documents."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from contractkit.cli.app import run
from contractkit.core.interview.materials import Materials
from contractkit.library.interview import load_materials
from contractkit.library.law import load_registry
from contractkit.library.matter import load_matter
from drafts import draft
from interview_answers import SAMPLES, answers_file, answers_of, lines_typed


@pytest.fixture(scope="module")
def materials() -> Materials:
    return load_materials()


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTRACTKIT_CONFIG", str(tmp_path / "config"))


def talk(monkeypatch: pytest.MonkeyPatch, matter: Path, lines: list[str]) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return run(["interview", str(matter), "--plain"])


def test_the_same_answers_line_by_line_and_from_a_file_give_the_same_documents(
    materials: Materials, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = answers_of("traffic.yaml", materials)
    one, two = tmp_path / "one", tmp_path / "two"
    assert talk(monkeypatch, one / "m.yaml", lines_typed(materials, answers)) == 0, capsys.readouterr().out[-2000:]
    file = answers_file(tmp_path / "a.yaml", materials, answers)
    assert run(["interview", str(two / "m.yaml"), "--answers", str(file)]) == 0, capsys.readouterr()
    assert (one / "m.yaml").read_bytes() == (two / "m.yaml").read_bytes()
    registry = load_registry()
    assert load_matter(one / "m.yaml", registry).matter == load_matter(SAMPLES / "traffic.yaml", registry).matter
    made = sorted(path.name for path in (one / "out").iterdir())
    assert sum(name.endswith(".docx") for name in made) == 2
    assert made == sorted(path.name for path in (two / "out").iterdir())
    for name in made:
        assert (one / "out" / name).read_bytes() == (two / "out" / name).read_bytes(), name


def test_every_value_of_a_local_matter_can_be_typed(
    materials: Materials, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [*lines_typed(materials, answers_of("medical.yaml", materials))[:-2], ":quit"]
    assert talk(monkeypatch, tmp_path / "m.yaml", lines) == 0, capsys.readouterr().out[-2000:]
    assert "可以生成文件" in capsys.readouterr().out
    registry = load_registry()
    typed = load_matter(tmp_path / "m.yaml", registry).matter
    assert typed == load_matter(SAMPLES / "medical.yaml", registry).matter


def test_the_end_of_the_input_saves_and_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert talk(monkeypatch, tmp_path / "m.yaml", ["云汀市公共数据资源授权运营"]) == 0
    assert "已存盘。继续填写：contractkit interview" in capsys.readouterr().out
    assert "name: 云汀市公共数据资源授权运营" in (tmp_path / "m.yaml").read_text(encoding="utf-8")
    assert not (tmp_path / ".m.yaml.lock").exists()
    assert talk(monkeypatch, tmp_path / "m.yaml", [":quit"]) == 0
    assert "从上次停下的地方继续：起草立场" in capsys.readouterr().out


def test_help_back_undo_and_refusals_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [":goto 起始日", "2026.13.1", "二〇二六年三月一日", "三年", "?", "<", "!", "!!", ":goto 没有这题", ":quit"]
    assert talk(monkeypatch, tmp_path / "m.yaml", lines) == 0
    shown = capsys.readouterr().out
    assert "没有这一天：“2026.13.1”。" in shown
    assert "记为：2026年3月1日" in shown
    assert "记为：3年" in shown
    assert "现在：2029年2月28日（默认值），按起始日和年数推算" in shown
    assert "第十四条第（二）项" in shown
    assert "本协议的运营期限为3年，自2026年3月1日起至2029年2月28日止" in shown
    assert "已撤销：年数。" in shown
    assert "已重做：年数。" in shown
    assert "没有名称含“没有这题”的题。" in shown


def test_rows_are_added_copied_moved_pasted_and_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        ":goto 分配比例", "+", "市财政", "三成", "缴入国库",
        ":paste", "分配对象\t比例\t备注", "运营机构\t70%\t无关", "",
        ":list", "copy 2", ".", "move 3 1", "del 1", "!", "del 1", "9", ":quit",
    ]  # fmt: skip
    assert talk(monkeypatch, tmp_path / "m.yaml", lines) == 0
    shown = capsys.readouterr().out
    assert "收到 1 行。" in shown
    assert "没有用上的列：备注。" in shown
    assert "2. 运营机构（须处理）" in shown  # its use is not written
    matter = (tmp_path / "m.yaml").read_text(encoding="utf-8")
    assert matter.count("- party:") == 2
    assert matter.index("市财政") < matter.index("运营机构")


def test_positions_are_compared_and_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [":goto 条款立场", "x", "14.2.term", "14.2.term 底线", "14.2.term 最好", ":quit"]
    assert talk(monkeypatch, tmp_path / "m.yaml", lines) == 0
    shown = capsys.readouterr().out
    assert "14.2.term 授权运营期限：首选" in shown or "14.2.term 运营期限：首选" in shown
    assert "【备选】" in shown
    assert "没有“最好”这种立场。" in shown
    assert "14.2.term: 底线" in (tmp_path / "m.yaml").read_text(encoding="utf-8")


def test_wrong_answers_in_a_file_are_told_with_their_lines_and_the_others_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "a.yaml"
    answers.write_text(
        "name: 云汀市公共数据资源授权运营\nterm.start: 2026年2月30日\nterm.yeers: 三年\nparties:\n  operator:\n"
        "    credit_code: 123\nrevenue.shares:\n  - party: 市财政\n    percent: 三成\n    share: 1\n",
        encoding="utf-8",
    )
    assert run(["interview", str(tmp_path / "m.yaml"), "--answers", str(answers)]) == 2
    told = capsys.readouterr().err
    assert f"{answers}:2 term.start：期限→起始日：没有这一天：“2026年2月30日”。" in told.replace("授权运营期限", "期限")
    assert f"{answers}:3 term.yeers：没有字段 term.yeers。 是否为 term.years？" in told
    assert f"{answers}:6" in told
    assert "分配比例中没有 share。" in told
    kept = (tmp_path / "m.yaml").read_text(encoding="utf-8")
    assert "云汀市" in kept
    assert "percent: 30" in kept


def test_answers_without_a_matter_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["interview", "--answers", "a.yaml"]) == 2
    assert "用 --answers 时须写明事项文件。" in capsys.readouterr().err


def test_a_draft_line_by_line_shows_its_words_and_enter_confirms_what_is_doubtful(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, matter = draft(tmp_path), tmp_path / "m.yaml"
    lines = [":sources", ":goto term.years", "", ":goto term.years", ":quit"]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    assert run(["interview", str(matter), "--plain", "--from", str(source)]) == 0
    told = capsys.readouterr().out
    assert "存疑 2 处" in told
    assert "没有读到" in told
    assert "“本协议授权运营期限为五年，期满前六个月可以申请延续。”" in told
    assert told.count("核对无误的按回车认可") == 1
    assert "已认可 1 处。" in told
    monkeypatch.setattr("sys.stdin", io.StringIO(":quit\n"))
    assert run(["interview", str(matter), "--plain", "--from", str(source)]) == 2
    assert "已有文件" in capsys.readouterr().err
