"""English in the model's notation: words by transcription, acronyms by letters or as words."""

from __future__ import annotations

from tables import table

from tts.reading import read


@table(
    ("text", "phonemes"),
    [
        ("WTO", "dˈʌbᵊljutʰˈi ouː→"),
        ("EWTO", "ˈidˈʌbᵊljutʰˈi ouː→"),
        ("CBS", "sˈibˈiˈɛs"),
        ("CEOs", "sˈi ˈi ouː→z"),
        ("NASA", "nˈɛsə"),
        ("OPEC", "ˈOpʰək"),
        ("Jack", "ʤˈɛk"),
        ("Charlie Rose", "ꭧʰˈɑɻli ɹˈOz"),
        ("ChatGPT", "ꭧʰˈɛtʰ ʤˈipʰˈitʰˈi"),
        ("R&D", "ˈɑɹ ɛnd dˈi"),
        ("A股", '"ei→" ku↓'),
        ("5G", "u↓ ʤˈi"),
        ("B2B", "bˈi tʰu bˈi"),
        ("COVID-19", '"kʰˈO vˈɪd" ʂɨ↗ʨjou↓'),
        ("iPhone 6", '"ˈai fˈOn" ljou↘'),
        ("Twitter", "tʰwˈɪtʰəɻ"),
        ("Steve Kate", "stˈiv kʰˈAtʰ"),
        ("T恤", "tʰˈi ɕy↘"),
        ("B股", "pi↘ ku↓"),
        ("以A开始", 'i↓ "ei→" kʰai→ʂɨ↓'),
        ("A、B、C、E、O、K", "ei→, pi↘, si→, i↘, ou→, kʰˈei"),
        ("和Charlie Rose对话", 'xɤ↗ "ꭧʰˈɑɻli ɹˈOz" twei↘xwa↘'),
        ("“Jack，你好", "“ʤˈɛk, ni↓xau↓"),
        ("是EWTO", "ʂɨ↘ “ˈidˈʌbᵊljutʰˈi ouː→”"),
        ("Mark的NBA", '"mˈɑɻk" tɤ "ˈɛnbˈi ˈei"'),
    ],
)
def test_inside_chinese(text: str, phonemes: str) -> None:
    assert read(text, "zh").phonemes == phonemes


@table(
    ("text", "phonemes"),
    [
        ("A man said, I think so.", "ə mˈæn sˈɛd, ˌI θˈɪŋk sˈO."),
        ("THE END OF IT", "ðɪ ˈɛnd ʌv ɪt"),
        ("the U.S. economy", "ðə jˌuˈɛs ɪkˈɑnəmi"),
        ("the NASA and the WTO", "ðə nˈæsə ænd ðə dˌʌbᵊljutˌiˈO"),
        ("B2B and 5G", "bˈi tˈu bˈi ænd fˈIv ʤˈi"),
        ("Plan A is good.", "plˈæn ˈA ɪz ɡˈʊd."),
        ("A and B", "ˈA ænd bˈi"),
        ("GIFs, JPEGs and the REITs", "ɡˈɪfs, ʤˈA pˈɛɡz ænd ðə ɹˈits"),
        ("JSON, CRISPR and NVIDIA", "ʤˈAsən, kɹˈɪspəɹ ænd ˈɛnvˈɪdiə"),
    ],
)
def test_in_english_sentences(text: str, phonemes: str) -> None:
    assert read(text, "en").phonemes == phonemes


@table(
    ("text", "sound"),
    [
        ("She read them all in one evening.", "ɹˈɛd"),
        ("I have read it.", "ɹˈɛd"),
        ("I read it a year ago.", "ɹˈɛd"),
        ("I want to read it.", "ɹˈid"),
        ("He reads it and she may read it too.", "ɹˈid"),
        ("Close the door.", "klˈOz"),
        ("We had to close.", "klˈOz"),
        ("We are close to the end.", "klˈOs"),
        ("The lead pipe broke.", "lˈɛd"),
        ("She will lead the team.", "lˈid"),
        ("Take a bow.", "bˈW"),
        ("It never forgets to wind anything.", "wˈInd"),
        ("The wind blew.", "wˈɪnd"),
        ("Use it well.", "jˈuz"),
        ("The use of it.", "jˈus"),
        ("I am content.", "kəntˈɛnt"),
        ("The content is good.", "kˈɑntɛnt"),
        ("He dove into it.", "dˈOv"),
        ("He wound the clock.", "wˈWnd"),
        ("The wound healed.", "wˈund"),
        ("Tear it apart.", "tˈɛɹ"),
        ("A tear fell.", "tˈɪɹ"),
    ],
)
def test_words_written_alike(text: str, sound: str) -> None:
    assert sound in read(text, "en").phonemes.replace(".", "").split()


def test_no_letter_of_the_transcription_is_unknown_to_the_model() -> None:
    """What the vocabulary lacks would be dropped in silence."""
    from kokoro_onnx.config import DEFAULT_VOCAB

    text = "The quick brown fox, naïve café, Schadenfreude, Thursday's beautiful measure; Wang, xylophone, judge."
    assert not {p for p in read(text, "en").phonemes if p not in DEFAULT_VOCAB}


def test_the_other_model_has_its_own_english() -> None:
    assert read("在Twitter上", "zh").signs.split()[1] == "twˈɪTəɹ"
