"""The public pages about vision, areas, goals and indicators."""
