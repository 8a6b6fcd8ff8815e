"""The door in the wall between residents and professionals: overdragen and terugkoppeling (B6)."""
