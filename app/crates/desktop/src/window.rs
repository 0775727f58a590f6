//! The window itself: a web view on the window's own server, and nothing else.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

use anyhow::{Context, Result};
use tao::dpi::LogicalSize;
use tao::event::{Event, WindowEvent};
use tao::event_loop::{ControlFlow, EventLoopBuilder, EventLoopProxy};
use tao::platform::run_return::EventLoopExtRunReturn;
use tao::platform::unix::WindowExtUnix;
use tao::window::WindowBuilder;
use wry::{NewWindowResponse, PageLoadEvent, WebContext, WebView, WebViewBuilder, WebViewBuilderExtUnix};

use crate::closing::{self, Closing, Heard, Step};

const WIDTH: f64 = 1180.0;
const HEIGHT: f64 = 800.0;
/// Given to every page before its own scripts: the interfaces that its web view lacks. What they do, the program does; a page
/// that finds them cannot tell the window from a browser, and needs not. A frame that some page of the world might show gets
/// nothing.
const INTERFACES: &str = concat!(
    "(() => {\n\"use strict\";\n",
    "if (window !== window.top || location.hostname !== \"127.0.0.1\") return;\n",
    include_str!("page/element.js"),
    "{\n",
    include_str!("page/media.js"),
    include_str!("page/screen.js"),
    include_str!("page/connection.js"),
    include_str!("page/offered.js"),
    "}\n{\n",
    include_str!("page/bluetooth.js"),
    "}\n{\n",
    include_str!("page/closing.js"),
    "}\n})();\n",
);

/// Shows the page at `address` until the window is closed; in a call the page asks first. `server` is where a browser finds
/// the same pages, `data` where the web view keeps what they store.
///
/// # Errors
/// There is no screen, or no web view on this computer.
pub fn show(title: &str, address: &str, server: &str, data: &Path) -> Result<()> {
    let mut events = EventLoopBuilder::<Heard>::with_user_event().build();
    let size = LogicalSize::new(WIDTH, HEIGHT);
    let window = WindowBuilder::new().with_title(title).with_inner_size(size).build(&events);
    let window = Rc::new(window.context("no window can be opened")?);
    let mut context = WebContext::new(Some(data.to_owned()));
    #[cfg(feature = "automation")]
    context.set_allows_automation(true);
    let origin = origin(address);
    let (answers, said, loaded) = (events.create_proxy(), events.create_proxy(), events.create_proxy());
    let (titled, own, server) = (window.clone(), origin.clone(), server.to_owned());
    let view = WebViewBuilder::new_with_web_context(&mut context)
        .with_url(address)
        .with_initialization_script_for_main_only(INTERFACES, true)
        .with_autoplay(true)
        .with_clipboard(true)
        .with_document_title_changed_handler(move |title| titled.set_title(&title))
        .with_ipc_handler(move |message| {
            if let Some(heard) = Heard::read(message.body()) {
                let _ = said.send_event(heard);
            }
        })
        .with_on_page_load_handler(move |event, _| {
            if matches!(event, PageLoadEvent::Started) {
                let _ = loaded.send_event(Heard::Loaded);
            }
        })
        .with_download_started_handler(|_, file| downloads(file))
        .with_navigation_handler(move |url| is_own(&own, &url) || leave(&url))
        .with_new_window_req_handler(move |url, _| {
            // A second window would be one without our interfaces, and would show whatever its links lead to.
            leave(&for_browser(&origin, &server, &url));
            NewWindowResponse::Deny
        });
    let place = window.default_vbox().context("the window has no room for a page")?;
    let view = view.build_gtk(place).context("the web view does not start")?;
    let question = closing::question();
    let mut closing = Closing::default();
    events.run_return(|event, _, flow| {
        let step = match event {
            Event::WindowEvent { event: WindowEvent::CloseRequested, .. } => closing.wished(),
            Event::UserEvent(heard) => closing.heard(heard),
            _ => Step::Nothing,
        };
        let stays = match step {
            Step::Nothing => true,
            Step::Ask => ask(&view, &question, answers.clone()),
            Step::SayGoodbye => say_goodbye(&view, answers.clone()),
            Step::Close => false,
        };
        *flow = if stays { ControlFlow::Wait } else { ControlFlow::Exit };
    });
    Ok(())
}

