"""The small parts every screen is built of: text, buttons, marks, charts and the focus ring.

They draw what they are told in the theme's tokens and know nothing of the trainer.
"""
