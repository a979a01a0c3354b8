"""One series, many faces: an indicator's rows as one frozen value that table, files and charts read."""
