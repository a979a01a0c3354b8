"""A year's summary as files: PDF, DOCX and XLSX."""
