"""What a year comes down to: its first page, what others have, what was corrected and what is left open."""
