//! The documentation of the configuration, written from the types: no key can be missing from it.

use std::fmt::Write as _;

use serde_json::Value;

use super::ConfigDraft;

const PREFACE: &str = "# Configuration

Written from the code by `heilsam config document`; do not edit by hand.

`heilsam serve --config FILE` reads a TOML file. An environment variable `HEILSAM_SECTION__KEY` overrides a key of the file,
for example `HEILSAM_SERVER__PUBLIC_ORIGIN`; the command line overrides both. An unknown key, a value out of range or a hosting
country outside § 4(3) DiGAV refuses to start and says why. `heilsam config check` says so without starting.
Without any configuration the server runs on SQLite and local files, reachable from this machine only.
";

const EPILOGUE: &str = "
## The second listener

With `server.admin_listen` the server answers `GET /metrics` (text form of Prometheus: requests by route pattern and status,
refused rates, requests in progress, other servers that are heard, relays and how many of them worked at the last look, once a minute),
`GET /health/live` and `GET /health/ready` on a second address. These change nothing, ask for no login and name no account, so only the operator's own
network may reach them. `/metrics` and the administration do not exist on the public
listener.

## Administration

With `server.admin_token_file` the second listener also has routes for whoever operates the server. They ask for the token of that file; without it there are no such
routes. After ten wrong tokens in a minute a network has to wait, also with the right one. Every call that changes something, and every refusal, is an event of
the audit log and names nobody. The listener speaks HTTP: reach it on the same machine, or through a tunnel.

```
(umask 077; openssl rand -hex 32 > /etc/heilsam/admin-token)
admin() { sed 's/^/Authorization: Bearer /' /etc/heilsam/admin-token | curl --silent --show-error --header @- \"$@\"; }
admin http://127.0.0.1:9000/admin/status
admin --request POST http://127.0.0.1:9000/admin/jobs/retention/run
admin --request POST http://127.0.0.1:9000/admin/drain
admin --request DELETE http://127.0.0.1:9000/admin/drain
admin --request POST http://127.0.0.1:9000/admin/audit/verify
```

- `GET /admin/status`: version, start, database and schema step, hosting country, other servers, end of the audit log (rows, hash of the last one),
  how each job went last since the start, open sockets and rooms, relay, certificates of the service.
- `POST /admin/jobs/NAME/run`: runs a job now and answers with its start, its duration, how much it did and why it failed: `retention`, `contacts`,
  `invoices`, `contracts`, `certificates`, `notifications`. An unknown name is answered with 404 and the names, a job that is running with 409.
