"""How right is the check on labelled drafts: `python accuracy/score.py [FOLDER...]`.

A folder holds pairs NAME.md and NAME.json (kind, label and shortest evidence of every element, findings). Printed per folder:
how often the kind is right; how well gaps are found (an element labelled missing or deferred that is not said to be present);
how many claims of presence are right; whether quotes stand in the draft word for word and in the labelled paragraph; findings.
`drafts/learn*` are there to learn from. `drafts/held_out*` are only ever measured: nothing may be made from them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from contractkit.core.checker.finding import Evidence, Status
from contractkit.core.checker.report import DocumentKind, DocumentReport, Report
from contractkit.workflows.check import CheckOptions, check_files

HERE = Path(__file__).parent
GAPS = ("missing", "deferred")


@dataclass
class Tally:
    """Counts over a folder.

    Attributes:
        counts: named counts, added up over all drafts.
        wrong: element → how often it was judged wrongly.
    """

    counts: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, truth: dict[str, Any], lines: list[str], report: DocumentReport) -> None:
        """Compare one report with its labels; a draft taken for another kind has no element present."""
        self.counts["drafts"] += 1
        self.counts["kinds"] += report.kind.value == truth["kind"]
        verdicts = {element.id: element for item in report.items for element in item.elements}
        for element, label in truth["elements"].items():
            verdict = verdicts.get(element)
            status = verdict.status if verdict else Status.MISSING
            self._element(element, label["label"], status)
            if verdict and status is Status.PRESENT and label["label"] == "present":
                self._evidence(verdict.evidence, label["quote"], lines)
        if report.kind is not DocumentKind.OTHER:
            self._findings(truth, report)

    def _element(self, element: str, label: str, status: Status) -> None:
        is_gap, says_gap = label in GAPS, status is not Status.PRESENT
        self.counts["gaps"] += is_gap
        self.counts["said gaps"] += says_gap
        self.counts["found gaps"] += is_gap and says_gap
        self.counts["three ways"] += label == status.value
        self.counts["elements"] += 1
        self.wrong[element] += is_gap != says_gap

    def _evidence(self, evidence: tuple[Evidence, ...], quote: str, lines: list[str]) -> None:
        self.counts["quoted"] += 1
        expected = next(line for line in lines if quote in line)
        self.counts["same paragraph"] += any(one.quote in expected or quote in one.quote for one in evidence)

    def _findings(self, truth: dict[str, Any], report: DocumentReport) -> None:
        expected = Counter(finding["rule"] for finding in truth["findings"])
        found = Counter(finding.rule for finding in report.findings)
        self.counts["findings"] += expected.total()
        self.counts["said findings"] += found.total()
        self.counts["found findings"] += (expected & found).total()

    def lines(self) -> Iterator[str]:
        """The figures, a line each."""
        counts = self.counts
        present, said = counts["elements"] - counts["gaps"], counts["elements"] - counts["said gaps"]
        right = said - (counts["gaps"] - counts["found gaps"])
        yield f"drafts    {counts['drafts']}, kind right {counts['kinds']}"
        yield f"gaps      {_scores(counts['found gaps'], counts['said gaps'], counts['gaps'])}"
        yield f"present   claims right {_share(right, said)}, of the labelled found {_share(right, present)}"
        yield f"three-way {_share(counts['three ways'], counts['elements'])}"
        yield f"evidence  same paragraph {_share(counts['same paragraph'], counts['quoted'])}"
        yield f"findings  {_scores(counts['found findings'], counts['said findings'], counts['findings'])}"
        yield "worst     " + ", ".join(f"{element} {count}" for element, count in self.wrong.most_common(8) if count)


def score(folder: Path) -> Tally:
    """Check every draft of a folder and compare."""
    paths = sorted(path for path in folder.glob("*.md") if path.with_suffix(".json").exists())
    report: Report = check_files(paths, CheckOptions(on=date(2026, 1, 1)))
    tally = Tally()
    for path, document in zip(paths, report.documents, strict=True):
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        tally.add(truth, path.read_text(encoding="utf-8").splitlines(), document)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="*", default=[HERE / "drafts/held_out", HERE / "drafts/held_out2"])
    for folder in parser.parse_args().folders:
        print(folder.name, *score(folder).lines(), sep="\n  ")


def _scores(right: int, said: int, labelled: int) -> str:
    f1 = 2 * right / max(said + labelled, 1)
    return f"precision {_share(right, said)}, recall {_share(right, labelled)}, F1 {f1:.3f}"


def _share(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.3f} ({part}/{whole})"


if __name__ == "__main__":
    main()
