-- Paper questionnaires being typed, until their batch is settled: by number of the sheet, so no order of typing, no time.
CREATE TABLE entry_batch (
  key           TEXT PRIMARY KEY,
  questionnaire TEXT NOT NULL,
  facts         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE entry_sheet (
  batch    TEXT NOT NULL,
  serial   TEXT NOT NULL,
  turn     INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  held     TEXT NOT NULL,
  PRIMARY KEY (batch, serial, turn)
) STRICT, WITHOUT ROWID;
