"""Options as they are written, on a command line or in a table, and what becomes of them."""

from collections.abc import Iterator, Mapping, Sequence
import json
import re
from typing import NamedTuple, cast

from awesomecheck.errors import nearest
from awesomecheck.migrate.model import Given, Left, Option, Outcome
from awesomecheck.migrate.place import Origin, Place
from awesomecheck.migrate.shell import Word

_MISSING = "its value is missing"
_REPLACED = "it is given again further on"


class _Taken(NamedTuple):
    """An option of a command line with its value."""

    written: str
    option: Option | None
    """None where it is unknown."""
    value: Word | None


def from_words(words: Sequence[Word], options: Sequence[Option], place: Place) -> list[Outcome]:
    """What becomes of a command's options; its files and folders are passed over."""
    taken = list(_taken(words, options))
    last = {each.option.name: index for index, each in enumerate(taken) if each.option}
    outcomes: list[Outcome] = []
    for index, (written, option, value) in enumerate(taken):
        origin = place.origin(*([value.text] if value and value.text else []), written)
        given = Given(written, value.text if value else True, origin)
        if option is None:
            outcomes.append(Left(given, "such an option is not known"))
        elif last[option.name] != index and (not option.repeats or option.together):
            is_lost = option.takes and not option.together
            outcomes += [Left(given, _REPLACED)] if is_lost else []
        elif value is None:
            outcomes += [Left(given, _MISSING)] if option.takes else option.fate.carry(given)
        elif option.together:
            all_values = [
                each.value.text for each in taken if each.option == option and each.value
            ]
            outcomes += option.fate.carry(given._replace(value=all_values))
        else:
            for item in _items(value.text, option, value.expansions):
                varies = any(each in item for each in value.expansions)
                own = given._replace(value=item, varies=varies, origin=place.origin(item, written))
                outcomes += option.fate.carry(own)
    return outcomes


def from_table(
    table: Mapping[str, object], options: Sequence[Option], place: Place
) -> Iterator[Outcome]:
    """What becomes of a configuration's keys."""
    by_name = {each.name: each for each in options}
    for key, value in table.items():
        option = by_name.get(key) or by_name.get(key.replace("-", "_"))
        own = place.from_key(key)
        given = Given(key, value, own.origin(), own)
        if option is None:
            near = nearest(key, by_name)
            hint = f"; is `{near}` meant?" if near else ""
            yield Left(given, f"such an option is not known{hint}")
            continue
        values: Sequence[object] = (value,)
        if isinstance(value, list) and not option.together:
            values = cast("list[object]", value)
        elif isinstance(value, str):
            values = _items(value, option)
        for item in values:
            origin = _origin(own, item)
            own = own.part(origin.line, own.last)  # items stand in their order
            yield from option.fate.carry(given._replace(value=item, origin=origin))


def _taken(words: Sequence[Word], options: Sequence[Option]) -> Iterator[_Taken]:
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        text = word.text
        if text == "--":
            return
        if text.startswith("--"):
            name, equals, value = text.partition("=")
            option = _named(name, options)
            own = word._replace(text=value) if equals else None
            yield _Taken(name, option, own or _value(option, rest))
        elif text.startswith("-") and len(text) > 1:
            yield from _short(word, options, rest)


def _short(word: Word, options: Sequence[Option], rest: list[Word]) -> Iterator[_Taken]:
    """Options of one letter each, of which the last may have its value right behind it."""
    letters = word.text[1:]
    while letters:
        letter, letters = letters[0], letters[1:]
        option = next((each for each in options if each.short == letter), None)
        if option is None or not option.takes:
            yield _Taken(f"-{letter}", option, None)
            if option is None:
                return
        else:
            own = word._replace(text=letters.removeprefix("=")) if letters else None
            yield _Taken(f"-{letter}", option, own or _value(option, rest))
            return


def _named(written: str, options: Sequence[Option]) -> Option | None:
    names = {f"--{each.name.removeprefix('--').replace('_', '-')}": each for each in options}
    if written in names:
        return names[written]
    begun = [name for name in names if name.startswith(written)]  # as Ruby's optparse has it
    return names[begun[0]] if len(begun) == 1 else None


def _value(option: Option | None, rest: list[Word]) -> Word | None:
    """The next word, where an option takes one and it is no option itself."""
    if option is None or not option.takes or not rest or re.match(r"-.", rest[-1].text):
        return None
    return rest.pop()


def _items(text: str, option: Option, expansions: Sequence[str] = ()) -> list[str]:
    """The values of a text, none of which ends within an expansion."""
    if not option.split:
        return [text]
    whole = "".join(f"{re.escape(each)}|" for each in sorted(expansions, key=len, reverse=True))
    found = re.findall(rf"(?:{whole}[^{re.escape(option.split)}])+", text, re.DOTALL)
    return [each for each in found if each.strip()]


def _origin(place: Place, item: object) -> Origin:
    """Where a value stands, as TOML or JSON may have written it."""
    if isinstance(item, dict):
        item = cast("dict[str, object]", item).get("pattern")
    if not isinstance(item, str) or not item:
        return place.origin()
    escaped = json.dumps(item, ensure_ascii=False)[1:-1]
    spellings = (item, escaped, escaped.replace("/", r"\/"), json.dumps(item)[1:-1])
    return place.origin_of_any(spellings) or place.origin()
