//! Measures the way of 1,000 sealed records of 1 KiB: up in batches of 50 with durable commits, down to a second client.
//!
//! Real server, real SQLite file, HTTP over loopback. Prints one JSON line per figure.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, ensure};
use data_encoding::BASE64URL_NOPAD;
use heilsam_backend::account::session::{COOKIE, SessionToken};
use heilsam_backend::clock::{Clock, Entropy};
use heilsam_backend::config::{self, Overrides};
use heilsam_backend::{AppState, router, serve};
use heilsam_domain::{AccountId, CollectionId, CredentialId, RecordId, Role, SessionId};
use heilsam_protocol::account::{Account, Identity};
use heilsam_protocol::envelope::ContentHeader;
use heilsam_protocol::path::{self, fill};
use heilsam_protocol::sync::{Changes, Collection, SealedHead, UploadBatch};
use heilsam_protocol::{Bytes, SealedRecord};
use heilsam_storage::accounts::NewAccountRow;
use heilsam_storage::credentials::CredentialRow;
use heilsam_storage::sessions::SessionRow;
use jiff::{SignedDuration, Timestamp};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

const RECORDS: u64 = 1_000;
const BATCH: u64 = 50;
const RUNS: usize = 5;
const TOKEN: [u8; 32] = [7; 32];

struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

struct Zeros;

impl Entropy for Zeros {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(1);
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let (mut up, mut down) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let (one, two) = run().await?;
        up.push(one);
        down.push(two);
    }
    print("sync-up-1000-records", median(up)?, 0.3);
    print("sync-list-1000-records", median(down)?, 0.14);
    Ok(())
}

/// Seconds up and seconds down.
async fn run() -> anyhow::Result<(f64, f64)> {
    let folder = tempfile::tempdir()?;
    let overrides = Overrides { data: Some(folder.path().to_owned()), ..Overrides::default() };
    let settings = "[video]\nturn_embedded = false\n[limits]\nrequests_per_minute = 1000000";
    let config = config::parse(settings, std::iter::empty(), overrides)?;
    let state = serve::open(config, Arc::new(SystemClock), Arc::new(Zeros)).await?;
    state.store.create_account(&doctor(state.clock.now())).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let server =
        tokio::spawn(axum::serve(listener, router::router(&state).into_make_service()).into_future());

    let id = CollectionId::from_bytes([7; 16]);
    let mut writer = Http::connect(TcpStream::connect(address).await?);
    let collection = Collection { collection_id: id, sealed_keys: Bytes(vec![1; 80]) };
    writer.call("PUT", path::COLLECTIONS, &serde_json::to_vec(&collection)?).await?;
    let batches: Vec<Vec<u8>> =
        (0..RECORDS / BATCH).map(|number| batch(id, number)).collect::<Result<_, _>>()?;
    let started = now(&state);
    for batch in &batches {
        writer.call("POST", &fill(path::COLLECTION_RECORDS, id), batch).await?;
    }
    let up = since(started, &state);

    let mut reader = Http::connect(TcpStream::connect(address).await?);
    let started = now(&state);
    let (mut cursor, mut changes) = (String::new(), 0);
    loop {
        let body = reader.call("GET", &format!("{}?cursor={cursor}", path::CHANGES), b"").await?;
        let page: Changes = serde_json::from_slice(&body)?;
        changes += page.changes.len();
        cursor = page.next_cursor;
        if !page.more {
            break;
        }
    }
    let down = since(started, &state);
    ensure!(changes == 1_002, "{changes} changes");
    server.abort();
    state.store.close().await;
    Ok((up, down))
}

fn batch(collection_id: CollectionId, number: u64) -> anyhow::Result<Vec<u8>> {
    let records = (number * BATCH..(number + 1) * BATCH).map(|place| {
        let header = ContentHeader {
            type_ns: 1,
            collection_id,
            record_id: RecordId::from_parts(place, [1; 10]),
            version: 1,
            prev_hash: [0; 32],
            author_key_id: [0; 16],
            dek_commit: [0; 16],
            nonce: [0; 12],
        };
        Ok(SealedRecord { content: header.write(&[42; 1_024])?, wrap: Bytes(vec![0; 64]) })
    });
    let count = (number + 1) * BATCH;
    let batch = UploadBatch {
        expected_count: number * BATCH,
        records: records.collect::<anyhow::Result<_>>()?,
        head: SealedHead { count, signed: Bytes(vec![9; 200]) },
    };
    Ok(serde_json::to_vec(&batch)?)
}

/// A doctor needs no consent.
fn doctor(now: Timestamp) -> NewAccountRow {
    let account_id = AccountId::from_bytes([1; 16]);
    let session_id = SessionId::from_bytes([1; 16]);
    NewAccountRow {
        account: Account {
            account_id,
            role: Role::Doctor,
            created_at: now,
            entitled_until: None,
            code_check: None,
        },
        identity: Identity {
            signing_key: Bytes::default(),
            kem_key: Bytes::default(),
            sealed_keys: Bytes::default(),
            signature: Bytes::default(),
        },
        credential: CredentialRow::passkey(
            CredentialId::from_bytes([1; 16]),
            account_id,
            vec![1],
            Vec::new(),
            now,
        ),
        slots: Vec::new(),
        consents: Vec::new(),
        code_hash: [1; 32],
        waiting_code: None,
        self_registered: false,
        session: SessionRow {
            session_id,
            token_hash: SessionToken::from_random(TOKEN).digest(),
            account_id,
            recovering: false,
            created_at: now,
            last_used_at: now,
            ends_at: now.saturating_add(SignedDuration::from_hours(12)).unwrap_or(now),
            device: "Bench".to_owned(),
            credential_id: None,
        },
    }
}

/// One kept-alive connection that speaks as much HTTP/1.1 as is needed here.
struct Http(BufReader<TcpStream>);

impl Http {
    fn connect(stream: TcpStream) -> Self {
        Self(BufReader::with_capacity(1 << 16, stream))
    }

    async fn call(&mut self, method: &str, path: &str, body: &[u8]) -> anyhow::Result<Vec<u8>> {
        let token = BASE64URL_NOPAD.encode(&TOKEN);
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nx-heilsam-client: bench\r\ncookie: {COOKIE}={token}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let mut request = head.into_bytes();
        request.extend_from_slice(body);
        self.0.get_mut().write_all(&request).await?;
        let (mut status, mut length) = (String::new(), 0);
        self.0.read_line(&mut status).await?;
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).await?;
            if line.trim().is_empty() {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await?;
        ensure!(status.starts_with("HTTP/1.1 2"), "{status}{}", String::from_utf8_lossy(&body));
        Ok(body)
    }
}

fn now(state: &AppState) -> Timestamp {
    state.clock.now()
}

fn since(started: Timestamp, state: &AppState) -> f64 {
    Duration::try_from(state.clock.now().duration_since(started)).unwrap_or_default().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> anyhow::Result<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().context("no runs")
}

fn print(name: &str, value: f64, bar: f64) {
    let ok = value <= bar;
    println!(r#"{{"name":"{name}","value":{value:.4},"unit":"s","bar":{bar},"ok":{ok}}}"#);
}
