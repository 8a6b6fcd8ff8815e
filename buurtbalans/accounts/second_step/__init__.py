"""A second step at login: an app with codes, or a passkey."""
