//! The page, as Trunk builds it.

fn main() {
    pushready::web::start();
}
