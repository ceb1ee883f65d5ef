"""What a worker keeps from row to row changes nothing in what it makes."""

from __future__ import annotations

from contractkit.core.clauses.assembly import assemble
from contractkit.core.clauses.memory import Memory
from contractkit.core.law.requirement import Kind
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.law import load_registry
from contractkit.library.matter import KeptParts
from contractkit.workflows.batch.jobs import Setup, Task
from contractkit.workflows.batch.making import load_materials, made_with
from contractkit.workflows.batch.request import Verdict, Verify
from contractkit.workflows.batch.work import open_work
from contractkit.workflows.destination import destination
from contractkit.workflows.tables import open_table
from strategies import SAMPLES
from workflows.batch.tables import write_table

from pathlib import Path  # isort: skip


def test_kept_parts_and_kept_texts_give_the_same_matter_and_draft(tmp_path: Path) -> None:
    table = open_table(write_table(tmp_path / "rows.csv", 5), base=SAMPLES / "traffic.yaml")
    registry, catalog = load_registry(), load_catalog(assets.clauses_folder())
    kept, memory = KeptParts(table.reader.base.data), Memory()
    for row in table.rows():
        fast, plain = table.reader.read(row, registry, kept), table.reader.read(row, registry)
        assert fast == plain
        for kind in Kind:
            draft = assemble(fast.matter, catalog, fast.requirements, kind, memory)
            assert draft == assemble(plain.matter, catalog, plain.requirements, kind)
    assert fast.matter.products is table.reader.read(row, registry, kept).matter.products


def test_a_row_that_fails_costs_itself_and_files_can_be_sent_home(tmp_path: Path) -> None:
    rows = write_table(tmp_path / "rows.csv", 3, {2: {"agreement.signing_date": "昨天"}})
    table = open_table(rows, base=SAMPLES / "traffic.yaml")
    made = made_with(*load_materials(None, None))
    written = Setup(table.reader, tuple(Kind), destination(tmp_path / "out"), None, None, made, Verify.ALL, pdf=False)
    home = Setup(table.reader, tuple(Kind), None, None, None, made, Verify.ALL, pdf=False)
    tasks = tuple(
        Task(row, f"{row.number:064x}", (f"{row.number}案", f"{row.number}约"), read_back=True, judged=False)
        for row in table.rows()
    )
    first, second, third = open_work(written)(tasks)
    assert (first.problems, third.problems) == ((), ())
    assert [problem.line for problem in second.problems] == [3]
    assert {file.verdict for file in first.files} == {Verdict.WRITTEN}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "2案.docx",
        "2约.docx",
        "4案.docx",
        "4约.docx",
    ]
    sent = open_work(home)(tasks)[0]
    assert [file.sha256 for file in sent.files] == [file.sha256 for file in first.files]
    assert sent.files[0].data == (tmp_path / "out" / "2案.docx").read_bytes()
