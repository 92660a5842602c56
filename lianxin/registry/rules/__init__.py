"""Pure decisions of the registry: doors, identity numbers, phones, place names, points, who is the same person."""
