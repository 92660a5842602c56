"""Reports will read every room and write its own tables only: questions, layouts, reported figures. Not begun."""
