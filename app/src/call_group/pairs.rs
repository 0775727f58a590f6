//! The sessions with the other guests, one for each: begun when the roster says so, ended when it says no more.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use heilsam_call::browser::{Call, Devices};
use heilsam_call::consent::{FOR_A_PAIR, ROSTER};
use heilsam_call::group::{OtherGuest, PairPass};
use heilsam_call::{CallView, Entrance, Intent, LocalMedia, Phase, SessionConfig};
use heilsam_domain::RoomId;
use wasm_bindgen::JsValue;

use crate::call_people::chat_port;
use crate::call_view::hides_address;

/// A session that ended is begun again after so long, as long as both are in the call.
const AGAIN: Duration = Duration::from_secs(4);

/// A session with one other guest.
struct Pair {
    room: RoomId,
    opens: bool,
    call: Call,
    chat: JsValue,
    name: String,
    view: CallView,
    begun_at: Duration,
}

/// All of them, by the other's number in the roster.
#[derive(Default)]
pub(super) struct Pairs(BTreeMap<u32, Pair>);

impl Pairs {
    /// The session with somebody.
    pub fn get(&self, id: u32) -> Option<(Call, CallView)> {
        self.0.get(&id).map(|pair| (pair.call.clone(), pair.view.clone()))
    }

    /// Those whose session is not wanted any more, or leads into another room, or ended a while ago.
    pub fn outdated(&self, wanted: &[(u32, RoomId)], now: Duration) -> Vec<u32> {
        let stays = |id: u32, pair: &Pair| {
            let ended = matches!(pair.view.phase, Phase::Ended(_));
            let again = ended && now.saturating_sub(pair.begun_at) > AGAIN;
            wanted.contains(&(id, pair.room)) && !again
        };
        self.0.iter().filter(|(id, pair)| !stays(**id, pair)).map(|(id, _)| *id).collect()
    }

    pub fn has(&self, id: u32) -> bool {
        self.0.contains_key(&id)
    }

    /// Begins a session; `None` in a browser that cannot.
    pub fn begin(
        &mut self,
        with: &OtherGuest,
        own_name: &str,
        devices: Devices,
        now: Duration,
        on_change: impl Fn(CallView) + 'static,
    ) -> Option<()> {
        let room = with.pass.room();
        let (opens, entrance) = match &with.pass {
            PairPass::Opens { invitation, key } => {
                let (invitation, key) = (invitation.clone(), Rc::clone(key));
                (true, Entrance::Doctor { invitation, key, failed_tries: 0, texts: FOR_A_PAIR })
            }
            PairPass::Joins(link) => (false, Entrance::by_link(link.clone(), ROSTER.in_german())),
        };
        let config = SessionConfig {
            entrance,
            name: own_name.to_owned(),
            devices: devices.open_devices(),
            comparison_required: false,
            relay_only: hides_address(),
            frame_encryption: false,
            kept: Call::kept(room),
        };
        let call = Call::start(room, config, devices, on_change)?;
        let view = call.view();
        let (chat, name) = (chat_port(&call), with.person.name.clone());
        self.0.insert(with.person.id, Pair { room, opens, call, chat, name, view, begun_at: now });
        Some(())
    }

    /// Takes a session out; whoever gets it hangs up.
    pub fn take_out(&mut self, id: u32) -> Option<Call> {
        self.0.remove(&id).map(|pair| pair.call)
    }

    /// Something about a session is new; gives the session if its door is to be opened now.
    pub fn changed(&mut self, id: u32, view: CallView) -> Option<Call> {
        let pair = self.0.get_mut(&id)?;
        let waits = pair.opens && matches!(view.phase, Phase::WaitingRoom { .. });
        pair.view = view;
        waits.then(|| pair.call.clone())
    }

    /// Sessions that are older than a device in the call with the doctor, with what they send now.
    pub fn to_announce(&self, audio: bool, video: bool) -> Vec<(Call, LocalMedia)> {
        let mut older = Vec::new();
        for pair in self.0.values().filter(|pair| !matches!(pair.view.phase, Phase::Ended(_))) {
            let has = pair.view.devices;
            let now = LocalMedia { microphone: has.microphone || audio, camera: has.camera || video };
            if now != has {
                older.push((pair.call.clone(), now));
            }
        }
        older
    }

    /// Sessions whose microphone or camera is not what the call with the doctor has, with what to tell them.
    pub fn to_switch(&self, audio: bool, video: bool) -> Vec<(Call, Intent)> {
        let mut switches = Vec::new();
        for pair in self.0.values().filter(|pair| matches!(pair.view.phase, Phase::InCall(_))) {
            let (has, sends) = (pair.view.devices, pair.view.sending);
            if has.microphone && sends.audio != audio {
                switches.push((pair.call.clone(), Intent::Mute(!audio)));
            }
            if has.camera && sends.video != video {
                switches.push((pair.call.clone(), Intent::CameraOff(!video)));
            }
        }
        switches
    }

    pub fn calls(&self) -> Vec<Call> {
        self.0.values().map(|pair| pair.call.clone()).collect()
    }

    /// The others to write to.
    pub fn chats(&self) -> Vec<(u32, String, JsValue)> {
        let there = self.0.iter().filter(|(_, pair)| matches!(pair.view.phase, Phase::InCall(_)));
        there.map(|(id, pair)| (*id, pair.name.clone(), pair.chat.clone())).collect()
    }

    pub fn ids(&self) -> Vec<u32> {
        self.0.keys().copied().collect()
    }
}
