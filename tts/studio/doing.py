"""What an action makes of a script and of voices.yaml, both as plain values: the same on every machine, every time."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tts.errors import InputError
from tts.language import tr
from tts.script.utterances.sentences import join
from tts.studio import actions as act
from tts.text import one_line

Plain = dict[str, Any]
"""A file's contents: mappings, lists, texts, numbers."""


@dataclass(frozen=True, slots=True)
class FileContents:
    """What the two files of a project say."""

    script: Plain
    voices: Plain


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a turn stands."""

    chapter: int
    number: int
    """Within its chapter."""


def do(contents: FileContents, action: act.Action) -> FileContents:
    """`contents` after `action`. Raises InputError where it makes no sense; `contents` stays as it is."""
    made = FileContents(copy.deepcopy(contents.script), copy.deepcopy(contents.voices))
    _DOERS[type(action)](made, action)
    return made


def turns_of(script: Plain) -> list[Plain]:
    """All turns, those without words included, in order."""
    return [turn for chapter in script.get("chapters") or () for turn in chapter.get("turns") or ()]


def sentences_of(turn: Plain) -> list[int]:
    """Where in `says` the turn's sentences stand; what is left out are the empty items between paragraphs."""
    return [place for place, said in enumerate(turn.get("says") or ()) if said is not None]


def text_of(said: Any) -> str:
    """The text of an item of `says`."""
    return str(said["text"] if isinstance(said, dict) else said)


def _places(script: Plain) -> list[_Place]:
    return [
        _Place(chapter, number)
        for chapter, entry in enumerate(script.get("chapters") or ())
        for number in range(len(entry.get("turns") or ()))
    ]


def _turn(contents: FileContents, turn: int) -> Plain:
    found = turns_of(contents.script)
    if turn >= len(found):
        raise InputError(
            tr("There is no turn {turn}: the script has {found}.", turn=turn, found=len(found)),
            remedy=tr("Load the page again."),
        )
    return found[turn]


def _place(contents: FileContents, turn: int) -> _Place:
    _turn(contents, turn)
    return _places(contents.script)[turn]


def _sentence(turn: Plain, sentence: int) -> int:
    """Where in `says` it stands."""
    places = sentences_of(turn)
    if sentence >= len(places):
        raise InputError(
            tr("There is no sentence {sentence}: the turn has {places}.", sentence=sentence, places=len(places)),
            remedy=tr("Load the page again."),
        )
    return places[sentence]


def _clean(text: str) -> str:
    """Text in one line. Raises InputError where nothing is left."""
    cleaned = one_line(text)
    if not cleaned:
        raise InputError(tr("A sentence needs words."), remedy=tr("To leave it out, take it out of the episode."))
    return cleaned


def _edit_text(contents: FileContents, action: act.EditText) -> None:
    turn = _turn(contents, action.turn)
    place, text = _sentence(turn, action.sentence), _clean(action.text)
    said = turn["says"][place]
    if isinstance(said, dict):
        # A caption is the old text with its stage directions: it no longer fits.
        turn["says"][place] = _plain({**{k: v for k, v in said.items() if k != "caption"}, "text": text})
    else:
        turn["says"][place] = text


def _plain(said: Plain) -> Any:
    """The text alone where there is nothing else."""
    return said["text"] if len(said) == 1 else said


def _set_pause(contents: FileContents, action: act.SetPause) -> None:
    turn = _turn(contents, action.turn)
    place = _sentence(turn, action.sentence)
    said = turn["says"][place]
    entry = dict(said) if isinstance(said, dict) else {"text": said}
    entry.pop("pause", None)
    if action.pause_s is not None:
        entry["pause"] = action.pause_s
    turn["says"][place] = _plain(entry)


def _split(contents: FileContents, action: act.SplitSentence) -> None:
    turn = _turn(contents, action.turn)
    place = _sentence(turn, action.sentence)
    said = turn["says"][place]
    text = text_of(said)
    first, second = text[: action.at].strip(), text[action.at :].strip()
    if not any(map(str.isalnum, first)) or not any(map(str.isalnum, second)):
        raise InputError(tr("Both parts need words."), remedy=tr("Split the sentence between two words."))
    if isinstance(said, dict):
        both = {key: value for key, value in said.items() if key in ("language", "notice")}
        behind = {key: value for key, value in said.items() if key == "pause"}
        turn["says"][place : place + 1] = [_plain({"text": first, **both}), _plain({"text": second, **behind, **both})]
    else:
        turn["says"][place : place + 1] = [first, second]


