//! The peer connection: when it is made, who offers, how it is restored.

use core::time::Duration;

use super::{Peer, Session};
use crate::command::Command;
use crate::media::{IceServer, LocalMedia, Sdp, SdpKind, Tracks};
use crate::negotiation::{Negotiation, Next};
use crate::payload::Payload;
use crate::view::Participant;
use crate::watchdog::Watchdog;

/// Access opens relays for ten minutes; it is renewed before, for a path that breaks later. Relays that run keep theirs.
const RENEW_ICE: Duration = Duration::from_secs(8 * 60);
/// A patient's wish that comes within this time of an offer was meant by it, too.
const RESTORED_JUST_NOW: Duration = Duration::from_secs(1);
/// An own offer without an answer is given up after this time, a second one after twice, all others after four times as
/// long: a device that is slow to answer gets to it.
const OFFER_LIMIT: Duration = Duration::from_secs(5);
/// Pauses before another try when a description could not be made or set, in milliseconds. After them nothing is tried by
/// itself: the screen says that there is no way before a minute is over, and a new path or the wish of the person begins anew.
const FAILED_PAUSES: [u64; 6] = [300, 1_000, 2_000, 4_000, 8_000, 16_000];

impl Peer {
    pub(super) fn new(now: Duration, me: Participant) -> Self {
        Self {
            negotiation: Negotiation::new(me == Participant::Doctor),
            watchdog: Watchdog::new(now),
            made: false,
            pending_offer: None,
            connected: false,
            data_open: false,
            restart_wanted: false,
            ice_fetched_at: now,
            offered_at: now,
            unanswered: 0,
            failed: 0,
            pauses_until: Duration::ZERO,
            agreed_at: None,
            frame_keys: None,
            bypassed_since: None,
        }
    }
}

impl Session {
    /// Relay access is here: make the peer connection, or renew the access of the present one.
    pub(super) fn ice_servers(&mut self, now: Duration, ice_servers: Vec<IceServer>) {
        let Some(peer) = &mut self.peer else { return };
        peer.ice_fetched_at = now;
        if peer.made {
            if !ice_servers.is_empty() {
                self.command(Command::UpdateIceServers(ice_servers));
            }
            return;
        }
        peer.made = true;
        let waiting = peer.pending_offer.take();
        if let Some((send, receive)) = peer.frame_keys.take() {
            self.command(Command::FrameKeys { send: *send, receive: *receive });
        }
        self.command(Command::CreatePeer { ice_servers, relay_only: self.config.relay_only });
        self.apply_tracks();
        if let Some((offer, number)) = waiting {
            self.remote_description(SdpKind::Offer, offer, number);
        } else if self.config.me() == Participant::Doctor {
            self.offer(now, false);
        }
    }

    /// Restores the connection. The doctor offers anew; the patient asks for it, as two offers must not cross.
    pub(super) fn restore(&mut self, now: Duration) {
        if self.config.me() == Participant::Doctor {
            return self.offer(now, true);
        }
        let Some(peer) = &mut self.peer else { return };
        peer.restart_wanted = self.channel.is_none();
        // What is under way restores it, too.
        if self.channel.is_some() && peer.negotiation.is_settled() {
            self.send(Payload::Restore);
        }
    }

    /// The patient hears nothing. What was offered just now is the answer to that already.
    pub(super) fn patient_wants_restore(&mut self, now: Duration) {
        let Some(peer) = &self.peer else { return };
        if peer.negotiation.is_settled() && now.saturating_sub(peer.offered_at) > RESTORED_JUST_NOW {
            self.offer(now, true);
        }
    }

    fn offer(&mut self, now: Duration, ice_restart: bool) {
        let Some(peer) = &mut self.peer else { return };
        if !peer.made || !peer.negotiation.begin_offer() {
            peer.restart_wanted |= ice_restart;
            return;
        }
        peer.restart_wanted = false;
        peer.offered_at = now;
        self.command(Command::CreateOffer { ice_restart });
    }

    pub(super) fn local_description(&mut self, kind: SdpKind, sdp: Sdp) {
        let Some(peer) = &mut self.peer else { return };
        let Some(number) = peer.negotiation.local(kind) else { return };
        if kind == SdpKind::Answer {
            peer.failed = 0;
        }
        let waiting = peer.negotiation.take_waiting();
        self.send(match kind {
            SdpKind::Offer => Payload::Offer(sdp, number),
            SdpKind::Answer => Payload::Answer(sdp, number),
        });
        for candidate in waiting {
            self.command(Command::AddCandidate(candidate));
        }
    }

