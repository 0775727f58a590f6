//! Measuring devices with Bluetooth, by way of the system's own Bluetooth service.

use std::sync::{Mutex, PoisonError};

use btleplug::api::bleuuid::uuid_from_u16;
use btleplug::api::{Central, Manager as _, Peripheral as _, ScanFilter, ValueNotification};
use btleplug::platform::{Adapter, Manager, Peripheral};

/// Service and characteristic of what measures: blood pressure, weight. Source: Blood Pressure Service, Weight Scale Service.
const MEASURES: [(u16, u16); 2] = [(0x1810, 0x2a35), (0x181d, 0x2a9d)];

/// The radio of this computer.
#[derive(Default)]
pub struct Bluetooth(Mutex<Option<Manager>>);

impl Bluetooth {
    /// The first radio; `None`: there is none, or nothing that serves it.
    pub async fn adapter(&self) -> Option<Adapter> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let manager = match kept {
            Some(manager) => manager,
            None => Manager::new().await.ok()?,
        };
        let adapters = manager.adapters().await;
        // A line to the system that broke is made anew the next time.
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = adapters.is_ok().then_some(manager);
        adapters.ok()?.into_iter().next()
    }
}

/// What to search for.
pub fn filter() -> ScanFilter {
    ScanFilter { services: MEASURES.map(|(service, _)| uuid_from_u16(service)).to_vec() }
}

/// The measuring devices that are near, with their names.
///
/// # Errors
/// The radio is gone.
pub async fn near(adapter: &Adapter) -> btleplug::Result<Vec<(Peripheral, String)>> {
    let measures = filter().services;
    let mut found = Vec::new();
    for device in adapter.peripherals().await? {
        let Some(known) = device.properties().await? else { continue };
        // The system remembers devices for long: only what is heard now has a strength.
        if known.rssi.is_some() && known.services.iter().any(|service| measures.contains(service)) {
            found.push((device, known.local_name.unwrap_or_default()));
        }
    }
    Ok(found)
}

/// Asks a connected device for its readings; gives the services that it has.
///
/// # Errors
/// It is gone, or wants to be paired first.
pub async fn subscribe(device: &Peripheral) -> btleplug::Result<Vec<u16>> {
    device.discover_services().await?;
    let mut heard = Vec::new();
    for (service, characteristic) in MEASURES {
        let wanted = (uuid_from_u16(service), uuid_from_u16(characteristic));
        let known = device.characteristics();
        if let Some(found) = known.iter().find(|each| (each.service_uuid, each.uuid) == wanted) {
            device.subscribe(found).await?;
            heard.push(service);
        }
    }
    Ok(heard)
}

/// A reading as the page takes it: the service in two bytes, then what the device said. `None`: it is no reading.
pub fn reading(said: &ValueNotification) -> Option<Vec<u8>> {
    let (service, _) = MEASURES.into_iter().find(|&(service, characteristic)| {
        (uuid_from_u16(service), uuid_from_u16(characteristic)) == (said.service_uuid, said.uuid)
    })?;
    Some([&service.to_le_bytes()[..], &said.value].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_says_of_which_service_it_is_and_nothing_else_is_one() {
        let said = |service, characteristic| ValueNotification {
            uuid: uuid_from_u16(characteristic),
            service_uuid: uuid_from_u16(service),
            value: vec![7, 8],
        };
        assert_eq!(reading(&said(0x1810, 0x2a35)), Some(vec![0x10, 0x18, 7, 8]));
        assert_eq!(reading(&said(0x181d, 0x2a9d)), Some(vec![0x1d, 0x18, 7, 8]));
        assert_eq!(reading(&said(0x1810, 0x2a36)), None);
        assert_eq!(reading(&said(0x180d, 0x2a37)), None);
    }
}
