#!/usr/bin/env bash
set -euo pipefail

# The server.
exec gunicorn app:app
