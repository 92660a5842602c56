"""The planner: who knocks at which door, in which block, in which order, and why (走访计划). Pure Python, no Django.

    learnt = learn(knocks)                                   # presence: past knocks -> knowledge, and doors' own_knocks
    beats = balance_beats(doors, blocks_of_the_week)         # weekly: household -> crew
    plan = plan_night(day, doors, blocks, learnt.knowledge, coming=later_blocks, beats=beats)
    header = expected_met(plan.placed)                       # expected, low, high
    why = explain(door, block, Presence(learnt.knowledge), later_blocks)    # numbers() and sentence of a line
    stops = timetable(block, doors, chances, policy)         # times after the captain moved or reordered lines

The rule today is priority × chance of being home, per minute; the seam for a finer index is `night.rank_of`.
"""
