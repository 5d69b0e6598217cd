"""Dates in the French of Canada: the hour with its h, dates in figures as ISO 8601 has them."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, G\N{NO-BREAK SPACE}\\h\N{NO-BREAK SPACE}i"
TIME_FORMAT = "G\N{NO-BREAK SPACE}\\h\N{NO-BREAK SPACE}i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d, G\N{NO-BREAK SPACE}\\h\N{NO-BREAK SPACE}i"
FIRST_DAY_OF_WEEK = 0
DATE_INPUT_FORMATS = ["%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]
