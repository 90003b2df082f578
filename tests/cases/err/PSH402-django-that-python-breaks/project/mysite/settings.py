SECRET_KEY = "only-for-development"
