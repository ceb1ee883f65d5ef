"""Whom a sentence binds: the party that stands where a subject stands.

Names come from the lexicon and from the document itself (以下简称“省局”; a line 甲方：… on the cover).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from contractkit.core.checker.recognition.cues import Subject
from contractkit.core.document.tree import Document

_DECLARED = re.compile(
    r"^(?P<role>[^，。：|（]{2,8})(?:[（(][^）)]{1,20}[）)])?[：|](?P<name>[^，。；：|（(]{4,30})"
    r"(?:[（(](?:以下|下)[简下]?称[为：]?[“\"]?(?P<alias>[^”\"）)或]{1,12})[”\"]?)?"
)
_COVER_PASSAGES = 40
_AT_THE_BEGINNING = 8  # clean characters: a number or a short lead-in may stand before
_CONDITIONS = re.compile(
    r"[（(]?[0-9.一二三四五六七八九十]{0,6}[）)、.]?(?:[^，。；|]{2,60}(?:的|时|后|前|之日起[^，。；|]{0,12})，)+"
)
_DUTY = re.compile(r"(?:应当?(?![用急答])|须|必须|不得|自行|负责|无须|有权|可以)")
_WITHOUT_SUBJECT = re.compile(
    r"[（(]?[0-9.一二三四五六七八九十]{0,6}[）)、.]?(?:[^，。；|]{2,40}(?:的|时|后|前)，)*(?:并|还|也|同时)?"
    rf"(?:{_DUTY.pattern}|每[年季月周日半]|定期|及时|立即)"
)
_BELONGINGS = re.compile(r"的?(?:数据|信息|个人信息|资料|隐私|账号|权益|名单|投诉|意见)")
_SENTENCE = re.compile(r"[^。；！？]+")
_PUBLIC = re.compile(r"(?:局|委员会|委|厅|政府|办公室|办|中心|院|处)$")
_COMPANY = re.compile(r"(?:公司|集团|企业|社)$")
_BEFORE_SUBJECT = r"(?:^|[，；：。、|（）\n]|(?<=\d)|由|督促|要求|责成|指导|协助|监督)(?:其|各)?"
_COMPATIBLE = {
    Subject.IMPLEMENTING_BODY: {Subject.IMPLEMENTING_BODY, Subject.BOTH},
    Subject.OPERATOR: {Subject.OPERATOR, Subject.BOTH},
    Subject.BOTH: {Subject.IMPLEMENTING_BODY, Subject.OPERATOR, Subject.BOTH},
    Subject.OTHER: {Subject.OTHER},
}


class Parties:
    """The parties of one document."""

    def __init__(self, names: Mapping[Subject, tuple[str, ...]], document: Document) -> None:
        self.patterns: dict[Subject, re.Pattern[str]] = {}
        declared = list(_declared(names, document))
        for subject in Subject:
            forms = [*names.get(subject, ()), *(re.escape(name) for side, name in declared if side is subject)]
            if forms:
                self.patterns[subject] = re.compile(f"{_BEFORE_SUBJECT}(?:{'|'.join(forms)})")

    def allows(self, wanted: Subject, text: str, start: int, end: int) -> bool:
        """Whether the words [start, end) of a sentence can bind `wanted`: no other party is clearly their subject."""
        found = self._subject(text, start, end)
        return found is None or found in _COMPATIBLE[wanted]

    def binds_only_others(self, sentence: str, before: str = "", lead: str = "") -> bool:
        """Whether the subject of a sentence is somebody who is no party (customers, the public), and no party is named.

        Args:
            sentence: its clean text.
            before: what stands before it in its paragraph; a sentence that begins with its duty has the same subject.
            lead: what leads in the list that it stands in; its items have the same subject.
        """
        named = sorted(
            (match.start(), match.end(), side)
            for side, pattern in self.patterns.items()
            for match in pattern.finditer(sentence)
        )
        if named:
            start, end, _ = named[0]
            return {side for _, _, side in named} == {Subject.OTHER} and _is_subject(sentence, start, end)
        if before and not _WITHOUT_SUBJECT.match(sentence):
            return False
        for earlier in reversed(_SENTENCE.findall(before)):
            if self._names_anybody(earlier):
                return self.binds_only_others(earlier)
        return bool(lead) and self.binds_only_others(_SENTENCE.findall(lead)[-1])

    def _names_anybody(self, sentence: str) -> bool:
        return any(pattern.search(sentence) for pattern in self.patterns.values())

    def _subject(self, text: str, start: int, end: int) -> Subject | None:
        last: tuple[int, int] = (-1, -1)
        subject: Subject | None = None
        for side, pattern in self.patterns.items():
            for match in pattern.finditer(text, 0, end):
                if match.start() <= start and (match.start(), match.end()) > last:
                    last, subject = (match.start(), match.end()), side
        return subject


def _is_subject(sentence: str, start: int, end: int) -> bool:
    """Whether words [start, end) begin a sentence, or its main clause (“发生事件的，客户应当……”), as its subject."""
    if _BELONGINGS.match(sentence, end):
        return False
    if start <= _AT_THE_BEGINNING:
        return True
    conditions = _CONDITIONS.match(sentence)
    behind = conditions is not None and start <= conditions.end() <= end
    return behind and (sentence.startswith("由", start) or _DUTY.match(sentence, end) is not None)


def _declared(names: Mapping[Subject, tuple[str, ...]], document: Document) -> Iterator[tuple[Subject, str]]:
    """Names and short names that the first passages give to the parties."""
    roles = {side: re.compile("|".join(forms)) for side, forms in names.items() if forms}
    for passage in document.passages[:_COVER_PASSAGES]:
        text = passage.clean.text
        for at in (0, text.find("|") + 1):
            match = _DECLARED.match(text[at:])
            if match is None:
                continue
            side = next((side for side, pattern in roles.items() if pattern.match(match["role"])), None)
            if side is None or side is Subject.BOTH:
                continue
            yield side, match["name"]
            if match["alias"]:
                yield side, match["alias"]
