chdir = "backend"
