"""How long finding personal data takes: reading the lists once, and each sentence after that."""

import time
from dataclasses import dataclass

from buurtbalans.bench.measuring import megabytes
from privacy.personal_data import find_personal_data
from privacy.personal_data.words import BUILT, read_words

# Invented notes, of the length and mix that people write.
SENTENCES = (
    "De lift in het portiek is al drie weken stuk en niemand weet wie er belt.",
    "Mevrouw Karadağ vraagt om een tolk voor het gesprek met de corporatie.",
    "Gesproken met Kofi Boateng over de huurachterstand, hij belt terug op 06-12345678.",
    "Rond het Sloterparkplein is het 's avonds druk, vooral in april en mei.",
    "Stichting De Waaier en de moskee verdelen de taken voor de iftar.",
    "Van de 68 huishoudens heeft een derde schulden, vaak bij drie of meer bedrijven.",
    "Het verslag van 14 maart is vastgesteld; de volgende sessie is op 12 mei om 13.30 uur.",
    "Overlast door jongeren bij de fietsenstalling, kenteken van de scooter is bekend.",
)
ROUNDS = 50


@dataclass(frozen=True)
class Read:
    """Seconds and megabytes to load the lists, and milliseconds for each sentence."""

    loading: float
    megabytes: float
    milliseconds: float


def read_sentences() -> Read:
    """Load the lists afresh, then read the sentences many times over."""
    held, start = megabytes(), time.perf_counter()
    lists = read_words(BUILT)
    loading, more = time.perf_counter() - start, megabytes() - held
    del lists
    find_personal_data(SENTENCES[0])
    start = time.perf_counter()
    for _ in range(ROUNDS):
        for sentence in SENTENCES:
            find_personal_data(sentence)
    return Read(loading, max(0, more), (time.perf_counter() - start) * 1000 / ROUNDS / len(SENTENCES))
