"""What every other package may lean on: ids, problems for people, texts as keys, and ports."""
