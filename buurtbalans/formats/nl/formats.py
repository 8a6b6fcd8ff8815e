"""How dates and times are written on the screens: do 26 maart 2026, 13.30 (ui.md section 1)."""

DATE_FORMAT = "D j F Y"
SHORT_DATE_FORMAT = "D j b"
TIME_FORMAT = "H.i"
DATETIME_FORMAT = "D j F Y, H.i"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d-%m-%y", "%d/%m/%Y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
