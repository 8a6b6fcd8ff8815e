"""Names of people, and what only looks like one. Everybody here is invented."""

import pytest

from tests.privacy.personal_data.finds import finds, soft


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nurcan Şimşek haalt haar kind op.", "Nurcan Şimşek"),
        ("Buren klagen over de honden van Cor van Dongen.", "Cor van Dongen"),
        ("Ama Owusu-Ansah regelt de ruimte.", "Ama Owusu-Ansah"),
        ("Wie belt Agnieszka Nowak terug?", "Agnieszka Nowak"),
        ("Filmon Tekle zoekt een plek.", "Filmon Tekle"),
        ("Gesproken met Nguyen Thi Lan over school.", "Nguyen Thi Lan"),
        ("Brief van Abdelkarim El Bouazzaoui ontvangen.", "Abdelkarim El Bouazzaoui"),
        ("Verslag: J. van der Meulen", "J. van der Meulen"),
        ("Driss A. is gezien bij de fietsenstalling.", "Driss A."),
        ("FATIMA EL IDRISSI wil verhuizen.", "FATIMA EL IDRISSI"),
        ("ZRNKOV GÜL is overleden.", "ZRNKOV GÜL"),
        ("Fatima komt niet meer.", "Fatima"),
        ("Zrnkov zegt dat de lift stuk is.", "Zrnkov"),
        ("We hebben Zrnkov gebeld.", "Zrnkov"),
        ("Zrnkov (17) is aangehouden.", "Zrnkov"),
        ("Roos belt morgen terug.", "Roos"),
        ("Van der Sar woont hier.", "Van der Sar"),
        ("De Boer belt terug.", "De Boer"),
        ("Afwezig: Bas", "Bas"),
    ],
)
def test_a_name_is_found_by_the_lists_or_by_being_no_dutch_word(text, name):
    assert soft(text) == [(name, "NAAM")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Afspraak met mevrouw Karadağ verplaatst.", "Karadağ"),
        ("dhr Bakkali wil niet meer praten", "Bakkali"),
        ("Mw. Bakker heeft een aanvraag gedaan.", "Bakker"),
        ("Gezin Veenstra is afgesloten van stroom.", "Veenstra"),
        ("Oma Greet kookt soep.", "Greet"),
        ("mevrouw yıldırım kan niet betalen", "yıldırım"),
        ("meneer van dijk is gevallen", "van dijk"),
        ("Mevrouw Van der Laan komt langs.", "Van der Laan"),
        ("De familie de Vries woont klein.", "de Vries"),
        ("Buurvrouw Roos past op.", "Roos"),
        ("Mw. v.d. Berg is gebeld.", "v.d. Berg"),
        ("mevrouw de vries is gevallen", "de vries"),
        ("Volgens huisarts Van Beek gaat het beter.", "Van Beek"),
        ("Verdachte M.B. is aangehouden.", "M.B."),
        ("Huurder Koster betaalt niet.", "Koster"),
        ("Wijkagent Azzouzi belt.", "Azzouzi"),
    ],
)
def test_a_title_or_a_word_for_kin_announces_a_name_and_is_no_part_of_it(text, name):
    assert soft(text) == [(name, "NAAM")]


@pytest.mark.parametrize(
    ("text", "name"),
    [("Fatima's moeder belde.", "Fatima"), ("Karims broer is weg.", "Karim"), ("Elias moeder is weg.", "Elias")],
)
def test_the_genitive_is_no_part_of_a_name(text, name):
    assert soft(text) == [(name, "NAAM")]


def test_people_in_a_row_are_found_one_by_one():
    found = soft("Truus Veldkamp, Ismail Koç en Sheila Doekhi komen naar de schouw.")
    assert found == [("Truus Veldkamp", "NAAM"), ("Ismail Koç", "NAAM"), ("Sheila Doekhi", "NAAM")]


@pytest.mark.parametrize(
    "text",
    [
        "De Hendrik de Keijserstraat en het Johan Huizingaplein worden autoluw.",
        "De Confuciusbuurt en Osdorp-Oost doen mee.",
        "Het Theo Thijssenjaar geeft aandacht aan kinderen.",
        "Daltonschool Pieter Jelles en het Huygens College doen mee.",
        "Moskee An-Nour organiseert een iftar.",
        "Stichting De Regenboog Groep opent een inloophuis.",
        "De Key en Woonzorg Nederland leveren cijfers.",
        "Ymere belt Dynamo.",
        "Bij Kapsalon Chique en Toko Ramee hangt de poster.",
        "Mevrouw de wethouder opent het plein.",
        "Mevrouw heeft drie kinderen.",
        "De boer belt terug.",
        "Meneer wil geen hulp.",
        "Oma past op, vader werkt.",
        "De gebiedsadviseur en de wijkconsulent maken de agenda.",
        "Turkse en Eritrese moeders koken in april.",
        "Hoop, Moed en Rust zijn de thema's.",
        "Wil de buurt wel een fietsenstalling?",
        "GGD, OKT en HvA stemmen af.",
        "Bewoners komen uit Eritrea en Polen.",
        "Jan en alleman parkeert op de stoep.",
        "De ziekte van Parkinson komt vaker voor.",
        "Alle Amsterdammers krijgen een brief.",
        "De Sonia Gaskellhage en het Willem Vroesenpad zijn donker.",
        "Grote Beer is een flat.",
        "Arnhem-Presikhaaf heeft ervaring.",
        "Zomer in de Stad is in juli.",
    ],
)
def test_streets_organisations_and_words_are_no_names(text):
    assert finds(text) == []


def test_what_may_be_named_is_no_find_whatever_its_capitals():
    text = "Karim Bouzid belt NOOR JANSEN en Achmed Vermeer."
    assert soft(text, allow=["Karim Bouzid", "Noor Jansen"]) == [("Achmed Vermeer", "NAAM")]


def test_what_may_be_named_counts_only_whole():
    assert soft("Karim Bouzidi belt.", allow=["Karim Bouzid"]) == [("Karim Bouzidi", "NAAM")]


def test_an_allowed_street_or_mail_address_is_no_find_but_a_house_in_that_street_is():
    allow = ["Frankendael", "noor@voorbeeld.nl"]
    assert finds("De bewoners van Frankendael mailen noor@voorbeeld.nl", allow) == []
    assert soft("Zij woont op Balistraat 12.", allow=["Balistraat"]) == [("Balistraat 12", "ADRES")]


def test_an_allowed_genitive_is_no_find():
    assert finds("Noor's voorstel is aangenomen.", allow=["Noor"]) == []
