"""What the council decides, what the law asks of the portal, and what readers write."""

from goals.models.accessibility import AccessibilityGap, AccessibilityStatement
from goals.models.feedback import Report, SenderDay, SenderTally
from goals.models.plan import Document, Extension, FocusArea, Goal, GoalIndicator, Period, Vision

__all__ = [
    "AccessibilityGap",
    "AccessibilityStatement",
    "Document",
    "Extension",
    "FocusArea",
    "Goal",
    "GoalIndicator",
    "Period",
    "Report",
    "SenderDay",
    "SenderTally",
    "Vision",
]
