"""Being logged in: how long it lasts, and where one is."""
