"""Ground floor: errors, ids, clock, encryption, masking, paging, spreadsheets. It holds no word of police work."""
