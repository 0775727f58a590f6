//! Devices that the main user of a practice released: which passkey or passphrase counts for the practice, and with which one a
//! session began.

pub(super) const DEVICES: &[&str] = &[
    "ALTER TABLE sessions ADD COLUMN credential_id BYTEA",
    "CREATE INDEX sessions_of_credential ON sessions (credential_id)",
    "ALTER TABLE practice_joinings ADD COLUMN credential_id BYTEA",
    "CREATE TABLE practice_devices (
        credential_id BYTEA PRIMARY KEY REFERENCES credentials (credential_id),
        account_id BYTEA NOT NULL REFERENCES accounts (account_id), released_at BIGINT NOT NULL)",
    "CREATE INDEX practice_devices_of_account ON practice_devices (account_id)",
    // What was in use before there were releases stays released, and nobody is logged out.
    "INSERT INTO practice_devices (credential_id, account_id, released_at)
     SELECT c.credential_id, c.account_id, c.created_at FROM credentials c
     JOIN practice_members m ON m.account_id = c.account_id",
    "UPDATE sessions SET credential_id = (
        SELECT c.credential_id FROM credentials c WHERE c.account_id = sessions.account_id
        ORDER BY c.created_at, c.credential_id LIMIT 1)
     WHERE recovering = 0",
    "UPDATE practice_joinings SET credential_id = (
        SELECT c.credential_id FROM credentials c WHERE c.account_id = practice_joinings.answered_by
        ORDER BY c.created_at, c.credential_id LIMIT 1)
     WHERE answered_by IS NOT NULL",
];

#[cfg(test)]
mod tests {
    use sqlx::any::AnyPoolOptions;
    use sqlx::{AnyPool, AssertSqlSafe};

    use super::DEVICES;
    use crate::engine::Engine;
    use crate::migrations::STEPS;
    use crate::row::Columns;

    /// Steps that were there before.
    const BEFORE: usize = 14;

    async fn run(pool: &AnyPool, statement: &str) {
        sqlx::query(AssertSqlSafe(statement.replace("BYTEA", "BLOB"))).execute(pool).await.unwrap();
    }

    #[tokio::test]
    async fn what_was_in_use_before_there_were_releases_stays_released() {
        sqlx::any::install_default_drivers();
        let pool = AnyPoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
        for statement in STEPS.iter().take(BEFORE).flat_map(|step| step.statements(Engine::Sqlite)) {
            run(&pool, &statement).await;
        }
        // One member with two ways in, and somebody without a practice.
        for (account, ways) in [(1, [11, 12]), (2, [21, 22])] {
            run(&pool, &format!("INSERT INTO accounts VALUES (x'0{account}', 'doctor', 0, NULL, x'00', x'00', x'00', x'00', 0, NULL)")).await;
            for way in ways {
                run(&pool, &format!("INSERT INTO credentials VALUES (x'{way}', x'0{account}', 'passkey', x'{way}', x'00', NULL, NULL, x'', {way}, NULL)")).await;
            }
            run(&pool, &format!("INSERT INTO sessions VALUES (x'3{account}', x'3{account}', x'0{account}', 0, 0, 0, 9, 'Firefox')")).await;
        }
        run(&pool, "INSERT INTO practices VALUES (x'99', x'02', 1, x'00', 0)").await;
        run(&pool, "INSERT INTO practice_members VALUES (x'01', x'99', x'00', x'00')").await;
        for statement in DEVICES {
            run(&pool, statement).await;
        }
        let row = "SELECT COUNT(*) FROM practice_devices WHERE account_id = x'01'";
        assert_eq!(sqlx::query(row).fetch_one(&pool).await.unwrap().int(0), Ok(2));
        let row =
            "SELECT COUNT(*) FROM sessions s JOIN practice_devices d ON d.credential_id = s.credential_id";
        assert_eq!(
            sqlx::query(row).fetch_one(&pool).await.unwrap().int(0),
            Ok(1),
            "who is logged in stays so"
        );
        let row = "SELECT COUNT(*) FROM practice_devices WHERE account_id = x'02'";
        assert_eq!(sqlx::query(row).fetch_one(&pool).await.unwrap().int(0), Ok(0));
    }
}
