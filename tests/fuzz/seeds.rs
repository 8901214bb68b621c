//! Writes what every target starts from into `<folder>/<target>/`.

use std::fs;
use std::path::Path;

fn main() {
    let folder = std::env::args().nth(1).expect("the folder to write into");
    for target in logscry_fuzz::targets() {
        let folder = Path::new(&folder).join(target);
        fs::create_dir_all(&folder).unwrap();
        for (name, seed) in logscry_fuzz::seeds(target) {
            fs::write(folder.join(name), seed).unwrap();
        }
    }
}