def _join(contents: FileContents, action: act.JoinSentences) -> None:
    turn = _turn(contents, action.turn)
    place, following = _sentence(turn, action.sentence), _sentence(turn, action.sentence + 1)
    one, other = turn["says"][place], turn["says"][following]
    entry = {**(one if isinstance(one, dict) else {}), **(other if isinstance(other, dict) else {})}
    entry.pop("caption", None)
    if not (isinstance(other, dict) and "pause" in other):
        entry.pop("pause", None)  # the first one's stood where there is no end any more
    entry["text"] = join((text_of(one), text_of(other)))
    turn["says"][place : following + 1] = [_plain(entry)]


def _assign(contents: FileContents, action: act.Assign) -> None:
    if action.speaker is None and action.kind == "speech":
        raise InputError(
            tr("The narrator reads notes and headings; speech has a speaker."), remedy=tr("Name a speaker.")
        )
    place, turn = _place(contents, action.turn), _turn(contents, action.turn)
    before, middle, after = _cut(turn, action.first, action.last)
    turns = contents.script["chapters"][place.chapter]["turns"]
    if not before and not after:
        _give(turn, action)
        return
    own = {key: value for key, value in turn.items() if key != "says"}
    made = {**own, "says": middle}
    _give(made, action)
    parts = [{**own, "says": before}] if before else []
    parts += [made] + ([{**own, "says": after}] if after else [])
    turns[place.number : place.number + 1] = parts


def _give(turn: Plain, action: act.Assign) -> None:
    """The turn's keys in their usual order, now somebody else's."""
    kept = {key: value for key, value in turn.items() if key not in ("speaker", "kind")}
    turn.clear()
    if action.speaker is not None:
        turn["speaker"] = _clean(action.speaker)
    if action.kind is not None and action.kind != ("speech" if action.speaker else "note"):
        turn["kind"] = action.kind
    turn |= kept


def _cut(turn: Plain, first: int, last: int) -> tuple[list[Any], list[Any], list[Any]]:
    """`says` before, in and behind sentences `first` to `last`; no part begins or ends with a paragraph's end."""
    if last < first:
        raise InputError(tr("The last sentence stands before the first."), remedy=tr("Load the page again."))
    start, stop = _sentence(turn, first), _sentence(turn, last) + 1
    says = turn["says"]
    return _trim(says[:start]), _trim(says[start:stop]), _trim(says[stop:])


def _trim(says: list[Any]) -> list[Any]:
    while says and says[0] is None:
        says = says[1:]
    while says and says[-1] is None:
        says = says[:-1]
    return says


def _drop(contents: FileContents, action: act.Drop) -> None:
    place, turn = _place(contents, action.turn), _turn(contents, action.turn)
    before, _, after = _cut(turn, action.first, action.last)
    if before or after:
        says, places = turn["says"], sentences_of(turn)
        parted = before and after and None in says[places[action.first - 1] : places[action.last + 1]]
        turn["says"] = [*before, *([None] if parted else []), *after]
        return
    if len(turns_of(contents.script)) == 1:
        raise InputError(tr("An episode needs words."), remedy=tr("Edit the last sentence instead of taking it out."))
    _remove(contents.script, place)


def _remove(script: Plain, place: _Place) -> Plain:
    """Take a turn out, and its chapter when it was the last one there. What was taken out."""
    chapters = script["chapters"]
    turn: Plain = chapters[place.chapter]["turns"].pop(place.number)
    if not chapters[place.chapter]["turns"]:
        del chapters[place.chapter]
    return turn


def _join_turns(contents: FileContents, action: act.JoinTurns) -> None:
    turn, other = _turn(contents, action.turn), _turn(contents, action.turn + 1)
    place = _place(contents, action.turn + 1)
    turn["says"] = [*_trim(turn.get("says") or []), None, *_trim(other.get("says") or [])]
    _remove(contents.script, place)


def _move(contents: FileContents, action: act.MoveTurn) -> None:
    places, chapters = _places(contents.script), contents.script["chapters"]
    turn = _turn(contents, action.turn)
    if action.to > len(places):
        raise InputError(
            tr("There is no place {to} among {places} turns.", to=action.to, places=len(places)),
            remedy=tr("Load the page again."),
        )
    if action.to in (action.turn, action.turn + 1):
        return
    if action.to == len(places):
        chapters[-1]["turns"].append(dict(turn))
    else:
        target = places[action.to]
        chapters[target.chapter]["turns"].insert(target.number, dict(turn))
    own = next(n for n, one in enumerate(turns_of(contents.script)) if one is turn)
    _remove(contents.script, _places(contents.script)[own])


def _set_title(contents: FileContents, action: act.SetTitle) -> None:
    contents.script["title"] = _clean(action.title)


def _chapter(contents: FileContents, chapter: int) -> Plain:
    chapters = contents.script["chapters"]
    if chapter >= len(chapters):
        raise InputError(
            tr("There is no chapter {chapter}: there are {chapters}.", chapter=chapter, chapters=len(chapters)),
            remedy=tr("Load the page again."),
        )
    found: Plain = chapters[chapter]
    return found


