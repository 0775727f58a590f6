//! Our own line icons: 24 units, stroke 2, decoration only (the words stand beside them).

use dioxus::prelude::*;

/// What an icon shows: its path. Constants and no enum, so that a program carries only the icons it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape(&'static str);

#[expect(
    missing_docs,
    non_upper_case_globals,
    reason = "used like the variants of an enum; the names say what is drawn"
)]
impl Shape {
    pub const Check: Self = Self("M5 12.5l4.5 4.5L19 7.5");
    pub const Info: Self = Self("M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v5.5M12 7.5v.1");
    pub const Warning: Self = Self("M12 3.5L2.5 20h19zM12 10v4.5M12 17.3v.1");
    pub const Stop: Self = Self("M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7.5v5.5M12 16.3v.1");
    pub const Close: Self = Self("M6 6l12 12M18 6L6 18");
    pub const Back: Self = Self("M19 12H5M11 6l-6 6l6 6");
    pub const Heart: Self =
        Self("M12 20S3.5 15 3.5 9A4.5 4.5 0 0 1 12 6.8A4.5 4.5 0 0 1 20.500 9C20.500 15 12 20 12 20z");
    pub const House: Self = Self("M4 11.500L12 4.500l8 7M6.500 9.500v10h11v-10M10 19.500v-5.500h4v5.500");
    pub const List: Self = Self("M9 6h11M9 12h11M9 18h11M4.500 6v.1M4.500 12v.1M4.500 18v.1");
    pub const Person: Self =
        Self("M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.500 20.500c0-4 3.400-6 7.500-6s7.500 2 7.500 6");
    pub const Add: Self = Self("M12 5v14M5 12h14");
    pub const Key: Self = Self("M8 11.500a4 4 0 1 0 .1 0M11 13.500L20 4.500M16.500 8l3 3");
    pub const Printer: Self = Self(
        "M7 8V3.500h10V8M7 17H4V9.500A1.500 1.500 0 0 1 5.500 8h13A1.500 1.500 0 0 1 20 9.500V17h-3M7 14h10v6.500H7z",
    );
    pub const Download: Self = Self("M12 4v11M7 10.500l5 5l5-5M4.500 20h15");
    pub const Upload: Self = Self("M12 16V5M7 9.500l5-5l5 5M4.500 20h15");
    pub const Cloud: Self =
        Self("M7 18.500a4.500 4.500 0 0 1-.5-9a6 6 0 0 1 11.500 1.500a3.800 3.800 0 0 1-.5 7.500z");
    pub const CloudOff: Self = Self(
        "M7 18.500a4.500 4.500 0 0 1-.5-9M10 6.200a6 6 0 0 1 8 4.800a3.800 3.800 0 0 1 2 6M14.500 18.500H7M4 4l16 16",
    );
    pub const Device: Self = Self(
        "M8 3.500h8a1.500 1.500 0 0 1 1.500 1.500v14a1.500 1.500 0 0 1-1.500 1.500H8A1.500 1.500 0 0 1 6.500 19V5A1.500 1.500 0 0 1 8 3.500M11 17.500h2",
    );
    pub const Camera: Self = Self(
        "M4.500 6.500H14A1.500 1.500 0 0 1 15.500 8v8a1.500 1.500 0 0 1-1.500 1.500H4.500A1.500 1.500 0 0 1 3 16V8a1.500 1.500 0 0 1 1.500-1.500M15.500 11l5.500-3.500v9L15.500 13",
    );
    pub const CameraOff: Self = Self(
        "M9 6.500h5A1.500 1.500 0 0 1 15.500 8v5M15.500 11l5.500-3.500v9M13.500 17.500h-9A1.500 1.500 0 0 1 3 16V8a1.500 1.500 0 0 1 1.500-1.500M3.500 3.500l17 17",
    );
    pub const Microphone: Self = Self(
        "M12 3.500a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0v-5a3 3 0 0 0-3-3M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3",
    );
    pub const MicrophoneOff: Self = Self(
        "M9 9v2.500a3 3 0 0 0 4.500 2.600M15 11V6.500a3 3 0 0 0-5.600-1.500M5.500 11.500a6.500 6.500 0 0 0 10 5.500M18.500 11.500a6.500 6.500 0 0 1-.5 2.500M12 18v3M3.500 3.500l17 17",
    );
    pub const Phone: Self = Self(
        "M6 3.500h3l1.500 4.500l-2 1.500a11 11 0 0 0 6 6l1.500-2l4.500 1.500v3A2.500 2.500 0 0 1 18 20.500A14.500 14.500 0 0 1 3.500 6A2.500 2.500 0 0 1 6 3.500z",
    );
    pub const HangUp: Self = Self("M3 13.500c5-5 13-5 18 0l-2.500 3l-4-1.500v-3a9 9 0 0 0-5 0v3l-4 1.500z");
    pub const Link: Self = Self(
        "M10 14a4 4 0 0 0 5.700 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3A4 4 0 0 0 11 18.700l1-1",
    );
    pub const Copy: Self = Self("M9 8.500h10v12H9zM15 8.500v-5H5v12h4");
    pub const Letter: Self = Self("M3.500 6h17v12.500h-17zM4 6.500l8 6.500l8-6.500");
    pub const Pen: Self = Self("M4.500 19.500l1-4.500L16 4.500l3.500 3.500L9 18.500zM13.500 7l3.500 3.500");
    pub const Clock: Self = Self("M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5.500l3.500 2");
    pub const Lock: Self = Self("M6 11h12v9.500H6zM8.500 11V7.500a3.500 3.500 0 0 1 7 0V11");
    pub const Sun: Self = Self(
        "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M18.700 5.300l-1.400 1.400M6.700 17.300l-1.400 1.400",
    );
    pub const Moon: Self = Self("M20 14.500A8.500 8.500 0 0 1 9.500 4A8.500 8.500 0 1 0 20 14.500z");
    pub const Expand: Self = Self("M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5");
    pub const Blur: Self = Self(
        "M12 7a3.500 3.500 0 1 0 0 7a3.500 3.500 0 1 0 0-7M6 20.500c0-2.800 2.700-4 6-4s6 1.200 6 4M4 4v.1M8 4v.1M16 4v.1M20 4v.1M4 9v.1M20 9v.1M4 14v.1M20 14v.1",
    );
    pub const Speaker: Self =
        Self("M4 9.500v5h3.500L12 19V5L7.500 9.500zM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11");
}

/// An icon beside words; screen readers do not see it.
#[component]
pub fn Icon(shape: Shape) -> Element {
    rsx! {
        svg { class: "icon", view_box: "0 0 24 24", "aria-hidden": "true",
            path { d: shape.0 }
        }
    }
}
