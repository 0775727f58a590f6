//! The meeting itself: admission, what the user wants, what the other side says, goodbye.

use core::time::Duration;

use rand_core::CryptoRng;

use super::Session;
use super::reach::Reach;
use crate::command::Command;
use crate::event::Intent;
use crate::media::SdpKind;
use crate::payload::{MAX_MESSAGE, Payload};
use crate::view::{EndReason, Link, Participant, Phase};

/// A call whose other side does not come back within this time is over.
const LOST_LIMIT: Duration = Duration::from_secs(120);

impl Session {
    pub(super) fn intent(&mut self, now: Duration, intent: Intent) {
        match intent {
            Intent::Admit => self.admit(),
            Intent::Refuse => {
                if self.config.me() == Participant::Doctor && !self.admitted {
                    self.tell(&Payload::Refused);
                    self.forget_meeting();
                    self.keep();
                }
            }
            Intent::HangUp => {
                self.tell(&Payload::Bye);
                self.leave();
                self.end(EndReason::HungUp);
            }
            Intent::Mute(off) => {
                self.wanted.audio = !off;
                self.apply_tracks();
            }
            Intent::CameraOff(off) => {
                self.wanted.video = !off;
                self.apply_tracks();
            }
            Intent::NumberMatches => {
                // Of somebody who is there; a page that is loaded again goes on with it.
                if self.number.is_some() {
                    self.view.number_compared = true;
                    self.keep();
                }
            }
            Intent::NumberDiffers => {
                self.tell(&Payload::NumberDiffers);
                self.tell(&Payload::Bye);
                self.leave();
                self.end(EndReason::NumberDiffers);
            }
            Intent::Retry => self.network_changed(now),
            // A doctor who looks something up in another window stays visible.
            Intent::Background(hidden) => {
                if self.config.me() == Participant::Patient {
                    self.background = hidden;
                    self.apply_tracks();
                }
            }
        }
    }

    /// Only to somebody who is proven to be the invited person; nothing is kept for later.
    pub(super) fn say(&mut self, text: String) {
        if self.introduced && text.len() <= MAX_MESSAGE {
            self.send(Payload::Message(text));
        }
    }

    /// Sends who waits to a colleague, over the proven line; the call here is over with that.
    pub(super) fn hand_over(&mut self, link: String) {
        let waits = self.introduced && !self.admitted && self.config.me() == Participant::Doctor;
        if waits && link.len() <= MAX_MESSAGE {
            self.tell(&Payload::HandedOver(link));
            self.leave();
            self.end(EndReason::HungUp);
        }
    }

    /// Chat, documents, sharing: in the call only, and never through the server.
    pub(super) fn exchange(&mut self, message: Vec<u8>) {
        if self.admitted {
            self.tell_directly(&Payload::Exchange(message));
        }
    }

    fn admit(&mut self) {
        let compared = self.view.number_compared || !self.config.comparison_required;
        let waiting = self.introduced && !self.admitted;
        if self.config.me() == Participant::Doctor && waiting && compared {
            self.admitted = true;
            // On both ways, before anything else: the shorter one starts the patient's picture.
            self.tell(&Payload::Admitted);
            self.apply_tracks();
            self.keep();
        }
    }

    /// What the other side said, already authenticated.
    pub(super) fn take(&mut self, now: Duration, payload: Payload) {
        let from_doctor = self.config.me() == Participant::Patient;
        match payload {
            Payload::Introduce(introduction) => self.introduced(now, introduction),
            Payload::Offer(sdp, number) => self.remote_description(SdpKind::Offer, sdp, number),
            Payload::Answer(sdp, number) => self.remote_description(SdpKind::Answer, sdp, number),
            Payload::Candidate(candidate) => self.remote_candidate(candidate),
            Payload::Sending(tracks) => self.view.other_sending = Some(tracks),
            Payload::Message(text) => self.view.message = Some(text),
            Payload::Restore if !from_doctor => self.patient_wants_restore(now),
            Payload::Restore => {}
            Payload::HandedOver(link) if from_doctor && !self.admitted => {
                self.view.handed_over = Some(link);
                self.leave();
                self.end(EndReason::OtherHungUp);
            }
            Payload::HandedOver(_) => {}
            Payload::Exchange(message) if self.admitted => self.command(Command::Exchange(message)),
            Payload::Exchange(_) => {}
            Payload::Group(letter) => self.command(Command::Group(letter)),
            Payload::Admitted if from_doctor => {
                if !self.admitted {
                    self.admitted = true;
                    self.view.interrupted = false;
                    self.apply_tracks();
                    self.keep();
                }
            }
            Payload::Refused if from_doctor => {
                self.leave();
                self.end(EndReason::Refused);
            }
            Payload::Bye => {
                self.leave();
                self.end(EndReason::OtherHungUp);
            }
            Payload::NumberDiffers => {
                self.leave();
                self.end(EndReason::OtherNumberDiffers);
            }
            // Only the doctor admits or refuses.
            Payload::Admitted | Payload::Refused => self.end(EndReason::NotAuthentic),
        }
    }

    /// Says it on both ways: through the server, and through the data channel if that is what is left.
    pub(super) fn tell(&mut self, payload: &Payload) {
        self.tell_directly(payload);
        if self.channel.is_some() {
            self.send(payload.clone());
        }
    }

    fn tell_directly(&mut self, payload: &Payload) {
        let open = self.peer.as_ref().is_some_and(|peer| peer.data_open);
        let sealed = self.data.as_mut().filter(|_| open).map(|data| data.seal(&payload.to_bytes()));
        if let Some(Ok(frame)) = sealed {
            self.command(Command::SendData(frame));
        }
    }

    /// Stays in the room; the other side is forgotten.
    fn forget_meeting(&mut self) {
        self.forget_other();
        self.command(Command::ClosePeer);
        self.forget_channel();
    }

    /// The call is lost as far as this side can see, and the patient waits again: line and doctor may come back.
    fn wait_again(&mut self) {
        // To a page that it does not know the other side makes a new connection.
        self.instance = self.instance.wrapping_add(1);
        self.admitted = false;
        self.view.interrupted = true;
        self.forget_meeting();
        self.apply_tracks();
        self.keep();
    }

    fn forget_other(&mut self) {
        self.other = None;
        self.peer = None;
        self.reach = Reach::default();
        self.data = None;
        self.fresh_data = None;
        self.fresh_frame_keys = None;
        self.number = None;
        self.outbox.clear();
        self.view.other_name = None;
        self.view.consent = None;
        self.view.other_sending = None;
        self.view.other_devices = None;
        self.view.message = None;
        self.view.number_compared = false;
    }

    pub(super) fn network_changed(&mut self, now: Duration) {
        if let Some(peer) = &mut self.peer {
            peer.watchdog.hurry();
            peer.restart_wanted = true;
            (peer.failed, peer.pauses_until) = (0, now);
        }
        self.line_hurry(now);
    }

    pub(super) fn tick(&mut self, now: Duration, rng: &mut impl CryptoRng) {
        self.line_tick(now);
        self.verification_tick(now, rng);
        self.media_tick(now);
        let lost = self.peer.as_ref().is_some_and(|peer| peer.watchdog.silence(now) > LOST_LIMIT);
        let gone = matches!(self.view.phase, Phase::InCall(Link::Reconnecting { .. } | Link::OtherGone));
        if lost && gone {
            // Without a line nobody can tell whether the call is over, and there is nothing for the patient to try.
            if self.config.me() == Participant::Patient && !self.line.joined {
                return self.wait_again();
            }
            self.leave();
            self.end(EndReason::ConnectionLost);
        }
    }
}
