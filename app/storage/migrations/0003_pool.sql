-- Anonymous responses that wait for company: random keys, no time, no person, and (WITHOUT ROWID) no order of arrival.
CREATE TABLE pool (
  key           BLOB PRIMARY KEY,
  questionnaire TEXT NOT NULL,
  finished      INTEGER NOT NULL,
  batch         TEXT NOT NULL,
  answers       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pool_questionnaire ON pool (questionnaire, finished);
