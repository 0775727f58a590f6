//! `GET /api/v1/site`: what this installation is.

use axum::extract::State;
use axum::routing::get;
use heilsam_protocol::path;
use heilsam_protocol::site::Site;

use crate::config::DoctorRegistration;
use crate::extract::Json;
use crate::{AppState, Route, route::Verb};

/// Routes of this module.
pub const ROUTES: &[Route] = &[Route::new(Verb::Get, path::SITE, "What this installation is", || get(site))
    .public()
    .answers::<Site>()];

async fn site(State(state): State<AppState>) -> Json<Site> {
    Json(Site {
        deployment_id: state.keys.deployment_id(),
        operator: state.config.operator.name.clone(),
        operator_address: state.config.contract.address.clone(),
        operator_email: state.config.contract.email.clone(),
        operator_phone: state.config.contract.phone.clone(),
        hosting_country: state.config.operator.hosting_country.to_string(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        demo: state.config.server.demo,
        diga: state.config.diga.facts(),
        purpose: state.config.diga.purpose.clone(),
        profiles: Some(state.config.profiles_base()),
        epa: state.config.epa.facts(),
        recorders: state.config.hddt.facts(),
        mail: state.gateway.mail.is_some(),
        sms: state.gateway.sms.is_some(),
        sms_cents: state.config.sms.cents_per_message,
        doctor_registration: state.config.accounts.doctor_registration == DoctorRegistration::Open,
    })
}
