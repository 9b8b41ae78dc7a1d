"""A first mapping for a table: what its header and its values look like, for a person to correct."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.bundle import Bundle, Entry
from aitalent_kg.importers.report import Log
from aitalent_kg.importers.tables import EmptyTable, Sheet, csv_sheet, sheets
from aitalent_kg.text import folded, natural

__all__ = ["template"]

#: Rows that are looked at, and values that a template lists.
_LOOKED_AT, _LISTED = 2_000, 40
#: Key -> what headers call it, folded; the first key that fits a column takes it.
_HEADS = {
    "code": r"代碼|代號|編號|編碼|序號|code|id|no\.?|.*(代碼|編號|code|id)",
    "strength": r"必備|必要性|強度|重要性|需求程度|strength|required|essential|relationtype",
    "kind": r"類別|類型|職能類別|種類|屬性|性質|type|kind|skilltype|itemtype|category",
    "level": r"等級|級別|級數|熟練度|程度|職能等級|職能級別|level|proficiency|grade|.*(等級|級別|level)",
    "definition": r"說明|描述|定義|內涵|職能內涵|職能說明|行為描述|description|definition|meaning",
    "group": r"領域|分類|群組|職類|職系|部門|構面|group|domain|area|department|family|cluster",
    "other": r"別名|又稱|其他名稱|同義詞|alias|aliases|alsocalled|synonyms|altlabels?",
    "items": r"職能(清單|項目|需求)?列表|所需職能|需求職能|skills|competencies|requiredskills",
    "role": r"職務|職務名稱|職稱|職位|崗位|角色|工作角色|role|rolename|job|jobtitle|position|occupation",
    "label": r"名稱|職能|職能名稱|項目|職能項目|技能|技能名稱|知識|能力|name|title|label|skill"
    r"|skillname|competency|item|.*(名稱|name)",
}
#: Values of a column -> what they mean, folded.
_KIND_WORDS = {
    "Knowledge": r"知識|k|knowledge",
    "Skill": r"技能|技術|s|skills?|專業技能|硬實力",
    "Attitude": r"態度|a|attitudes?|特質",
    "SoftSkill": r"軟實力|軟技能|softskills?",
    "Competency": r"職能|核心職能|管理職能|專業職能|能力|competenc(y|ies)",
    "Tool": r"工具|tools?|軟體",
    "Technology": r"科技|技術平台|technolog(y|ies)",
    "Task": r"任務|工作任務|tasks?",
}
_STRENGTH_WORDS = {
    "required": r"必備|必要|必須|是|required|essential|must(have)?|yes|y|1|●|◎|v",
    "helpful": r"加分|選備|次要|建議|helpful|optional|nicetohave|preferred|○",
}
_BLANK = r"-|－|—|無|n/?a|0|x|否|no|n"


@dataclass
class _Looked:
    """A table as far as it was looked at."""

    sheet: str  #: "" of a CSV file
    header: tuple[str, ...]
    values: dict[str, dict[str, int]] = field(default_factory=dict)  #: column -> value -> times


def template(*paths: Path | str) -> str:
    """A mapping for tables, and for each sheet of a workbook that is not empty, with comments.

    Raises:
        MissingFile, UnreadableFile: the table cannot be read.

    >>> print(template("docs/examples/roles.csv").partition("[[tables]]")[2])
    <BLANKLINE>
    file = "roles.csv"
    rows = "roles"
    code = "職務代碼"
    label = "職務名稱"
    group = "部門"
    # not used: 主管
    <BLANKLINE>
    """
    bundle = Bundle.of(paths)
    parts: list[str] = []
    scale: list[str] = []
    for entry in bundle.entries:
        for looked in _look(bundle, entry):
            lines, levels = _table(entry, looked)
            parts.append("\n".join(lines))
            scale.extend(level for level in levels if level not in scale)
    return "\n\n".join([_head(Path(paths[0]).stem, sorted(scale, key=natural)), *parts]) + "\n"


def _look(bundle: Bundle, entry: Entry) -> list[_Looked]:
    if not entry.base.lower().endswith((".xlsx", ".xlsm")):
        with csv_sheet(bundle, entry, Log()) as sheet:
            return [_values(sheet, "")]
    with sheets(bundle, entry, Log()) as found:
        return [looked for name, opened in found.items() for looked in _filled(opened, name)]


def _filled(opened: Callable[[], Sheet], name: str) -> list[_Looked]:
    """What a sheet holds; nothing of one that is empty, as Excel adds them."""
    try:
        return [_values(opened(), name)]
    except EmptyTable:
        return []


def _values(sheet: Sheet, name: str) -> _Looked:
    looked = _Looked(name, sheet.header, {column: {} for column in sheet.header})
    for number, (_, cells) in enumerate(sheet.rows(*sheet.header)):
        if number >= _LOOKED_AT:
            break
        for column, value in zip(sheet.header, cells, strict=True):
            known = looked.values[column]
            if value.strip() and (len(known) <= _LISTED or value.strip() in known):
                known[value.strip()] = known.get(value.strip(), 0) + 1
    return looked


def _head(stem: str, scale: Sequence[str]) -> str:
    lines = [
        "# What the columns of a table are; correct what was guessed, then:",
        "#   aitalent-kg import table TABLE --mapping THIS.toml",
        "",
        "[framework]",
        f"id = {_quoted(stem)}  # the last part of its IRI: letters, digits, hyphens",
        f"title = {_quoted(stem)}",
        'language = "zh-TW"  # of the texts, where a column does not say another',
        '# version = "1"',
        '# publisher = "…"',
        '# license = "https://…"',
    ]
    if scale:
        order = ", ".join(map(_quoted, scale))
        lines += ["", "[scale]", f"order = [{order}]  # from the lowest to the highest"]
    return "\n".join(lines)


def _table(entry: Entry, looked: _Looked) -> tuple[list[str], list[str]]:
    """The lines of one table, and the levels that it uses."""
    keys = _guess(looked)
    _alone(entry, looked)
    lines = ["[[tables]]", f"file = {_quoted(entry.base)}"]
    if looked.sheet:
        lines.append(f"sheet = {_quoted(looked.sheet)}")
    across = _across(looked, keys)
    if across:
        more, levels = _matrix(looked, keys, across)
        return [*lines, *more], levels
    more, levels = _listed(looked, keys)
    return [*lines, *more], levels


def _alone(entry: Entry, looked: _Looked) -> None:
    """Refuse a header of one cell that holds the others too; a list of names is fine."""
    if len(looked.header) == 1 and re.search("[;\t]", looked.header[0]):
        problem = "its columns are parted by semicolons or tabs; save it with commas, or as .xlsx"
        raise UnreadableFile(entry.where, problem)


def _listed(looked: _Looked, keys: dict[str, str]) -> tuple[list[str], list[str]]:
    """The lines of a table of roles, items or requirements."""
    rows = _rows(keys)
    _settle(keys, rows, looked)
    order = ("code", "role", "item", "label", "definition", "kind", "group", "level", "strength")
    used = [key for key in (*order, "other", "items") if key in keys and _fits(key, rows)]
    lines = [f'rows = "{rows}"', *(_line(key, keys[key], looked) for key in used)]
    if rows == "items" and "kind" not in keys:
        lines.append('kind = "Skill"  # or: Knowledge, Attitude, Competency, Tool …')
    columns = {keys[key] for key in used}
    unused = [column for column in looked.header if column and column not in columns]
    if unused:
        lines.append(f"# not used: {_commented(unused)}")
    return lines, [*looked.values[keys["level"]]] if "level" in used else []


def _settle(keys: dict[str, str], rows: str, looked: _Looked) -> None:
    """Give the keys that rows of this sort need a column each."""
    if rows == "requirements":
        keys["item"] = keys.pop("label", "") or keys.pop("items", "")
    elif "label" not in keys:
        other = "role" if rows == "roles" else "code"
        keys["label"] = keys.pop(other, "") or next(filter(None, looked.header), "")


def _guess(looked: _Looked) -> dict[str, str]:
    """Key -> the column that seems to be it."""
    found: dict[str, str] = {}
    for column in filter(None, looked.header):
        for key, words in _HEADS.items():
            if key not in found and re.fullmatch(words, folded(column)):
                found[key] = column
                break
    return found if "kind" in found else _kind_by_values(found, looked)


def _kind_by_values(found: dict[str, str], looked: _Looked) -> dict[str, str]:
    """What was guessed, with a column of nothing but kinds as the kind, whatever it is called."""
    for column, values in looked.values.items():
        if values and all(_meaning(value, _KIND_WORDS) for value in values):
            return {k: c for k, c in found.items() if c != column} | {"kind": column}
    return found


def _rows(keys: dict[str, str]) -> str:
    if "items" in keys or ("role" in keys and "label" not in keys):
        return "roles"
    label = folded(keys.get("label", ""))
    if re.match(r"職務|職稱|職位|崗位|role|job|position", label):
        return "roles"
    return "requirements" if "role" in keys and not {"definition", "code"} & {*keys} else "items"


def _fits(key: str, rows: str) -> bool:
    wrong = {
        "roles": {"kind", "role", "item", "level", "strength"},
        "items": {"items", "item"},
        "requirements": {"code", "label", "definition", "group", "other", "items"},
    }
    return key not in wrong[rows]


def _across(looked: _Looked, keys: dict[str, str]) -> list[str]:
    """Columns of a matrix: three or more whose header says nothing, with few short values."""
    others = [c for c in looked.header if c and c not in keys.values()]
    values = {value for column in others for value in looked.values[column]}
    few = len(values) <= 10 and all(len(value) <= 8 for value in values)
    return others if len(others) >= 3 and values and few else []


def _matrix(
    looked: _Looked, keys: dict[str, str], across: list[str]
) -> tuple[list[str], list[str]]:
    down = "roles" if "role" in keys or "label" not in keys else "items"
    name = keys.get("role") or keys.get("label") or looked.header[0]
    cells = (column for column in across if column != name)
    values = dict.fromkeys(value for column in cells for value in looked.values[column])
    blank = [value for value in values if re.fullmatch(_BLANK, folded(value))]
    left = [value for value in values if value not in blank]
    ignored = [column for column in keys.values() if column != name]
    lines = ['rows = "matrix"', f'down = "{down}"  # what the rows are: roles, or items']
    lines.append(
        f"name = {_quoted(name)}  # all other columns are {'items' if down == 'roles' else 'roles'}"
    )
    if ignored:
        lines.append(f"ignore = [{', '.join(map(_quoted, ignored))}]")
    if blank:
        lines.append(f"blank = [{', '.join(map(_quoted, blank))}]  # not asked for")
    lines.append('kind = "Skill"')
    if left and all(_meaning(value, _STRENGTH_WORDS) for value in left):
        return [
            *lines,
            'cells = "strength"',
            _values_line("strength", "", left, _STRENGTH_WORDS),
        ], []
    return [*lines, 'cells = "level"  # the scale is above'], left


def _line(key: str, column: str, looked: _Looked) -> str:
    if key == "kind":
        return _values_line(key, column, [*looked.values[column]], _KIND_WORDS)
    if key == "strength":
        return _values_line(key, column, [*looked.values[column]], _STRENGTH_WORDS)
    comment = "  # a level is one of the scale above" if key == "level" else ""
    if key in ("other", "items"):
        comment = '  # several in a cell are parted by separator = "、"'
    return f"{key} = {_quoted(column)}{comment}"


def _values_line(key: str, column: str, values: Sequence[str], words: dict[str, str]) -> str:
    """A column with what its values mean; those that are not clear are for a person to fill."""
    known = [(value, _meaning(value, words)) for value in values[:_LISTED]]
    said = ", ".join(f'{_quoted(v)} = "{ours}"' for v, ours in known if ours)
    open_ = [value for value, ours in known if not ours]
    first = f"column = {_quoted(column)}, " if column else ""
    line = f"{key} = {{{first}values = {{{said}}}}}"
    if open_:
        line += f"  # add: {_commented(open_)}"
    return line


def _meaning(value: str, words: dict[str, str]) -> str:
    fits = (ours for ours, each in words.items() if re.fullmatch(each, folded(value)))
    return next(fits, "")


def _commented(values: Sequence[str]) -> str:
    """Values in a comment, without what would end it."""
    return "".join(c if c.isprintable() else " " for c in ", ".join(values))


def _quoted(value: str) -> str:
    """A TOML string."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
