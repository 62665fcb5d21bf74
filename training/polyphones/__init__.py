"""What makes `tts/reading/zh/data/polyphones.npz`, and the dictionary and table of readings beside it.

    python -m training.polyphones FOLDER [--hold-out 0]

Sources, by what they are good for:

- g2pM (Park and Lee, 2020; Apache-2.0; weights of the PyPI package `g2pM`): its LSTM is kept as it is, and its opinion
  on text without labels counts where our former rules knew nothing of a character.
- CPP, development split only (`cpp-dev.tsv` in FOLDER; kakaobrain/g2pM, Apache-2.0): 9,893 sentences of Wikipedia, one
  polyphone of each labelled. The test split is the judge and is not used, nor is the training split.
- Our own lists: `tests/reading/polyphones.tsv` (whole sentences) and `characters.txt` (one character of a phrase).
- pypinyin's dictionary of phrases (MIT): the words of `dictionary.tsv`.
- Text without labels, read by the rules that Turncast had before there was a network (`labelled.jsonl` in FOLDER, made
  by `tts/reading` of the commit "Text and reading on their own floors"): 60,000 sentences of conversation from
  audreyt/transcript (CC0) and 31,000 of the Chinese Wikipedia, as quoted in the public development files of CMRC 2018
  and DRCD (CC BY-SA; only weights are kept of them, no text is in this repository).

The same data give the same file: one thread, fixed seeds, everything in a fixed order.
"""
