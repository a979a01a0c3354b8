"""What waits for an approver, and what the approver decides."""
