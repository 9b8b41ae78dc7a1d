from __future__ import annotations

from math import log

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from aitalent_kg.errors import AitalentError, UnknownName
from aitalent_kg.names import GRAPH, ID, expand
from aitalent_kg.search.codes import code_key
from aitalent_kg.search.index import Hit, Index, build
from aitalent_kg.search.scoring import Words, read_words
from aitalent_kg.search.words import (
    clean,
    concepts_of,
    glued,
    key_of,
    marked,
    own_terms,
    plain,
    terms_of,
)

STANDARD = "SMS2512-002v1"
OTHER = "SET2529-001v2"

#: (path, class, document, predicate and text of each of its literals)
THINGS = [
    (STANDARD, "OccupationalStandard", STANDARD, {"skos:prefLabel": "AI 應用規劃師職能基準"}),
    (
        f"{STANDARD}/K01",
        "Knowledge",
        STANDARD,
        {"skos:notation": "K01", "skos:prefLabel": "機器學習概論", "skos:definition": "含統計基礎"},
    ),
    (f"{STANDARD}/T1.3", "Task", STANDARD, {"skos:notation": "T1.3", "skos:prefLabel": "資料治理"}),
    (
        f"{OTHER}/K01",
        "Knowledge",
        OTHER,
        {"skos:notation": "K01", "skos:prefLabel": "資訊安全法規"},
    ),
    ("technology/machine-learning", "Technology", OTHER, {"skos:prefLabel": "機器學習"}),
    ("tool/tensorflow", "Tool", OTHER, {"skos:prefLabel": "TensorFlow", "skos:altLabel": "TF2"}),
    ("contradiction/X-02", "Contradiction", OTHER, {"skos:prefLabel": "機器學習"}),
    ("technology/ner", "Technology", OTHER, {"skos:prefLabel": "Named entity recognition"}),
    ("role/planner", "Role", OTHER, {"skos:prefLabel": "Planner of AI applications"}),
]


def store() -> Store:
    made = Store()

    def add(subject: str, predicate: str, value: NamedNode | Literal, graph: str) -> None:
        nodes = NamedNode(ID + subject), NamedNode(expand(predicate))
        made.add(Quad(*nodes, value, NamedNode(GRAPH + graph)))

    for path, kind, document, words in THINGS:
        add(path, "rdf:type", NamedNode(expand(f"ait:{kind}")), document)
        for predicate, text in words.items():
            add(path, predicate, Literal(text), document)
    quote = f"{OTHER}/quote/1-9"
    add(quote, "rdf:type", NamedNode(expand("ait:Quote")), OTHER)
    add(quote, "oa:exact", Literal("深度學 習框架"), OTHER)
    add("tool/tensorflow", "ait:evidence", NamedNode(ID + quote), OTHER)
    return made


@pytest.fixture(scope="module")
def index() -> Index:
    return build(store())


@pytest.fixture(scope="module")
def words(index: Index) -> Words:
    return read_words(index.things)


def codes(hits: list[Hit]) -> list[str]:
    return [hit.code for hit in hits]


# --- words


def test_plain_forgets_width_case_and_script() -> None:
    assert plain("ＡＩ資料") == plain("ai资料") == "ai资料"


def test_plain_keeps_half_a_surrogate_pair_as_a_question_mark() -> None:
    assert plain("\ud800") == "?"


def test_clean_joins_chinese_that_a_line_end_broke() -> None:
    assert clean("AI 技\n術 <ul>與 data set") == "AI 技術與 data set"


def test_glued_puts_single_characters_together_and_leaves_words() -> None:
    assert (glued("機 器 學 習"), glued("資料 治理")) == ("機器學習", "資料 治理")


def test_key_leaves_letters_and_digits() -> None:
    assert key_of("ai-900 （初級）") == "ai900初級"


def test_terms_are_stems_and_pairs_of_characters() -> None:
    assert own_terms("models 统计学 图") == {"model", "统计", "计学", "图"}


def test_british_and_american_spelling_share_a_stem() -> None:
    assert own_terms("optimising") == own_terms("optimizing")


def test_synonyms_are_one_concept_in_both_languages() -> None:
    forms = ("AI", "人工智慧", "人工智能", "artificial intelligence")
    assert len({concepts_of(plain(form)) for form in forms}) == 1


def test_a_synonym_inside_an_english_word_is_none() -> None:
    assert concepts_of("chair") == "chair"


def test_a_plural_is_the_same_concept() -> None:
    assert concepts_of("models") == concepts_of("model")


def test_a_wide_concept_finds_a_narrow_one_but_not_the_other_way() -> None:
    wide, narrow = concepts_of("ai"), concepts_of(plain("生成式 AI"))
    assert wide in terms_of(plain("生成式 AI"), frozenset(own_terms(narrow)))
    assert narrow not in terms_of("ai", frozenset(own_terms(wide)))


def test_neighbouring_marks_are_one() -> None:
    assert marked("資料科學家", {"科学", "学家"}) == "資料【科學家】"


def test_a_synonym_is_marked_as_it_is_written() -> None:
    assert marked("談 ML 與機器學習", {concepts_of("ml")}) == "談 【ML】 與【機器學習】"


def test_code_key_forgets_case_hyphens_and_leading_zeros() -> None:
    assert code_key("k01") == code_key("K-1") == "k1"
    assert code_key("T1.10") == "t1.10"


