"""The command line: builds and starts everything; the only room that knows all the others.

Importing it starts nothing. Heavy rooms are imported by the command that needs them, so that a
window is on the screen before they are paid for.
"""
