chdir = "lib"
