"""How spreadsheets come into the registry: staged, mapped, previewed, written whole, undone."""
