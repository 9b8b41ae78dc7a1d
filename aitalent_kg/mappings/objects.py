"""Mapping sets as SSSOM/JSON: an object of the set's slots, with its mappings as a list.

SSSOM leaves the details open; this is the form that sssom-py writes and reads. It refuses slots
that SSSOM does not have, so ours stand in `other`, as `name: value|name: value`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from aitalent_kg.errors import BadValue, UnreadableFile
from aitalent_kg.mappings.curies import checked_prefixes, full, short, used
from aitalent_kg.mappings.rows import Place, Values
from aitalent_kg.mappings.sets import MappingSet, iris_of, set_of, spread
from aitalent_kg.mappings.slots import ALL_SLOTS, BAR, BUILT_IN, EXTENSIONS, SET_SLOTS, Slot

__all__ = ["object_text", "read_object"]


def read_object(text: str, path: Path | str) -> MappingSet:
    """The mapping set of a JSON file.

    Raises:
        UnreadableFile: it is no JSON, no mapping set, or a mapping has a value wrong.
    """
    found = _parsed(text, path)
    prefixes = _prefixes(found, path)
    listed = found.get("mappings")
    if not isinstance(listed, list):
        raise UnreadableFile(path, "mappings: is missing or no list; a mapping set has one")
    about = dict(_slots(found, SET_SLOTS, prefixes, Place(path)))
    rows = []
    for number, entry in enumerate(listed, 1):
        place = Place(path, row=f"mapping {number}")
        if not isinstance(entry, dict):
            raise place.error("", "is no object; write its slots in {}")
        rows.append((dict(_slots(_unpacked(entry), ALL_SLOTS, prefixes, place)), place))
    return set_of(path, about, rows, prefixes)


def object_text(found: MappingSet) -> str:
    """The text of the JSON file."""
    rows = spread(found)
    prefixes = used(found.prefixes, iris_of(found.about, rows))
    about: dict[str, Any] = {
        "@context": {**_context(), **BUILT_IN, **prefixes},
        **_object(found.about, SET_SLOTS, prefixes),
    }
    about["mappings"] = [_packed(_object(row, ALL_SLOTS, prefixes)) for row in rows]
    return json.dumps(about, ensure_ascii=False, indent=2) + "\n"


def _parsed(text: str, path: Path | str) -> dict[str, Any]:
    def refuse(word: str) -> NoReturn:
        raise UnreadableFile(path, f"holds {word}, which is no number")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = Counter(name for name, _ in pairs)
        for name, number in names.items():
            if number > 1:
                raise UnreadableFile(path, f"{name!r} stands in one object twice; keep one")
        return dict(pairs)

    try:
        found = json.loads(
            text,
            parse_float=str,
            parse_int=str,
            parse_constant=refuse,
            object_pairs_hook=once,
        )
    except json.JSONDecodeError as error:
        raise UnreadableFile(path, f"is no JSON ({error.msg}); mend it", error.lineno) from error
    except RecursionError as error:
        raise UnreadableFile(path, "is nested too deeply") from error
    if not isinstance(found, dict):
        raise UnreadableFile(path, "is no mapping set; write an object with mappings")
    return found


def _prefixes(found: Mapping[str, Any], path: Path | str) -> dict[str, str]:
    """Prefixes of `curie_map`, or of the context, which says other things too."""
    context = found.get("@context")
    said = context.items() if isinstance(context, dict) else ()
    declared = {
        name: iri
        for name, iri in said
        if isinstance(iri, str) and "://" in iri and not name.startswith("@")
    }
    own = found.get("curie_map")
    for name, value in own.items() if isinstance(own, dict) else ():
        iri = value.get("prefix_url") if isinstance(value, dict) else value
        if not isinstance(iri, str):
            raise UnreadableFile(path, f"curie_map: {name}: is no IRI; write prefix: IRI")
        if declared.get(name, iri) != iri:
            raise UnreadableFile(path, f"curie_map: {name}: the @context has another IRI for it")
        declared[name] = iri
    try:
        return {
            name: iri for name, iri in checked_prefixes(declared).items() if name not in BUILT_IN
        }
    except BadValue as error:
        raise UnreadableFile(path, f"curie_map: {error}") from None


def _slots(
    entry: Mapping[str, Any], known: Mapping[str, Slot], prefixes: Mapping[str, str], place: Place
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, slot in known.items():
        value = entry.get(name)
        listed = _listed(value)
        texts = [str(text) for text in listed if text not in (None, "")]
        if any(isinstance(text, dict | list | bool) for text in listed):
            raise place.error(name, "is no text; write one value, or a list of them")
        try:
            iris = [full(text, prefixes) for text in texts] if slot.kind == "id" else texts
        except BadValue as error:
            raise place.error(name, str(error)) from None
        if iris:
            yield name, tuple(iris)


def _object(
    values: Values, known: Mapping[str, Slot], prefixes: Mapping[str, str]
) -> dict[str, Any]:
    return {slot: _shown(texts, known[slot], prefixes) for slot, texts in values.items()}


def _packed(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with our own slots in `other`."""
    packed = {slot: value for slot, value in entry.items() if slot not in EXTENSIONS}
    pairs = [
        f"{slot}: {text}".replace("|", r"\|")
        for slot in sorted(EXTENSIONS, key=lambda name: not EXTENSIONS[name].many)
        for text in _listed(entry.get(slot, []))
    ]
    other = packed.pop("other", "")
    if other:
        pairs.insert(0, other if _safe(other) else f"other: {_quoted(other)}")
    if pairs:
        packed["other"] = "|".join(pairs)
    return packed


def _safe(other: str) -> bool:
    """Whether what a file says in `other` can stand before our own slots and be told from them."""
    return not other.endswith("\\") and _unpacked({"other": other}) == {"other": other}


def _quoted(text: str) -> str:
    """The text as a string of JSON, without a bar."""
    return json.dumps(text, ensure_ascii=False).replace("|", r"\u007c")


def _unquoted(text: str) -> str | None:
    """The text that `_quoted` was given; None where it made no such text."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, str) and _quoted(found) == text else None


def _unpacked(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with our own slots beside the others."""
    found = dict(entry)
    if not isinstance(entry.get("other"), str):
        return found
    rest = []
    for part in BAR.split(entry["other"]):
        name, _, text = part.replace(r"\|", "|").partition(": ")
        quoted = _unquoted(text) if name == "other" else None
        if name in EXTENSIONS:
            found[name] = [*_listed(found.get(name, [])), text]
        else:
            rest.append(part if quoted is None else quoted)
    return {**found, "other": "|".join(rest)}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _shown(texts: Sequence[str], slot: Slot, prefixes: Mapping[str, str]) -> object:
    if slot.kind == "id":
        texts = [short(text, prefixes) for text in texts]
    if slot.many:
        return list(texts)
    return float(texts[0]) if slot.kind == "number" else texts[0]


def _context() -> dict[str, object]:
    """What the names of slots mean, so that the file can be read as JSON-LD."""
    kinds = {"id": "@id", "uri": "@id"}
    found: dict[str, object] = {
        name: {"@id": slot.property, "@type": kinds[slot.kind]}
        if slot.kind in kinds
        else {"@id": slot.property}
        for name, slot in {**SET_SLOTS, **ALL_SLOTS}.items()
    }
    return {**found, "mappings": {"@id": BUILT_IN["sssom"] + "mappings"}}
