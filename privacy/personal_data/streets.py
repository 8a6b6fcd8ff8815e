"""What a street, a square or a buurt is called, by the ending of its name."""

import re

# Endings that only streets and the like have; at least two letters stand before them.
STREET_END = re.compile(
    r"\w\w(?:straat|straatje|laan|weg|plein|kade|gracht|plantsoen|singel|dreef|pad|steeg|dijk|burgwal|boulevard|passage"
    r"|hof|hofje|hove|promenade|galerij|allee|wal|markt|vaart|park|boog|oever|warande|erf|rede|meent|brink|horst|stein"
    r"|oord|stee|staete|kamp|dam|donk|rade|bosch|wijck|erve|kreek|baan|ring)$"
)
# A name that ends like this is a place, whoever it is named after.
PLACE_END = re.compile(
    r"\w{3}(?:straat|straatje|laan|weg|plein|kade|gracht|plantsoen|singel|dreef|steeg|burgwal|boulevard|passage|hofje"
    r"|park|markt|buurt|wijk|eiland|kwartier|polder|vaart|haven|poort|brug|tunnel|sluis|bos|veld|oord|stad|stadsdeel"
    r"|pad|viaduct|dijk|gebied|dorp|terrein|station|toren|flat|complex|oever|tuin|tuinen|stelling|driehoek)$"
)
