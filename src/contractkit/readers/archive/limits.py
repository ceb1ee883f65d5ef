"""How much an archive may unpack to, nested archives included."""

from __future__ import annotations

from dataclasses import dataclass

from contractkit.errors import UnreadableDocument

MAX_MEMBERS = 5_000
MAX_MEMBER_BYTES = 300 * 1024 * 1024
MAX_TOTAL_BYTES = 2 * 1024 * 1024 * 1024
MAX_RATIO = 300
# Small members may be as dense as they like: a long text of blanks is no bomb.
RATIO_FREE_BYTES = 16 * 1024 * 1024
MAX_NESTING = 1

SUSPICIOUS = "正常的压缩包不会这样；请核实来源，解压后只审查需要的文件。"


@dataclass(slots=True)
class Budget:
    """What is left for one archive and those inside it."""

    members: int = MAX_MEMBERS
    total: int = MAX_TOTAL_BYTES

    def take_member(self) -> None:
        """Count a member.

        Raises:
            UnreadableDocument: there are too many.
        """
        self.members -= 1
        if self.members < 0:
            raise UnreadableDocument(
                f"压缩包里的文件超过 {MAX_MEMBERS} 个，其余的没有审查。", remedy="请解压后分批审查。"
            )

    def take_bytes(self, size: int, packed: int) -> None:
        """Count the bytes of a member before they are unpacked.

        Raises:
            UnreadableDocument: it is too large, too dense, or there are too many bytes together.
        """
        megabytes = size // 1024 // 1024
        if size > MAX_MEMBER_BYTES:
            raise UnreadableDocument(f"解压后有 {megabytes} MB，超出可读范围。", remedy=SUSPICIOUS)
        if size > RATIO_FREE_BYTES and size > MAX_RATIO * max(packed, 1):
            message = f"压缩比异常（{packed // 1024} KB 解压成 {megabytes} MB），可能是“压缩炸弹”，没有解压。"
            raise UnreadableDocument(message, remedy=SUSPICIOUS)
        if size > self.total:
            total = MAX_TOTAL_BYTES // 1024 // 1024 // 1024
            raise UnreadableDocument(
                f"压缩包解压后合计超过 {total} GB，从这个文件起没有审查。", remedy="请解压后分批审查。"
            )
        self.total -= size
