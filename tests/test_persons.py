"""A person's record: what it may say, and errors that name field and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import aitalent_kg as atk
from aitalent_kg.assess.template import template
from aitalent_kg.errors import AitalentError, BadValue, MissingFile
from aitalent_kg.names import ID
from aitalent_kg.persons.record import UNALLOTTED, Held, Person

GUIDE = f"{ID}industry-guide-115v3.0/"
RECORD = """\
name: 王小明
department: 行銷部
as_of: 2026-06-01
role: 行銷專員
background: [商管, 設計]
certificates:
  - iPAS 初級AI應用規劃師能力鑑定
  - 工具類
  - {name: AI-900, earned: 2025-03-01}
  - class: 工具類
    tool_kind: 文書
    product: ChatGPT
    ability_type: AI 工具應用
    count: 2
hours:
  AI 應用素養: 17.5
  AI 工具應用: {MidJourney: 9, Midjourney: 3, 某工具: 2, other: 1}
  AI 模型訓練: unknown
tools: [ChatGPT]
items: [SMS2512-002v1/S07, AI素養]
conditions:
  SET2529-001v2/entry-condition/1: true
  SMS2512-002v1/expression/entry-2: no
  SMS2512-002v1/expression/entry-3: unknown
"""


def read(kg: atk.KnowledgeGraph, folder: Path, text: str, name: str = "record.yaml") -> Person:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return kg.person(path)


def problem(kg: atk.KnowledgeGraph, folder: Path, old: str, new: str) -> str:
    """What is said of the record above with one change."""
    assert RECORD.count(old) == 1
    with pytest.raises(AitalentError) as caught:
        read(kg, folder, RECORD.replace(old, new))
    text = str(caught.value)
    assert "\n" not in text
    return text.partition("record.yaml:")[2]


def test_a_record_is_read_with_every_name_resolved(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    found = read(kg, tmp_path, RECORD)
    types = f"{GUIDE}ability-type/"
    tool = f"{GUIDE}certification-class/tool"
    assert found == Person(
        name="王小明",
        department="行銷部",
        as_of=date(2026, 6, 1),
        role=f"{GUIDE}role/marketing-specialist",
        backgrounds=(f"{GUIDE}background/business-management", f"{GUIDE}background/design"),
        certificates=(
            Held(certification=f"{GUIDE}certification/ipas-junior"),
            Held(certification_class=tool),
            Held(certification=f"{GUIDE}certification/ai-900", earned=date(2025, 3, 1)),
            Held(
                certification_class=tool,
                tool_kind=f"{GUIDE}ability/3",
                product=f"{ID}tool/chatgpt",
                ability_type=f"{types}ai-tools",
                count=2,
            ),
        ),
        hours={
            f"{types}ai-literacy": {UNALLOTTED: 17.5},
            f"{types}ai-tools": {f"{ID}tool/midjourney": 12.0, "某工具": 2.0, UNALLOTTED: 1.0},
            f"{types}ai-model-training": None,
        },
        tools=frozenset({f"{ID}tool/chatgpt"}),
        items=frozenset({f"{ID}SMS2512-002v1/S07", f"{GUIDE}ability/1"}),
        conditions={
            f"{ID}SET2529-001v2/entry-condition/1": True,
            f"{ID}SET2529-001v2/expression/entry-education": True,
            f"{ID}SET2529-001v2/expression/entry-experience": True,
            f"{ID}SMS2512-002v1/expression/entry-2": False,
        },
    )


def test_json_is_read_as_well(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    text = '{"name": "王", "hours": {"AI literacy": 18}, "certificates": "unknown"}'
    with pytest.raises(
        AitalentError, match=r"record\.json:1: hours / AI literacy: no ability type"
    ):
        read(kg, tmp_path, text, "record.json")
    text = text.replace("AI literacy", "AI application literacy")
    assert read(kg, tmp_path, text, "record.json").certificates is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("17.5", "-1", "16: hours / AI 應用素養: -1 is not a number of hours from 0"),
        ("17.5", "abc", '16: hours / AI 應用素養: "abc" is not a number of hours from 0, hours by tool, or unknown'),
        ("17.5", "18:00", '16: hours / AI 應用素養: "18:00" is not a number of hours from 0, hours by tool, or unknown'),
        ("17.5", ".nan", '16: hours / AI 應用素養: ".nan" is not a number of hours from 0, hours by tool, or unknown'),
        ("17.5", "1e9", "16: hours / AI 應用素養: 1000000000 is not a number of hours from 0"),
        ("17.5", "18\n  AI 應用素養: 3", "17: 'AI 應用素養' stands here twice"),
        ("MidJourney: 9", "MidJourney: x", '17: hours / AI 工具應用 / MidJourney: "x" is not a number of hours from 0'),
        ("AI 模型訓練", "AI 模型訓鍊", "18: hours / AI 模型訓鍊: no ability type 'AI 模型訓鍊'; did you mean AI 模型訓練?"),
        ("AI-900", "AI-909", "9: certificates / 3: no certificate 'AI-909'; did you mean AI-90"),
        ("earned:", "earnd:", "9: certificates / 3 / earnd: there is no such field; did you mean earned?"),
        ("2025-03-01", "2025-13-01", '9: certificates / 3 / earned: "2025-13-01" is not a date such as 2026-06-30'),
        ("- class: 工具類", "- class: 工具類\n    name: AI-901", "10: certificates / 4: a certificate has a name, or a class, not both; count is for classes"),
        ("tools:", "tool:", "19: tool: there is no such field; did you mean tools?"),
        ("name: 王小明", "name: 7", "1: name: 7 is not text"),
        ("role: 行銷專員", "role: 行銷專圓", "4: role: no role '行銷專圓'; did you mean 行銷專員, AI 行銷專員?"),
        ("entry-2: no", "entry-2: maybe", '23: conditions / SMS2512-002v1/expression/entry-2: "maybe" is not true, false or unknown'),
        ("name: 王小明", "name: &a 王\nrole2: *a", "2: role2: there is no such field"),
    ],
)  # fmt: skip
def test_an_error_names_field_and_line(
    kg: atk.KnowledgeGraph, tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert problem(kg, tmp_path, old, new).startswith(said)


def test_several_errors_are_counted(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    text = RECORD.replace("商管, 設計", "商官, 設記")
    with pytest.raises(AitalentError, match=r"background / 1: .* \(and 1 more\)$"):
        read(kg, tmp_path, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("# nothing\n", "empty; `aitalent-kg assess --template` writes a record to fill"),
        ("[1, 2]", r"1: \[1, 2\] is not a person's record"),
        ("{", "1: no YAML"),
        ("a: [\n- b", "no YAML"),
        ("a: &x [1]\nb: *x", r"aliases \(\*name\) are not read"),
        ("? [a]\n: b", "1: a key must be a word"),
        ("[" * 5000, "nested too deeply|no YAML"),
        ("x" * 1_000_001, "longer than 1000000 characters"),
    ],
)
def test_what_is_no_record_is_refused_in_one_line(
    kg: atk.KnowledgeGraph, tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(AitalentError, match=said):
        read(kg, tmp_path, text)


def test_a_missing_file_is_named(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"nobody\.yaml is not there"):
        kg.person(tmp_path / "nobody.yaml")


def test_a_mapping_is_checked_like_a_file(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match=r"hours / AI 應用素養.*is not a number of hours from 0"):
        kg.person({"hours": {"AI 應用素養": -1}})
    assert kg.person({"as_of": date(2026, 6, 1)}).as_of == date(2026, 6, 1)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_is_a_record_of_nothing(
    kg: atk.KnowledgeGraph, tmp_path: Path, lang: str
) -> None:
    found = read(kg, tmp_path, template(kg.statements, lang))
    assert found.conditions == {}
    assert [sum((spread or {}).values()) for spread in found.hours.values()] == [0.0] * 5


@pytest.mark.parametrize(
    ("name", "certification"),
    [
        ("iPAS 初級AI應用規劃師能力鑑定", "ipas-junior"),
        ("iPAS 中級 AI 應用規劃師", "ipas-intermediate"),
        ("ＡＩ－９０１", "ai-901"),
        ("AWS Certified AI Practitioner", "aws-ai-practitioner"),
        ("TQC生成式AI應用與技術 (實用/進階/專業)", "tqc-genai"),
        ("TQC生成式AI應用與技術 進階", "tqc-genai"),
        ("生成式AI美術設計能力認證(初級)", "genai-art"),
        ("資策會生成式 AI 辦公室應用", "genai-office"),
    ],
)
def test_a_certificate_is_known_by_each_of_its_names(
    kg: atk.KnowledgeGraph, name: str, certification: str
) -> None:
    [held] = kg.person({"certificates": [name]}).certificates or ()
    assert held.certification == f"{GUIDE}certification/{certification}"
