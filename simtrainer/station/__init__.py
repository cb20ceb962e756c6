"""This PC: its store, outbox, settings, clock, roster and scenarios, behind the app's ports.

Nothing heavy is imported until a store is opened or something is sent, so that the first frame
does not wait for it.
"""
