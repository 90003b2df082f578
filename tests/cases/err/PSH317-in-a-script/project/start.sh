set -e
source venv/bin/activate
exec gunicorn app:app
