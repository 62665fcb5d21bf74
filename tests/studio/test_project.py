"""Nothing that was done is lost, and nothing is overwritten that somebody else wrote."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tts.errors import ConfigError, InputError, TurncastError, UsageError, WriteError
from tts.studio import actions as act
from tts.studio.doing import FileContents, do
from tts.studio.folder import Home
from tts.studio.journal import Journal
from tts.studio.project import ChangedOutsideError, Project, StaleError
from tts.studio.roundtrip import read
from tts.studio.view import EpisodeView, view

from .conftest import VOICES
from .wandering import action


def did(project: Project, *actions: act.AnyAction) -> None:
    for one in actions:
        project.do(one, project.history.revision)


def undone(project: Project) -> None:
    while project.history.done:
        project.undo(project.history.revision)


def shown(project: Project) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(view(project))
    return made


def test_nothing_is_written_before_it_was_seen(folder: Path, home: Home) -> None:
    project = home.open(folder / "davos.txt")
    did(project, act.EditText(3, 0, "你好吗？"), act.SetReading("达沃斯", "pinyin: da2 wo4 si1"))
    assert not (folder / "davos.yaml").exists()
    assert (folder / "voices.yaml").read_text(encoding="utf-8") == VOICES
    script, voices = project.pending()
    assert (script.name, script.new) == ("davos.yaml", True)
    assert "+          - 你好吗？" in script.diff
    assert voices.diff.endswith("+lexicon:\n+  达沃斯: 'pinyin: da2 wo4 si1'\n")
    project.allow()
    assert project.pending() == ()
    assert read((folder / "davos.yaml").read_text(encoding="utf-8")) == read(project.history.texts.script)
    assert (folder / "voices.yaml").read_text(encoding="utf-8").startswith(VOICES)


def test_what_it_writes_is_what_the_command_line_reads(folder: Path, home: Home) -> None:
    from tts.config.load import ConfigFile, load
    from tts.speech.scripts import read_script

    project = home.open(folder / "davos.txt")
    did(project, act.Rename("查理·罗斯", "罗斯"), act.GiveVoice("罗斯", "zh_baritone"), act.SetSpeed(None, 0.9))
    project.allow()
    path = folder / "voices.yaml"
    script = read_script(folder / "davos.yaml", ConfigFile(load(path), path))
    assert script == project.understood().script
    assert {speaker.name: speaker.voice.id for speaker in script.speakers} == {"马云": "zh_bass", "罗斯": "zh_baritone"}
    assert script.narrator.speed == 0.9


@pytest.mark.slow
def test_any_walk_survives_kills_and_leads_back_to_the_first_bytes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files say what the actions make of plain values; a server may die before, in and behind every write."""
    chance = random.Random(21)
    home = Home(folder)
    project = home.open(folder / "davos.txt")
    project.allow()
    first = [(folder / name).read_bytes() for name in ("davos.yaml", "voices.yaml")]
    model = [contents(project)]
    for step in range(150):
        wanted = msgspec.convert(action(shown(project), chance), act.AnyAction)
        killed = chance.choice(("before", "behind", "torn")) if chance.random() < 0.15 else ""
        try:
            made = do(model[-1], wanted)
            with monkeypatch.context() as patch:
                if killed:
                    kill_at(killed, patch)
                project.do(wanted, project.history.revision)
        except (InputError, ConfigError):
            continue
        except KeyboardInterrupt:
            made = made if killed == "behind" else model[-1]
        if killed or step % 20 == 0:
            home.close()
            home = Home(folder)
            project = home.open(folder / "davos.txt")
        assert contents(project) == contents_on_disk(folder) == made, wanted
        if made != model[-1]:
            model.append(made)
        if chance.random() < 0.2 and len(model) > 1:
            project.undo(project.history.revision)
            assert contents_on_disk(folder) == model[-2]
            project.redo(project.history.revision)
            assert contents_on_disk(folder) == model[-1]
    assert len(project.history.done) > 60
    undone(project)
    assert [(folder / name).read_bytes() for name in ("davos.yaml", "voices.yaml")] == first


def contents(project: Project) -> FileContents:
    return FileContents(read(project.history.texts.script), read(project.history.texts.voices) or {})


def contents_on_disk(folder: Path) -> FileContents:
    script, voices = (read((folder / name).read_text(encoding="utf-8")) for name in ("davos.yaml", "voices.yaml"))
    return FileContents(script, voices)


def kill_at(when: str, patch: pytest.MonkeyPatch) -> None:
    """Have the next action end as a kill would: before the journal has it, with half of its line, or just behind."""
    append = Journal.append

    def die(journal: Journal, record: Any) -> None:
        if when == "torn":
            with journal.path.open("ab") as file:
                file.write(msgspec.json.encode(record)[:20])
        if when == "behind":
            append(journal, record)
        raise KeyboardInterrupt

    patch.setattr(Journal, "append", die)


