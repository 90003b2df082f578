errorlog = "var/log/error.log"
