"""What of a PDF was not read, or does not count, in Chinese."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from contractkit.core.document.tree import Loss
from contractkit.readers.pdf.attached import Attached
from contractkit.readers.scan.recogniser import INSTALL

_MAX_WORDS = 200
_MAX_NAMES = 5


@dataclass(slots=True)
class Pages:
    """Page numbers by what happened to them.

    Attributes:
        content: how many pages have something on them.
        total: how many pages the file has.
        looked_at: how many of them were looked at.
        blank: pages without a text layer that were not recognised either.
        garbled: pages with a garbled text layer, likewise.
        in_part: pages of which some lines are garbled and were left out.
        lacking: pages with so many letters and digits known to be missing.
        left_out: pages behind the last one that is recognised.
        from_scanner: pages whose text layer a scanner's recognition made.
        pictured: pages that a picture covers, with a few words printed at the edge.
        can_recognise: whether text recognition is installed.
    """

    content: int = 0
    total: int = 0
    looked_at: int = 0
    blank: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    in_part: list[int] = field(default_factory=list)
    lacking: dict[int, int] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)
    from_scanner: list[int] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)
    can_recognise: bool = False


def of_pages(pages: Pages) -> tuple[Loss, ...]:
    """Pages that were not read or not read in full."""
    advice = "请人工核对" if pages.can_recognise else f"请人工核对，或安装文字识别组件后重试：{INSTALL}"
    missing = (
        ("无文字页", pages.blank, f"没有文字层（可能是扫描件或图片），没有读取，{advice}。"),
        ("乱码页", pages.garbled, f"的文字层是乱码，没有读取，{advice}。"),
        ("图片页", pages.pictured, f"除页边几个字外都是图片，图片里的文字没有读取，{advice}。"),
        ("部分乱码页", pages.in_part, "有几行文字是乱码，没有读取，请人工核对。"),
        ("未识别页", pages.left_out, "没有做文字识别：一份文件里需要识别的页数太多。请拆分文件后分别检查。"),
    )
    found = [
        Loss(what, len(numbers), f"第 {listed(numbers)} 页{note}", withholds=True, share=_share(numbers, pages))
        for what, numbers, note in missing
        if numbers
    ]
    if unread := pages.total - pages.looked_at:
        note = f"文件有 {pages.total} 页，只读取了前 {pages.looked_at} 页；请拆分文件后分别检查。"
        found.append(Loss("未读的页", unread, note, withholds=True, share=unread / pages.total))
    return (*found, *_doubts(pages))


def _doubts(pages: Pages) -> list[Loss]:
    found = []
    if pages.lacking:
        note = f"第 {listed(pages.lacking)} 页的字体没有嵌入文件，有些数字或字母没有读出，请人工核对其中的编号、期限和金额。"
        found.append(Loss("未读出的字符", sum(pages.lacking.values()), note, share=_share(pages.lacking, pages)))
    if pages.from_scanner:
        note = (
            f"第 {listed(pages.from_scanner)} 页是扫描图片，其文字层由扫描设备或软件识别得到，可能有错字，"
            "引用前请对照图片核对。"
        )
        found.append(Loss("扫描件自带的文字层", len(pages.from_scanner), note, share=_share(pages.from_scanner, pages)))
    return found


def _share(numbers: Collection[int], pages: Pages) -> float:
    return len(numbers) / max(pages.content, 1)


def of_attached(attached: Attached, *, scripts: bool, xfa: bool) -> tuple[Loss, ...]:
    """What stands beside the printed words."""
    found = []
    if xfa:
        note = "这是 XFA 动态表单，内容由专门的软件现场生成，文件里的页面不是正文；请打印为新的 PDF 后再审。"
        found.append(Loss("XFA 表单", 1, note, withholds=True, share=1.0))
    if attached.annotations:
        note = "PDF 中的批注、标记和图章不是文本内容，不计入正文。"
        found.append(Loss("批注", attached.annotations, note, words=tuple(attached.words[:_MAX_WORDS])))
    if attached.filled:
        note = "填写在表单域里的内容已按所在位置读入正文；它们可以随时改动，请确认是最终填写的内容。"
        found.append(Loss("表单域", attached.filled, note))
    if attached.files:
        names = "、".join(f"“{name}”" for name in attached.files[:_MAX_NAMES] if name)
        note = f"PDF 附带的文件没有读取，请另行审查{'：' if names else ''}{names}。"
        found.append(Loss("嵌入文件", len(attached.files), note))
    if scripts:
        found.append(Loss("脚本", 1, "PDF 里带有脚本（JavaScript），没有运行，也从不运行。"))
    return tuple(found)


def of_pictures(shares: Mapping[int, tuple[float, ...]], content: int) -> tuple[Loss, ...]:
    """Pictures within text.

    Args:
        shares: by page number, the shares of the page's area that its pictures cover.
        content: how many pages have something on them.
    """
    count = sum(map(len, shares.values()))
    if not count:
        return ()
    note = f"第 {listed(shares)} 页图片中的文字没有读取；如图片里有条款、表格或签章，请人工核对。"
    covered = sum(min(sum(of_page), 1.0) for of_page in shares.values())
    return (Loss("图片", count, note, share=covered / max(content, 1)),)


def of_words(marks: Collection[str], hidden: Collection[str]) -> tuple[Loss, ...]:
    """Watermarks, and words in the file that cannot be seen on the page."""
    found = []
    if marks:
        note = "斜排或者每页重复的水印文字不计入正文。"
        found.append(Loss("水印", len(marks), note, words=tuple(marks)[:_MAX_WORDS]))
    if hidden:
        note = "这些文字在文件里，但页面上看不见（不着色或在页面之外），不计入正文。"
        found.append(Loss("隐藏文字", len(hidden), note, words=tuple(hidden)[:_MAX_WORDS]))
    return tuple(found)


def listed(numbers: Collection[int]) -> str:
    """1、3—5: runs of pages in short."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs)
