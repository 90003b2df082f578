bind = "unix:///tmp/nginx.socket"
