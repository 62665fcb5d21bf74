"""Transcript + cast = script: utterances, pauses, the opening."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tts.config.schema import Config, Disclosure, Pauses
from tts.errors import InputError, Place
from tts.script import sentences
from tts.script.characters import ends_question, ink, tidy
from tts.script.model import Chapter, Turn, Utterance
from tts.script.transcript import Contribution, Paragraph, Transcript

BREATH_S = 0.12
"""Seconds, where a sentence too long for one call was cut at a comma: a breath, not a stop."""
OPENING = {"zh": "开场", "en": "Opening"}
"""The first chapter's title where the transcript gives none."""
DISCLOSURE = {
    "zh": "本期节目根据文字稿制作，你听到的所有声音都由电脑合成，并非说话者本人的声音。",
    "en": "This episode was made from a transcript. Every voice in it is synthetic; none is the speaker's own.",
}


def opening(title: str, language: str, config: Config, max_chars: int) -> tuple[tuple[Utterance, ...], str]:
    """What the narrator says first, and the disclosure in it (empty when it is turned off)."""
    said, tongue = _disclosure(config.disclosure, language)
    texts = [(piece, sentences.language_of(piece, language)) for piece in _cut(title, max_chars)]
    texts += [(piece, tongue) for piece in _cut(said, max_chars)]
    pauses = [config.pauses.paragraph] * (len(texts) - 1) + [config.pauses.opening]
    made = tuple(Utterance(text, pause, spoken) for (text, spoken), pause in zip(texts, pauses, strict=False))
    return made, said


def _disclosure(wanted: Disclosure | bool, language: str) -> tuple[str, str]:
    """The sentence and the language it is in."""
    if wanted is False:
        return "", language
    if wanted is True:
        return DISCLOSURE[language], language
    tongue = wanted.language if wanted.language in DISCLOSURE else sentences.language_of(wanted.text, language)
    return tidy(wanted.text) or DISCLOSURE[tongue], tongue


def _cut(text: str, max_chars: int) -> list[str]:
    return [
        text[p.start : p.end].strip() for p in sentences.pieces(text, max_chars) if has_words(text[p.start : p.end])
    ]


def has_words(text: str) -> bool:
    """Whether there is anything to say: a letter, a digit, a hanzi."""
    return any(char.isalnum() for char in text)


def chapters(transcript: Transcript, language: str) -> tuple[Chapter, ...]:
    """The opening, unless a titled turn is the first; then one chapter for every titled turn."""
    titled = [Chapter(turn.title, n) for n, turn in enumerate(transcript.turns) if turn.title]
    if titled and titled[0].first_turn == 0:
        return tuple(titled)
    return (Chapter(OPENING[language], 0), *titled)


def turns(transcript: Transcript, language: str, pauses: Pauses, max_chars: int, source: Path) -> tuple[Turn, ...]:
    """The turns with their utterances. Raises InputError when an utterance's text differs from its source."""
    made, chapter = [], -1
    contributions = transcript.turns
    for number, turn in enumerate(contributions):
        chapter += bool(turn.title) or number == 0
        after = contributions[number + 1] if number + 1 < len(contributions) else None
        spoken = _utterances(transcript.text, turn, language, pauses, max_chars)
        utterances = (*spoken[:-1], _with_pause(spoken[-1], _pause(turn, after, spoken[-1].text, pauses)))
        _compare(transcript.text, turn, utterances, source)
        text = "\n".join(shown for shown in (_shown(transcript.text, p) for p in turn.paragraphs) if shown)
        made.append(Turn(turn.speaker, turn.kind, chapter, text, utterances, turn.line))
    return tuple(made)


def _shown(text: str, paragraph: Paragraph) -> str:
    return tidy("".join(piece for piece, _ in paragraph.pieces(text)))


def _utterances(text: str, turn: Contribution, language: str, pauses: Pauses, max_chars: int) -> list[Utterance]:
    spoken = [p for paragraph in turn.paragraphs if (p := _paragraph(text, paragraph))[0].strip()]
    tongue = sentences.language_of("".join(said for said, _ in spoken), language)
    made: list[Utterance] = []
    for said, asides in spoken:
        parts = sentences.pieces(said, max_chars)
        captions = _captions(said, parts, asides)
        for part, caption in zip(parts, captions, strict=True):
            own = tidy(said[part.start : part.end])
            pause = pauses.sentence if part.whole else min(BREATH_S, pauses.sentence)
            made.append(Utterance(own, pause, sentences.language_of(own, tongue), "" if caption == own else caption))
        made[-1] = _with_pause(made[-1], pauses.paragraph)
    return made


def _paragraph(text: str, paragraph: Paragraph) -> tuple[str, list[tuple[int, str]]]:
    """The spoken text, and the asides as (offset in it, text)."""
    said, asides = "", list[tuple[int, str]]()
    for piece, spoken in paragraph.pieces(text):
        if spoken:
            said += piece
        else:
            asides.append((len(said), piece))
    return said, asides


def _captions(said: str, parts: Sequence[sentences.Piece], asides: Sequence[tuple[int, str]]) -> list[str]:
    """What captions show for each of `parts`: its text with the asides in place."""
    captions, waiting = [], list(asides)
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        shown, at = "", part.start
        while waiting and (waiting[0][0] <= part.end or last):
            place, aside = waiting.pop(0)
            shown += said[at:place] + aside
            at = place
        captions.append(tidy(shown + said[at : part.end]))
    return captions


def _with_pause(utterance: Utterance, pause_s: float) -> Utterance:
    return Utterance(utterance.text, pause_s, utterance.language, utterance.caption)


def _pause(turn: Contribution, after: Contribution | None, last: str, pauses: Pauses) -> float:
    """Silence behind a turn, seconds: by what it is and what comes next."""
    if after is None:
        return 0.0
    if turn.kind == "heading" or after.kind == "heading" or after.title:
        return pauses.heading
    if turn.kind == after.kind == "speech" and turn.speaker != after.speaker and ends_question(last):
        return pauses.answer
    return pauses.turn


def _compare(text: str, turn: Contribution, utterances: Sequence[Utterance], source: Path) -> None:
    written = ink("".join(piece for p in turn.paragraphs for piece, said in p.pieces(text) if said))
    spoken = ink("".join(utterance.text for utterance in utterances))
    if written != spoken:
        at = next((n for n, (a, b) in enumerate(zip(written, spoken, strict=False)) if a != b), len(spoken))
        raise InputError(
            f"“{written[at : at + 40]}” would not be spoken.",
            place=Place(source, turn.line),
            remedy="Turncast should have split this turn otherwise; report it with the transcript.",
        )
