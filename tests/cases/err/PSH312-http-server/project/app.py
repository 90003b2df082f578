from http.server import BaseHTTPRequestHandler, HTTPServer


def main():
    server = HTTPServer(("", 8000), BaseHTTPRequestHandler)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


main()
