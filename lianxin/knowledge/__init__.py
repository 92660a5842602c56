"""Knowledge will hold cards and scripts per scam type, law cards, seasons, lessons and triage. Not begun."""
