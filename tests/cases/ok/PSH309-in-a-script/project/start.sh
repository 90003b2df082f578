#!/bin/sh
run() {
  gunicorn --bind 127.0.0.1:8000 app:app
}
if [ "$ROLE" = local ]; then
  run
  exit 0
fi
gunicorn --bind 0.0.0.0:$PORT app:app
