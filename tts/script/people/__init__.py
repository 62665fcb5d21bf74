"""Who the speakers are: what the top of a document declares, which spellings are one person, man or woman."""
