#!/bin/sh -e
python app.py
