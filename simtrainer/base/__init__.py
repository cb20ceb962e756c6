"""What every other package may lean on: typed ids, problems for people, texts as keys, and ports."""
