mkdir -p ~/.streamlit/
echo "[server]
port = $PORT" > ~/.streamlit/config.toml
