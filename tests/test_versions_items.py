"""Two lists of items: each is followed by its words, not by its code alone."""

from __future__ import annotations

import csv
import gzip
import io
import random
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aitalent_kg.errors import BadValue
from aitalent_kg.versions.items import Item, ItemDiff, diff_items
from aitalent_kg.versions.marking import marked, marking
from aitalent_kg.versions.pairing import OTHER_CODE, SAME_CODE, similarity

ESCO = Path(__file__).resolve().parents[2] / "shared" / "data" / "esco-1.1.1"
HAN = [chr(code) for code in range(0x4E00, 0x9F00)]


def keys(found: ItemDiff, name: str) -> list[tuple[str, str]]:
    return [(pair.old.key, pair.new.key) for pair in getattr(found, name)]


def test_the_same_items_do_not_differ() -> None:
    items = [Item("K01", "法規", levels=("4",), order=1), Item("K02", "統計", order=2)]
    assert not diff_items(items, items)


def test_nothing_does_not_differ_from_nothing() -> None:
    assert not diff_items([], [])


def test_an_item_put_in_renumbers_those_behind_it_and_rewords_none() -> None:
    old = [Item("K01", "統計概念", code="K01"), Item("K02", "智慧財產權法規", code="K02")]
    new = [
        Item("K01", "統計概念", code="K01"),
        Item("K02", "機器學習概論", code="K02"),
        Item("K03", "智慧財產權法規", code="K03"),
    ]
    found = diff_items(old, new)
    assert [item.key for item in found.added] == ["K02"]
    assert keys(found, "renumbered") == [("K02", "K03")]
    assert (found.removed, found.reworded) == ((), ())


def test_two_items_that_exchange_their_codes_are_renumbered() -> None:
    old = [Item("A06", "好奇開放", code="A06"), Item("A07", "應對不確定性", code="A07")]
    new = [Item("A06", "應對不確定性", code="A06"), Item("A07", "好奇開放", code="A07")]
    assert keys(diff_items(old, new), "renumbered") == [("A06", "A07"), ("A07", "A06")]


def test_similar_items_that_exchange_their_codes_are_renumbered_too() -> None:
    names = ("AI 系統操作能力", "AI 系統規劃能力")  # 75 of 100 alike, more than one code needs
    old = [Item(code, name, code=code) for code, name in zip(("S05", "S08"), names, strict=True)]
    new = [Item(code, name, code=code) for code, name in zip(("S08", "S05"), names, strict=True)]
    found = diff_items(old, new)
    assert keys(found, "renumbered") == [("S05", "S08"), ("S08", "S05")]
    assert found.reworded == ()


def test_a_code_that_went_to_another_item_does_not_reword_the_old_one() -> None:
    old = Item("K10", "物聯網基本概念", code="K10")
    found = diff_items([old], [Item("K10", "企業管理知識", code="K10")])
    assert found.removed == (old,)
    assert [item.label for item in found.added] == ["企業管理知識"]
    assert found.reworded == ()


def sharing(letters: int) -> tuple[str, str]:
    """Two texts of 25 letters, the first so many in common: 4 of 100 each."""
    first = "".join(HAN[:25])
    return first, first[:letters] + "".join(HAN[100 : 125 - letters])


@pytest.mark.parametrize(("letters", "one_item"), [(13, True), (12, False)])
def test_under_one_code_half_of_the_letters_must_stay(letters: int, one_item: bool) -> None:
    old, new = (Item("K01", words, code="K01") for words in sharing(letters))
    assert similarity(old, new) == pytest.approx(4 * letters)
    assert (similarity(old, new) >= SAME_CODE) is one_item
    assert len(diff_items([old], [new]).pairs) == one_item


@pytest.mark.parametrize(("letters", "one_item"), [(20, True), (19, False)])
def test_under_another_code_four_fifths_must_stay(letters: int, one_item: bool) -> None:
    before, after = sharing(letters)
    old, new = Item("K01", before, code="K01"), Item("K09", after, code="K09")
    assert similarity(old, new) == pytest.approx(4 * letters)
    assert (similarity(old, new) >= OTHER_CODE) is one_item
    assert len(diff_items([old], [new]).pairs) == one_item


def test_what_no_number_names_is_the_same_thing_under_another_name() -> None:
    old, new = (
        Item("occupation", "訓練人員", "Occupation"),
        Item("occupation", "主管", "Occupation"),
    )
    assert keys(diff_items([old], [new]), "reworded") == [("occupation", "occupation")]


