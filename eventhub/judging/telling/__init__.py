"""What is told and to whom, read only: judges their sheets, organizers why a seat, entrants their marks."""
