"""What is found by its form: numbers, addresses, dates. Everything here is invented."""

import pytest

from tests.privacy.personal_data.finds import finds, labels, soft


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zijn bsn is 999983970.", [("999983970", "BSN", "hard")]),
        ("BSN 9999.83.970", [("9999.83.970", "BSN", "hard")]),
        ("bsn999999011", [("999999011", "BSN", "hard")]),
        ("BSN 99 99 99 011 klopt", [("99 99 99 011", "BSN", "hard")]),
        ("999 983 970 staat op de brief", [("999 983 970", "BSN", "hard")]),
        ("Zijn bsn is 999983971.", [("999983971", "BSN", "soft")]),
        ("Het nummer 999983971 klopt niet.", []),
        ("Het ligt in dossier 999990019.", [("999990019", "BSN", "hard")]),
        ("Zaaknummer: 999990019", [("999990019", "BSN", "hard")]),
        ("Uw kenmerk 999.990.019", [("999.990.019", "BSN", "hard")]),
        ("Klantnr. 999990019 belt terug", [("999990019", "BSN", "hard")]),
        ("Dossier 999990018 is gesloten.", []),
        ("Ordernummer 999983970 is betaald.", [("999983970", "BSN", "soft")]),
        ("Factuur 999983970, BSN staat erop", [("999983970", "BSN", "hard")]),
        ("Ordernummer 999983971 is betaald.", []),
        ("De subsidie is € 999.983.970.", []),
        ("De 999.983.970 euro is op.", []),
        ("BSN-nummers schrijven we nooit op.", []),
        ("bsn 000000000", [("000000000", "BSN", "soft")]),
    ],
)
def test_a_citizen_service_number_is_hard_when_it_passes_the_eleven_test(text, found):
    assert finds(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NL91ABNA0417164300", [("NL91ABNA0417164300", "IBAN", "hard")]),
        ("Naar NL91 ABNA 0417 1643 00 graag", [("NL91 ABNA 0417 1643 00", "IBAN", "hard")]),
        ("IBAN: NL 91 ABNA 0417 1643 00", [("NL 91 ABNA 0417 1643 00", "IBAN", "hard")]),
        ("nl91abna0417164300", [("nl91abna0417164300", "IBAN", "hard")]),
        ("BE68 5390 0754 7034", [("BE68 5390 0754 7034", "IBAN", "hard")]),
        ("PL61109010140000071219812874", [("PL61109010140000071219812874", "IBAN", "hard")]),
        ("Rekening NL91ABNA0417164301", [("NL91ABNA0417164301", "IBAN", "soft")]),
        ("Referentie NL91ABNA0417164301", []),
        ("Buurtcode BU0363AA01 en wijkcode WK036302", []),
    ],
)
def test_a_bank_account_is_hard_when_it_passes_mod_97(text, found):
    assert finds(text) == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Bel 06 - 12 34 56 78 na zessen", "06 - 12 34 56 78"),
        ("06.12.34.56.78", "06.12.34.56.78"),
        ("zoon: +31 (0)6 87 65 43 21 alleen 's avonds", "+31 (0)6 87 65 43 21"),
        ("tel 0031612345678", "0031612345678"),
        ("Thuis (020) 123 45 67.", "(020) 123 45 67"),
        ("0299-412345 van haar moeder", "0299-412345"),
        ("Nummer +212 661 23 45 67 is buiten gebruik", "+212 661 23 45 67"),
        ("Mevrouw is via de balie niet te bereiken, wel op 06-12345678", "06-12345678"),
    ],
)
def test_a_telephone_number_of_somebody_is_found(text, number):
    assert soft(text) == [(number, "TELEFOON")]


@pytest.mark.parametrize(
    "text",
    [
        "Bel voor afval 14 020.",
        "Bel 112, of 0900-8844 als het geen spoed is.",
        "Anoniem melden kan via 0800-7000.",
        "Storing? 088-1234567.",
        "Balie: 020-2561234",
        "Bel het buurtteam op 020 123 45 67",
        "Open van 06:12 tot 08:34",
        "Bouwnummer 0612345",
    ],
)
def test_a_number_of_a_service_or_a_desk_is_no_find(text):
    assert finds(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "hind.moussaoui@gmail.com",
        "b_pietersen@planet.nl",
        "m.wijk@voorbeeld.nl",
        "fatima@buurtvaders-voorbeeld.nl",
        "a.b@c.nl",
        "J.deBoer@Corporatie-Voorbeeld.NL",
        "karima_1987@live.nl",
        "rachid (at) voorbeeld.nl",
    ],
)
def test_a_mail_address_of_somebody_is_found(address):
    assert soft(f"Mail naar {address}, graag vandaag.") == [(address, "EMAIL")]


