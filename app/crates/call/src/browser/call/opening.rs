//! Devices that are opened while the session runs.

use wasm_bindgen_futures::spawn_local;

use super::{Call, WeakCall};
use crate::browser::devices::{DeviceKind, DeviceTrouble, Devices};
use crate::event::Event;
use crate::media::LocalMedia;
use crate::view::Phase;

impl Call {
    /// Changes a device in the middle of the call, without a new negotiation. What opens when the call is over is closed again.
    ///
    /// # Errors
    /// [`DeviceTrouble`]; the present device stays.
    pub async fn use_device(&self, kind: DeviceKind, id: &str) -> Result<(), DeviceTrouble> {
        self.0.devices.open(kind, Some(id)).await?;
        if matches!(self.view().phase, Phase::Ended(_)) {
            self.0.devices.close(kind);
        } else {
            self.send_opened().await;
        }
        Ok(())
    }

    /// Opens the devices that were chosen in another call of this page, for when this one comes to it.
    pub fn follow(&self, chosen: &Devices) {
        let phase = self.view().phase;
        if matches!(phase, Phase::Ended(_)) || !self.0.devices.follow(chosen) {
            return;
        }
        if matches!(phase, Phase::InCall(_)) {
            // In a call of several the other one lends it its tracks.
            self.switch_as_before();
        } else {
            let call = self.clone();
            spawn_local(async move { call.send_opened().await });
        }
    }

    /// Says to the other side which devices this call sends, where another call of this page lends it tracks.
    pub fn announce_devices(&self, devices: LocalMedia) {
        self.0.event(Event::MediaReady(devices));
    }

    async fn send_opened(&self) {
        self.send_own_devices().await;
        self.0.event(Event::MediaReady(self.0.devices.open_devices()));
        self.switch_as_before();
    }

    fn switch_as_before(&self) {
        let sending = self.0.session.borrow().view().sending;
        self.0.devices.enable(sending);
    }
}

impl WeakCall {
    /// Opens a device that is not open, the one that the browser prefers. The browser may ask for it: its question keeps no
    /// session alive, and what is answered when the session is over is closed again.
    ///
    /// # Errors
    /// [`DeviceTrouble`]
    pub async fn open(&self, kind: DeviceKind) -> Result<(), DeviceTrouble> {
        let Some(devices) = self.upgrade().map(|call| call.devices().clone()) else { return Ok(()) };
        devices.open(kind, None).await?;
        match self.upgrade().filter(|call| !matches!(call.view().phase, Phase::Ended(_))) {
            Some(call) => call.send_opened().await,
            None => devices.close(kind),
        }
        Ok(())
    }
}
