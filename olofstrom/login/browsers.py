"""Which browser and system a login was made with, in words that its owner recognises."""

# The first that fits: most browsers call themselves by their ancestors' names too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def described(user_agent):
    """Return "Firefox på Windows", or as much of it as a browser tells."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "Okänd webbläsare")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} på {system}" if system else browser
