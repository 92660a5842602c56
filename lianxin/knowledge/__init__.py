"""Knowledge will hold cards and scripts per scam type, law cards, the seasonal engine, lessons and triage. Not begun."""