def test_an_item_renamed_keeps_its_definition_and_is_one_item() -> None:
    old = Item("A01", "主動積極", code="A01", definition="不需他人指示或要求能自動自發做事。")
    new = Item("A09", "自發性", code="A09", definition="不需他人指示或要求能自動自發做事。")
    assert keys(diff_items([old], [new]), "reworded") == [("A01", "A09")]


@pytest.mark.parametrize(
    ("label", "definition"),
    [("自發性", "不需他人指示或要求能自動自發做事。"), ("主動負責", "遇到困難時堅持到底。")],
)
def test_under_one_code_the_name_or_the_definition_is_enough(label: str, definition: str) -> None:
    old = Item("A01", "主動積極", code="A01", definition="不需他人指示或要求能自動自發做事。")
    new = Item("A01", label, code="A01", definition=definition)
    assert keys(diff_items([old], [new]), "reworded") == [("A01", "A01")]


def test_items_of_two_kinds_with_the_same_words_and_other_codes_are_two() -> None:
    old, new = Item("K01", "機器學習", "Knowledge"), Item("S01", "機器學習", "Skill")
    assert diff_items([old], [new]).pairs == ()


def test_parts_stay_where_they_are_when_their_whole_gets_another_code() -> None:
    old = [Item("T1", "規劃資料集", code="T1"), Item("O1", "規劃書", code="O1", parents=("T1",))]
    new = [Item("T2", "規劃資料集", code="T2"), Item("O1", "規劃書", code="O1", parents=("T2",))]
    found = diff_items(old, new)
    assert keys(found, "renumbered") == [("T1", "T2")]
    assert found.moved == ()


def test_a_part_of_something_else_is_moved_from_there_to_here() -> None:
    tasks = [Item("T1", "規劃資料集"), Item("T2", "驗收")]
    old, new = (Item("O1", "報告", parents=(task,)) for task in ("T1", "T2"))
    (pair,) = diff_items([*tasks, old], [*tasks, new]).moved
    assert (pair.parents_gone, pair.parents_come) == (("T1",), ("T2",))


def test_a_part_is_moved_when_the_code_of_its_whole_went_to_another() -> None:
    old, new = Item("T1", "規劃資料集", code="T1"), Item("T1", "驗收作業", code="T1")
    part = Item("O1", "報告", parents=("T1",))
    assert keys(diff_items([old, part], [new, part]), "moved") == [("O1", "O1")]


def test_who_asks_for_an_item_is_told_apart_from_what_it_belongs_to() -> None:
    tasks = [Item("T1", "規劃資料集"), Item("T2", "驗收"), Item("T3", "訓練使用者")]
    old, new = Item("K1", "法規", asked_by=("T1", "T2")), Item("K1", "法規", asked_by=("T2", "T3"))
    found = diff_items([*tasks, old], [*tasks, new])
    assert found.moved == ()
    assert [(p.asked_gone, p.asked_come) for p in found.asked] == [(("T1",), ("T3",))]


def test_a_link_to_what_is_an_item_no_longer_is_no_change() -> None:
    # ESCO 1.1.1 dropped an occupation and kept its links to skills
    job, skill = Item("job", "therapeutic radiographer"), Item("skill", "x-ray", asked_by=("job",))
    assert diff_items([job, skill], [skill]).asked == ()


def test_the_fewest_items_are_said_to_be_reordered() -> None:
    names = ["法規", "統計", "溝通", "程式設計", "資料庫"]
    old = [Item(name, name, order=place) for place, name in enumerate(names, 1)]
    moved = [names[4], *names[:4]]
    new = [Item(name, name, order=place) for place, name in enumerate(moved, 1)]
    assert keys(diff_items(old, new), "reordered") == [("資料庫", "資料庫")]


def test_what_follows_a_removed_item_is_not_reordered() -> None:
    old = [Item(name, name, order=n) for n, name in enumerate(("法規", "統計", "溝通"), 1)]
    new = [Item(name, name, order=n) for n, name in enumerate(("統計", "溝通"), 1)]
    assert diff_items(old, new).reordered == ()


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(BadValue, match="'K01': names two items of the new version"):
        diff_items([], [Item("K01", "甲"), Item("K01", "乙")])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("統計判讀的能力", "統計判讀能力", "統計判讀[-的-]能力"),
        ("use of AI tools", "use of ML tools", "use of [-AI-]{+ML+} tools"),
        ("資料標註", "數據標記", "[-資料標註-]{+數據標記+}"),  # 標 alone is nothing to read
        ("", "新文字", "{+新文字+}"),
        ("同", "同", "同"),
    ],
)
def test_words_are_marked(old: str, new: str, told: str) -> None:
    assert marked(old, new) == told


