//! The way out of the hub: a bounded queue that is never waited for, and what is counted about it.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use tokio::sync::mpsc;

use super::notice::{Notice, ServerId};

/// Takes notices for the other servers.
pub struct Outlet {
    me: ServerId,
    queue: mpsc::Sender<Notice>,
    counts: Arc<Counts>,
}

/// What is known about the other servers, for the operator.
#[derive(Debug, Default)]
pub struct Counts {
    /// Whether the others are heard.
    pub connected: AtomicBool,
    /// Other servers that live.
    pub servers: AtomicUsize,
    /// Notices that were dropped.
    pub dropped: AtomicU64,
    /// Whether one of them said who sits where: the others have to ask.
    pub incomplete: AtomicBool,
}

impl Outlet {
    /// The outlet of this server.
    #[must_use]
    pub fn new(me: ServerId, queue: mpsc::Sender<Notice>, counts: Arc<Counts>) -> Self {
        Self { me, queue, counts }
    }

    /// The number of this server.
    #[must_use]
    pub const fn me(&self) -> ServerId {
        self.me
    }

    /// What was counted.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Queues a notice, or drops it when too many wait: the others will miss a number then, and ask.
    pub fn publish(&self, notice: Notice) {
        if !self.carry(notice) {
            self.counts.incomplete.store(true, Ordering::Relaxed);
        }
    }

    /// Queues a frame; whether there was room for it. Whoever sent one that is dropped has to begin anew.
    #[must_use]
    pub fn carry(&self, frame: Notice) -> bool {
        let queued = self.queue.try_send(frame).is_ok();
        if !queued {
            self.counts.dropped.fetch_add(1, Ordering::Relaxed);
        }
        queued
    }
}

impl Counts {
    /// As Prometheus text.
    #[must_use]
    pub fn render(&self) -> String {
        let connected = u8::from(self.connected.load(Ordering::Relaxed));
        let servers = self.servers.load(Ordering::Relaxed);
        let dropped = self.dropped.load(Ordering::Relaxed);
        let mut text = String::new();
        for (name, kind, value) in [
            ("heilsam_servers_connected", "gauge", u64::from(connected)),
            ("heilsam_servers_others", "gauge", u64::try_from(servers).unwrap_or(u64::MAX)),
            ("heilsam_servers_dropped_total", "counter", dropped),
        ] {
            let _ = writeln!(text, "# TYPE {name} {kind}\n{name} {value}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use heilsam_domain::RoomId;
    use heilsam_protocol::signal::Seat;

    use super::*;

    const ME: ServerId = ServerId::from_random([1; 8]);
    const ROOM: RoomId = RoomId::from_bytes([2; 16]);

    #[test]
    fn when_too_many_wait_the_rest_is_dropped_and_counted_and_lost_seats_are_noticed() {
        let counts = Arc::new(Counts::default());
        let (queue, _waiting) = mpsc::channel(1);
        let outlet = Outlet::new(ME, queue, Arc::clone(&counts));
        outlet.publish(Notice::Beat);
        let frame = Notice::Frame { to: ME, room: ROOM, seat: Seat::Guest, bytes: Bytes::new() };
        assert!(!outlet.carry(frame));
        assert!(!counts.incomplete.load(Ordering::Relaxed), "whoever sent the frame is sent away");
        outlet.publish(Notice::Ended { room: ROOM });
        assert!(counts.incomplete.load(Ordering::Relaxed));
        assert!(counts.render().contains("heilsam_servers_dropped_total 2\n"), "{}", counts.render());
    }
}
