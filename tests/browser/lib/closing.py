"""Asks the windows of a screen to close, as the cross in a title bar does: `closing.py DISPLAY`."""

import ctypes
import sys

CLIENT_MESSAGE = 33


class ClientMessage(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
    ]


class AnyEvent(ctypes.Union):
    _fields_ = [("client", ClientMessage), ("pad", ctypes.c_long * 24)]


x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = ctypes.c_void_p
x11.XDefaultRootWindow.restype = ctypes.c_ulong
x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
x11.XInternAtom.restype = ctypes.c_ulong
x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
WINDOWS = ctypes.POINTER(ctypes.c_ulong)
COUNT = ctypes.POINTER(ctypes.c_uint)
x11.XQueryTree.argtypes = [ctypes.c_void_p, ctypes.c_ulong, WINDOWS, WINDOWS, ctypes.POINTER(WINDOWS), COUNT]
x11.XGetWMProtocols.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(WINDOWS), ctypes.POINTER(ctypes.c_int)]
x11.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.POINTER(AnyEvent)]
x11.XCloseDisplay.argtypes = [ctypes.c_void_p]


def windows(display):
    """Those that stand on the screen itself: no program manages them here."""
    root, parent, found, count = ctypes.c_ulong(), ctypes.c_ulong(), WINDOWS(), ctypes.c_uint()
    top = x11.XDefaultRootWindow(display)
    x11.XQueryTree(display, top, root, parent, ctypes.byref(found), count)
    return [found[at] for at in range(count.value)]


def can_be_asked(display, window, word):
    known, count = WINDOWS(), ctypes.c_int()
    told = x11.XGetWMProtocols(display, window, ctypes.byref(known), count)
    return bool(told) and word in [known[at] for at in range(count.value)]


display = x11.XOpenDisplay(sys.argv[1].encode())
if not display:
    sys.exit(f"no screen {sys.argv[1]}")
protocols = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)
word = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
asked = [window for window in windows(display) if can_be_asked(display, window, word)]
for window in asked:
    event = AnyEvent()
    event.client.type = CLIENT_MESSAGE
    event.client.window = window
    event.client.message_type = protocols
    event.client.format = 32
    event.client.data[0] = word
    x11.XSendEvent(display, window, 0, 0, event)
x11.XCloseDisplay(display)
if not asked:
    sys.exit("no window can be asked")
