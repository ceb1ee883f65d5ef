"""Whom a sentence binds: the parties, or only customers, the public, other people."""

from __future__ import annotations

import pytest

from contractkit.core.checker.recognition.parties import Parties
from contractkit.core.document import outline
from contractkit.core.document.tree import Source
from contractkit.library.cues import load_cues

_PARTIES = Parties(load_cues().parties, outline.build(Source("markdown", ())))


@pytest.mark.parametrize(
    ("sentence", "before", "lead"),
    [
        ("客户应当妥善保管账号。", "", ""),
        ("发生泄露事件的，客户应当立即报告。", "", ""),
        ("（三）标明脱敏后提供的，由客户完成脱敏。", "", ""),
        ("应当每年演练一次。", "第三方编制应急预案。", ""),
        ("每年演练一次。", "社会公众自行编制预案；", ""),
        ("加密保存；", "", "平台按三级保护建设。客户应当落实下列措施："),
    ],
)
def test_binds_only_others(sentence: str, before: str, lead: str) -> None:
    assert _PARTIES.binds_only_others(sentence, before, lead)


@pytest.mark.parametrize(
    ("sentence", "before", "lead"),
    [
        ("乙方应当要求客户妥善保管账号。", "", ""),
        ("客户违反约定的，乙方应当停止服务。", "", ""),
        ("涉及个人信息的，用户数据应当脱敏。", "", ""),
        ("授权数据应当在境内存储。", "客户应当保管账号。", ""),
        ("应当每年演练一次。", "第三方编制预案。乙方负责审核；", ""),
        ("应当每年演练一次。", "", ""),
        ("加密保存；", "", "客户提出异议的，按约定办理。乙方应当落实下列措施："),
    ],
)
def test_binds_a_party_or_leaves_it_open(sentence: str, before: str, lead: str) -> None:
    assert not _PARTIES.binds_only_others(sentence, before, lead)
