"""What `assess` says below its tables: how certificates count, readings, proofs, quotes."""

from __future__ import annotations

from collections.abc import Iterator

from aitalent_kg.assess.counted import Counted
from aitalent_kg.assess.person import Assessment, Row, RuleOutcome
from aitalent_kg.assess.words import CRITERIA, in_words, plan_words, proof_lines
from aitalent_kg.evidence import evidence_of
from aitalent_kg.lookup import Quads, label, objects, text_in

__all__ = ["explained"]

_WORDS = {
    "zh": {
        "nobody": "（未具名）",
        "judged": "{who}：依 {day} 判定",
        "certificates": "證照如何計入：",
        "certificate": "  {name}：{said}",
        "counts": "計入「{of}」",
        "and": "，",
        "reading": "讀法 {notation}{mark}：{outcome}",
        "recommended": "（採用）",
        "or": "或：",
        "tools": "使用中的參考工具：{tools}",
        "tool": "、",
        "apart": "指引分列證照與時數，未規定兩者如何合併；加上 --join 可視為兩者皆須符合。",
        "is_joined": "證照與時數合併判定（皆須符合）是使用者的選擇，指引未規定。",
        "unknown": "證照：不清楚",
        "levels": "表 5 未規定須先符合初階才能符合進階。",
    },
    "en": {
        "nobody": "(no name)",
        "judged": "{who}: judged as of {day}",
        "certificates": "How the certificates count:",
        "certificate": "  {name}: {said}",
        "counts": "counts as {of}",
        "and": "; ",
        "reading": "reading {notation}{mark}: {outcome}",
        "recommended": " (recommended)",
        "or": "or: ",
        "tools": "listed tools in use: {tools}",
        "tool": ", ",
        "apart": "The guide lists certificates and hours side by side and has no rule that joins them; --join asks for both.",
        "is_joined": "Certificates and hours are joined (both needed) as you asked; the guide has no such rule.",
        "unknown": "certificates: not known",
        "levels": "Table 5 does not say that the advanced level presupposes the basic one.",
    },
}
_REMARKS = {
    "zh": {
        "replaced": "以後繼證照「{now}」計",
        "may": "是否計入「{of}」不明：指引載其考試停辦（{caveat}），未載明此後是否計入",
        "counted": "依 --retired counts 計入「{of}」",
        "left out": "依 --retired ends 不計",
        "ended": "取得日在考試停辦之後，不計",
        "later": "判定日之後才取得，不計",
        "repeated": "同一證照只計一次",
        "levels": "同一證照只計一次（表 6 列為一項；不同級別是否分計，文件未載）",
        "no class": "指引未將其歸入任何一類，不計",
    },
    "en": {
        "replaced": "counts as what replaced it, {now}",
        "may": "may count as {of}: the guide says that its examination ends ({caveat}), not whether it counts afterwards",
        "counted": "counts as {of}, as you chose (--retired counts)",
        "left out": "does not count, as you chose (--retired ends)",
        "ended": "earned after its examination had ended; does not count",
        "later": "earned after the day judged; does not count",
        "repeated": "the same certificate counts once",
        "levels": "the same certificate counts once (one entry in table 6; whether its levels count apart no document says)",
        "no class": "the guide puts it in no class; does not count",
    },
}


def explained(quads: Quads, found: Assessment, proof: bool, lang: str) -> Iterator[str]:
    """All that is said, line by line; with `proof` every reading."""
    say = _WORDS[lang]
    name = "".join(c if c.isprintable() else " " for c in found.person.name)
    yield say["judged"].format(who=name or say["nobody"], day=found.as_of.isoformat())
    yield say["is_joined" if any(row.joined for row in found.rows) else "apart"]
    if _overtaken(found):
        yield say["levels"]
    if found.certificates is None:
        yield say["unknown"]
    if found.certificates:
        yield say["certificates"]
    for one in found.certificates or ():
        yield from _certificate(quads, one, lang)
    for row in found.rows if proof else ():
        yield from _proved(quads, row, lang)


def _overtaken(found: Assessment) -> bool:
    """Whether a higher level is met where a lower one of the same type is not."""
    met: dict[tuple[str, str], list[bool]] = {}
    for row in found.rows:
        for criterion in row.rules:
            outcome = row.recommended(criterion)
            met.setdefault((row.target.iri, criterion), []).append(outcome == "met")
    return any(levels != sorted(levels, reverse=True) for levels in met.values())


def _certificate(quads: Quads, one: Counted, lang: str) -> Iterator[str]:
    """A certificate and what it counts as; of one in doubt where the documents speak of it."""
    say, held = _WORDS[lang], one.held
    name = label(quads, held.certification or held.certification_class or "", lang)
    name += f" ×{one.count}" if one.count > 1 else ""
    if held.certification is None and not one.remark:
        yield f"  {name}"  # a class counts as itself
        return
    said = say["and"].join(_said(quads, one, lang))
    if held.certification and one.remark == "retired":
        quotes = evidence_of(quads, held.certification)
        said += f" ({', '.join(dict.fromkeys(f'{q.source}:{q.line}' for q in quotes))})"
    yield say["certificate"].format(name=name, said=said)


def _said(quads: Quads, one: Counted, lang: str) -> Iterator[str]:
    name = one.held.certification or ""
    of = label(quads, one.certification_class, lang) if one.certification_class else ""
    remark: str = one.remark
    if remark == "retired":
        remark = ("counted" if one.sure else "may") if of else "left out"
    elif of:
        yield _WORDS[lang]["counts"].format(of=of)
    if remark == "repeated" and objects(quads, name, "ait:offersLevel"):
        remark = "levels"
    if remark:
        now = label(quads, one.certification or "", lang)
        caveat = text_in(quads, name, "ait:condition", lang)
        yield _REMARKS[lang][remark].format(now=now, of=of, caveat=caveat)


def _proved(quads: Quads, row: Row, lang: str) -> Iterator[str]:
    level = f" {row.level.label}" if row.level else ""
    say = _WORDS[lang]
    for criterion, rule in row.rules.items():
        yield f"\n{row.target.label}{level} · {CRITERIA[lang][criterion]}"
        yield from _readings(quads, rule, lang)
    if row.tools:
        tools = say["tool"].join(tool.label for tool in row.tools)
        yield f"  {say['tools'].format(tools=tools)}"


def _readings(quads: Quads, rule: RuleOutcome, lang: str) -> Iterator[str]:
    say = _WORDS[lang]
    for reading in rule.readings:
        mark = say["recommended"] if reading.recommended else ""
        outcome = in_words(reading.outcome, lang)
        head = say["reading"].format(notation=reading.notation, mark=mark, outcome=outcome)
        yield f"  {head}"
        yield f"    {reading.says}"
        yield from (f"    {line}" for line in proof_lines(quads, reading.proof, lang))
        ways = [plan_words(quads, plan, lang) for plan in reading.plans if plan.lacks]
        yield from (f"    → {say['or'] if place else ''}{way}" for place, way in enumerate(ways))
        yield from (f"    {quote}" for quote in reading.quotes)