- `POST /admin/drain`: `/health/ready` answers 503 (\"draining\") on both listeners, so that a load balancer sends nobody here any more. Requests,
  sockets and calls go on. A restart ends it.
- `DELETE /admin/drain`: the server is ready again.
- `POST /admin/audit/verify`: checks the audit log as `heilsam audit verify` does: how many rows are whole, and the first one that is not.

Before an update: drain, wait until `sockets` of the status is 0 or small, end the server. How to save and restore a server: [BACKUP](BACKUP.md).

## A relay for strict firewalls

The embedded relay speaks UDP. Hospitals often let only TCP on port 443 through: for them run coturn beside it on a machine of its own, with a
certificate that browsers trust, and name it in `video.turn_urls`; the embedded relay is off then. Its whole `turnserver.conf`, in place of Debian's,
which writes to the system's log:

```
use-auth-secret
static-auth-secret=THE TEXT OF video.turn_secret
realm=heilsam
listening-port=3478
tls-listening-port=443
cert=/etc/coturn/certificate.pem
pkey=/etc/coturn/key.pem
no-tlsv1
no-tlsv1_1
no-cli
no-multicast-peers
no-software-attribute
no-rfc5780
no-stun-backward-compatibility
response-origin-only-with-rfc5780
no-stdout-log
log-file=/dev/null
simple-log
no-tcp-relay
denied-peer-ip=0.0.0.0-0.255.255.255
denied-peer-ip=10.0.0.0-10.255.255.255
denied-peer-ip=100.64.0.0-100.127.255.255
denied-peer-ip=127.0.0.0-127.255.255.255
denied-peer-ip=169.254.0.0-169.254.255.255
denied-peer-ip=172.16.0.0-172.31.255.255
denied-peer-ip=192.168.0.0-192.168.255.255
denied-peer-ip=::1
denied-peer-ip=::ffff:0.0.0.0-::ffff:255.255.255.255
denied-peer-ip=64:ff9b::-64:ff9b:1:ffff:ffff:ffff:ffff:ffff
denied-peer-ip=2002::-2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff
denied-peer-ip=fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
denied-peer-ip=fe80::-feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
```

It keeps no log, because a log of a relay says who spoke with whom; without `simple-log` coturn adds the day to the name and writes one after all. It
relays UDP only, and reaches no private network. Behind an address translation it also needs `external-ip=PUBLIC/OWN` with both addresses. TCP on 443,
UDP on 3478 and UDP on 49152 to 65535 (the relays) must be reachable from outside. Debian's service runs as the user `turnserver`: let it read the key,
and add `AmbientCapabilities=CAP_NET_BIND_SERVICE` to the service for port 443. The signal USR2 makes it read a renewed certificate. In the configuration
of the server:

```
[video]
turn_urls = ['turn:turn.example:3478?transport=udp', 'turns:turn.example:443?transport=tcp']
turn_secret = 'A LONG RANDOM TEXT'
```

The server looks every minute whether its relays work (`/status`, `/metrics`): of one over UDP it asks for an allocation, of one over TCP for the
connection. The connection test in the practice app says whether a practice reaches them. A browser test holds a call over TLS through a coturn with
this file, between two networks that let no UDP out.

## More than one server

On PostgreSQL several servers can stand behind one address, with the same key file. Accounts, records, appointments and what is sealed are in the
database. Who sits in a waiting room, and the frames between two seats, servers tell each other over `NOTIFY` of that database, sealed under the key
file; no table holds it. So a doctor and a guest may be at different servers. When a server is killed, calls go on, since picture and sound do
not go through it; its pages find another server by themselves, and after six seconds its seats are free. `server.database_url` has to lead to
PostgreSQL itself, or to a pooler that keeps one session for each connection. A server that does not hear the others serves all the same, with rooms
of its own, and says so: in the answer of `/health/ready`, and as `heilsam_servers_connected 0` in `/metrics`.

Not shared are logins and registrations that were begun and not finished, so a proxy should send a browser to the same server for as long as that
lives; the limits, which each server counts for itself; and the embedded relay, which ends with its server: run coturn beside several servers.

## Invoices

With `invoice.tax_number` the server makes an invoice for every month in which a practice had a plan with a price, and shows it in the practice app.
`heilsam invoices debits > debits.xml` prints the direct debits that were in no file yet (pain.008.001.08) and says the number of the run;
`--run NUMBER` prints the same invoices again, with the day of the printing. Collected is on banking days, two of them after it at the earliest.
Data of a contract that were saved before `invoice.tax_number` was set hold no mandate: such a practice is asked in the app to save them again, and
charged from that day on. A practice goes with its notice, at the end of a quarter, and is charged until that day. Taken out and set again later,
`invoice.tax_number` brings the invoices of the months between, but for practices that saved their data meanwhile. Invoices stay when an account is
erased; the program never deletes them.

## Proof of the audit log's end

The database refuses to change or remove rows of the audit log; whoever may change its schema can take that away. The rows
are chained by hashes, which shows every change inside it. That its end is not missing is shown
against a copy outside of the database: at every start and end, and every `audit.anchor_every` events, the server signs the number
of rows and the hash of the last one with a key from its key file. The line goes to the server's log and, with
`audit.anchor_file`, to a file. Keep a copy of either on another machine, for example in the log collection. The number of each account that is erased is
signed into the same places: after the restore of an older backup `heilsam account erase-again --anchor FILE` erases it again.

`heilsam audit verify` checks the chain; `heilsam audit verify --anchor FILE` also checks it against every anchor in a copy
of the anchor file or of the log. It fails if rows before an anchor are missing or differ. Rows after the newest anchor can still
be cut off unnoticed: at most `audit.anchor_every` minus one.

## Proof of consent

`heilsam consents --account ID` prints which consents of an account are in force, `--at TIME` which ones were then, each with
the receipt that the account signed. It checks every signature again and fails if a stored consent is not what was signed.
";

/// The text of `docs/CONFIGURATION.md`.
#[must_use]
pub fn document() -> String {
    let schema = schemars::schema_for!(ConfigDraft).to_value();
    let defaults = serde_json::to_value(ConfigDraft::default()).unwrap_or_default();
    let mut text = PREFACE.to_owned();
    for (section, about) in properties(&schema) {
        let about = resolve(&schema, about);
        let _ = write!(text, "\n## `[{section}]`\n\n| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
        for (key, field) in properties(about) {
            let field_type = resolve(&schema, field);
            let default = defaults.pointer(&format!("/{section}/{key}")).unwrap_or(&Value::Null);
            let default = if default.is_null() { "absent".to_owned() } else { format!("`{default}`") };
            let kind = kind(field_type);
            let meaning = describe(field).or_else(|| describe(field_type)).unwrap_or_default();
            let _ = writeln!(text, "| `{key}` | {kind} | {default} | {meaning} |");
        }
    }
    text + EPILOGUE
}

fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema.get("properties").and_then(Value::as_object).into_iter().flatten()
}

fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#'));
    target.and_then(|target| root.pointer(target)).unwrap_or(schema)
}

fn describe(schema: &Value) -> Option<String> {
    schema.get("description").and_then(Value::as_str).map(|text| text.replace('\n', " "))
}

fn kind(schema: &Value) -> String {
    if let Some(choices) = schema.get("oneOf").and_then(Value::as_array) {
        let names: Vec<String> =
            choices.iter().filter_map(|choice| choice.get("const")).map(|name| format!("`{name}`")).collect();
        return names.join(" or ");
    }
    match schema.get("type") {
        Some(Value::String(kind)) => kind.clone(),
        Some(Value::Array(kinds)) => {
            kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or_default().to_owned()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_documentation_is_what_the_code_says() {
        let path = std::env::var("CARGO_MANIFEST_DIR").unwrap() + "/../docs/CONFIGURATION.md";
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(committed, document(), "run `heilsam config document > docs/CONFIGURATION.md`");
    }

    #[test]
    fn every_key_has_a_type_and_a_meaning() {
        for line in document().lines().filter(|line| line.starts_with("| `")) {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            assert!(cells.iter().skip(1).take(4).all(|cell| !cell.is_empty()), "{line}");
        }
    }
}
