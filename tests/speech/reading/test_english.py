"""English in the model's notation: words by transcription, acronyms by letters or as words."""

from __future__ import annotations

import pytest

from tts.speech.reading import read


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("WTO", "dˌʌbᵊljutˌiˈO"),
        ("EWTO", "ˌidˌʌbᵊljutˌiˈO"),
        ("CBS", "sˌibˌiˈɛs"),
        ("CEOs", "sˌiˌiˈOz"),
        ("NASA", "nˈæsə"),
        ("OPEC", "ˈOpək"),
        ("Jack", "ʤˈæk"),
        ("Charlie Rose", "ʧˈɑɹli ɹˈOz"),
        ("ChatGPT", "ʧˈæt ʤˌipˌitˈi"),
        ("R&D", "ˈɑɹ ænd dˈi"),
        ("A股", "ˈA ku↓"),
        ("5G", "u↓ ʤˈi"),
        ("B2B", "bˈi tu bˈi"),
        ("COVID-19", "kˈO vˈɪd ʂɨ↗ʨjou↓"),
        ("iPhone 6", "ˈI fˈOn ljou↘"),
        ("T恤", "tˈi ɕy↘"),
    ],
)
def test_inside_chinese(text: str, phonemes: str) -> None:
    assert read(text, "zh").phonemes == phonemes


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("A man said, I think so.", "ə mˈæn sˈɛd, I θˈɪŋk sˈO."),
        ("THE END OF IT", "ðɪ ˈɛnd ʌv ɪt"),
        ("the U.S. economy", "ðə jˌuˈɛs ɪkˈɑnəmi"),
        ("the NASA and the WTO", "ðə nˈæsə ænd ðə dˌʌbᵊljutˌiˈO"),
        ("B2B and 5G", "bˈi tˈu bˈi ænd fˈIv ʤˈi"),
    ],
)
def test_in_english_sentences(text: str, phonemes: str) -> None:
    assert read(text, "en").phonemes == phonemes


def test_no_letter_of_the_transcription_is_unknown_to_the_model() -> None:
    """What the vocabulary lacks would be dropped in silence."""
    from kokoro_onnx.config import DEFAULT_VOCAB

    text = "The quick brown fox, naïve café, Schadenfreude, Thursday's beautiful measure; Wang, xylophone, judge."
    assert not {p for p in read(text, "en").phonemes if p not in DEFAULT_VOCAB}
