"""A mail server for tests: takes messages over STARTTLS and prints each as one line of JSON."""

import json
import ssl
import sys
import time

from aiosmtpd.controller import Controller


class Taking:
    """Refuses one address, takes all others."""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("unbekannt@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = envelope.content.decode("utf-8", "replace")
        told = {"to": envelope.rcpt_tos, "tls": session.ssl is not None, "message": message}
        print(json.dumps(told), flush=True)
        return "250 taken"


certificate, key, port = sys.argv[1:4]
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(certificate, key)
controller = Controller(Taking(), hostname="127.0.0.1", port=int(port), tls_context=context, require_starttls=True)
controller.start()
print(json.dumps({"ready": True}), flush=True)
while True:
    time.sleep(60)
