"""The administration of what the council decides, and of what readers send."""

from goals.admin import accessibility, feedback, plan, summaries

__all__ = ["accessibility", "feedback", "plan", "summaries"]