@pytest.mark.parametrize(
    "address",
    [
        "info@voorbeeld.nl",
        "buurtteam.west@voorbeeld.nl",
        "servicepunt@voorbeeld.nl",
        "noreply@voorbeeld.nl",
        "bewonerscommissie.flat3@gmail.com",
    ],
)
def test_a_mailbox_of_a_team_is_no_find(address):
    assert finds(f"Mail naar {address}.") == []


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("motor MF-28-ZB scheurt door de straat", "MF-28-ZB"),
        ("kenteken GX429D gezien", "GX429D"),
        ("Rode Fiat, 12-abc-3", "12-abc-3"),
        ("X-123-BB staat er weer", "X-123-BB"),
        ("Kenteken WX 12345 uit Polen", "WX 12345"),
    ],
)
def test_a_number_plate_is_found(text, plate):
    assert soft(text) == [(plate, "KENTEKEN")]


@pytest.mark.parametrize(
    "text",
    [
        "Project 12-AB-34",
        "Lichtmast AB-12-34 is stuk",
        "Traject BB-2025-0103",
        "van 12-03-24 tot 14-04-24",
        "10-12-14 jaar",
    ],
)
def test_a_code_or_a_date_is_no_number_plate(text):
    assert finds(text) == []


@pytest.mark.parametrize(
    ("text", "place", "label"),
    [
        ("huisbezoek 1104ZE, nr 944", "1104ZE, nr 944", "POSTCODE"),
        ("Woning 1068 ZP 811 staat leeg", "1068 ZP 811", "POSTCODE"),
        ("Zijn postcode is 1063 KL.", "1063 KL", "POSTCODE"),
        ("Lekkage bij Multatulistraat 931 III.", "Multatulistraat 931 III", "ADRES"),
        ("klacht over de bewoner van Geerdinkhof 977", "Geerdinkhof 977", "ADRES"),
        ("Zij woont op 1e Oosterparkstraat 12-2.", "1e Oosterparkstraat 12-2", "ADRES"),
        ("Op Hendrik de Keijserstraat 14 hs lekt het", "Hendrik de Keijserstraat 14 hs", "ADRES"),
        ("kerkstraat 14a heeft schimmel", "kerkstraat 14a", "ADRES"),
        ("Lekkage op Weesperring 14", "Weesperring 14", "ADRES"),
        ("Bewoner van Develstein 204", "Develstein 204", "ADRES"),
    ],
)
def test_where_somebody_lives_is_found(text, place, label):
    assert soft(text) == [(place, label)]


@pytest.mark.parametrize(
    "text",
    [
        "We komen samen in Buurthuis De Meevaart, Balistraat 48.",
        "Bibliotheek, Kerkstraat 4, 1017 GA Amsterdam",
        "Kerkstraat 12 t/m 20 krijgt nieuwe deuren.",
        "De Balistraat 2-24 wordt gesplitst.",
        "De Kerkstraat 2024: een plan",
        "In de Kerkstraat 12 meldingen",
        "In de Kerkstraat 3 bomen erbij",
        "Groep 8, lijn 14 en stap 3",
        "Antwoord 1 staat in Vergadering 2, en het Wachtwoord 3 keer",
        "De Hendrik de Keijserstraat wordt autoluw.",
        "In 2024 EN 2025, 1500 KM en 4000 MW",
        "Postcodegebied 1068",
    ],
)
def test_a_public_place_a_row_of_houses_or_a_number_of_things_is_no_address(text):
    assert finds(text) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("geboren op 8 augustus 1952, woont alleen.", "8 augustus 1952"),
        ("Meisje (21-02-2012) is al drie weken niet op school.", "21-02-2012"),
        ("Cliënt, geb. 3-4-'78", "3-4-'78"),
        ("Geboortedatum: 1960-03-12", "1960-03-12"),
        ("Zij is op 12 maart 1960 in Fes geboren.", "12 maart 1960"),
    ],
)
def test_a_date_of_birth_is_found_by_what_stands_around_it(text, date):
    assert soft(text) == [(date, "GEBOORTEDATUM")]


@pytest.mark.parametrize(
    "text",
    [
        "Aanleveren uiterlijk 31-01-2025.",
        "De bijeenkomst (12-03-2024) met bewoners",
        "Gesproken met moeder op 12-03-2020",
        "27 procent is geboren buiten Nederland.",
        "Geboren in 1958",
        "Sinds 1 juli 2015 is er een nieuwe wet.",
    ],
)
def test_another_date_is_no_date_of_birth(text):
    assert finds(text) == []


def test_a_sentence_can_hold_several_finds():
    text = "Nordin Taouil, Reigersbos 1655, 0644332211, nordin@voorbeeld.nl, bsn 999983970."
    assert labels(text) == ["NAAM", "ADRES", "TELEFOON", "EMAIL", "BSN"]