    /// Only what came out of the sealed channel gets here.
    pub(super) fn remote_description(&mut self, kind: SdpKind, sdp: Sdp, number: u32) {
        let Some(peer) = &mut self.peer else { return };
        if !peer.made {
            if kind == SdpKind::Offer {
                peer.pending_offer = Some((sdp, number));
            }
            return;
        }
        match peer.negotiation.remote(kind, sdp, number) {
            Next::ApplyOffer(sdp) => self.command(Command::ApplyOffer(sdp)),
            Next::ApplyAnswer(sdp) => self.command(Command::ApplyAnswer(sdp)),
            Next::Ignore => {}
        }
    }

    pub(super) fn remote_candidate(&mut self, candidate: crate::media::Candidate) {
        let Some(peer) = &mut self.peer else { return };
        if let Some(candidate) = peer.negotiation.candidate(candidate) {
            self.command(Command::AddCandidate(candidate));
        }
    }

    pub(super) fn answer_applied(&mut self, now: Duration) {
        let Some(peer) = &mut self.peer else { return };
        peer.negotiation.answer_applied();
        peer.unanswered = 0;
        peer.failed = 0;
        peer.agreed_at = peer.agreed_at.or(Some(now));
        for candidate in peer.negotiation.take_waiting() {
            self.command(Command::AddCandidate(candidate));
        }
    }

    pub(super) fn description_failed(&mut self, now: Duration) {
        if let Some(peer) = &mut self.peer {
            peer.negotiation.failed();
            let place = usize::try_from(peer.failed).unwrap_or(usize::MAX);
            peer.failed = peer.failed.saturating_add(1);
            if let Some(pause) = FAILED_PAUSES.get(place) {
                peer.pauses_until = now + Duration::from_millis(*pause);
                peer.restart_wanted = true;
            }
        }
    }

    pub(super) fn description_unsent(&mut self) {
        if let Some(peer) = &mut self.peer {
            peer.negotiation.unsent();
            peer.restart_wanted = true;
        }
    }

    pub(super) fn media_tick(&mut self, now: Duration) {
        if self.is_stuck(now) {
            return self.rebuild(now);
        }
        let expects = self.expects_media();
        let channel_open = self.channel.is_some();
        let Some(peer) = &mut self.peer else { return };
        let patience = OFFER_LIMIT * (1_u32 << peer.unanswered.min(2));
        if now.saturating_sub(peer.offered_at) > patience && peer.negotiation.give_up_offer() {
            peer.unanswered = peer.unanswered.saturating_add(1);
            peer.restart_wanted = true;
        }
        let renew = peer.made && now.saturating_sub(peer.ice_fetched_at) > RENEW_ICE;
        if renew {
            peer.ice_fetched_at = now;
        }
        // Before the first connection ICE keeps trying, and `reach` looks after it; afterwards silence is a broken path.
        let broken = expects && peer.connected && channel_open && peer.watchdog.attempt_due(now);
        let restart = broken || (peer.restart_wanted && channel_open && now >= peer.pauses_until);
        if renew {
            self.command(Command::FetchIceServers);
        }
        if restart {
            self.restore(now);
        }
    }

    /// The line is back: an interrupted call is restored at once.
    pub(super) fn restart_if_silent(&mut self, now: Duration) {
        let expects = self.expects_media();
        let Some(peer) = &mut self.peer else { return };
        if expects && peer.watchdog.is_silent(now) {
            // It went with the channel before this one.
            peer.negotiation.give_up_offer();
            peer.watchdog.hurry();
            if peer.watchdog.attempt_due(now) {
                self.restore(now);
            }
        }
    }

    pub(super) fn devices_changed(&mut self, devices: LocalMedia) {
        if self.view.devices == devices {
            return;
        }
        self.view.devices = devices;
        if self.channel.is_some() {
            self.introduce();
        }
        self.apply_tracks();
    }

    /// Nothing but black and silence leaves the device before admission.
    pub(super) fn apply_tracks(&mut self) {
        let tracks = Tracks {
            audio: self.admitted && self.wanted.audio && self.view.devices.microphone,
            video: self.admitted && self.wanted.video && self.view.devices.camera && !self.background,
        };
        self.command(Command::EnableTracks(tracks));
        self.view.sending = tracks;
        if self.admitted && self.other.is_some() {
            self.tell(&Payload::Sending(tracks));
        }
    }
}
