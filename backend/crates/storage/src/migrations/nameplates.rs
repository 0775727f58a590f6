//! A room may be without a nameplate. SQLite takes no `NOT NULL` from a column, so another one takes its place.

pub(super) const NAMEPLATES: &[&str] = &[
    "ALTER TABLE consultations ADD COLUMN four_digits BIGINT",
    "UPDATE consultations SET four_digits = nameplate",
    "DROP INDEX open_nameplates",
    "ALTER TABLE consultations DROP COLUMN nameplate",
    "ALTER TABLE consultations RENAME COLUMN four_digits TO nameplate",
    // Both engines take any number of rows without a value.
    "CREATE UNIQUE INDEX open_nameplates ON consultations (nameplate) WHERE state IN ('planned', 'opened')",
    "CREATE INDEX rooms_without_nameplate ON consultations (opens_at) WHERE nameplate IS NULL",
];

#[cfg(test)]
mod tests {
    use sqlx::any::AnyPoolOptions;
    use sqlx::{AnyPool, AssertSqlSafe};

    use super::NAMEPLATES;
    use crate::engine::Engine;
    use crate::migrations::STEPS;
    use crate::row::Columns;

    /// Steps that were there before.
    const BEFORE: usize = 18;

    async fn run(pool: &AnyPool, statement: &str) -> Result<(), sqlx::Error> {
        sqlx::query(AssertSqlSafe(statement.replace("BYTEA", "BLOB"))).execute(pool).await.map(drop)
    }

    fn room(number: u8, nameplate: &str) -> String {
        format!(
            "INSERT INTO consultations (room_id, account_id, nameplate, state, opens_at, closes_at, sealed)
             VALUES (x'0{number}', x'01', {nameplate}, 'planned', 0, 9, x'07')"
        )
    }

    #[tokio::test]
    async fn rooms_keep_their_nameplates_and_new_ones_may_have_none() {
        sqlx::any::install_default_drivers();
        let pool = AnyPoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
        for statement in STEPS.iter().take(BEFORE).flat_map(|step| step.statements(Engine::Sqlite)) {
            run(&pool, &statement).await.unwrap();
        }
        let account = "INSERT INTO accounts (account_id, role, created_at, signing_key, kem_key, sealed_keys,
                identity_signature, change_sequence)
             VALUES (x'01', 'doctor', 0, x'00', x'00', x'00', x'00', 0)";
        run(&pool, account).await.unwrap();
        run(&pool, &room(1, "4711")).await.unwrap();
        assert!(run(&pool, &room(2, "NULL")).await.is_err());
        for statement in NAMEPLATES {
            run(&pool, statement).await.unwrap();
        }
        let row = sqlx::query("SELECT nameplate FROM consultations").fetch_one(&pool).await.unwrap();
        assert_eq!(row.int(0), Ok(4711));
        assert!(run(&pool, &room(2, "4711")).await.is_err(), "of two open rooms one has it");
        run(&pool, &room(2, "NULL")).await.unwrap();
        run(&pool, &room(3, "NULL")).await.unwrap();
    }
}
