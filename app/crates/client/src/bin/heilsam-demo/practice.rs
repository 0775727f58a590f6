//! The practice of the demonstration: the doctor founds it, and staff belong to it.

use anyhow::{Context, Result, bail};
use heilsam_client::client::Belonging;
use heilsam_domain::EnrolmentCode;

use crate::entries::DemoClient;

const STAFF: &str = "Empfang";

/// The doctor founds the practice.
pub async fn found(doctor: &DemoClient) -> Result<()> {
    doctor.found_practice("Praxis Dr. Weber", "Dr. Weber").await.context("the practice cannot be founded")
}

/// The doctor invites, staff accept, the doctor releases.
pub async fn join(doctor: &DemoClient, staff: &DemoClient) -> Result<()> {
    let id = doctor.invite_member(STAFF).await?;
    let Belonging::Practice(practice) = doctor.practice().await? else { bail!("the practice is not there") };
    let joining = practice.joinings.iter().find(|it| it.id == id).context("the invitation is not there")?;
    let offer = staff.look_at_joining(&EnrolmentCode::parse(&joining.code)?).await?;
    staff.accept_joining(&offer, STAFF).await?;
    Ok(doctor.release_member(id).await?)
}
