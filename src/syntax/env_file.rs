//! `.env` files: `KEY=VALUE` a line.
