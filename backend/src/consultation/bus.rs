//! Several servers on one PostgreSQL share rooms: what each hub tells the others goes over `NOTIFY`, sealed, and stands in no table.
//!
//! Without it (SQLite, or a connection that is lost) rooms go on among the sockets of one server. What is lost on the way is
//! asked for again if it says who sits where. Where it may have been a frame, the sockets it was between are closed: whoever
//! sits there comes back and begins a new channel, since a sealed one takes no gap. See decision 0030.

mod notice;
mod outlet;
mod parts;
mod peers;

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use heilsam_storage::StoreError;
use heilsam_storage::signals::{Ear, Mouth};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};

use self::parts::{Cutter, NONCE_BYTES, Seal};
use self::peers::{Peers, SILENCE};
use crate::AppState;
use crate::account::secrets::derive_key;
use crate::keys::Keys;

pub use self::notice::{Notice, PairsOf, SeatAt, ServerId};
pub use self::outlet::{Counts, Outlet};

/// Between two signs of life.
const BEAT: Duration = Duration::from_secs(2);
/// Notices that wait to be said; a list of all seats of a full server is about 150.
const QUEUE: usize = 1_024;
/// Notices said together.
const BATCH: usize = 64;
/// How long connecting and saying may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// Between two tries to connect: doubled from the first to the last.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LAST_PAUSE: Duration = Duration::from_secs(4);
/// How long the last word may take.
const FAREWELL: Duration = Duration::from_secs(1);

/// Tells and hears; ends with [`Running::end`].
pub struct Running {
    state: AppState,
    task: JoinHandle<()>,
}

/// The other servers are not heard any more.
#[derive(Debug, thiserror::Error)]
enum Lost {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the database was silent for too long")]
    Silent,
    #[error("the database does not carry signals")]
    Without,
}

/// Begins to share rooms, on a database that others may use; to be called before anybody sits down.
#[must_use]
pub fn start(state: &AppState) -> Option<Running> {
    if state.store.is_ours_alone() {
        return None;
    }
    let master = state.keys.secret("consultations");
    let me = ServerId::from_random(state.entropy.bytes());
    let (sender, queue) = mpsc::channel(QUEUE);
    let counts = Arc::new(Counts::default());
    state.consultations.hub.open_outlet(Outlet::new(me, sender, Arc::clone(&counts)));
    let bus = Bus {
        state: state.clone(),
        me,
        channel: channel(&state.keys),
        seal: Seal::new(derive_key(&master, "heilsam/server/bus")),
        counts,
    };
    Some(Running { state: state.clone(), task: tokio::spawn(bus.run(queue)) })
}

/// Where the servers of an installation hear each other; others on the same database have another one.
#[must_use]
pub fn channel(keys: &Keys) -> String {
    let name = derive_key(&keys.secret("consultations"), "heilsam/server/bus-name");
    format!("heilsam_{}", data_encoding::BASE32_NOPAD.encode(&*name))
}

impl Running {
    /// Says goodbye, so that the others free the seats at once.
    pub async fn end(self) {
        self.state.consultations.hub.publish(|| Notice::Bye);
        let mut task = self.task;
        if timeout(FAREWELL, &mut task).await.is_err() {
            task.abort();
        }
    }

    /// Ends without a word, like a server that is killed.
    pub fn kill(self) {
        self.task.abort();
    }
}

struct Bus {
    state: AppState,
    me: ServerId,
    channel: String,
    seal: Seal,
    counts: Arc<Counts>,
}

impl Bus {
    /// Connects, again and again, until the server ends.
    async fn run(self, mut queue: mpsc::Receiver<Notice>) {
        let (mut peers, mut cutter) = (Peers::default(), Cutter::new(self.me));
        // What is being said; it is not lost with the connection.
        let mut batch = Vec::with_capacity(BATCH);
        let mut pause = FIRST_PAUSE;
        loop {
            let lost = match self.connect().await {
                Ok((ear, mouth)) => {
                    pause = FIRST_PAUSE;
                    self.begin(&mut queue, &mut batch);
                    let over = tokio::select! {
                        spoken = self.speak(mouth, &mut queue, &mut cutter, &mut batch) => spoken,
                        heard = self.hear(ear, &mut peers) => heard,
                    };
                    self.counts.connected.store(false, Ordering::Relaxed);
                    match over {
                        Ok(()) => return,
                        Err(lost) => lost,
                    }
                }
                Err(lost) => lost,
            };
            if pause == FIRST_PAUSE {
                tracing::warn!(%lost, "other servers are not heard: rooms are this server's own for now");
            }
            self.forget_silent(&mut peers);
            sleep(pause).await;
            pause = (pause * 2).min(LAST_PAUSE);
        }
    }

    async fn connect(&self) -> Result<(Ear, Mouth), Lost> {
        let connecting = timeout(PATIENCE, self.state.store.signals(&self.channel));
        connecting.await.map_err(|_| Lost::Silent)??.ok_or(Lost::Without)
    }

