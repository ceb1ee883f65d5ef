"""A short draft that says some things twice, and differently."""

from __future__ import annotations

from pathlib import Path

TEXT = """云栈市文化旅游公共数据资源授权运营协议

甲方：云栈市文化广电旅游局
统一社会信用代码：11990000MB0QY02106
乙方：云栈文旅数据运营有限公司
住所：云栈市星桥区观澜路9号

第一条 授权运营期限
授权运营期限为三年，自2026年4月1日起至2029年3月31日止。

第二条 收益分配
乙方取得的收益，甲方分得30%，乙方分得70%。

第三条 网络安全
承载授权运营的系统应当达到网络安全等级保护第三级要求。

第四条 期限的延续
本协议授权运营期限为五年，期满前六个月可以申请延续。

第五条 争议解决
因本协议发生的争议，协商不成的，提交云栈仲裁委员会仲裁。
"""


def draft(folder: Path) -> Path:
    """The draft as a file."""
    path = folder / "草案.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path
