"""The mock record: screen packs, patients, entries and their lifecycles, clinical scores.

Knows no Qt, SQL, network, wall clock or chance; a scenario's run folds events into it.
"""
