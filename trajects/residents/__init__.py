"""The residents' own track: meetings and notes that no professional but their guide sees (V4, B2)."""