def _name_chapter(contents: FileContents, action: act.NameChapter) -> None:
    _chapter(contents, action.chapter)["title"] = _clean(action.title)


def _open_chapter(contents: FileContents, action: act.OpenChapter) -> None:
    place = _place(contents, action.turn)
    if place.number == 0:
        raise InputError(tr("A chapter begins there already."), remedy=tr("Change its title."))
    turns = contents.script["chapters"][place.chapter]["turns"]
    made = {"title": _clean(action.title), "turns": turns[place.number :]}
    del turns[place.number :]
    contents.script["chapters"].insert(place.chapter + 1, made)


def _close_chapter(contents: FileContents, action: act.CloseChapter) -> None:
    chapter = _chapter(contents, action.chapter)
    if action.chapter == 0:
        raise InputError(tr("Nothing stands before the first chapter."), remedy=tr("Change its title."))
    contents.script["chapters"][action.chapter - 1]["turns"] += chapter["turns"]
    del contents.script["chapters"][action.chapter]


def _member(contents: FileContents, speaker: str | None) -> Plain:
    """Somebody's entry in the script, made where it has none yet."""
    if speaker is None:
        owner, key = contents.script, "narrator"
    else:
        if speaker not in names_of(contents.script):
            raise InputError(
                tr("Nobody called “{speaker}” speaks here.", speaker=speaker), remedy=tr("Load the page again.")
            )
        owner, key = contents.script.setdefault("cast", {}) or {}, speaker
        contents.script["cast"] = owner
    owner[key] = owner.get(key) or {}
    found: Plain = owner[key]
    return found


def names_of(script: Plain) -> list[str]:
    """Everybody who is in the cast or speaks, in that order."""
    named = [*(script.get("cast") or ()), *(turn["speaker"] for turn in turns_of(script) if turn.get("speaker"))]
    return list(dict.fromkeys(named))


def engine_named(script: Plain, usual: str) -> str:
    """The engine that the narrator has a voice of; `usual` where it has none, or several."""
    voice = (script.get("narrator") or {}).get("voice") or {}
    return next(iter(voice)) if len(voice) == 1 else usual


def _give_voice(contents: FileContents, action: act.GiveVoice) -> None:
    member = _member(contents, action.speaker)
    engine = engine_named(contents.script, str(contents.voices.get("engine", "kokoro")))
    member["voice"] = {**(member.get("voice") or {}), engine: action.voice}


def _set_speed(contents: FileContents, action: act.SetSpeed) -> None:
    member = _member(contents, action.speaker)
    member.pop("speed", None)
    if action.speed != 1.0:
        member["speed"] = action.speed


def _set_gender(contents: FileContents, action: act.SetGender) -> None:
    member = _member(contents, action.speaker)
    member.pop("gender", None)
    if action.gender:
        member["gender"] = action.gender


def _rename(contents: FileContents, action: act.Rename) -> None:
    script, new = contents.script, _clean(action.name)
    _member(contents, action.speaker)
    cast: Plain = script["cast"]
    if new in cast and new != action.speaker:
        del cast[action.speaker]
    else:
        script["cast"] = {new if name == action.speaker else name: member for name, member in cast.items()}
    for turn in turns_of(script):
        if turn.get("speaker") == action.speaker:
            turn["speaker"] = new


def _set_reading(contents: FileContents, action: act.SetReading) -> None:
    lexicon = dict(contents.voices.get("lexicon") or {})
    lexicon.pop(action.word, None) if action.say is None else lexicon.update({action.word: action.say})
    if lexicon or "lexicon" in contents.voices:
        contents.voices["lexicon"] = lexicon
    if not lexicon:
        contents.voices.pop("lexicon", None)


def _settle(contents: FileContents, action: act.Settle) -> None:
    """The files say nothing of doubts: the journal does."""


_DOERS: dict[type[act.Action], Callable[[FileContents, Any], None]] = {
    act.EditText: _edit_text,
    act.SetPause: _set_pause,
    act.SplitSentence: _split,
    act.JoinSentences: _join,
    act.Assign: _assign,
    act.Drop: _drop,
    act.JoinTurns: _join_turns,
    act.MoveTurn: _move,
    act.SetTitle: _set_title,
    act.NameChapter: _name_chapter,
    act.OpenChapter: _open_chapter,
    act.CloseChapter: _close_chapter,
    act.GiveVoice: _give_voice,
    act.SetSpeed: _set_speed,
    act.SetGender: _set_gender,
    act.Rename: _rename,
    act.SetReading: _set_reading,
    act.Settle: _settle,
}
