"""This PC's adapters: store, outbox and upload, room network, real clock, settings.

Fills the ports of ``app``. SQL lives only in ``station.store``.
"""
