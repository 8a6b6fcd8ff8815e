"""What stands where a text was hidden by *Meld persoonsgegeven* (V2)."""

SENTENCE = "Deze tekst is verborgen omdat er misschien een persoonsgegeven in staat."
