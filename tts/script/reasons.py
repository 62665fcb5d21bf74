"""What scripts and episodes say of their source, in English whoever made them; people are told it in their language.

A reason or a doubt that is not here is shown in English to everybody: a test reads transcripts of every kind and names
what is missing.
"""

from __future__ import annotations

from tts.language import kept

REASONS = (
    kept("address"),
    kept("alternatives"),
    kept("beside the talk"),
    kept("caption file header"),
    kept("caption file note"),
    kept("caption number"),
    kept("code"),
    kept("comment"),
    kept("credit"),
    kept("footnote"),
    kept("footnote mark"),
    kept("front matter"),
    kept("hidden on the page"),
    kept("image"),
    kept("markup"),
    kept("names the language"),
    kept("names the speaker"),
    kept("names the speakers"),
    kept("ornament"),
    kept("page furniture"),
    kept("picture caption"),
    kept("reading aid"),
    kept("repeated caption"),
    kept("says nothing"),
    kept("stage direction"),
    kept("the same in {language}"),
    kept("timestamp"),
)
"""Why nobody says a piece of the source."""

TAKEN_AS = (
    kept("caption"),
    kept("furniture"),
    kept("heading"),
    kept("note"),
    kept("part of the text"),
    kept("speaker"),
    kept("speaker {name}"),
    kept("speech"),
    kept("title"),
    kept("no interview: the narrator reads everything"),
    kept("the form, though it explains {share} of the text: the narrator reads the rest"),
    kept("the speakers, told apart by how their words are set"),
    kept("part of what is said, though it starts with a speaker's name"),
    kept("part of what is said, though it starts with a speaker's name (and {number} more like it)"),
    kept("speaker, another than {name}"),
    kept("{message} (and {number} below it)"),
    kept("another site's, left out: it is no number"),
    kept("the same in `{language}`, not spoken"),
    kept("the title, from the file's name"),
    kept("the title, for the file's name “{name}” is none"),
)
"""What something doubtful was taken for; the cast and the loader have doubts of their own."""

ROLES = (kept("interviewer"), kept("guest"))
"""What people are by the words used for them; a cast may have others."""

SETTLE = (
    kept("--speaker NAME"),
    kept("--title, or `title:` in front matter"),
    kept("language: {language} in the front matter"),
)
"""What settles a doubt, where it is words and no line to copy."""

INAUDIBLE = kept("inaudible, left out")
"""What control characters are taken for: the doubt's text is then our own words, too."""
