"""Reports will read every room and write only its own tables: questions, layouts, reported figures, schedules. Not begun."""
