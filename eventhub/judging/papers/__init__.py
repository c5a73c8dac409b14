"""What leaves on paper: sheets to fill by hand, guide, letters, thanks, and the minutes of the jury."""
