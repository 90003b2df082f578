#!/bin/sh
celery -A app status
python app.py
