"""A series as a picture: SVG from the server, and a Plotly figure for who explores it."""
