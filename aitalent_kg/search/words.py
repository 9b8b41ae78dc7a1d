"""Words of a text as the search compares them, and where each of them stands.

In: any text. Out: its plain form, its terms, its key, or the text with terms marked. No store here.
A term is the stem of an English word, two neighbouring Chinese characters, or a concept: words
that mean the same here (`SYNONYMS`) are one character of the private-use area, in whatever
language they are written. Simplified and traditional characters meet in the simplified form,
because one simplified character often stands for several traditional ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set
from functools import cache
from importlib import import_module
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from aitalent_kg.text import MARKUP

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = [
    "clean",
    "concepts_of",
    "glued",
    "key_of",
    "marked",
    "own_terms",
    "plain",
    "terms_of",
    "words_of",
]

#: Words for one thing that the documents, or those who ask, use side by side; English plurals in
#: -s need no entry. Narrow words come in before wide ones: 生成式 AI is not found by AI alone.
SYNONYMS = (
    "生成式 AI, 生成式AI, 生成式人工智慧, 生成式人工智能, generative AI, GenAI, gen AI, AIGC",
    "AI, 人工智慧, 人工智能, artificial intelligence",
    "機器學習, machine learning, ML",
    "深度學習, deep learning, DL",
    "大型語言模型, 大語言模型, large language model, LLM",
    "自然語言處理, natural language processing, NLP",
    "電腦視覺, 計算機視覺, computer vision, CV",
    "檢索增強生成, retrieval augmented generation, retrieval-augmented generation, RAG",
    "資料, 數據, data",
    "模型, model",
    "演算法, 算法, algorithm",
    "微調, fine-tuning, fine tuning, finetuning, fine-tune",
    "提示詞, 提示語, prompt",
    "提示詞工程, 提示工程, prompt engineering",
    "代理型, 智能體, 智慧代理, agentic, agent",
    "標註, 標記, 標注, annotation, labeling, labelling",
    "清洗, 清理, cleaning, cleansing",
    "視覺化, 可視化, visualization, visualisation",
    "認證, 證照, 證書, certification, certificate",
    "職能, competency, competencies, competence",
    "訓練人員, 訓練師, 訓練員, trainer, training staff",
    "工程師, engineer",
    "公務人員, 公務員, 公職人員, civil servant",
    "職涯, 生涯, 職業發展, career",
    "倫理, 道德, ethics",
    "偏見, 偏誤, bias",
    "個人資料, 個資, personal data",
    "資訊安全, 資安, 信息安全, information security, cybersecurity, cyber security",
    "資訊, 信息, information",
    "軟體, 軟件, software",
    "網路, 網絡, network",
    "程式設計, 編程, programming",
    "專案管理, 項目管理, project management",
    "專案經理, 項目經理, project manager",
    "產品經理, product manager",
    "使用者, 用戶, user",
    "品質, 質量, quality",
    "數位轉型, 數字化轉型, 數字轉型, digital transformation, DX",
    "人力資源, 人資, human resources, human resource, HR",
    "行銷, 營銷, marketing",
    "雲端, 雲計算, cloud",
    "準備度, 成熟度, readiness",
    "指引, 指南, guideline, guide",
    "智慧, 智能",
    "影像, 圖像, image",
    "影片, 視頻, video",
    "程式碼, 代碼, code",
    "維運, 運維",
    "培訓, 訓練, training",
    "隱私, 私隱, privacy",
    "風險, risk",
)

_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_FIRST_HAN = "\u3007"
_CONCEPT = 0xE000  #: the first character of the private-use area
_WRAP = re.compile(f"(?<=[{_HAN}，。；：、）（])\\s+(?=[{_HAN}，。；：、（）])")
_LONE = re.compile(f"(?<![{_HAN}])([{_HAN}])\\s+(?=[{_HAN}])")
_LATIN = re.compile("[a-z0-9]+")
_OTHER = re.compile(f"[{_HAN}]+|[\ue000-\uefff]")
_TERM = re.compile(f"{_LATIN.pattern}|{_OTHER.pattern}")
#: British endings, which the stemmer does not bring together with the American ones.
_BRITISH = re.compile("is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)")
_WORD = re.compile("[a-z]+")
_NO_LETTER = re.compile(r"[^\w\ue000-\uefff\n]+")


def clean(text: str) -> str:
    """A text on one line, without the traces of line wrapping and conversion."""
    if "<" in text or "**" in text:
        text = MARKUP.sub("", text)
    return " ".join((text if text.isascii() else _WRAP.sub("", text)).split())


def plain(text: str) -> str:
    """Case, width and simplified or traditional characters do not matter in this form.

    >>> plain("ＡＩ 機器學習") == plain("ai 机器学习")
    True
    """
    encodable = text.encode(errors="replace").decode()  # half a surrogate pair is no text
    folded = unicodedata.normalize("NFKC", encodable).casefold()
    return folded if folded.isascii() else _simplifier().convert(folded)


def glued(text: str) -> str:
    """Chinese characters that were typed apart, one by one, put together."""
    return _LONE.sub(r"\1", text)


def concepts_of(plain_text: str) -> str:
    """A plain text with every synonym replaced by the character of its concept."""
    pattern, concepts = _synonyms()
    return pattern.sub(lambda match: concepts[match[0].rstrip("s")], plain_text)


def key_of(plain_text: str) -> str:
    """A plain text without blanks and punctuation."""
    return _NO_LETTER.sub("", plain_text)


def own_terms(conceptual: str) -> set[str]:
    """The terms of a text whose synonyms `concepts_of` has replaced."""
    found = set(map(_stem, _LATIN.findall(conceptual)))
    for run in () if conceptual.isascii() else _OTHER.findall(conceptual):
        if len(run) == 1:
            found.add(run)
        else:
            found.update(map("".join, pairwise(run)))
    return found


def terms_of(plain_text: str, own: frozenset[str]) -> frozenset[str]:
    """Everything by which a text can be found: its own terms, and those inside its concepts."""
    wider = [_wider()[term] for term in _wider().keys() & own]
    if not wider:
        return own
    return frozenset(own_terms(plain_text).union(own, *wider))


def words_of(plain_text: str) -> list[str]:
    """The English words of a plain text, as they stand there."""
    return _WORD.findall(plain_text)


def marked(text: str, wanted: Set[str], key: str = "") -> str:
    """The text with each of the wanted terms, and what has this key, between 【 and 】.

    >>> marked("持續學習新技術", {"学习"})
    '持續【學習】新技術'
    """
    folded, origin = _traced(text)
    spans = [(start, end) for term, start, end in _placed(folded) if term in wanted]
    pattern, concepts = _synonyms()
    synonyms = (m for m in pattern.finditer(folded) if concepts[m[0].rstrip("s")] in wanted)
    whole = re.finditer(r"\W*".join(map(re.escape, key)), folded) if key else ()
    spans.extend(match.span() for match in chain(synonyms, whole))
    return _with_marks(text, [(origin[start], origin[end - 1] + 1) for start, end in spans])


def _placed(text: str) -> Iterable[tuple[str, int, int]]:
    """Terms with the half-open span of each."""
    stem = _stem
    for match in _TERM.finditer(text):
        run, start = match[0], match.start()
        if run[0] < _FIRST_HAN:
            yield stem(run), start, match.end()
        elif len(run) == 1:
            yield run, start, start + 1
        else:
            for at in range(len(run) - 1):
                yield run[at : at + 2], start + at, start + at + 2


def _traced(text: str) -> tuple[str, list[int]]:
    """The plain text, and the place in `text` of each of its characters."""
    parts = [unicodedata.normalize("NFKC", char).casefold() for char in text]
    origin = [at for at, part in enumerate(parts) for _ in part]
    folded = _simplifier().convert("".join(parts))
    # OpenCC keeps the length of every word we know of; where it would not, characters stay.
    return (folded if len(folded) == len(origin) else "".join(parts)), origin


def _with_marks(text: str, spans: list[tuple[int, int]]) -> str:
    """Spans that touch, or that only a blank parts, share one pair of marks."""
    out, done, opened = [], 0, False
    for start, end in sorted(spans):
        if end <= done:
            continue
        if not (opened and not text[done : max(start, done)].strip()):
            out.append("】" * opened + text[done:start] + "【")
            opened, done = True, start
        out.append(text[done:end])
        done = end
    return "".join(out) + "】" * opened + text[done:]


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds a synonym in a plain text, and the character of each synonym's concept."""
    groups = [plain(line).split(", ") for line in SYNONYMS]
    found = {
        word.rstrip("s"): chr(_CONCEPT + n) for n, words in enumerate(groups) for word in words
    }
    ordered = sorted((word for words in groups for word in words), key=len, reverse=True)
    latin = _by_first([word.rstrip("s") for word in ordered if word[0] < _FIRST_HAN])
    han = _by_first([word for word in ordered if word[0] >= _FIRST_HAN])
    return re.compile(f"{han}|(?<![a-z0-9]){latin}s?(?![a-z0-9])"), found


def _by_first(words: list[str]) -> str:
    """A pattern of words, by first characters; most places of a text have none of these."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    choices = (f"{first}(?:{'|'.join(found)})" for first, found in rests.items())
    return f"(?=[{''.join(rests)}])(?:{'|'.join(choices)})"


@cache
def _wider() -> dict[str, frozenset[str]]:
    """Concepts that begin or end the words of another: AI in 生成式 AI."""
    found = _synonyms()[1]
    wider: dict[str, set[str]] = {}
    for word, concept in found.items():
        ends = (found[end] for end in found if word.startswith(end) or word.endswith(end))
        wider.setdefault(concept, set()).update(ends)
    return {concept: frozenset(others - {concept}) for concept, others in wider.items()}


@cache
def _simplifier() -> OpenCC:
    from opencc import OpenCC  # inside: only a search needs its tables

    return OpenCC("t2s")


@cache
def _stem(word: str) -> str:
    american = _BRITISH.sub("iz", word) if len(word) > 6 else word
    return str(_stemmer().stemWord(american))


@cache
def _stemmer() -> Any:
    # Not a plain import: the package has no types, and only a search needs it.
    return import_module("snowballstemmer").stemmer("english")
