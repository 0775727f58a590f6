//! A small mail server on this machine that keeps what it takes. The journeys in browsers use a full one over STARTTLS.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Everything that came: recipient and message.
pub struct Mailbox {
    port: u16,
    kept: Arc<Mutex<Vec<(String, String)>>>,
    /// Answers "not now" to every recipient.
    closed: Arc<Mutex<bool>>,
}

impl Mailbox {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (kept, closed) = (Arc::<Mutex<Vec<_>>>::default(), Arc::<Mutex<bool>>::default());
        let (taken, shut) = (Arc::clone(&kept), Arc::clone(&closed));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, Arc::clone(&taken), Arc::clone(&shut)));
            }
        });
        Self { port, kept, closed }
    }

    /// Settings that let our server send here.
    pub fn settings(&self) -> String {
        format!(
            "[mail]\nhost = '127.0.0.1'\nport = {}\nsecurity = 'none'\nfrom = 'Heilsam <app@heilsam.example>'\n",
            self.port
        )
    }

    pub fn close(&self, closed: bool) {
        *self.closed.lock().unwrap() = closed;
    }

    /// What came since the last time.
    pub fn take(&self) -> Vec<(String, String)> {
        std::mem::take(&mut self.kept.lock().unwrap())
    }

    /// The six digits of the one message that came.
    #[track_caller]
    pub fn code(&self) -> String {
        let mails = self.take();
        assert_eq!(mails.len(), 1, "exactly one message");
        let (_, text) = mails[0].1.split_once("\n\n").unwrap();
        let digits = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6);
        digits.unwrap().to_owned()
    }
}

async fn talk(stream: TcpStream, kept: Arc<Mutex<Vec<(String, String)>>>, closed: Arc<Mutex<bool>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let (mut to, mut message, mut inside) = (String::new(), String::new(), false);
    write.write_all(b"220 here\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        let answer = if inside {
            if line != "." {
                message.push_str(&line);
                message.push('\n');
                continue;
            }
            inside = false;
            kept.lock().unwrap().push((std::mem::take(&mut to), std::mem::take(&mut message)));
            "250 taken"
        } else if let Some(address) = line.strip_prefix("RCPT TO:") {
            to = address.trim_matches(['<', '>']).to_owned();
            if *closed.lock().unwrap() { "451 not now" } else { "250 fine" }
        } else if line == "DATA" {
            inside = true;
            "354 go on"
        } else {
            "250 fine"
        };
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
    }
}
