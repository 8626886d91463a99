"""Days as forms take them: 2021-03-01, never 03/01/2021, which is another day to many Canadians."""

DATE_INPUT_FORMATS = ["%Y-%m-%d"]
