"""Training (内循环) will hold the question bank, the contest of scripts and the spread of judges. Not begun."""
