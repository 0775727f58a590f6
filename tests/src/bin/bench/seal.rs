//! Sealing and opening records of 1 KiB, per second of one core.

use std::error::Error;
use std::hint::black_box;

use heilsam_crypto::Scope;
use heilsam_crypto::envelope::{self, Expected, RecordPlace};
use heilsam_crypto::keys::CollectionKey;
use heilsam_crypto::rng::FastRng;
use heilsam_domain::{AccountId, CollectionId, DeploymentId, RecordId};

use crate::figure::{self, Bar};

const RECORDS: u32 = 20_000;
const ROUNDS: usize = 5;
const PAYLOAD: [u8; 1024] = [0x48; 1024];
const TYPE: u16 = 1;
const EPOCH: u32 = 1;

/// Best of five rounds of 20,000 records, every opened record compared with what was sealed.
pub fn measure() -> Result<(), Box<dyn Error>> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| format!("no randomness: {error}"))?;
    let mut rng = FastRng::from_seed(seed);
    let scope =
        Scope { deployment: DeploymentId::from_random([1; 16]), owner: AccountId::from_random([2; 16]) };
    let collection = CollectionId::from_random([3; 16]);
    let key = CollectionKey::make(&mut rng);
    let (mut seal, mut open) = (0.0_f64, 0.0_f64);
    let started = figure::now();
    for _ in 0..ROUNDS {
        let start = figure::on_core(started);
        let mut sealed = Vec::with_capacity(RECORDS as usize);
        for number in 0..RECORDS {
            let record = RecordId::from_bytes(u128::from(number).to_be_bytes());
            let place = RecordPlace {
                type_ns: TYPE,
                collection,
                record,
                version: 1,
                prev_hash: [0; 32],
                author: [4; 16],
            };
            sealed.push(envelope::seal(scope, &place, EPOCH, &key, black_box(&PAYLOAD), &mut rng)?);
        }
        seal = seal.max(f64::from(RECORDS) / (figure::on_core(started) - start));

        let expected = Expected { type_ns: TYPE, collection, record: None, version: Some(1) };
        let start = figure::on_core(started);
        for record in &sealed {
            if envelope::open(scope, &expected, &key, black_box(record))? != PAYLOAD {
                return Err("an opened record differs from what was sealed".into());
            }
        }
        open = open.max(f64::from(RECORDS) / (figure::on_core(started) - start));
    }
    figure::print("seal-1kib", seal, "records/s", Bar::AtLeast(60_000.0));
    figure::print("open-1kib", open, "records/s", Bar::AtLeast(120_000.0));
    Ok(())
}
