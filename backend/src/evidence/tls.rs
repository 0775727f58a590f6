//! Asking a TLS server what it accepts, one offer at a time: only the first flight of a handshake, no secret is made.
//!
//! A TLS library offers what it thinks is safe; to see that a server refuses the rest, the offers are written here.
//! Source: RFC 5246, RFC 8446.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// TLS 1.3.
pub const TLS_1_3: u16 = 0x0304;
/// TLS 1.2.
pub const TLS_1_2: u16 = 0x0303;
/// TLS 1.1.
pub const TLS_1_1: u16 = 0x0302;
/// TLS 1.0.
pub const TLS_1_0: u16 = 0x0301;
/// SSL 3.0.
pub const SSL_3: u16 = 0x0300;

const PATIENCE: Duration = Duration::from_secs(5);
const LARGEST_RECORD: usize = 1 << 14;
const ALERT: u8 = 21;
const HANDSHAKE: u8 = 22;
const SERVER_HELLO: u8 = 2;

/// One offer.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// The only version.
    pub version: u16,
    /// Cipher suites.
    pub suites: &'a [u16],
    /// Groups of the key exchange.
    pub groups: &'a [u16],
}

/// What the server chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Version.
    pub version: u16,
    /// Cipher suite.
    pub suite: u16,
}

/// Makes an offer; `None` if the server refuses it.
///
/// # Errors
/// If nobody answers.
pub async fn ask(
    host: &str,
    port: u16,
    offer: Offer<'_>,
    random: [u8; 32],
) -> std::io::Result<Option<Chosen>> {
    let exchange = async {
        let mut stream = TcpStream::connect((host, port)).await?;
        stream.write_all(&hello(host, offer, &random)).await?;
        let mut head = [0; 5];
        if stream.read_exact(&mut head).await.is_err() {
            // Hanging up is a refusal, too.
            return Ok(None);
        }
        let [kind, _, _, high, low] = head;
        let length = usize::from(u16::from_be_bytes([high, low]));
        if kind == ALERT || kind != HANDSHAKE || length > LARGEST_RECORD {
            return Ok(None);
        }
        let mut body = vec![0; length];
        if stream.read_exact(&mut body).await.is_err() {
            return Ok(None);
        }
        Ok(read(&body))
    };
    tokio::time::timeout(PATIENCE, exchange).await.unwrap_or_else(|late| Err(std::io::Error::other(late)))
}

/// Reads a `ServerHello` (also one that asks to try again: it names version and suite, too).
fn read(body: &[u8]) -> Option<Chosen> {
    let mut reader = Reader(body);
    if reader.take(1)? != [SERVER_HELLO] {
        return None;
    }
    reader.take(3)?;
    let mut version = reader.number()?;
    reader.take(32)?;
    let session = usize::from(*reader.take(1)?.first()?);
    reader.take(session)?;
    let suite = reader.number()?;
    reader.take(1)?;
    if reader.number().is_some() {
        while let (Some(kind), Some(length)) = (reader.number(), reader.number()) {
            let value = reader.take(usize::from(length))?;
            if let (43, [high, low]) = (kind, value) {
                version = u16::from_be_bytes([*high, *low]);
            }
        }
    }
    Some(Chosen { version, suite })
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u16> {
        match self.take(2)? {
            [high, low] => Some(u16::from_be_bytes([*high, *low])),
            _ => None,
        }
    }
}

fn hello(host: &str, offer: Offer<'_>, random: &[u8; 32]) -> Vec<u8> {
    let legacy = offer.version.min(TLS_1_2);
    let mut body = legacy.to_be_bytes().to_vec();
    body.extend(random);
    body.push(32);
    body.extend(random);
    body.extend(block(&numbers(offer.suites)));
    body.extend([1, 0]);
    if offer.version > SSL_3 {
        body.extend(block(&extensions(host, offer)));
    }
    let length = u32::try_from(body.len()).unwrap_or_default().to_be_bytes();
    let mut message = vec![1];
    message.extend(length.iter().skip(1));
    message.extend(body);
    let mut record = vec![HANDSHAKE];
    record.extend(legacy.min(TLS_1_0).to_be_bytes());
    record.extend(block(&message));
    record
}

fn extensions(host: &str, offer: Offer<'_>) -> Vec<u8> {
    let mut all = Vec::new();
    let mut add = |kind: u16, value: Vec<u8>| {
        all.extend(kind.to_be_bytes());
        all.extend(block(&value));
    };
    if host.parse::<std::net::IpAddr>().is_err() {
        let mut name = vec![0];
        name.extend(block(host.as_bytes()));
        add(0, block(&name));
    }
    add(10, block(&numbers(offer.groups)));
    add(11, vec![1, 0]);
    // ECDSA and RSA-PSS with SHA-256 to SHA-512, RSA PKCS#1, and SHA-1 for what is old.
    let signatures = [
        0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x0401, 0x0501, 0x0601, 0x0807,
        0x0203, 0x0201,
    ];
    add(13, block(&numbers(&signatures)));
    if offer.version >= TLS_1_3 {
        let [high, low] = offer.version.to_be_bytes();
        add(43, vec![2, high, low]);
        // No key yet: the server asks for one and names the suite.
        add(51, block(&[]));
    }
    all
}

fn numbers(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

/// The bytes behind their length in two bytes.
fn block(bytes: &[u8]) -> Vec<u8> {
    let mut block = u16::try_from(bytes.len()).unwrap_or_default().to_be_bytes().to_vec();
    block.extend(bytes);
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_cut_off_is_no_choice() {
        let mut whole = vec![2, 0, 0, 42, 3, 3];
        whole.extend([7; 32]);
        whole.extend([0, 0x13, 0x01, 0, 0, 6, 0, 43, 0, 2, 3, 4]);
        assert_eq!(read(&whole), Some(Chosen { version: TLS_1_3, suite: 0x1301 }));
        for length in 0..42 {
            assert_eq!(read(&whole[..length]), None, "{length}");
        }
    }
}
