"""An indicator's outcomes as files for machines."""
