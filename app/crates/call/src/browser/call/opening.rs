//! Devices that are opened while the session runs.

use super::{Call, WeakCall};
use crate::browser::devices::{DeviceKind, DeviceTrouble};
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

    /// Says to the other side which devices this call sends, where another call of this page lends it tracks.
    pub fn announce_devices(&self, devices: LocalMedia) {
        self.0.event(Event::MediaReady(devices));
    }

    async fn send_opened(&self) {
        self.send_own_devices().await;
        self.0.event(Event::MediaReady(self.0.devices.open_devices()));
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
