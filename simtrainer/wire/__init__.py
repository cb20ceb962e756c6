"""Versioned messages between machines: what a station, a room and the hub say to one another."""
