"""Who did what, to which record, when. Entries are written in the transaction of the act and never changed."""
