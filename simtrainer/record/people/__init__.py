"""Invented people to fill a record: municipalities whose lists look lived in.

What they are called, what they live with and what is written about them is data
(``resources/people``); this room puts it together by dice that are passed in. The same dice give
the same people, entry for entry, on every machine.
"""
