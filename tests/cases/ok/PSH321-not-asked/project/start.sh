#!/usr/local/bin/bash
exec gunicorn app:app
