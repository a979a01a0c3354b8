"""The years that a row can be about."""

from django.core.validators import MaxValueValidator, MinValueValidator

FIRST_YEAR, LAST_YEAR = 1900, 2200
YEAR_RANGE = (MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR))
