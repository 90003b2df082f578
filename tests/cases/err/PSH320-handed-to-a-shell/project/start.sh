#!/bin/bash

if [ -n "$SEED" ]; then
  python app.py
fi
gunicorn app:app
