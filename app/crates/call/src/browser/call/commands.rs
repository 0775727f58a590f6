//! Carrying out what the session says.

use std::cell::RefCell;

use base64ct::{Base64UrlUnpadded, Encoding};
use js_sys::{Function, Uint8Array};
use wasm_bindgen::JsValue;

use super::{Driver, storage, storage_key};
use crate::browser::frames::Frames;
use crate::command::Command;
use crate::event::Event;
use crate::media::SdpKind;

impl Driver {
    pub(super) async fn carry_out(&self, command: Command) {
        match command {
            Command::OpenSignalling => self.open_socket(),
            Command::CloseSignalling => drop(self.socket.take()),
            Command::SendText(text) => {
                if let Some(socket) = self.socket.borrow().as_ref() {
                    socket.send_text(&text);
                }
            }
            Command::SendBinary(bytes) => {
                if let Some(socket) = self.socket.borrow().as_ref() {
                    socket.send_binary(&bytes);
                }
            }
            Command::FetchIceServers => self.fetch_servers(),
            Command::UpdateIceServers(servers) => {
                let configuration = self.configuration(&servers);
                if let Some(peer) = self.peer.borrow().as_ref() {
                    peer.update_servers(&configuration);
                }
            }
            Command::CreatePeer { ice_servers, relay_only } => {
                self.relay_only.set(relay_only);
                self.create_peer(&ice_servers).await;
            }
            Command::CreateOffer { ice_restart } => {
                if let Some(peer) = self.peer() {
                    self.described(SdpKind::Offer, peer.create_offer(ice_restart).await);
                }
            }
            Command::ApplyOffer(offer) => {
                if let Some(peer) = self.peer() {
                    let answer = peer.apply_offer(&offer, &self.devices).await;
                    self.say_shielded(&peer);
                    self.described(SdpKind::Answer, answer);
                }
            }
            Command::ApplyAnswer(answer) => {
                if let Some(peer) = self.peer() {
                    let applied = peer.apply_answer(&answer).await;
                    self.negotiated(applied.map_or(Event::DescriptionFailed, |()| Event::AnswerApplied));
                }
            }
            Command::AddCandidate(candidate) => {
                if let Some(peer) = self.peer() {
                    peer.add_candidate(&candidate).await;
                }
            }
            Command::EnableTracks(tracks) => {
                self.devices.enable(tracks);
                if let Some(peer) = self.peer().filter(|_| tracks.video) {
                    peer.show();
                }
            }
            Command::SendData(bytes) => {
                if let Some(peer) = self.peer() {
                    peer.send_data(&bytes);
                }
            }
            Command::Exchange(message) => hand_over(&self.exchange, &message),
            Command::Group(letter) => hand_over(&self.group, &letter),
            Command::ClosePeer => self.close_peer(),
            Command::FrameKeys { send, receive } => {
                let frames = Frames::start(&send, &receive).await;
                if frames.is_none() {
                    self.event(Event::FrameEncryption(false));
                }
                self.frames.replace(frames);
            }
            Command::StoreResumption(bytes) => {
                if let Some(storage) = storage() {
                    let text = Base64UrlUnpadded::encode_string(&bytes);
                    let _ = storage.set_item(&storage_key(self.room), &text);
                }
            }
            Command::ForgetResumption => {
                if let Some(storage) = storage() {
                    let _ = storage.remove_item(&storage_key(self.room));
                }
            }
        }
    }
}

fn hand_over(to: &RefCell<Option<Function>>, bytes: &[u8]) {
    if let Some(listener) = to.borrow().as_ref() {
        let _ = listener.call1(&JsValue::NULL, &Uint8Array::from(bytes));
    }
}