    /// What waited is old: who sits where is told as a whole, and frames that were on the way are lost.
    fn begin(&self, queue: &mut mpsc::Receiver<Notice>, batch: &mut Vec<Notice>) {
        let (hub, now) = (&self.state.consultations.hub, self.state.clock.now());
        let waiting = std::iter::from_fn(|| queue.try_recv().ok());
        // No list tells what has ended, and somebody waits for the goodbye.
        let stays = |notice: &Notice| matches!(notice, Notice::Ended { .. } | Notice::Bye);
        let (kept, old): (Vec<_>, Vec<_>) = batch.drain(..).chain(waiting).partition(stays);
        self.counts.dropped.fetch_add(u64::try_from(old.len()).unwrap_or(u64::MAX), Ordering::Relaxed);
        // What this server missed of the others, they may have missed of it: a number is left out, so that they notice.
        self.counts.incomplete.store(true, Ordering::Relaxed);
        hub.part_from(None, now);
        hub.publish(|| Notice::Ask { of: None });
        self.state.consultations.publish_all(now);
        for notice in kept {
            hub.publish(|| notice);
        }
    }

    /// Says what waits, and a sign of life every two seconds; ends when goodbye was said.
    async fn speak(
        &self,
        mut mouth: Mouth,
        queue: &mut mpsc::Receiver<Notice>,
        cutter: &mut Cutter,
        batch: &mut Vec<Notice>,
    ) -> Result<(), Lost> {
        let mut beats = interval(BEAT);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = beats.tick() => batch.push(Notice::Beat),
                _ = queue.recv_many(batch, BATCH) => {}
            }
            let farewell = batch.iter().position(|notice| *notice == Notice::Bye);
            if let Some(last) = farewell {
                // Whoever said something behind the goodbye would be there again, with all seats.
                batch.truncate(last + 1);
            }
            if self.counts.incomplete.swap(false, Ordering::Relaxed) {
                cutter.skip();
            }
            let parts = batch.iter().flat_map(|notice| cutter.cut(&notice.to_bytes()));
            let entropy = &self.state.entropy;
            let signals: Vec<String> =
                parts.filter_map(|part| self.seal.close(&part, entropy.bytes::<NONCE_BYTES>())).collect();
            timeout(PATIENCE, mouth.say(signals)).await.map_err(|_| Lost::Silent)??;
            if farewell.is_some() {
                return Ok(());
            }
            batch.clear();
        }
    }

    /// Hears the others, and itself: whoever does not hear the own signs of life has lost the line.
    async fn hear(&self, mut ear: Ear, peers: &mut Peers) -> Result<(), Lost> {
        loop {
            let signal = timeout(SILENCE, ear.next()).await.map_err(|_| Lost::Silent)??;
            let Some(part) = self.seal.open(&signal) else { continue };
            let from = part.from;
            if from == self.me {
                self.heard_itself();
            } else {
                let notice = peers.take(&part, Instant::now());
                for server in peers.take_missed() {
                    self.state.consultations.hub.part_from(Some(server), self.state.clock.now());
                }
                if let Some(notice) = notice {
                    self.act(peers, from, notice);
                }
            }
            self.forget_silent(peers);
            for server in peers.servers_to_ask(Instant::now()) {
                self.state.consultations.hub.publish(|| Notice::Ask { of: Some(server) });
            }
        }
    }

    /// Only now the line is known to carry: behind a pooler that shares sessions one can connect, and hears nothing.
    fn heard_itself(&self) {
        if !self.counts.connected.swap(true, Ordering::Relaxed) {
            tracing::info!("rooms are shared with the other servers on this database");
        }
    }

    /// Does what another server says.
    fn act(&self, peers: &mut Peers, from: ServerId, notice: Notice) {
        let (own, now) = (&self.state.consultations, self.state.clock.now());
        match notice {
            Notice::Beat => {}
            Notice::Bye => {
                peers.remove(from);
                own.hub.free_seats_of(from, |_, _, _| false);
            }
            Notice::Ask { of } => {
                if of.is_none_or(|of| of == self.me) {
                    own.publish_all(now);
                }
            }
            Notice::ListBegins { before } => {
                own.hub.count_on_from(before);
                peers.list_begins(from, before);
            }
            Notice::Seats(seats) => {
                peers.note(from, &seats);
                for at in &seats {
                    own.hub.sit_elsewhere(from, at, now);
                }
            }
            Notice::ListEnds => {
                if let Some(listing) = peers.list_ends(from) {
                    own.hub.free_seats_of(from, |room, seat, count| listing.holds(room, seat, count));
                }
            }
            Notice::Stood { room, seat, count, keep } => {
                own.hub.stand_up_elsewhere(from, (room, seat, count), keep, now);
            }
            Notice::Frame { to, room, seat, bytes } => {
                if to == self.me {
                    own.hub.relay_from(from, room, seat, bytes, now);
                }
            }
            Notice::Ended { room } => own.end_here(room),
            Notice::Pairs(pairs) => own.pairs_elsewhere(&pairs, now),
        }
    }

    fn forget_silent(&self, peers: &mut Peers) {
        for server in peers.silent(Instant::now()) {
            tracing::warn!("another server is gone: its seats are free");
            self.state.consultations.hub.free_seats_of(server, |_, _, _| false);
        }
        self.counts.servers.store(peers.count(), Ordering::Relaxed);
    }
}