# --- parts of the score


def test_idf_of_a_term_in_one_of_nine_things(words: Words) -> None:
    terms = next(words.readings("治理")).terms
    assert terms == {"治理": pytest.approx(log(1 + 8.5 / 1.5))}


def test_equal_name_scores_coverage_closeness_and_step(words: Words) -> None:
    at = next(at for at, thing in enumerate(words.things) if thing.code.endswith("T1.3"))
    reading = next(words.readings("資料治理"))
    assert words.scores(reading, range(len(words.things)), ())[at] == pytest.approx(1 + 1 + 2)


def test_description_counts_less_than_a_name(words: Words) -> None:
    at = next(at for at, thing in enumerate(words.things) if thing.code == f"{STANDARD}/K01")
    reading = next(words.readings("統計基礎"))
    # coverage 0.6 of 1, no name is near, and the query stands in the text: 0.4
    assert words.scores(reading, [at], ())[at] == pytest.approx(0.6 + 0.0 + 0.4)


def test_only_unknown_english_words_are_corrected(words: Words) -> None:
    assert [reading.plain for reading in words.readings("tensorflw")] == ["tensorflw", "tensorflow"]
    assert [reading.plain for reading in words.readings("TensorFlow")] == ["tensorflow"]


# --- answers


def test_equal_name_stands_before_longer_names_and_records_behind(index: Index) -> None:
    expected = ["technology/machine-learning", f"{STANDARD}/K01", "contradiction/X-02"]
    found = codes(index.search("機器學習"))
    assert found[0] == expected[0]
    assert set(found) == set(expected)


@pytest.mark.parametrize("text", ["机器学习", "ML", "machine learning", "機 器 學 習", "機器學息"])
def test_other_ways_to_write_find_the_same(index: Index, text: str) -> None:
    assert codes(index.search(text))[0] == "technology/machine-learning"


def test_a_code_of_two_documents_finds_both_in_their_order(index: Index) -> None:
    assert codes(index.search("k01")) == [f"{STANDARD}/K01", f"{OTHER}/K01"]


@pytest.mark.parametrize(
    "text",
    [
        f"{OTHER}/K01",
        f"{ID}{OTHER}/K01",
        f"{ID}{OTHER}/k01".replace("https", "HTTP"),
        "set2529 k01",
        "SET2529-001v2, K1",
    ],
)
def test_document_and_code_find_one(index: Index, text: str) -> None:
    assert codes(index.search(text))[0] == f"{OTHER}/K01"


def test_the_beginning_of_a_code_finds_the_document_first(index: Index) -> None:
    assert codes(index.search("SMS2512"))[0] == STANDARD


def test_code_and_words_together_choose_between_equal_codes(index: Index) -> None:
    assert codes(index.search("K01 資訊安全"))[0] == f"{OTHER}/K01"


def test_initials_find_an_english_name_and_not_the_middle_of_a_word(index: Index) -> None:
    assert codes(index.search("NER"))[0] == "technology/ner"
    assert "role/planner" not in codes(index.search("NER"))


def test_hit_says_where_and_what(index: Index) -> None:
    hit = index.search("機器學習 概論")[0]
    assert (hit.field, hit.matched) == ("label", "【機器學習概論】")
    assert (hit.kind, hit.document, hit.label) == ("Knowledge", STANDARD, "機器學習概論")


def test_a_quote_is_text_of_what_it_proves(index: Index) -> None:
    hit = index.search("深度學習")[0]
    assert (hit.code, hit.field, hit.matched) == ("tool/tensorflow", "quote", "【深度學習】框架")


def test_another_name_is_found_and_said(index: Index) -> None:
    hit = index.search("TF2")[0]
    assert (hit.code, hit.field) == ("tool/tensorflow", "other name")


def test_filters_keep_a_kind_or_a_document(index: Index) -> None:
    assert codes(index.search("機器學習", kind="knowledge")) == [f"{STANDARD}/K01"]
    assert codes(index.search("k01", document=OTHER)) == [f"{OTHER}/K01"]


def test_limit_cuts(index: Index) -> None:
    assert len(index.search("機器學習", limit=1)) == 1


@pytest.mark.parametrize("text", ["", " \n\t", "　", ID])
def test_blank_text_is_an_error_of_one_line(index: Index, text: str) -> None:
    with pytest.raises(AitalentError) as caught:
        index.search(text)
    assert "\n" not in str(caught.value)


def test_unknown_kind_and_document_name_the_nearest(index: Index) -> None:
    with pytest.raises(UnknownName, match="Task"):
        index.search("x", kind="Tsk")
    with pytest.raises(UnknownName, match=STANDARD):
        index.search("x", document="SMS2512-002")


@pytest.mark.parametrize(
    "text", ["(", "[a-z", "\\", "\0", "😀", "\ud800", "%s{}", "，。", "9" * 5000]
)
def test_odd_text_finds_little_and_breaks_nothing(index: Index, text: str) -> None:
    assert len(index.search(text)) <= 10


def test_nothing_fits_is_no_error(index: Index) -> None:
    assert index.search("xyzzyq") == []


def test_an_empty_store_has_an_index() -> None:
    assert build(Store()).search("AI") == []
