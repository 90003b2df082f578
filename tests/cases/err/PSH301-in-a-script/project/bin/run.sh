cd "$(dirname "$0")/.."
if [ -z "$PORT" ]; then
  export PORT=8000
fi
exec gunicorn \
  --workers 2 \
  app:app
