"""How fast and how large the application is, measured with the demo on this machine.

Times say little by themselves on an unknown machine. So pages are held against the app's own floor: a
logged-in page with an empty template, which pays for session, user, menu and frame and nothing else.
"""