def test_a_marking_holds_both_texts_whole() -> None:
    dice = random.Random(5)
    for _ in range(500):
        old, new = ("".join(dice.choices("甲乙丙 ab1，", k=dice.randrange(12))) for _ in range(2))
        runs = marking(old, new)
        assert "".join(run.text for run in runs if run.state != "added") == old
        assert "".join(run.text for run in runs if run.state != "removed") == new


def words(dice: random.Random) -> str:
    """Ten characters of 20,736: two such texts have hardly one in common."""
    return "".join(dice.choices(HAN, k=10))


def first_version(dice: random.Random) -> list[Item]:
    wholes = [Item(f"T{n}", words(dice), "Task", f"T{n}") for n in range(1, 6)]
    parts = [
        Item(
            f"P{t.key}.{n}", words(dice), "Part", f"P{t.key}.{n}", words(dice), (t.key,), (), ("4",)
        )
        for t in wholes
        for n in range(1, 9)
    ]
    return [*wholes, *parts]


def placed(items: list[Item]) -> list[Item]:
    """The parts with their place among those of their task, as the list has them."""
    often: dict[tuple[str, ...], int] = defaultdict(int)
    out = []
    for item in items:
        often[item.parents] += 1
        out.append(replace(item, order=often[item.parents]) if item.parents else item)
    return out


Labels = dict[str, set[str]]


def edited(dice: random.Random, old: list[Item], k: int) -> tuple[list[Item], Labels]:
    """The version with k edits, each of another part, and the labels that each concerns."""
    new, wanted = list(old), defaultdict[str, set[str]](set)
    reordered: set[tuple[str, ...]] = set()
    for count, item in enumerate(dice.sample([i for i in old if i.parents], k)):
        edit = dice.choice([*EDITS])
        if edit == "reorder" and item.parents in reordered:
            edit = "level"  # which of two was put elsewhere cannot always be told
        reordered |= {item.parents} if edit == "reorder" else set()
        for name, label in EDITS[edit](dice, new, item, count):
            wanted[name].add(label)
    return new, wanted


Told = list[tuple[str, str]]


def remove(_: random.Random, new: list[Item], item: Item, __: int) -> Told:
    new.remove(item)
    return [("remove", item.label)]


def add(dice: random.Random, new: list[Item], item: Item, count: int) -> Told:
    key = f"N{count}"
    fresh = replace(item, key=key, code=key, label=words(dice), definition="")
    new.append(fresh)
    return [("add", fresh.label)]


def reuse(dice: random.Random, new: list[Item], item: Item, _: int) -> Told:
    """Another item takes the code."""
    fresh = replace(item, label=words(dice), definition=words(dice))
    new[new.index(item)] = fresh
    return [("remove", item.label), ("add", fresh.label)]


def move(dice: random.Random, new: list[Item], item: Item, _: int) -> Told:
    others = [f"T{n}" for n in range(1, 6) if (f"T{n}",) != item.parents]
    new.remove(item)
    new.append(replace(item, parents=(dice.choice(others),)))
    return [("move", item.label)]


def reorder(_: random.Random, new: list[Item], item: Item, __: int) -> Told:
    """To the farther end of its task."""
    beside = [at for at, other in enumerate(new) if other.parents == item.parents]
    first = beside.index(new.index(item)) < len(beside) // 2
    new.remove(item)
    new.insert(beside[-1] if first else beside[0], item)
    return [("reorder", item.label)]


def changing(name: str, make: Callable[[random.Random, Item, int], Item]) -> Edit:
    """An edit that leaves an item where it is."""

    def change(dice: random.Random, new: list[Item], item: Item, count: int) -> Told:
        new[new.index(item)] = make(dice, item, count)
        return [(name, item.label)]

    return change


Edit = Callable[[random.Random, list[Item], Item, int], Told]
EDITS: dict[str, Edit] = {
    "remove": remove,
    "add": add,
    "reuse": reuse,
    "move": move,
    "reorder": reorder,
    "reword": changing(
        "reword", lambda d, i, _: replace(i, label=i.label[:4] + words(d)[0] + i.label[5:])
    ),
    "renumber": changing("renumber", lambda _, i, n: replace(i, key=f"M{n}", code=f"M{n}")),
    "level": changing("level", lambda _, i, __: replace(i, levels=("5",))),
    "ask": changing("ask", lambda _, i, __: replace(i, asked_by=("T1",))),
}


