#!/bin/sh
set -e
python app.py
nohup gunicorn app:app > log.txt 2>&1 &
