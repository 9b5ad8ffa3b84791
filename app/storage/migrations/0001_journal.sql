-- The journal and what stands beside it. Views are not here: they are generated from the declarations and disposable.

-- One writer's chain in one scope.
CREATE TABLE chain (
  row    INTEGER PRIMARY KEY,
  writer TEXT NOT NULL,
  scope  TEXT NOT NULL,
  UNIQUE (writer, scope)
) STRICT;

-- Every package that came or went. A change of a package still 'staging' is not part of the journal yet.
CREATE TABLE package (
  row       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  kind      TEXT NOT NULL,
  sender    TEXT NOT NULL,
  recipient TEXT NOT NULL,
  counter   INTEGER NOT NULL,
  sha256    TEXT NOT NULL,
  at        INTEGER NOT NULL,
  state     TEXT NOT NULL,
  manifest  BLOB NOT NULL,
  details   TEXT NOT NULL
) STRICT;
CREATE INDEX package_id ON package (id);

-- The journal. Rows are only ever added; a redaction empties values, nothing else changes.
CREATE TABLE change (
  row     INTEGER PRIMARY KEY,
  id      BLOB NOT NULL,
  chain   INTEGER NOT NULL REFERENCES chain (row),
  n       INTEGER NOT NULL,
  rec     TEXT NOT NULL,
  body    BLOB NOT NULL,
  sig     BLOB NOT NULL,
  vals    BLOB NOT NULL,
  package INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX change_id ON change (id);
CREATE INDEX change_rec ON change (rec);
CREATE INDEX change_chain ON change (chain, n);

-- Last contiguous change held of each chain, and numbers that came twice.
CREATE TABLE tip (
  chain INTEGER PRIMARY KEY,
  n     INTEGER NOT NULL,
  id    TEXT NOT NULL
) STRICT;
CREATE TABLE fork (
  chain INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (chain, n)
) STRICT;

-- One draft per person and record: durable, not yet a change.
CREATE TABLE draft (
  person    TEXT NOT NULL,
  rec       TEXT NOT NULL,
  scope     TEXT NOT NULL,
  kind      TEXT NOT NULL,
  parent    TEXT NOT NULL,
  ord       TEXT NOT NULL,
  fields    TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  cursor    TEXT NOT NULL,
  at        INTEGER NOT NULL,
  PRIMARY KEY (person, rec)
) STRICT;

-- Bad items inside intact packages.
CREATE TABLE set_aside (
  row     INTEGER PRIMARY KEY,
  package INTEGER NOT NULL,
  item    TEXT NOT NULL,
  reason  TEXT NOT NULL,
  details TEXT NOT NULL,
  at      INTEGER NOT NULL
) STRICT;

-- Parts of attachments on disk, by the digest of their plain bytes.
CREATE TABLE blob (
  sha256  TEXT PRIMARY KEY,
  size    INTEGER NOT NULL,
  package INTEGER NOT NULL
) STRICT;

-- Keys and settings of this vault alone; they never travel.
CREATE TABLE secret (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
