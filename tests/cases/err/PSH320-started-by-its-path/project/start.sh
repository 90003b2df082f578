#!/bin/bash
set -e
exec gunicorn app:app
