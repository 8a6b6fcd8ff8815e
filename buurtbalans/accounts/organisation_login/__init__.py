"""Logging in with the account of one's own organisation (OpenID Connect)."""
