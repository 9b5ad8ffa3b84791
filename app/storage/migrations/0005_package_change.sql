-- Which notes of packages were added, altered or taken out, in what order: who has read them before reads only those.
CREATE TABLE package_change (
  package INTEGER PRIMARY KEY,
  n       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX package_change_n ON package_change (n);
CREATE TRIGGER package_added AFTER INSERT ON package BEGIN
  INSERT OR REPLACE INTO package_change (package, n)
  VALUES (NEW.row, (SELECT coalesce(max(n), 0) + 1 FROM package_change));
END;
CREATE TRIGGER package_altered AFTER UPDATE ON package BEGIN
  INSERT OR REPLACE INTO package_change (package, n)
  VALUES (NEW.row, (SELECT coalesce(max(n), 0) + 1 FROM package_change));
END;
CREATE TRIGGER package_taken_out AFTER DELETE ON package BEGIN
  INSERT OR REPLACE INTO package_change (package, n)
  VALUES (OLD.row, (SELECT coalesce(max(n), 0) + 1 FROM package_change));
END;
