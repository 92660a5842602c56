"""The planner: who knocks at which door, in which block, in which order, and why (走访计划). Pure Python, no Django.

    beats = balance_beats(doors, blocks_of_the_week)                       # weekly: household -> crew
    plan = plan_night(day, doors, blocks, knowledge, coming=later_blocks, beats=beats, policy=Policy())
    met = expected_met(plan)                                                # header figures
    why = explain(line, door, block, knowledge, coming)                     # numbers and the sentence of one line
    stops = timetable(block, doors, chances, policy)                        # after the captain moved or reordered

The rule today is priority × chance of being home. The seam for a finer index is `night.rank_of`.
"""
