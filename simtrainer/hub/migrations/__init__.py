"""One step per version of the tables; a step that has been released is never changed."""
