//! The audit log only grows: the database refuses to change or remove its rows, whichever program asks. Whoever may change the schema can
//! take that away; the chain of hashes and the anchors outside are there for them.

pub(super) const SQLITE: &[&str] = &[
    "CREATE TRIGGER audit_log_changes_no_row BEFORE UPDATE ON audit_log
        BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
    "CREATE TRIGGER audit_log_loses_no_row BEFORE DELETE ON audit_log
        BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
    // REPLACE removes the row that is in its way without asking triggers of DELETE.
    "CREATE TRIGGER audit_log_replaces_no_row BEFORE INSERT ON audit_log
        WHEN EXISTS (SELECT 1 FROM audit_log WHERE position = NEW.position OR rowid = NEW.rowid)
        BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END",
];

pub(super) const POSTGRES: &[&str] = &[
    "CREATE FUNCTION audit_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$",
    "CREATE TRIGGER audit_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION audit_log_only_grows()",
];