@pytest.mark.parametrize("seed", range(200))
def test_random_edits_are_found_exactly(seed: int) -> None:
    dice = random.Random(seed)
    old = first_version(dice)
    new, wanted = edited(dice, old, dice.randrange(12))
    found = diff_items(placed(old), placed(new))
    told = {
        "remove": {item.label for item in found.removed},
        "add": {item.label for item in found.added},
        "reword": {pair.old.label for pair in found.reworded},
        "renumber": {pair.old.label for pair in found.renumbered},
        "move": {pair.old.label for pair in found.moved},
        "level": {pair.old.label for pair in found.level_changed},
        "ask": {pair.old.label for pair in found.asked},
        "reorder": {pair.old.label for pair in found.reordered},
    }
    assert told == {name: wanted.get(name, set()) for name in told}


def in_zip(archive: str, name: str) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(ESCO / archive) as folder, folder.open(name) as stream:
        yield from csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8"))


def in_gzip(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(ESCO / name, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def esco() -> tuple[tuple[Rows, Rows, set[tuple[str, str]]], ...]:
    """Occupations, skills, and who asks for what, of ESCO 1.1.0 and 1.1.1."""
    if not ESCO.is_dir():
        pytest.skip("ESCO is not there")
    base = "http://data.europa.eu/esco/"
    old_links = {
        (base + row["occupation"], base + row["skill"])
        for row in in_gzip("v1.1.0-occupationSkillRelations-min.csv.gz")
    }
    new_links = {
        (row["occupationUri"], row["skillUri"])
        for row in in_zip("relations-csv.zip", "occupationSkillRelations.csv")
    }
    old = list(in_gzip("v1.1.0-occupations-min.csv.gz")), list(in_gzip("v1.1.0-skills-min.csv.gz"))
    new = (
        list(in_zip("classification-en-csv.zip", "occupations_en.csv")),
        list(in_zip("classification-en-csv.zip", "skills_en.csv")),
    )
    return (*old, old_links), (*new, new_links)


def esco_items(occupations: Rows, skills: Rows, links: set[tuple[str, str]]) -> list[Item]:
    asked: dict[str, list[str]] = defaultdict(list)
    for occupation, skill in sorted(links):
        asked[skill].append(occupation)
    jobs = [
        Item(
            r["conceptUri"], r["preferredLabel"], "Occupation", r["code"], parents=(r["iscoGroup"],)
        )
        for r in occupations
    ]
    return jobs + [
        Item(
            r["conceptUri"],
            r["preferredLabel"],
            r["skillType"],
            asked_by=tuple(asked[r["conceptUri"]]),
        )
        for r in skills
    ]


def test_esco_1_1_1_differs_from_1_1_0_as_its_tables_do(
    esco: tuple[tuple[Rows, Rows, set[tuple[str, str]]], ...],
) -> None:
    found = diff_items(*(esco_items(*version) for version in esco))
    (old_jobs, old_skills, old_links), (new_jobs, new_skills, new_links) = esco
    old = {row["conceptUri"]: row for row in (*old_jobs, *old_skills)}
    new = {row["conceptUri"]: row for row in (*new_jobs, *new_skills)}
    both = old.keys() & new.keys()

    def differing(column: str) -> set[str]:
        return {iri for iri in both if old[iri].get(column) != new[iri].get(column)}

    assert {item.key for item in found.removed} == old.keys() - new.keys()
    assert {item.key for item in found.added} == new.keys() - old.keys()
    assert {pair.old.key for pair in found.reworded} == differing("preferredLabel")
    assert {pair.old.key for pair in found.renumbered} == differing("code")
    assert {pair.old.key for pair in found.moved} == differing("iscoGroup")
    assert {pair.old.key for pair in found.rekinded} == differing("skillType")
    gone = {(asker, pair.old.key) for pair in found.asked for asker in pair.asked_gone}
    come = {(asker, pair.new.key) for pair in found.asked for asker in pair.asked_come}
    assert gone == {link for link in old_links - new_links if link[1] in both}
    assert come == {link for link in new_links - old_links if link[1] in both}


def test_esco_1_1_1_dropped_one_occupation_added_five_skills_and_renamed_two(
    esco: tuple[tuple[Rows, Rows, set[tuple[str, str]]], ...],
) -> None:
    found = diff_items(*(esco_items(*version) for version in esco))
    assert [item.label for item in found.removed] == ["therapeutic radiographer"]
    assert len(found.added) == 5
    assert {pair.old.label for pair in found.reworded} == {
        "promote inclusion in research",
        "use waterway traffic control systems;",
    }
