#!/bin/bash
pip install gunicorn
exec gunicorn app:app