def test_an_edit_in_an_editor_is_asked_about(folder: Path, home: Home) -> None:
    project = home.open(folder / "davos.txt")
    did(project, act.SetTitle("One"))
    project.allow()
    path = folder / "davos.yaml"
    theirs = path.read_text(encoding="utf-8").replace("title: One", "title: Theirs", 1)
    path.write_text(theirs, encoding="utf-8")
    with pytest.raises(ChangedOutsideError):
        did(project, act.SetTitle("Two"))
    assert path.read_text(encoding="utf-8") == theirs
    assert "+title: Theirs" in project.outside()[0].diff
    project.take()
    did(project, act.NameChapter(0, "Start"))
    assert view(project).title == "Theirs"
    path.write_text(theirs.replace("Theirs", "Again"), encoding="utf-8")
    project.keep()
    assert "title: Theirs" in path.read_text(encoding="utf-8")
    project.redo(project.history.revision)
    assert "title: Again" in path.read_text(encoding="utf-8")
    undone(project)
    assert path.read_text(encoding="utf-8") == project.beginning.script_text


def test_an_edit_while_no_server_ran_is_asked_about(folder: Path, home: Home) -> None:
    project = home.open(folder / "davos.txt")
    project.allow()
    home.close()
    with (folder / "voices.yaml").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    project = home.open(folder / "davos.txt")
    assert [one.name for one in project.outside()] == ["voices.yaml"]
    project.take()
    assert (folder / "voices.yaml").read_text(encoding="utf-8").endswith("# more\n")


def test_a_broken_edit_cannot_be_taken(folder: Path, home: Home) -> None:
    project = home.open(folder / "davos.txt")
    project.allow()
    (folder / "voices.yaml").write_text("engine: [tone", encoding="utf-8")
    assert "voices.yaml" in project.outside()[0].problem
    with pytest.raises(ConfigError):
        project.take()
    assert (folder / "voices.yaml").read_text(encoding="utf-8") == "engine: [tone"
    project.keep()
    assert (folder / "voices.yaml").read_text(encoding="utf-8") == VOICES


def test_a_file_that_was_not_there_goes_again(folder: Path) -> None:
    (folder / "voices.yaml").unlink()
    home = Home(folder)
    project = home.open(folder / "davos.txt")
    project.allow()
    assert not (folder / "voices.yaml").exists()
    did(project, act.SetReading("行", "pinyin: hang2"))
    assert (folder / "voices.yaml").read_text(encoding="utf-8") == "lexicon:\n  行: 'pinyin: hang2'\n"
    undone(project)
    assert not (folder / "voices.yaml").exists()


def test_who_saw_another_state_is_told(folder: Path, home: Home) -> None:
    project = home.open(folder / "davos.txt")
    did(project, act.SetTitle("One"))
    with pytest.raises(StaleError):
        project.do(act.SetTitle("Two"), 0)


def test_what_makes_no_sense_changes_nothing(folder: Path, home: Home) -> None:
    project = home.open(folder / "davos.txt")
    before = project.history
    for wrong, error in (
        (act.EditText(99, 0, "x"), InputError),
        (act.EditText(1, 0, "\u200b"), InputError),
        (act.SplitSentence(1, 0, 999), InputError),
        (act.GiveVoice("马云", "zh_nobody"), TurncastError),
        (act.GiveVoice("马云", "zh_tenor"), TurncastError),
        (act.GiveVoice("谁", "zh_tenor"), InputError),
        (act.SetReading("重", "pinyin: zhong9"), ConfigError),
        (act.CloseChapter(0), InputError),
        (act.Assign(1, 0, 0, None, "speech"), InputError),
    ):
        with pytest.raises(error):
            did(project, wrong)
    assert project.history == before


def test_a_full_disk_loses_nothing(folder: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    project = home.open(folder / "davos.txt")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(WriteError):
            did(project, act.SetTitle("One"))
    did(project, act.SetTitle("Two"))
    home.close()
    assert view(home.open(folder / "davos.txt")).title == "Two"


def test_two_studios_do_not_share_an_episode(folder: Path, home: Home) -> None:
    home.open(folder / "davos.txt")
    with pytest.raises(UsageError, match="another Studio"):
        Home(folder).open(folder / "davos.txt")


def test_doubts_are_settled(folder: Path, home: Home) -> None:
    project = home.open(folder / "davos.txt")
    before = view(project).doubts
    doubt = next(one for one in before if one.line == 46)
    assert doubt.turn is not None
    assert doubt.first is not None
    assert doubt.last is not None
    sentences = view(project).turns[doubt.turn].sentences[doubt.first : doubt.last + 1]
    assert doubt.text[:10] == sentences[0].text[:10]
    assert doubt.text in "".join(sentence.text for sentence in sentences)
    did(project, act.Settle(doubt.number))
    assert doubt not in view(project).doubts
    did(project, act.Drop(doubt.turn, doubt.first, doubt.last, before[-1].number))
    assert len(view(project).doubts) == max(0, len(before) - 2)
    undone(project)
    assert view(project).doubts == before


def test_parts_of_turns_change_hands(folder: Path, home: Home) -> None:
    project = home.open(folder / "davos.txt")
    before = view(project)
    number = next(n for n, turn in enumerate(before.turns) if len(turn.sentences) > 4)
    did(project, act.Assign(number, 1, 2, "查理·罗斯"))
    after = view(project)
    assert [turn.speaker for turn in after.turns[number : number + 3]] == ["马云", "查理·罗斯", "马云"]
    assert said(after) == said(before)
    did(project, act.JoinTurns(number), act.JoinTurns(number))
    assert said(view(project)) == said(before)
    did(project, act.MoveTurn(number, 0), act.MoveTurn(0, number + 1))
    assert said(view(project)) == said(before)


def said(shown: EpisodeView) -> list[str]:
    return [sentence.text for turn in shown.turns for sentence in turn.sentences]
