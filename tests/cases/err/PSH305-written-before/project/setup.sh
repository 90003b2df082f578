cp a.py made.py