/// Lets the page ask. `false`: it cannot, and nothing keeps the window open.
fn ask(view: &WebView, question: &str, answers: EventLoopProxy<Heard>) -> bool {
    let asked = view.evaluate_script_with_callback(question, move |asks| {
        if asks != "true" {
            let _ = answers.send_event(Heard::Close);
        }
    });
    asked.is_ok()
}

/// Lets the page hang up, within the limit. `false`: it cannot.
fn say_goodbye(view: &WebView, answers: EventLoopProxy<Heard>) -> bool {
    std::thread::spawn(move || {
        std::thread::sleep(closing::GOODBYE_LIMIT);
        let _ = answers.send_event(Heard::Close);
    });
    view.evaluate_script(closing::GOODBYE).is_ok()
}

/// Scheme, host and port with a slash behind them.
fn origin(address: &str) -> String {
    address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/") + "/"
}

/// Pages of ours, and what our pages make themselves.
fn is_own(origin: &str, url: &str) -> bool {
    url.starts_with(origin) || ["blob:", "about:"].iter().any(|scheme| url.starts_with(scheme))
}

/// Where a browser finds a page of ours: on the server, without what stands behind `#`, which may be secret.
fn for_browser(origin: &str, server: &str, url: &str) -> String {
    match url.strip_prefix(origin) {
        Some(page) => format!("{server}/{}", page.split('#').next().unwrap_or_default()),
        None => url.to_owned(),
    }
}

/// Hands other addresses to the program that the user has for them. Never shown in the window: `false`.
fn leave(url: &str) -> bool {
    if ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme)) {
        let mut opener = Command::new("xdg-open");
        opener.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // Without a program for it nothing opens, as in a browser.
        std::thread::spawn(move || opener.status());
    }
    false
}

/// Puts a file that a page offers into the folder for downloads, under a name that is still free. `false`: there is none.
fn downloads(file: &mut PathBuf) -> bool {
    let Some(home) = std::env::var_os("HOME").map(PathBuf::from) else { return false };
    let folder = std::env::var_os("XDG_DOWNLOAD_DIR").map_or_else(|| home.join("Downloads"), PathBuf::from);
    if std::fs::create_dir_all(&folder).is_err() {
        return false;
    }
    *file = free(&folder, file);
    true
}

fn free(folder: &Path, file: &Path) -> PathBuf {
    let text = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let name = text(file.file_stem()).unwrap_or_else(|| "heilsam".to_owned());
    let ending = text(file.extension()).map_or_else(String::new, |ending| format!(".{ending}"));
    let numbered = |number: u32| {
        if number == 0 { format!("{name}{ending}") } else { format!("{name} ({number}){ending}") }
    };
    (0..1_000)
        .map(|number| folder.join(numbered(number)))
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.join(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_shown() {
        let origin = origin("http://127.0.0.1:20001/_window/open/ticket");
        assert_eq!(origin, "http://127.0.0.1:20001/");
        assert!(is_own(&origin, "http://127.0.0.1:20001/practice/"));
        assert!(is_own(&origin, "blob:http://127.0.0.1:20001/1"));
        for foreign in [
            "http://127.0.0.1:20001.example/",
            "http://127.0.0.1:2000/",
            "https://praxis.example/",
            "file:///x",
        ] {
            assert!(!is_own(&origin, foreign), "{foreign}");
        }
    }

    #[test]
    fn a_second_window_is_a_browsers_and_gets_no_secret() {
        let shown = |url| for_browser("http://127.0.0.1:20001/", "https://praxis.example", url);
        assert_eq!(shown("http://127.0.0.1:20001/privacy"), "https://praxis.example/privacy");
        assert_eq!(shown("http://127.0.0.1:20001/v#1.room.canary"), "https://praxis.example/v");
        assert_eq!(shown("https://law.example/25#a"), "https://law.example/25#a");
    }

    #[test]
    fn a_download_never_replaces_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let first = free(folder.path(), Path::new("/anywhere/export.xml"));
        assert_eq!(first, folder.path().join("export.xml"));
        std::fs::write(&first, "").unwrap();
        assert_eq!(free(folder.path(), Path::new("export.xml")), folder.path().join("export (1).xml"));
    }
}
