-- What a package brought, and (package 0) what was written here, without reading the whole journal.
CREATE INDEX change_package ON change (package, chain, n);
