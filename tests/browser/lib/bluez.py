"""A stand-in for the Bluetooth service of Linux (BlueZ), with one radio and one measuring device that a test holds in its hand.

    bluez.py ADDRESS NAME SERVICE,CHARACTERISTIC...

Speaks D-Bus on the bus at ADDRESS. Prints one word per line when something happens (ready, searching, connected, listening,
apart); reads one JSON object per line: {"say": [service, [bytes]]}, or {"away": true}.
"""

import json
import sys

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

PROPERTIES = "org.freedesktop.DBus.Properties"
OBJECTS = "org.freedesktop.DBus.ObjectManager"
ADAPTER, DEVICE = "org.bluez.Adapter1", "org.bluez.Device1"
SERVICE, CHARACTERISTIC = "org.bluez.GattService1", "org.bluez.GattCharacteristic1"
RADIO = "/org/bluez/hci0"
CUFF = RADIO + "/dev_00_00_5E_00_53_01"
known = {}


def uuid(number):
    return "%08x-0000-1000-8000-00805f9b34fb" % number


def tell(word):
    print(word, flush=True)


class Thing(dbus.service.Object):
    def __init__(self, bus, path, interface, values):
        super().__init__(bus, path)
        self.interface, self.values = interface, values
        known[path] = self

    def become(self, **values):
        self.values.update(values)
        self.PropertiesChanged(self.interface, values, [])

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return self.values[name]

    @dbus.service.method(PROPERTIES, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return self.values

    @dbus.service.method(PROPERTIES, in_signature="ssv")
    def Set(self, interface, name, value):
        self.become(**{str(name): value})

    @dbus.service.signal(PROPERTIES, signature="sa{sv}as")
    def PropertiesChanged(self, interface, changed, invalidated):
        pass


class Radio(Thing):
    @dbus.service.method(ADAPTER, in_signature="a{sv}")
    def SetDiscoveryFilter(self, wanted):
        self.wanted = wanted["UUIDs"]

    @dbus.service.method(ADAPTER)
    def StartDiscovery(self):
        tell("searching")
        known[CUFF].become(RSSI=dbus.Int16(-60))

    @dbus.service.method(ADAPTER)
    def StopDiscovery(self):
        known[CUFF].values.pop("RSSI", None)


class Cuff(Thing):
    @dbus.service.method(DEVICE)
    def Connect(self):
        self.become(Connected=True, ServicesResolved=True)
        tell("connected")

    @dbus.service.method(DEVICE)
    def Disconnect(self):
        if self.values["Connected"]:
            self.become(Connected=dbus.Boolean(False), ServicesResolved=dbus.Boolean(False))
            tell("apart")


class Characteristic(Thing):
    @dbus.service.method(CHARACTERISTIC)
    def StartNotify(self):
        tell("listening")

    @dbus.service.method(CHARACTERISTIC)
    def StopNotify(self):
        pass


class Root(dbus.service.Object):
    @dbus.service.method(OBJECTS, out_signature="a{oa{sa{sv}}}")
    def GetManagedObjects(self):
        return {path: {thing.interface: thing.values} for path, thing in known.items()}


def obey(source, condition):
    line = source.readline()
    if not line:
        loop.quit()
        return False
    wish = json.loads(line)
    if "away" in wish:
        known[CUFF].Disconnect()
    else:
        service, values = wish["say"]
        spoken = next(thing for thing in known.values() if thing.values.get("of") == service)
        spoken.become(Value=dbus.ByteArray(bytes(values)))
    return True


address, name, *kinds = sys.argv[1:]
kinds = [[int(number, 16) for number in kind.split(",")] for kind in kinds]
loop = GLib.MainLoop()
DBusGMainLoop(set_as_default=True)
bus = dbus.bus.BusConnection(address)
no, yes = dbus.Boolean(False), dbus.Boolean(True)
here = {"AddressType": "public", "Modalias": "usb:v1D6Bp0246d0540"}
radio = {"Address": "00:00:5E:00:53:00", "Name": "radio", "Alias": "radio", "Powered": yes, "Discovering": no}
Radio(bus, RADIO, ADAPTER, here | radio)
state = {each: no for each in ["Paired", "Connected", "ServicesResolved", "Trusted", "Blocked", "LegacyPairing"]}
services = dbus.Array([uuid(service) for service, _ in kinds], signature="s")
cuff = {"Address": "00:00:5E:00:53:01", "Name": name, "Alias": name, "UUIDs": services, "Adapter": dbus.ObjectPath(RADIO)}
Cuff(bus, CUFF, DEVICE, here | cuff | state)
for number, (service, characteristic) in enumerate(kinds):
    place = "%s/service%04x" % (CUFF, number)
    Thing(bus, place, SERVICE, {"UUID": uuid(service), "Primary": yes, "Device": dbus.ObjectPath(CUFF)})
    flags = dbus.Array(["indicate"], signature="s")
    says = {"UUID": uuid(characteristic), "Service": dbus.ObjectPath(place), "Flags": flags, "MTU": dbus.UInt16(23)}
    Characteristic(bus, place + "/char0001", CHARACTERISTIC, says | {"of": dbus.Int32(service)})
Root(bus, "/")
# Held for as long as the program runs.
named = dbus.service.BusName("org.bluez", bus)
# Without a buffer: what waited in one would not wake the loop.
GLib.io_add_watch(open(0, "rb", buffering=0), GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, obey)
tell("ready")
loop.run()
