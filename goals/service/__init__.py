"""What a public service owes its visitors: contact, accessibility statement, cookies."""
