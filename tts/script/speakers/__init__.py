"""Who speaks: names before paragraphs, their spellings, and questions without names."""
