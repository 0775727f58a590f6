//! The demonstration's doctor is proven as every doctor is: a made-up document, and two operators who look at it.

use anyhow::{Result, ensure};
use heilsam_domain::{Bsnr, Lanr};

use crate::entries::DemoClient;

/// Made up; the check digit is right.
const LANR: &str = "123456601";
/// Made up.
const BSNR: &str = "721234500";
/// A picture of one point (PNG): a document of nobody.
const DOCUMENT: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\
    \x90wS\xde\x00\x00\x00\x0cIDATx\x9cc\xd0\xca\x9f\x0e\x00\x01\xf7\x011\x1d>\x83\xcd\x00\x00\x00\x00IEND\xaeB`\x82";

/// Hands in and checks.
pub async fn prove(doctor: &DemoClient, operators: &[DemoClient]) -> Result<()> {
    doctor.hand_in_proof(&Lanr::parse(LANR)?, &Bsnr::parse(BSNR)?, DOCUMENT).await?;
    for operator in operators {
        for proof in operator.proofs_to_check().await? {
            ensure!(operator.open_proof(&proof).await? == DOCUMENT, "the proof is not what was handed in");
            operator.check_proof(&proof, None).await?;
        }
    }
    ensure!(doctor.own_proof().await?.proof.is_proven(), "the doctor of the demonstration is not proven");
    Ok(())
}
