"""Damaged documents, folders and answers by the thousand: no crash, no hang, no lost character.

    make fuzz CASES=100000                          every ground, this many cases each
    .venv/bin/python -m fuzz txt 5000 --from 20000  one ground, other cases (in the folder `tests`)
    .venv/bin/python -m fuzz txt 1 --from 4711 --keep case.txt

A case is its ground and its number: the same everywhere, so a number is all that a report needs.
"""
