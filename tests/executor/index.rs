//! A package index on the server, whose pages grow with what is put into it.

use sha2::{Digest, Sha256};

use crate::server::{Answer, Server};

impl Server {
    /// Puts a package into the index below `/simple`.
    pub(crate) fn add(&self, package: &(String, Vec<u8>)) {
        let (file, bytes) = package;
        self.add_as(file, bytes, &format!("#sha256={:x}", Sha256::digest(bytes)));
    }

    /// The same with a checksum of the caller's choice, or none.
    pub(crate) fn add_as(&self, file: &str, bytes: &[u8], sum: &str) {
        self.put(&format!("/files/{file}"), Answer::file(bytes));
        let page = format!("/simple/{}/", file.split('-').next().unwrap_or_default());
        let before = self.content(&page).unwrap_or_else(|| "<!DOCTYPE html>\n".to_owned());
        self.put(&page, Answer::html(format!("{before}<a href=\"/files/{file}{sum}\">{file}</a><br>\n")));
    }
}
