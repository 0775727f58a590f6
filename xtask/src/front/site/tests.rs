use super::*;
use crate::front::Mode;

const SHELL: &str = "{{part:head}}\n<script src=\"{{asset:boot.js}}\">\n<meta content=\"{{later:scan.js}}\">";

/// The site of a checkout that has one page; `files` come on top.
fn site(files: &[(&str, &str)]) -> Result<Site> {
    let root = tempfile::tempdir()?;
    let usual = [
        ("app/web/patient/index.html", SHELL),
        ("app/web/parts/head.html", "<link href=\"{{asset:styles/a.css}}\">\n"),
        ("app/web/boot.js", "boot()"),
        ("app/web/scan.js", "scan()"),
        ("app/web/service-worker.js", "{{version:patient}} {{precache:patient}}"),
        ("assets/styles/a.css", "a{}"),
    ];
    for (name, content) in usual.iter().chain(files) {
        let path = root.path().join(name);
        std::fs::create_dir_all(path.parent().context("a folder")?)?;
        std::fs::write(path, content)?;
    }
    let workspace = Workspace::of_files(root.path().to_owned());
    Site::assemble(&workspace, BTreeMap::new(), &Selection::all(Mode::Release))
}

fn worker(files: &[(&str, &str)]) -> String {
    String::from_utf8(site(files).unwrap().files["/app/service-worker.js"].clone()).unwrap()
}

fn version(files: &[(&str, &str)]) -> String {
    worker(files).split(' ').next().unwrap().to_owned()
}

#[test]
fn another_content_of_anything_a_page_needs_is_another_version() {
    let first = version(&[]);
    assert_eq!(first, version(&[]));
    for change in [
        ("assets/styles/a.css", "a{color:red}"),
        ("app/web/boot.js", "boot(1)"),
        ("app/web/parts/head.html", "<link href=\"{{asset:styles/a.css}}\"><title>2</title>"),
        ("app/web/scan.js", "scan(2)"),
    ] {
        assert_ne!(first, version(&[change]), "{}", change.0);
    }
    assert_eq!(first, version(&[("app/web/elsewhere.js", "1")]));
}

#[test]
fn parts_stand_in_the_page_and_what_they_name_is_needed() {
    let site = site(&[]).unwrap();
    let page = String::from_utf8(site.files["/patient/index.html"].clone()).unwrap();
    assert!(page.starts_with("<link href=\"/assets/styles/a-"), "{page}");
    assert!(site.pages["patient"].needs.contains(&site.assets["styles/a.css"]));
    assert!(!site.files.keys().any(|path| path.starts_with("/parts/")), "{:?}", site.files.keys());
}

#[test]
fn a_page_names_the_modules_that_its_program_loads_later() {
    let root = tempfile::tempdir().unwrap();
    let workspace = Workspace::of_files(root.path().to_owned());
    let mut assembly = Assembly::new(&workspace, BTreeMap::new());
    let later = BTreeSet::from(["/assets/a/one.wasm".to_owned(), "/assets/a/two.wasm".to_owned()]);
    let program = Program { script: String::new(), wasm: String::new(), all: BTreeSet::new(), later };
    assembly.programs.insert("a".to_owned(), program);
    let rest = assembly.resolve(Placeholder::Rest("a".to_owned()), &mut Found::default()).unwrap();
    assert_eq!(rest, "/assets/a/one.wasm /assets/a/two.wasm");
}

#[test]
fn what_is_loaded_later_is_there_but_not_kept_offline() {
    let site = site(&[]).unwrap();
    let address = &site.assets["scan.js"];
    assert!(site.files.contains_key(address));
    assert!(!worker(&[]).contains(address));
}

#[test]
fn what_is_kept_is_no_part_of_the_first_screen_and_there_offline() {
    let shell = "{{kept:export.js}} {{bundle:content/texts}}";
    let files = [
        ("app/web/patient/index.html", shell),
        ("app/web/export.js", "{{asset:deep.js}}"),
        ("app/web/deep.js", "1"),
        ("assets/content/texts/a.json", "[1]"),
        ("assets/content/texts/b/c.svg", "<svg/>"),
    ];
    let site = site(&files).unwrap();
    let page = &site.pages["patient"];
    let text = worker(&files);
    for name in ["export.js", "deep.js", "content/texts.json"] {
        let address = &site.assets[name];
        assert!(page.keeps.contains(address) && !page.needs.contains(address), "{name}");
        assert!(text.contains(address), "{name} is not there offline");
    }
    let bundle: BTreeMap<String, String> =
        serde_json::from_slice(&site.files[&site.assets["content/texts.json"]]).unwrap();
    assert_eq!(bundle["b/c.svg"], "<svg/>");
    let mut other = files;
    other[3].1 = "[2]";
    assert_ne!(version(&files), version(&other), "another text is another version");
}

#[test]
fn files_that_refer_to_each_other_in_a_circle_are_refused() {
    let error = site(&[("app/web/parts/head.html", "{{part:head}}")]).err().unwrap();
    assert!(format!("{error:#}").contains("circle"), "{error:#}");
}

#[test]
fn the_pages_around_the_app_are_the_same_in_the_same_order_for_who_registers_and_for_the_worker() {
    let names: Vec<String> = AROUND.iter().map(|name| format!("app/web/{name}/index.html")).collect();
    let pages = names.iter().map(|name| (name.as_str(), "<link href=\"{{asset:styles/a.css}}\">"));
    let files: Vec<(&str, &str)> = pages
        .chain([
            ("app/web/patient/index.html", "{{kept:offline-pages.js}}"),
            ("app/web/offline-pages.js", "{{around:patient}}"),
            ("app/web/pages-worker.js", "{{around-precache:patient}}"),
        ])
        .collect();
    let site = site(&files).unwrap();
    let registered: Vec<String> =
        serde_json::from_slice(&site.files[&site.assets["offline-pages.js"]]).unwrap();
    let worker = String::from_utf8(site.files["/pages-worker.js"].clone()).unwrap();
    let places: Vec<usize> =
        registered.iter().map(|page| worker.find(&format!("\"{page}\":{{")).unwrap()).collect();
    assert!(places.is_sorted() && places.len() == AROUND.len(), "{worker}");
    let kept: serde_json::Value = serde_json::from_str(&worker).unwrap();
    assert_eq!(kept["/terms"]["files"][0], "/terms/");
    assert_eq!(kept["/terms"]["files"][1], site.assets["styles/a.css"].as_str());
    assert!(kept["/terms"]["version"].as_str().is_some_and(|version| !version.is_empty()));
}
