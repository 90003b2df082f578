bind = ["localhost:8000"]
