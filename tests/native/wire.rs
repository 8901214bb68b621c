//! The page's types are rendered from the core's.
use std::path::Path;

#[test]
fn wire_ts_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/src/engine/wire.ts");
    let rendered = logscry::wire::ts::render();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &rendered).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == rendered, "wire.ts is stale: UPDATE=1 cargo test --features ts wire");
}
