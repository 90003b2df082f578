//! The page.

fn main() {
    pushready::web::start();
}
