//! The part of the route table that belongs to consultations.

use axum::routing::{delete, get, patch, post, put};
use heilsam_domain::Role;
use heilsam_protocol::consultation::{
    CancelAsGuest, ChangeConsultation, Consultation, IceServers, PairRooms, PlanConsultation, Room, Waiting,
};
use heilsam_protocol::path;

use super::{ice, line, pairs, plan, signalling, waiting};
use crate::route::Verb::{Delete, Get, Patch, Post, Put};
use crate::route::{RateClass, Route};

const DOCTOR: &[Role] = &[Role::Doctor];
const PRACTICE: &[Role] = &[Role::Doctor, Role::Staff];

/// Planning for practices; rooms for everybody who knows one.
pub const ROUTES: &[Route] = &[
    Route::new(Get, path::CONSULTATIONS, "The consultations of a doctor or a practice.", || get(plan::list))
        .only(PRACTICE)
        .answers::<Vec<Consultation>>(),
    Route::new(Post, path::CONSULTATIONS, "Plans a consultation.", || post(plan::plan))
        .only(PRACTICE)
        .takes::<PlanConsultation>()
        .answers::<Consultation>(),
    Route::new(
        Patch,
        path::CONSULTATION,
        "Changes the sealed description, moves the consultation to other times or another doctor, cancels or ends it.",
        || patch(plan::change),
    )
    .only(PRACTICE)
    .takes::<ChangeConsultation>(),
    Route::new(Delete, path::CONSULTATION, "Cancels a consultation.", || delete(plan::cancel)).only(PRACTICE),
    Route::new(
        Put,
        path::CONSULTATION_PAIRS,
        "The rooms in which the guests of a call meet; again and again while it lasts.",
        || put(pairs::set),
    )
    .only(DOCTOR)
    .takes::<PairRooms>(),
    Route::new(Post, path::ROOM_CANCELLATION, "The patient cancels without an account.", || {
        post(plan::cancel_as_guest)
    })
    .public()
    .rate(RateClass::Lookup)
    .takes::<CancelAsGuest>(),
    Route::new(Get, path::NAMEPLATE, "The room behind a nameplate.", || get(ice::nameplate))
        .public()
        .rate(RateClass::Lookup)
        .answers::<Room>(),
    Route::new(Get, path::ROOM_ICE, "Short-lived STUN and TURN access for a room.", || get(ice::servers))
        .public()
        .rate(RateClass::Signal)
        .answers::<IceServers>(),
    Route::new(Get, path::ROOM_SIGNAL, "Signalling socket (WebSocket upgrade).", || get(signalling::connect))
        .public()
        .rate(RateClass::Signal)
        .status(101),
    Route::new(Get, path::WAITING, "The rooms in which somebody waits.", || get(waiting::rooms))
        .only(PRACTICE)
        .unattended()
        .answers::<Waiting>(),
    Route::new(
        Post,
        path::LINE_TRIALS,
        "Begins a trial of the line: STUN and TURN access for two minutes, without a room.",
        || post(line::begin),
    )
    .only(PRACTICE)
    .rate(RateClass::Signal)
    .answers::<IceServers>(),
    Route::new(
        Get,
        path::LINE_ECHO,
        "Says everything back, for a trial of the line (WebSocket upgrade).",
        || get(line::echo),
    )
    .only(PRACTICE)
    .rate(RateClass::Signal)
    .status(101),
];
