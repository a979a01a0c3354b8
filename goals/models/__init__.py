"""What the council decides and follows up, what the law asks of the portal, and what readers write."""

from goals.models.accessibility import AccessibilityGap, AccessibilityStatement
from goals.models.feedback import Report, SenderDay, SenderTally
from goals.models.plan import Document, Extension, FocusArea, Goal, GoalIndicator, Period, Vision
from goals.models.summary import AnnualSummary, Assessment, FrozenYear, OverallAssessment

__all__ = [
    "AccessibilityGap",
    "AccessibilityStatement",
    "AnnualSummary",
    "Assessment",
    "Document",
    "Extension",
    "FocusArea",
    "FrozenYear",
    "Goal",
    "GoalIndicator",
    "OverallAssessment",
    "Period",
    "Report",
    "SenderDay",
    "SenderTally",
    "Vision",
]
